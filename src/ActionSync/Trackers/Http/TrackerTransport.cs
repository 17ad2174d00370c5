using System.Net;
using System.Net.Http.Headers;
using ActionSync.Retrying;
using Polly;
using Polly.Retry;

namespace ActionSync.Trackers.Http;

/// <summary>Puts credentials and the service's own headers on a request.</summary>
internal delegate ValueTask Authorise(HttpRequestMessage request, CancellationToken cancellationToken);

/// <summary>
/// Carries calls to one service. Reads are tried three times; a write is sent once, in its turn, whatever happens to its answer.
/// Redirects are followed by hand, within the host, with method, body and credentials, which HttpClient's own following would drop.
/// </summary>
internal sealed class TrackerTransport(HttpClient http, string service, Pacer pacer, Authorise authorise, TimeProvider clock)
{
    private const int MaxRedirects = 5;

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

    /// <summary>Sends the call and returns its whole answer, whatever its status.</summary>
    /// <exception cref="TrackerException">No answer, or a limit still lasts. Says whether a write was perhaps carried out.</exception>
    public async Task<Answer> SendAsync(Call call, CancellationToken cancellationToken)
    {
        pacer.ThrowIfBlocked();
        if (call.IsRead)
            return await _reads.ExecuteAsync(async token => await OnceAsync(call, token), cancellationToken);
        using var turn = await pacer.TurnAsync(cancellationToken);
        return await OnceAsync(call, cancellationToken);
    }

    private async Task<Answer> OnceAsync(Call call, CancellationToken cancellationToken)
    {
        var asked = new HashSet<Uri>();
        for (var url = call.Url; asked.Add(url) && asked.Count <= MaxRedirects + 1;)
        {
            var (answer, location) = await ExchangeAsync(call, url, cancellationToken);
            if (answer.Status == HttpStatusCode.NotModified && call.IfNoneMatch is null)
                throw Unexpected(call, $"{service} answered 304 for {url.AbsolutePath}, although nothing was known of it. It is asked again in the next pass.");
            if (!IsRedirect(answer.Status))
                return answer;
            if (location is null || !Uri.TryCreate(url, location, out var next))
                throw Unexpected(call, $"{service} redirects {url.AbsolutePath} without saying where to ({(int)answer.Status}). Check BaseUrl and proxies.");
            if (!next.GetLeftPart(UriPartial.Authority).Equals(url.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
                throw Unexpected(
                    call, $"{service} redirects from {url.Host} to {next.Host}, where the credentials must not go. Set BaseUrl to the right address.");
            url = next;
        }
        throw Unexpected(call, $"{service} redirects {call.Url.AbsolutePath} in a circle or more than {MaxRedirects} times. Check BaseUrl.");
    }

    /// <summary>What no service says; for a write nobody knows what became of it.</summary>
    private static TrackerException Unexpected(Call call, string message) => new(TrackerFault.Unavailable, message)
    {
        PerhapsDone = !call.IsRead,
        OfOneIssue = call.OfOneIssue,
    };

    private async Task<(Answer Answer, Uri? Location)> ExchangeAsync(Call call, Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, url);
        if (call.Json is { } json)
        {
            request.Content = new ByteArrayContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        if (call.IfNoneMatch is { } tag)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        await authorise(request, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var answer = new Answer(call, url, response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, body);
            return (answer, IsRedirect(response.StatusCode) ? response.Headers.Location : null);
        }
        catch (OperationCanceledException) when (call.IsRead && cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            // A write that we ourselves gave up was perhaps carried out, too.
            throw NoAnswer(call, url, problem);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is >= 300 and < 400 && status != HttpStatusCode.NotModified;

    private TrackerException NoAnswer(Call call, Uri url, Exception problem)
    {
        var why = problem switch
        {
            OperationCanceledException => "did not answer in time",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "cannot be found: the name is not known",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "cannot be reached",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "has a certificate that is not trusted",
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "sent more than is accepted",
            InvalidDataException => "sent what cannot be unpacked",
            _ => "broke the connection off",
        };
        return new TrackerException(TrackerFault.Unavailable, $"{service} at {url.Authority} {why}. Its work waits for the next pass.", problem)
        {
            PerhapsDone = !call.IsRead && !TransportError.WasNeverSent(problem),
            OfOneIssue = call.OfOneIssue,
        };
    }
}
