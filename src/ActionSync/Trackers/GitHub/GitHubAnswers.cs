using System.Net;
using System.Text;
using System.Text.Json;
using ActionSync.Retrying;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>What GitHub's answers mean: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api</summary>
internal static class GitHubAnswers
{
    public const string Service = "GitHub";

    /// <summary>Tells where a token is authorised for an organisation with single sign-on.</summary>
    private const string SingleSignOn = "X-GitHub-SSO";

    /// <summary>The exception that an answer is for the whole tracker; null where it is good or a matter of the one request.</summary>
    /// <param name="unsaid">How long a limit lasts where the answer does not say.</param>
    public static TrackerException? Fault(Answer answer, DateTimeOffset now, TimeSpan unsaid)
    {
        if (answer.IsSuccess)
            return null;
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

    /// <summary>Whether a fault at an issue's address may be that issue's alone: it is locked, broken, or not to be read.</summary>
    /// <param name="answer">Null where there was none.</param>
    public static bool MayBeOfOneIssue(TrackerException fault, Answer? answer) => fault.Fault switch
    {
        TrackerFault.Unavailable => true,
        TrackerFault.Forbidden => answer is not null && answer.Header(SingleSignOn) is null && !SpeaksOfTheToken(Says(answer)),
        _ => false,
    };

    /// <summary>The answer itself where it is a success; anything unexpected is an error, never an empty result.</summary>
    public static Answer Good(Answer answer) => answer.IsSuccess ? answer : throw Unexpected(answer);

    public static Reply<T> Good<T>(Reply<T> reply) => reply.IsSuccess ? reply : throw Unexpected(reply.Answer);

    /// <summary>An answer to a listing of issues; where it is none, the repository itself is the trouble.</summary>
    public static Answer Listed(Answer answer, string repository) => answer.Status switch
    {
        HttpStatusCode.NotFound => throw RepositoryNotFound(repository),
        HttpStatusCode.Gone => throw IssuesDisabled(repository),
        _ => Good(answer),
    };

    public static TrackerException Unexpected(Answer answer) => new(TrackerFault.Unavailable,
        $"GitHub answered {(int)answer.Status} for {answer.Url.AbsolutePath}{AnswerReading.Quoted(Says(answer))}, which was not expected.{answer.Stranger}")
    {
        OfOneIssue = answer.IsOfOneIssue,
    };

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
    public static string Refusal(Answer answer) =>
        $"GitHub {(IsTrouble(answer) ? "has trouble with this issue" : "refuses")} ({(int)answer.Status}{AnswerReading.Quoted(Says(answer))}).{answer.Stranger}";

    /// <summary>What an issue's refused or failed writes come to.</summary>
    public static ReadOutcome Outcome(IReadOnlyList<Answer> notTaken)
    {
        var reasons = string.Join(' ', notTaken.Select(Refusal).Distinct());
        return notTaken.Any(IsTrouble) ? new ReadOutcome.Failed(reasons, PerhapsDone: true) : new ReadOutcome.Refused(reasons);
    }

    private static bool IsTrouble(Answer answer) => (int)answer.Status >= 500;

    private static DateTimeOffset? LimitedUntil(Answer answer, string says, DateTimeOffset now, TimeSpan unsaid)
    {
        if (AnswerReading.RetryAfter(answer, now) is { } until)
            return until;
        if (answer.Header("X-RateLimit-Remaining") == "0" && AnswerReading.Epoch(answer.Header("X-RateLimit-Reset")) is { } reset)
            return RetryAfter.OfTracker.Within(reset, now);
        // A secondary limit may come as a page for people.
        var words = says.Length > 0 || answer.IsJson ? says : Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 20_000)]);
        var speaksOfLimit = words.Contains("rate limit", StringComparison.OrdinalIgnoreCase) || words.Contains("abuse", StringComparison.OrdinalIgnoreCase);
        return answer.Status == HttpStatusCode.TooManyRequests || speaksOfLimit ? now + unsaid : null;
    }

    // What GitHub says where the token, its owner or the whole repository is the reason.
    private static bool SpeaksOfTheToken(string says) =>
        new[] { "Resource not accessible", "archived", "SAML", "IP allow list", "suspended", "billing",
            "disabled" }.Any(word => says.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Said where we neither wrote the issue nor have push access: other issues may be ours to change.
    private static bool IsAboutOneIssue(string says) => says.StartsWith("Must have admin rights", StringComparison.OrdinalIgnoreCase);

    private static TrackerException Forbidden(Answer answer, string says)
    {
        if (says.Contains("archived", StringComparison.OrdinalIgnoreCase))
            return new TrackerException(
                TrackerFault.Forbidden, $"GitHub refuses to write{AnswerReading.Quoted(says)}. Unarchive the repository or route its items elsewhere.");
        if (answer.Header(SingleSignOn) is { Length: > 0 } signOn)
        {
            return new TrackerException(TrackerFault.Forbidden,
                $"The organisation wants the token to be authorised for its single sign-on (403{AnswerReading.Quoted(says)}). Authorise it: {AnswerReading.Short(signOn)}.");
        }
        if (says.Contains("suspended", StringComparison.OrdinalIgnoreCase))
            return new TrackerException(TrackerFault.Forbidden, $"GitHub lets the account or the App's installation do nothing now{AnswerReading.Quoted(says)}. Have an owner of the organisation lift the suspension.");
        var needs = answer.Header("X-Accepted-GitHub-Permissions") is { Length: > 0 } accepted ? $" It needs the permission {accepted}." : "";
        return new TrackerException(TrackerFault.Forbidden,
            $"GitHub does not let the token do this (403{AnswerReading.Quoted(says)}).{needs} Give the token read and write access to Issues of this repository.{answer.Stranger}");
    }

    private static string Detail(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => JsonWords.TextOrNull(error) ?? "",
        JsonValueKind.Object =>
            string.Join(' ',
                new[] { FieldOf(error), Text(error, "code"), Text(error, "message") is { Length: > 0 } m ? $"({m})" : "",
                    Text(error, "value") }.Where(t => t.Length > 0)),
        _ => "",
    };

    private static string FieldOf(JsonElement error) => Text(error, "field");

    private static string Text(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) ? JsonWords.TextOrNull(value) ?? "" : "";
}
