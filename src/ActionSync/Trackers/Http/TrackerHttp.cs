using System.Net;

namespace ActionSync.Trackers.Http;

/// <summary>The way of trackers to the network: no hidden redirects, cookies or logs, bounded time and size.</summary>
internal static class TrackerHttp
{
    /// <summary>The name to ask <see cref="IHttpMessageHandlerFactory"/> for.</summary>
    public const string ClientName = "trackers";

    /// <summary>How long one request may take before its outcome counts as unknown.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>More than any page of a tracker has; beyond it something else answers.</summary>
    private const int MaxAnswerBytes = 64 * 1024 * 1024;

    public static IServiceCollection AddTrackerHttp(this IServiceCollection services)
    {
        var client = services.AddHttpClient(ClientName).ConfigurePrimaryHttpMessageHandler(Sockets).RemoveAllLoggers();
        RequestLog.AddTo(client, typeof(RequestLog).FullName!, RequestLog.Path).AddHttpMessageHandler(() => new WholeAnswer(MaxAnswerBytes, TimeLimit));
        return services;
    }

    /// <summary>The same way without a container.</summary>
    public static HttpMessageHandler Create(TimeSpan timeLimit) => new WholeAnswer(MaxAnswerBytes, timeLimit) { InnerHandler = Sockets() };

    private static SocketsHttpHandler Sockets() => new()
    {
        AllowAutoRedirect = false,
        // Ids of our traces are nothing to others.
        ActivityHeadersPropagator = null,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };
}
