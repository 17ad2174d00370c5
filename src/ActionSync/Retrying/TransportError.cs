namespace ActionSync.Retrying;

/// <summary>What an error on the way to a service says of the request.</summary>
public static class TransportError
{
    /// <summary>No connection came about, so that the service surely got nothing. After any other error it may have carried the request out.</summary>
    public static bool WasNeverSent(Exception error) => error is UriFormatException
        or HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };
}
