using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// What Jira posts when somebody touches an issue; Cloud and Data Center send the same:
/// https://developer.atlassian.com/cloud/jira/platform/webhooks/, https://developer.atlassian.com/server/jira/platform/webhooks/.
/// </summary>
internal static partial class JiraWebhook
{
    public const string DeliveryHeader = "X-Atlassian-Webhook-Identifier";
    public const string SignatureHeader = "X-Hub-Signature";

    private const string IssueEvents = "jira:issue_";

    public static WebhookReading Read(ReadOnlySequence<byte> body)
    {
        if (Parse(body) is not { WebhookEvent: { Length: > 0 } webhookEvent } payload)
            return new WebhookReading.Unreadable("The body is not the JSON of a Jira event. Untick \"Exclude body\" in the webhook's settings.");
        if (!webhookEvent.StartsWith(IssueEvents, StringComparison.Ordinal))
            return new WebhookReading.Nothing("Only issues that are created, updated or deleted are followed; untick the other events.");
        var left = (payload.Changelog.Value?.Items ?? []).Select(i => i.Value).Where(i => i?.Field?.Equals("Key", StringComparison.OrdinalIgnoreCase) == true)
            .Select(i => ProjectOf(i!.FromString)).ToList();
        var issue = payload.Issue.Value;
        var projects = left.Append(issue?.Fields.Value?.Project.Value?.Key).Append(ProjectOf(issue?.Key)).OfType<string>().Where(IsProject)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (projects.Count == 0)
            return new WebhookReading.Unreadable("The body names no project: neither issue.key nor issue.fields.project.key is there.");
        var site = SiteOf(issue?.Self);
        return new WebhookReading.Change(
            projects.ConvertAll(project => new TrackerPlace(site, project)), left.Count > 0 || webhookEvent == "jira:issue_deleted");
    }

    private static string? ProjectOf(string? issueKey) => issueKey?.LastIndexOf('-') is > 0 and var dash ? issueKey[..dash] : null;

    private static bool IsProject(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The site's own address, with a Data Center's context path.</summary>
    private static string SiteOf(string? self) => self?.IndexOf("/rest/", StringComparison.Ordinal) is > 0 and var rest ? self[..rest] : "";

    private static Payload? Parse(ReadOnlySequence<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonSerializer.Deserialize(ref reader, JiraWebhookJson.Default.Payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A body has many more members than these, and what is odd among them is no reason to miss what happened.
    internal sealed record Payload
    {
        [JsonConverter(typeof(TextOrNumber))]
        public string? WebhookEvent { get; init; }
        public JsonMember<Issue> Issue { get; init; }
        public JsonMember<Changelog> Changelog { get; init; }
    }

    internal sealed record Issue
    {
        [JsonConverter(typeof(TextOrNumber))]
        public string? Self { get; init; }

        [JsonConverter(typeof(TextOrNumber))]
        public string? Key { get; init; }
        public JsonMember<Fields> Fields { get; init; }
    }

    internal sealed record Fields
    {
        public JsonMember<JiraProject> Project { get; init; }
    }

    internal sealed record Changelog(IReadOnlyList<JsonMember<Item>>? Items = null);

    internal sealed record Item
    {
        [JsonConverter(typeof(TextOrNumber))]
        public string? Field { get; init; }

        [JsonConverter(typeof(TextOrNumber))]
        public string? FromString { get; init; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Payload))]
    [JsonSerializable(typeof(Issue))]
    [JsonSerializable(typeof(Fields))]
    [JsonSerializable(typeof(JiraProject))]
    [JsonSerializable(typeof(Changelog))]
    [JsonSerializable(typeof(Item))]
    [JsonSerializable(typeof(bool))]
    internal sealed partial class JiraWebhookJson : JsonSerializerContext;
}
