using System.Globalization;

namespace ActionSync.Trackers.Http;

/// <summary>
/// Tells each request at Debug: method, path, status, how long it took, and what the service says is left of its limit. Queries, headers and bodies, which can
/// hold secrets and people's text, are told nowhere.
/// </summary>
/// <param name="logger">Its category names who sends.</param>
/// <param name="shown">How an address is shown; for a service whose paths are secrets, too, without them.</param>
/// <param name="clock">Measures.</param>
internal sealed partial class RequestLog(ILogger logger, Func<Uri, string> shown, TimeProvider clock) : DelegatingHandler
{
    private static readonly string[] Budgets = ["x-ratelimit-remaining", "ratelimit-remaining"];

    public static string Path(Uri address) => address.AbsolutePath;

    /// <summary>Puts it into the requests of a named client.</summary>
    public static IHttpClientBuilder AddTo(IHttpClientBuilder client, string category, Func<Uri, string> shown) => client.AddHttpMessageHandler(services =>
        new RequestLog(services.GetRequiredService<ILoggerFactory>().CreateLogger(category), shown, services.GetRequiredService<TimeProvider>()));

    /// <summary>How many requests the service says are left; null where it does not say.</summary>
    public static long? Budget(HttpResponseMessage response) => Budgets
        .Select(name => response.Headers.TryGetValues(name, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var left) ? left : (long?)null)
        .FirstOrDefault(left => left is not null);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!logger.IsEnabled(LogLevel.Debug) || request.RequestUri is not { IsAbsoluteUri: true } address)
            return await base.SendAsync(request, cancellationToken);
        var start = clock.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            Log.Answered(
                logger, request.Method, shown(address), (int)response.StatusCode, Milliseconds(start),
                Budget(response)?.ToString(CultureInfo.InvariantCulture) ?? "unknown");
            return response;
        }
        catch (Exception e)
        {
            Log.Unanswered(
                logger, request.Method, shown(address), Milliseconds(start), (e as HttpRequestException)?.HttpRequestError.ToString() ?? e.GetType().Name);
            throw;
        }
    }

    private long Milliseconds(long start) => (long)clock.GetElapsedTime(start).TotalMilliseconds;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path}: {Status} in {Milliseconds} ms, budget {Budget}")]
        public static partial void Answered(ILogger logger, HttpMethod method, string path, int status, long milliseconds, string budget);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path}: no answer after {Milliseconds} ms ({Reason})")]
        public static partial void Unanswered(ILogger logger, HttpMethod method, string path, long milliseconds, string reason);
    }
}
