using System.Net;
using ActionSync.Retrying;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>GitHub as the handler sees it: whose credentials go out, what is left of the limit, and which trouble is the whole tracker's.</summary>
internal sealed partial class GitHubService(string repository, GitHubCredentials credentials, TimeProvider clock, ILogger logger) : ITrackerService
{
    private int _limits;

    public string Name => GitHubAnswers.Service;

    /// <summary>What is left of the hour's requests, as the latest answer told.</summary>
    public GitHubBudget? Budget { get; private set; }

    /// <summary>When the token ends, where GitHub tells.</summary>
    public string? TokenEnds { get; private set; }

    public ValueTask AuthoriseAsync(HttpRequestMessage request, CancellationToken cancellationToken) => credentials.AuthoriseAsync(request, cancellationToken);

    public bool RefusesCredentials(Answer answer) => answer.Status == HttpStatusCode.Unauthorized;

    /// <summary>A token can end early or be rotated.</summary>
    public bool RenewCredentials() => credentials.Renew();

    public TrackerException? Judge(Answer answer)
    {
        Note(answer);
        var fault = Trouble(answer);
        if (fault is null)
            _limits = 0;
        if (fault?.Until is { } until)
        {
            _limits++;
            Log.Limited(logger, repository, until);
        }
        return fault is not null && answer.IsOfOneIssue && GitHubAnswers.MayBeOfOneIssue(fault, answer) ? null : fault;
    }

    /// <summary>What an answer is the trouble of, be it the tracker's or one issue's; null where it is good, or a matter of the one request.</summary>
    public TrackerException? Trouble(Answer answer) =>
        answer.NotFromService() ?? GitHubAnswers.Fault(answer, clock.GetUtcNow(), BackOff.UnsaidLimit.After(_limits));

    private void Note(Answer answer)
    {
        TokenEnds = answer.Header("GitHub-Authentication-Token-Expiration") ?? TokenEnds;
        if (GitHubBudget.Read(answer) is not { } budget)
            return;
        if (budget.IsLow && Budget is not { IsLow: true })
            Log.BudgetLow(logger, repository, budget.Remaining, budget.Limit, budget.Reset);
        else if (budget.Reset != Budget?.Reset)
            Log.BudgetLeft(logger, repository, budget.Remaining, budget.Limit, budget.Reset);
        Budget = budget;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "GitHub {Repository}: {Remaining} of {Limit} requests left until {Reset:u}")]
        public static partial void BudgetLeft(ILogger logger, string repository, int remaining, int limit, DateTimeOffset reset);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: only {Remaining} of {Limit} requests left until {Reset:u}")]
        public static partial void BudgetLow(ILogger logger, string repository, int remaining, int limit, DateTimeOffset reset);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: limited, nothing is sent before {Until:u}")]
        public static partial void Limited(ILogger logger, string repository, DateTimeOffset until);
    }
}
