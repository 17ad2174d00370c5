using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// What GitHub posts when somebody touches an issue: https://docs.github.com/webhooks/webhook-events-and-payloads#issues. Every action counts as a change,
/// since a visit costs less than knowing them all.
/// </summary>
internal static partial class GitHubWebhook
{
    public const string EventHeader = "X-GitHub-Event";
    public const string DeliveryHeader = "X-GitHub-Delivery";
    public const string SignatureHeader = "X-Hub-Signature-256";

    public static WebhookReading Read(string? eventName, ReadOnlySequence<byte> body)
    {
        if (new SequenceReader<byte>(body).IsNext("payload="u8))
            return new WebhookReading.Unreadable("The body is a form. Set the webhook's content type to application/json.");
        return eventName switch
        {
            null or "" => new WebhookReading.Unreadable($"The header {EventHeader} is missing. A proxy on the way must let it pass."),
            "ping" => new WebhookReading.Nothing("The webhook works."),
            "issues" => OfIssues(body),
            _ => new WebhookReading.Nothing("Only the event \"Issues\" is followed; untick the others."),
        };
    }

    private static WebhookReading OfIssues(ReadOnlySequence<byte> body)
    {
        var payload = Parse(body);
        if (payload?.Repository is not { } repository || JsonWords.TextOrNull(repository.FullName) is not { } name
            || name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
            return new WebhookReading.Unreadable("The body is not the JSON of an \"Issues\" event: it names no repository.");
        var server = Uri.TryCreate(JsonWords.TextOrNull(repository.HtmlUrl), UriKind.Absolute, out var page) ? page.GetLeftPart(UriPartial.Authority) : "";
        return new WebhookReading.Change([new TrackerPlace(server, name)], JsonWords.TextOrNull(payload.Action) is "deleted" or "transferred")
        {
            Identities = JsonWords.TextOrNumber(repository.Id) is { } id ? [new PlaceIdentity(server, id, name)] : [],
        };
    }

    private static Payload? Parse(ReadOnlySequence<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonSerializer.Deserialize(ref reader, GitHubWebhookJson.Default.Payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Only the repository is needed; what is odd about the rest costs nothing.
    internal sealed record Payload(JsonElement Action = default, Repository? Repository = null);

    internal sealed record Repository(JsonElement Id = default, JsonElement FullName = default, JsonElement HtmlUrl = default);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Payload))]
    internal sealed partial class GitHubWebhookJson : JsonSerializerContext;
}
