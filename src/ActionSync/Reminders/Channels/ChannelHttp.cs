using System.Net.Http.Headers;
using ActionSync.Trackers.Http;
using Refit;

namespace ActionSync.Reminders.Channels;

/// <summary>The HTTP clients of channels.</summary>
internal static class ChannelHttp
{
    // What services say to a message is short; more comes from something else.
    private const int LargestAnswer = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A broken connection is told as what it is, and not as Refit's own.</summary>
    public static RefitSettings Settings { get; } = new() { TransportExceptionFactory = static (_, problem, _) => problem };

    /// <summary>JSON as it was laid out.</summary>
    public static ByteArrayContent Json(byte[] json) => new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    /// <summary>No redirects, which would carry the token elsewhere, and no logging of addresses, which are secrets.</summary>
    public static void AddChannelHttp<TChannel>(this IServiceCollection services, string name, Func<Uri, string> shown) => RequestLog.AddTo(services
        .AddHttpClient(name)
        .AddHttpMessageHandler(() => new WholeAnswer(LargestAnswer, Patience))
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Ids of our traces are nothing to others.
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            ConnectTimeout = TimeSpan.FromSeconds(10)
        })
        .RemoveAllLoggers(), typeof(TChannel).FullName!, shown);
}
