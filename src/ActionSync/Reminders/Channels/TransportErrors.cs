namespace ActionSync.Reminders.Channels;

/// <summary>What a broken request tells: surely never sent, or perhaps carried out. Its words name no address, which may be a secret.</summary>
internal static class TransportErrors
{
    public static bool WasNeverSent(Exception exception) => exception is UriFormatException or HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
    };

    public static string Words(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "an answer that is too large",
        HttpRequestException { HttpRequestError: var error } => $"{error}",
        OperationCanceledException => "no answer in time",
        _ => exception.GetType().Name,
    };
}
