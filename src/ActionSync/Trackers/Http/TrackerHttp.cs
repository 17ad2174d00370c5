namespace ActionSync.Trackers.Http;

/// <summary>The HTTP client of trackers: no hidden redirects, cookies or logs, bounded time and size.</summary>
internal static class TrackerHttp
{
    /// <summary>The name to ask <see cref="IHttpClientFactory"/> for.</summary>
    public const string ClientName = "trackers";

    /// <summary>How long one request may take before its outcome counts as unknown.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>More than any page of a tracker has; beyond it something else answers.</summary>
    private const long MaxAnswerBytes = 64 * 1024 * 1024;

    public static IServiceCollection AddTrackerHttp(this IServiceCollection services)
    {
        var client = services.AddHttpClient(ClientName, client => Bound(client, TimeLimit))
            .ConfigurePrimaryHttpMessageHandler(Handler)
            .RemoveAllLoggers();
        RequestLog.AddTo(client, typeof(RequestLog).FullName!, RequestLog.Path);
        return services;
    }

    /// <summary>The same client without a container.</summary>
    public static HttpClient Create(TimeSpan timeLimit)
    {
        var client = new HttpClient(Handler(), disposeHandler: true);
        Bound(client, timeLimit);
        return client;
    }

    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };

    private static void Bound(HttpClient client, TimeSpan timeLimit)
    {
        client.Timeout = timeLimit;
        client.MaxResponseContentBufferSize = MaxAnswerBytes;
    }
}
