using System.Net.Http.Headers;

namespace ActionSync.Reminding.Channels;

/// <summary>What a broken request tells: surely never sent, or perhaps carried out. Its words name no address, which may be a secret.</summary>
internal static class LostAnswer
{
    public static bool WasNeverSent(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
    };

    public static string Words(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: var error } => $"{error}",
        OperationCanceledException => "no answer in time",
        System.Text.Json.JsonException => "an answer that cannot be read",
        _ => exception.GetType().Name,
    };
}

/// <summary>When a service that limits us may be asked again.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static DateTimeOffset Of(HttpResponseMessage response, DateTimeOffset now)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - now : Unsaid);
        return now + (wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait);
    }
}
