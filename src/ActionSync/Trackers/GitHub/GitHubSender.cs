using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Retrying;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Sends requests and tells the troubles of the whole tracker (credentials, limits, outages), which are exceptions, from those of one request or one
/// issue, which are returned for the caller to judge.
/// </summary>
internal sealed partial class GitHubSender(
    GitHubAddresses at, GitHubCredentials credentials, TrackerTransport transport, Pacer pacer, TimeProvider clock, ILogger logger)
{
    /// <summary>How long it holds that GitHub serves other issues.</summary>
    private static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(1);

    /// <summary>How many issues may be in trouble within that time without the whole tracker being so.</summary>
    private const int MostTroubles = 10;

    private int _limits;
    private DateTimeOffset? _servedAt;
    private int _troubles;

    /// <summary>What is left of the hour's requests, as the latest answer told.</summary>
    public GitHubBudget? Budget { get; private set; }

    /// <summary>When the token ends, where GitHub tells.</summary>
    public string? TokenEnds { get; private set; }

    /// <summary>
    /// A call to an address that holds an issue's number. What goes wrong there is the issue's matter as long as GitHub serves the others: an answer is
    /// returned for the caller to judge, and where there is none that can be read, the exception says that it is <see cref="TrackerException.OfOneIssue"/>.
    /// </summary>
    public async Task<Answer> OfIssueAsync(HttpMethod method, Uri url, JsonObject? body, CancellationToken cancellationToken)
    {
        var call = new Call(method, url) { Json = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()), OfOneIssue = true };
        Answer? answer = null;
        try
        {
            answer = await ExchangeAsync(call, cancellationToken);
            return Judge(answer, answer.NotFromService() ?? GitHubAnswers.Fault(answer, clock.GetUtcNow(), BackOff.UnsaidLimit.After(_limits)));
        }
        catch (TrackerException fault) when (GitHubAnswers.MayBeOfOneIssue(fault, answer))
        {
            await ServesOthersAsync(fault, cancellationToken);
            return answer is { IsSuccess: false }
                ? answer
                : throw new TrackerException(fault.Fault, fault.Message, fault) { PerhapsDone = fault.PerhapsDone, OfOneIssue = true };
        }
    }

    /// <summary>One look at the list of issues, at most once a minute; throws where the trouble is not one issue's.</summary>
    private async Task ServesOthersAsync(TrackerException fault, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_servedAt is not { } served || now - served > ProofLasts || served > now)
        {
            GitHubAnswers.Listed(await SendAsync(new Call(HttpMethod.Get, at.Of("issues?state=all&per_page=1")), cancellationToken), at.Repository);
            (_servedAt, _troubles) = (clock.GetUtcNow(), 0);
        }
        // So many in so short a time are no matter of one issue any more.
        if (fault.Fault == TrackerFault.Unavailable && ++_troubles > MostTroubles)
            throw new TrackerException(fault.Fault, fault.Message, fault) { PerhapsDone = fault.PerhapsDone };
    }

    public async Task<Answer> SendAsync(Call call, CancellationToken cancellationToken)
    {
        var answer = await ExchangeAsync(call, cancellationToken);
        return Judge(answer, answer.NotFromService() ?? GitHubAnswers.Fault(answer, clock.GetUtcNow(), BackOff.UnsaidLimit.After(_limits)));
    }

    private async Task<Answer> ExchangeAsync(Call call, CancellationToken cancellationToken)
    {
        var answer = await transport.SendAsync(call, cancellationToken);
        // A token can end early or be rotated; nothing was carried out, so even a write may go again with a new one.
        if (answer.Status == HttpStatusCode.Unauthorized && credentials.Renew())
            answer = await transport.SendAsync(call, cancellationToken);
        Note(answer);
        return answer;
    }

    private Answer Judge(Answer answer, TrackerException? fault)
    {
        if (fault is null)
        {
            _limits = 0;
            return answer;
        }
        if (fault.Until is { } until)
        {
            pacer.BlockUntil(until);
            _limits++;
            Log.Limited(logger, at.Repository, until);
        }
        throw fault;
    }

    public void TellUnread(Answer answer, UnreadEntry entry) => Log.Unread(logger, at.Repository, answer.Url.AbsolutePath, entry.Why);

    public void TellFieldsNotShown(TrackerException why) => Log.FieldsNotShown(logger, at.Repository, why.Message);

    private void Note(Answer answer)
    {
        TokenEnds = answer.Header("GitHub-Authentication-Token-Expiration") ?? TokenEnds;
        if (GitHubBudget.Read(answer) is not { } budget)
            return;
        if (budget.IsLow && Budget is not { IsLow: true })
            Log.BudgetLow(logger, at.Repository, budget.Remaining, budget.Limit, budget.Reset);
        else if (budget.Reset != Budget?.Reset)
            Log.BudgetLeft(logger, at.Repository, budget.Remaining, budget.Limit, budget.Reset);
        Budget = budget;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "GitHub {Repository}: {Remaining} of {Limit} requests left until {Reset:u}")]
        public static partial void BudgetLeft(ILogger logger, string repository, int remaining, int limit, DateTimeOffset reset);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: only {Remaining} of {Limit} requests left until {Reset:u}")]
        public static partial void BudgetLow(ILogger logger, string repository, int remaining, int limit, DateTimeOffset reset);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: the organisation's issue fields are not shown: {Why}")]
        public static partial void FieldsNotShown(ILogger logger, string repository, string why);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: an entry of {Path} cannot be read: {Why}")]
        public static partial void Unread(ILogger logger, string repository, string path, string why);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: limited, nothing is sent before {Until:u}")]
        public static partial void Limited(ILogger logger, string repository, DateTimeOffset until);
    }
}
