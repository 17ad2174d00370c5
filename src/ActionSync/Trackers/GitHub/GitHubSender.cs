using ActionSync.Trackers.Http;
using Octokit;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Sends Octokit's calls. The troubles of the whole tracker (credentials, limits, outages) are exceptions; those of one request or one issue are returned for
/// the caller to judge.
/// </summary>
internal sealed partial class GitHubSender(GitHubAddresses at, GitHubService service, HttpMessageInvoker http, TimeProvider clock, ILogger logger)
{
    /// <summary>How long it holds that GitHub serves other issues.</summary>
    private static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(1);

    /// <summary>How many issues may be in trouble within that time without the whole tracker being so.</summary>
    private const int MostTroubles = 10;

    private DateTimeOffset? _servedAt;
    private int _troubles;

    public GitHubService Service => service;

    /// <param name="tag">Of what is known already; the answer may then be 304.</param>
    public Task<Reply<T>> AskAsync<T>(Func<IApiConnection, Task<T>> ask, CancellationToken cancellationToken, string? tag = null) =>
        new GitHubExchange(http, at.Base, cancellationToken) { IfNoneMatch = tag }.AskAsync(ask);

    /// <summary>
    /// A call to an address that holds an issue's number. What goes wrong there is the issue's matter as long as GitHub serves the others: an answer is
    /// returned for the caller to judge, and where there is none that can be read, the exception says that it is <see cref="TrackerException.OfOneIssue"/>.
    /// </summary>
    public async Task<Reply<T>> OfIssueAsync<T>(Func<IApiConnection, Task<T>> ask, CancellationToken cancellationToken)
    {
        var exchange = new GitHubExchange(http, at.Base, cancellationToken) { OfOneIssue = true };
        try
        {
            var reply = await exchange.AskAsync(ask);
            return service.Trouble(reply.Answer) is { } trouble ? throw trouble : reply;
        }
        catch (TrackerException fault) when (GitHubAnswers.MayBeOfOneIssue(fault, exchange.Answer))
        {
            await ServesOthersAsync(fault, cancellationToken);
            return exchange.Answer is { IsSuccess: false } refusal
                ? new Reply<T>(refusal, default)
                : throw new TrackerException(fault.Fault, fault.Message, fault) { PerhapsDone = fault.PerhapsDone, OfOneIssue = true };
        }
    }

    /// <summary>A write to one issue, of which nobody reads more than how it went.</summary>
    public async Task<Answer> WriteAsync<T>(Func<IApiConnection, Task<T>> ask, CancellationToken cancellationToken) =>
        (await OfIssueAsync(ask, cancellationToken)).Answer;

    /// <summary>One look at the list of issues, at most once a minute; throws where the trouble is not one issue's.</summary>
    private async Task ServesOthersAsync(TrackerException fault, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_servedAt is not { } served || now - served > ProofLasts || served > now)
        {
            var list = await AskAsync(api => api.Get<ListReading<GitHubIssueDto>>(at.Of("issues?state=all&per_page=1")), cancellationToken);
            GitHubAnswers.Listed(list.Answer, at.Repository);
            (_servedAt, _troubles) = (clock.GetUtcNow(), 0);
        }
        // So many in so short a time are no matter of one issue any more.
        if (fault.Fault == TrackerFault.Unavailable && ++_troubles > MostTroubles)
            throw new TrackerException(fault.Fault, fault.Message, fault) { PerhapsDone = fault.PerhapsDone };
    }

    public void TellUnread(Answer answer, UnreadEntry entry) => Log.Unread(logger, at.Repository, answer.Url.AbsolutePath, entry.Why);

    public void TellFieldsNotShown(TrackerException why) => Log.FieldsNotShown(logger, at.Repository, why.Message);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: the organisation's issue fields are not shown: {Why}")]
        public static partial void FieldsNotShown(ILogger logger, string repository, string why);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: an entry of {Path} cannot be read: {Why}")]
        public static partial void Unread(ILogger logger, string repository, string path, string why);
    }
}
