using System.Net;
using ActionSync.Retrying;
using Polly;
using Polly.Retry;

namespace ActionSync.Trackers.Http;

/// <summary>
/// Stands below every client of a tracker. Reads are tried three times; a write is sent once, in its turn, whatever happens to its answer, and again only
/// where the service says that nothing was done (401, 307, 308). Redirects are followed within the host, with method, body and credentials, which HttpClient's
/// own following would drop. An answer that is the whole tracker's trouble, and one that did not come, is a <see cref="TrackerException"/>, which says whether
/// a write was perhaps carried out.
/// </summary>
/// <param name="tracker">Its name in the configuration, by which its calls are counted.</param>
/// <param name="service">What answers there.</param>
/// <param name="pacer">When it may be asked.</param>
/// <param name="network">What sends.</param>
/// <param name="clock">Measures.</param>
internal sealed class TrackerHandler(string tracker, ITrackerService service, Pacer pacer, HttpMessageHandler network, TimeProvider clock)
    : DelegatingHandler(network)
{
    private const int MaxRedirects = 5;

    private readonly CallTrace _trace = new(tracker, service.Name, clock);

    private readonly ResiliencePipeline<Answer> _reads = new ResiliencePipelineBuilder<Answer> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<Answer>
        {
            MaxRetryAttempts = 2,
            DelayGenerator = static tried => ValueTask.FromResult<TimeSpan?>(BackOff.Read.After(tried.AttemptNumber)),
            ShouldHandle = static tried => ValueTask.FromResult(tried.Outcome switch
            {
                { Result: { } answer } => AnswerReading.IsPassing(answer),
                { Exception: TrackerException { Fault: TrackerFault.Unavailable } } => true,
                _ => false,
            }),
        })
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // It may be sent again.
        if (request.Content is { } body)
            await body.LoadIntoBufferAsync(cancellationToken);
        var answer = await CarryAsync(request, cancellationToken);
        if (service.RefusesCredentials(answer) && service.RenewCredentials())
            answer = await CarryAsync(request, cancellationToken);
        if (service.Judge(answer) is not { } fault)
            return answer.Response;
        if (fault.Until is { } until)
            pacer.BlockUntil(until);
        throw fault;
    }

    private async Task<Answer> CarryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        pacer.ThrowIfBlocked();
        var url = request.RequestUri!;
        if (request.IsRead())
            return await _reads.ExecuteAsync(async token => await OnceAsync(request, url, token), cancellationToken);
        using var turn = await pacer.TurnAsync(cancellationToken);
        return await OnceAsync(request, url, cancellationToken);
    }

    private async Task<Answer> OnceAsync(HttpRequestMessage request, Uri first, CancellationToken cancellationToken)
    {
        request.RequestUri = first;
        var asked = new HashSet<Uri>();
        for (var url = first; asked.Add(url) && asked.Count <= MaxRedirects + 1; request.RequestUri = url)
        {
            request.SetRedirected(asked.Count > 1);
            var answer = await ExchangeAsync(request, cancellationToken);
            if (answer.Status == HttpStatusCode.NotModified && !request.Headers.Contains("If-None-Match"))
                throw Unexpected(
                    request, $"{service.Name} answered 304 for {url.AbsolutePath}, although nothing was known of it. It is asked again in the next pass.");
            if (!IsRedirect(answer.Status))
                return answer;
            // Only these two say that nothing was done and that the same is to be sent there.
            if (!request.IsRead() && answer.Status is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                throw Unexpected(
                    request, $"{service.Name} answered {(int)answer.Status} to {request.Method} {url.AbsolutePath}, so nobody knows whether it was done. Check BaseUrl and proxies.");
            if (answer.Location is not { } location || !Uri.TryCreate(url, location, out var next))
                throw Unexpected(
                    request, $"{service.Name} redirects {url.AbsolutePath} without saying where to ({(int)answer.Status}). Check BaseUrl and proxies.");
            if (!next.GetLeftPart(UriPartial.Authority).Equals(url.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
                throw Unexpected(
                    request,
                    $"{service.Name} redirects from {url.GetLeftPart(UriPartial.Authority)} to {next.GetLeftPart(UriPartial.Authority)}, where the credentials must not go. Set BaseUrl to the right address.");
            url = next;
        }
        throw Unexpected(request, $"{service.Name} redirects {first.AbsolutePath} in a circle or more than {MaxRedirects} times. Check BaseUrl.");
    }

    private async Task<Answer> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await service.AuthoriseAsync(request, cancellationToken);
        try
        {
            return new Answer(await _trace.FollowAsync(request, base.SendAsync, cancellationToken));
        }
        catch (OperationCanceledException) when (request.IsRead() && cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            // A write that we ourselves gave up was perhaps carried out, too.
            throw NoAnswer(request, problem);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is >= 300 and < 400 && status != HttpStatusCode.NotModified;

    /// <summary>What no service says; for a write nobody knows what became of it.</summary>
    private static TrackerException Unexpected(HttpRequestMessage request, string message) => new(TrackerFault.Unavailable, message)
    {
        PerhapsDone = !request.IsRead(),
        OfOneIssue = request.OfOneIssue(),
    };

    private TrackerException NoAnswer(HttpRequestMessage request, Exception problem)
    {
        var (why, advice) = MissingAnswer.Of(request.RequestUri!, problem);
        var message = $"{service.Name} at {request.RequestUri!.Authority} {why}. Its work waits for the next pass. {advice}";
        return new TrackerException(TrackerFault.Unavailable, message.TrimEnd(), problem)
        {
            PerhapsDone = !request.IsRead() && !TransportError.WasNeverSent(problem),
            OfOneIssue = request.OfOneIssue(),
        };
    }
}
