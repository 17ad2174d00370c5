using System.Net;
using System.Text;
using ActionSync.Configuration;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Jira as the handler sees it: whose token goes out, and which answers concern the whole tracker.</summary>
internal sealed class JiraService(JiraOptions options, TimeProvider clock, ILogger logger) : ITrackerService
{
    private readonly RenewableSecret _token = new(options.Token ?? new Secret(""), $"Trackers:{options.Name}:Token", clock, logger);

    public string Name => JiraClient.Service;

    public ValueTask AuthoriseAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = _token.Reveal();
        request.Headers.Authorization = options is { Deployment: JiraDeployment.Cloud, Email.Length: > 0 }
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Email}:{token}")))
            : new("Bearer", TokenText.CanBeSent(token) ? token : throw new TrackerException(TrackerFault.Unauthorised,
                $"The Jira token is empty or holds characters that no token has. Check Trackers:{options.Name}:Token, or the file that TokenFile names."));
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing was carried out for whom Jira does not know; only an anonymous answer to a write may be right.</summary>
    public bool RefusesCredentials(Answer answer) => answer.Status == HttpStatusCode.Unauthorized || (answer.IsOfRead && IsAnonymous(answer));

    public bool RenewCredentials() => _token.Renew();

    public TrackerException? Judge(Answer answer)
    {
        if (IsAnonymous(answer))
            return new TrackerException(
                TrackerFault.Unauthorised, "Jira does not accept the token and answers as to nobody. Make a new token and put it into the configuration.")
            {
                // What nobody may do is not done; but an answer that says it was, may be right.
                PerhapsDone = answer.IsSuccess && !answer.IsOfRead,
            };
        // Data Center, after too many wrong passwords of the account.
        if (answer.Header("X-Authentication-Denied-Reason") is { } denied)
        {
            return new TrackerException(TrackerFault.Unauthorised,
                $"Jira lets the token's account in only after a person has logged in with it in a browser ({AnswerReading.Short(PlainText.Line(denied))}). Do that once, and check the token.")
            {
                PerhapsDone = !answer.IsOfRead && (int)answer.Status is < 400 or >= 500,
            };
        }
        if (answer.IsSuccess)
            return null;
        var says = answer.ReadOrNull(JiraJson.Default.JiraErrors)?.Words;
        var reason = answer.Header("RateLimit-Reason");
        return AnswerReading.Fault(answer, Name, string.IsNullOrEmpty(reason) ? says : $"{says} ({reason})".Trim(), clock.GetUtcNow());
    }

    /// <summary>Addresses that allow anonymous access answer a dead token with less instead of 401; the header tells.</summary>
    private static bool IsAnonymous(Answer answer) =>
        answer.Header("X-Seraph-LoginReason") is { } login && login.Contains("FAILED", StringComparison.Ordinal);
}
