using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Sends requests. The troubles of the whole tracker (credentials, limits, outages) are exceptions; those of one request or one issue are returned for the
/// caller to judge.
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

    /// <summary>
    /// A call to an address that holds an issue's number. What goes wrong there is the issue's matter as long as GitHub serves the others: an answer is
    /// returned for the caller to judge, and where there is none that can be read, the exception says that it is <see cref="TrackerException.OfOneIssue"/>.
    /// </summary>
    public async Task<Answer> OfIssueAsync(HttpMethod method, Uri url, JsonObject? body, CancellationToken cancellationToken)
    {
        Answer? answer = null;
        try
        {
            using var request = Request(method, url, body);
            request.SetOfOneIssue(true);
            answer = await SendAsync(request, cancellationToken);
            return service.Trouble(answer) is { } trouble ? throw trouble : answer;
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
            GitHubAnswers.Listed(await SendAsync(HttpMethod.Get, at.Of("issues?state=all&per_page=1"), null, cancellationToken), at.Repository);
            (_servedAt, _troubles) = (clock.GetUtcNow(), 0);
        }
        // So many in so short a time are no matter of one issue any more.
        if (fault.Fault == TrackerFault.Unavailable && ++_troubles > MostTroubles)
            throw new TrackerException(fault.Fault, fault.Message, fault) { PerhapsDone = fault.PerhapsDone };
    }

    public async Task<Answer> SendAsync(HttpMethod method, Uri url, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = Request(method, url, body);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Asks for what changed since a tag; the answer may be 304.</summary>
    public async Task<Answer> IfChangedAsync(Uri url, string? tag, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, url, null);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await SendAsync(request, cancellationToken);
    }

    public static HttpRequestMessage Request(HttpMethod method, Uri url, JsonObject? body)
    {
        var request = new HttpRequestMessage(method, url);
        GitHubCredentials.Prepare(request);
        if (body is not null)
            request.Content = Json(body);
        return request;
    }

    private static ByteArrayContent Json(JsonObject body) =>
        new(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(await http.SendAsync(request, cancellationToken));

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
