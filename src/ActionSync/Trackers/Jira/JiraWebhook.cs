using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

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
        var left = payload.Changelog?.Items?.Where(i => i?.Field?.Equals("Key", StringComparison.OrdinalIgnoreCase) == true).Select(i => ProjectOf(i!.FromString)).ToList() ?? [];
        var projects = left.Append(payload.Issue?.Fields?.Project?.Key).Append(ProjectOf(payload.Issue?.Key)).OfType<string>().Where(IsProject)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (projects.Count == 0)
            return new WebhookReading.Unreadable("The body names no project: neither issue.key nor issue.fields.project.key is there.");
        var site = SiteOf(payload.Issue?.Self);
        return new WebhookReading.Change(projects.ConvertAll(project => new TrackerPlace(site, project)), left.Count > 0 || webhookEvent == "jira:issue_deleted");
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

    private sealed record Payload(string? WebhookEvent, Issue? Issue, Changelog? Changelog);

    private sealed record Issue(string? Self, string? Key, Fields? Fields);

    private sealed record Fields(Project? Project);

    private sealed record Project(string? Key);

    private sealed record Changelog(IReadOnlyList<Item?>? Items);

    private sealed record Item(string? Field, string? FromString);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Payload))]
    private sealed partial class JiraWebhookJson : JsonSerializerContext;
}
