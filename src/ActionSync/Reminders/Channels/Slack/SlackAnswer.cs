using System.Text.Json;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>What Slack said to one call. Slack tells errors with status 200 and <c>ok: false</c>; see https://docs.slack.dev/apis/web-api/</summary>
/// <param name="Ok">Slack did it.</param>
/// <param name="Error">Slack's word for why not, or what became of the call; null where it is done.</param>
internal sealed record SlackAnswer(bool Ok, string? Error)
{
    private const int LongestWord = 80;

    /// <summary>The whole answer, for what the method in question says; null where there is none.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>The scopes that the app lacks, as Slack names them.</summary>
    public string? Needed { get; init; }

    /// <summary>A limit, and when it ends.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The call was perhaps carried out all the same.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>It is not Slack's, but a proxy's, a portal's, a page for people.</summary>
    public bool IsForeign { get; private init; }

    /// <summary>Why there is none at all.</summary>
    public MissingAnswer? Missing { get; init; }

    /// <summary>The scopes of the token, which Slack sends with every answer; null where it does not.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>No answer came, or nothing was asked.</summary>
    public static SlackAnswer None(MissingAnswer why) => new(false, why.Why) { Missing = why };

    /// <summary>Something answered in Slack's place: a proxy, a portal, a page for people.</summary>
    public static SlackAnswer Foreign(string why) => new(false, $"something that is not Slack's ({why})") { IsUnknown = true, IsForeign = true };

    /// <param name="limitEnds">When a limit ends that the body tells of.</param>
    public static SlackAnswer Read(ReadOnlyMemory<byte> body, DateTimeOffset limitEnds)
    {
        var json = AnswerJson.Read(body);
        if (json is null)
            return Foreign(body.IsEmpty ? "an empty answer" : "no JSON");
        var ok = json.Member("ok").Flag();
        var error = json.Member("error").Text();
        if (ok is null || (ok is false && string.IsNullOrWhiteSpace(error)))
            return Foreign(ok is null ? "it has no member \"ok\" that is true or false" : "\"ok\" is false without an \"error\"");
        var word = ok is true ? null : TextProfile.Slack.Plain(error, LongestWord);
        return new SlackAnswer(ok.Value, word)
        {
            Json = json,
            Needed = json.Member("needed").Text() is { } needed ? TextProfile.Slack.Plain(needed, LongestWord) : null,
            Until = word is "ratelimited" or "rate_limited" ? limitEnds : null,
            // Slack on these: "some aspect of the operation" may have succeeded.
            IsUnknown = word is "internal_error" or "fatal_error" or "request_timeout" or "service_unavailable",
        };
    }
}

/// <summary>A member of the workspace as users.lookupByEmail shows them. See https://docs.slack.dev/reference/objects/user-object</summary>
internal sealed record SlackMember(string Id, bool IsDeactivated, bool IsBot, string? Email)
{
    private const int LongestId = 40;

    /// <summary>Null where the answer shows no member whose id could be written to.</summary>
    public static SlackMember? In(SlackAnswer answer)
    {
        var user = answer.Json.Member("user");
        return user.Member("id").Text() is { Length: > 0 and <= LongestId } id && id.All(char.IsAsciiLetterOrDigit)
            ? new SlackMember(id, user.Member("deleted").Flag() is true, user.Member("is_bot").Flag() is true, user.Member("profile").Member("email").Text())
            : null;
    }
}
