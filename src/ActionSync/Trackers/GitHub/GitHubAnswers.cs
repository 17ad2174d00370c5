using System.Net;
using System.Text.Json;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>What GitHub's answers mean: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api</summary>
internal static class GitHubAnswers
{
    public const string Service = "GitHub";

    /// <summary>The exception that an answer is for the whole tracker; null where it is good or a matter of the one request.</summary>
    /// <param name="unsaid">How long a limit lasts where the answer does not say.</param>
    public static TrackerException? Fault(Answer answer, DateTimeOffset now, TimeSpan unsaid)
    {
        var says = Says(answer);
        return answer.Status switch
        {
            HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests when LimitedUntil(answer, says, now, unsaid) is { } until =>
                AnswerReading.Limited(Service, says, until),
            HttpStatusCode.Forbidden when IsAboutOneIssue(says) => null,
            HttpStatusCode.Forbidden => Forbidden(answer, says),
            _ => AnswerReading.Fault(answer, Service, says, now),
        };
    }

    /// <summary>GitHub's own words for an error, with each field that is wrong.</summary>
    public static string Says(Answer answer)
    {
        if (answer.ReadOrNull(GitHubJsonContext.Default.GitHubErrorDto) is not { } error)
            return "";
        var details = error.Errors is { ValueKind: JsonValueKind.Array } errors ? errors.EnumerateArray().Select(Detail).Where(d => d.Length > 0) : [];
        return PlainText.Line(string.Join("; ", details.Prepend(error.Message ?? "").Where(text => text.Length > 0)));
    }

    /// <summary>The fields that a 422 complains of.</summary>
    public static IReadOnlyList<string> WrongFields(Answer answer) =>
        answer.ReadOrNull(GitHubJsonContext.Default.GitHubErrorDto)?.Errors is { ValueKind: JsonValueKind.Array } errors
            ? [.. errors.EnumerateArray().Select(FieldOf).Where(f => f.Length > 0)]
            : [];

    public static TrackerException RepositoryNotFound(string repository) => new(TrackerFault.NotFound,
        $"GitHub shows no repository {repository}: it is not there, or the token may not see it. Check Repository, and that the token has access to it.");

    public static TrackerException IssuesDisabled(string repository) => new(TrackerFault.NotFound,
        $"Issues are switched off in {repository}. Switch them on under Settings > General > Features.");

    public static TrackerException Archived(string repository) => new(TrackerFault.Forbidden,
        $"{repository} is archived, so nothing can be written. Unarchive it or route its items elsewhere.");

    /// <summary>A refusal of one write, in a sentence.</summary>
    public static string Refusal(Answer answer) => $"GitHub refuses ({(int)answer.Status}{AnswerReading.Quoted(Says(answer))}).";

    private static DateTimeOffset? LimitedUntil(Answer answer, string says, DateTimeOffset now, TimeSpan unsaid)
    {
        if (AnswerReading.RetryAfter(answer, now) is { } until)
            return until;
        if (answer.Header("X-RateLimit-Remaining") == "0" && AnswerReading.Epoch(answer.Header("X-RateLimit-Reset")) is { } reset)
            return AnswerReading.Within(reset, now);
        var speaksOfLimit = says.Contains("rate limit", StringComparison.OrdinalIgnoreCase) || says.Contains("abuse", StringComparison.OrdinalIgnoreCase);
        return answer.Status == HttpStatusCode.TooManyRequests || speaksOfLimit ? now + unsaid : null;
    }

    // Said where we neither wrote the issue nor have push access: other issues may be ours to change.
    private static bool IsAboutOneIssue(string says) => says.StartsWith("Must have admin rights", StringComparison.OrdinalIgnoreCase);

    private static TrackerException Forbidden(Answer answer, string says)
    {
        if (says.Contains("archived", StringComparison.OrdinalIgnoreCase))
            return new TrackerException(TrackerFault.Forbidden, $"GitHub refuses to write{AnswerReading.Quoted(says)}. Unarchive the repository or route its items elsewhere.");
        var needs = answer.Header("X-Accepted-GitHub-Permissions") is { Length: > 0 } accepted ? $" It needs the permission {accepted}." : "";
        return new TrackerException(TrackerFault.Forbidden,
            $"GitHub does not let the token do this (403{AnswerReading.Quoted(says)}).{needs} Give the token read and write access to Issues of this repository.");
    }

    private static string Detail(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => JsonWords.TextOrNull(error) ?? "",
        JsonValueKind.Object => string.Join(' ', new[] { FieldOf(error), Text(error, "code"), Text(error, "message") is { Length: > 0 } m ? $"({m})" : "", Text(error, "value") }.Where(t => t.Length > 0)),
        _ => "",
    };

    private static string FieldOf(JsonElement error) => Text(error, "field");

    private static string Text(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) ? JsonWords.TextOrNull(value) ?? "" : "";
}
