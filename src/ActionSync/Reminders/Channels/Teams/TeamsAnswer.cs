using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ActionSync.Mail;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>
/// What became of one card. A workflow accepts with 202 and an empty body; addresses of the older connectors answer 200 with <c>1</c>, or with a text
/// that says why the card was refused, often with the status that Teams itself gave.
/// See https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
/// </summary>
internal static partial class TeamsAnswer
{
    private const int LongestWords = 200;

    // What a connector, or the last step of a workflow, answers where all went well.
    private static readonly string[] Accepted = ["", "1", "true", "ok", "accepted", "success"];

    /// <returns>Null where the card was too large.</returns>
    /// <param name="status">As it came.</param>
    /// <param name="body">As it came.</param>
    /// <param name="limitEnds">When a limit ends that the answer tells of.</param>
    /// <param name="key">The key that holds the workflow's address, for people.</param>
    public static SendOutcome? Read(HttpStatusCode status, byte[] body, DateTimeOffset limitEnds, string key) => status switch
    {
        HttpStatusCode.RequestEntityTooLarge => null,
        HttpStatusCode.TooManyRequests => new SendOutcome.Limited("Teams' rate limit", limitEnds),
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => OfSuccess(Words(body), limitEnds),
        // A redirection may well follow on what was carried out.
        >= HttpStatusCode.InternalServerError or (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest) =>
            new SendOutcome.Unknown($"Teams answered with status {(int)status}"),
        _ => new SendOutcome.Failed($"Teams refuses with status {(int)status}{CodeIn(body)}. {Advice(status, key)}"),
    };

    private static SendOutcome? OfSuccess(string words, DateTimeOffset limitEnds)
    {
        if (Accepted.Contains(words.Trim('"'), StringComparer.OrdinalIgnoreCase))
            return new SendOutcome.Sent("the Teams workflow");
        if (InnerStatus().Match(words) is { Success: true } inner)
        {
            switch (inner.Groups["status"].Value)
            {
                case "413":
                    return null;
                case "429":
                    return new SendOutcome.Limited("Teams' rate limit", limitEnds);
            }
        }
        return Refusal().IsMatch(words)
            ? new SendOutcome.Failed($"Teams' answer speaks of a failure: {words}")
            : new SendOutcome.Unknown($"Teams answered with something that is not Teams': {words}");
    }

    // An address in it may be the workflow's own.
    private static string Words(byte[] body) => Address().Replace(TextProfile.Teams.Plain(Encoding.UTF8.GetString(body), LongestWords), "(an address)");

    /// <summary>The service's word for a refusal, such as WorkflowTriggerIsNotEnabled; its sentences may quote the address, which is a secret.</summary>
    private static string CodeIn(byte[] body)
    {
        var error = AnswerJson.Read(body).Member("error");
        return (error.Member("code").Text() ?? error.Text()) is { } code && Word().IsMatch(code) ? $" ({code})" : "";
    }

    private static string Advice(HttpStatusCode status, string key) => status switch
    {
        HttpStatusCode.BadRequest =>
            "The workflow takes no cards: it must begin with \"When a Teams webhook request is received\" and post the card that it gets.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"Copy the address of the workflow anew into {key}, and let anyone trigger it.",
        _ => $"Check {key}: a workflow that was deleted or turned off refuses.",
    };

    [GeneratedRegex("HTTP error (?<status>[0-9]{3})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InnerStatus();

    [GeneratedRegex(@"\b(fail(ed|ure|s)?|errors?|refused|rejected|denied|invalid|blocked|not (found|allowed|delivered|permitted|enabled)|too large|bad payload|required|throttled)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"https?:[^\s""'<>]*|\bsig=[^\s""'<>]*", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,60}$", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
