using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace ActionSync.Trackers.Http;

/// <summary>Why no answer came, in words for people.</summary>
/// <param name="Why">Goes on behind the service's name and host.</param>
/// <param name="Advice">What to do, where waiting for the next pass does not help; empty else.</param>
internal sealed partial record MissingAnswer(string Why, string Advice = "")
{
    public static MissingAnswer Of(Uri url, Exception problem) => problem switch
    {
        OperationCanceledException => new("did not answer in time"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Unknown(ProxyFor(url)),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => Unreachable(ProxyFor(url)),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => NoTunnel(url, problem.Message),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Untrusted(url, problem.InnerException),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new("sent more than is accepted"),
        InvalidDataException => new("sent what cannot be unpacked"),
        _ => new("broke the connection off"),
    };

    /// <summary>Host and port of the proxy through which an address is reached; null without one.</summary>
    private static string? ProxyFor(Uri url) =>
        HttpClient.DefaultProxy.IsBypassed(url) ? null : HttpClient.DefaultProxy.GetProxy(url)?.Authority;

    private static MissingAnswer Unknown(string? proxy) => proxy is null
        ? new("cannot be found: the name is not known")
        : new($"cannot be reached: the name of the proxy {proxy} is not known", "Check HTTPS_PROXY.");

    private static MissingAnswer Unreachable(string? proxy) => proxy is null
        ? new("cannot be reached")
        : new($"cannot be reached: the proxy {proxy} takes no connection", "Check HTTPS_PROXY, and that the proxy runs.");

    private static MissingAnswer NoTunnel(Uri url, string message)
    {
        var proxy = ProxyFor(url);
        var status = Status().Match(message) is { Success: true } match ? match.Value : "";
        return status == $"{(int)HttpStatusCode.ProxyAuthenticationRequired}"
            ? new($"cannot be reached: the proxy {proxy} wants another login ({status})", $"Set HTTPS_PROXY to http://USER:PASSWORD@{proxy}.")
            : new($"cannot be reached: the proxy {proxy} does not let the connection through{(status.Length == 0 ? "" : $" ({status})")}",
                $"Have it let {url.Authority} through, or name {url.Host} in NO_PROXY where no proxy is needed.");
    }

    /// <summary>What is wrong with a certificate is told in the exception's text alone, by the names of .NET's own flags.</summary>
    private static MissingAnswer Untrusted(Uri url, Exception? problem)
    {
        if (problem is not AuthenticationException { Message: var said } || !said.Contains("certificate", StringComparison.OrdinalIgnoreCase))
            return new("does not speak TLS as this machine does", "Check the scheme and the port of BaseUrl.");
        if (said.Contains(nameof(SslPolicyErrors.RemoteCertificateNameMismatch), StringComparison.Ordinal))
            return new("has a certificate for another name", $"Set BaseUrl to the name in the certificate, or have one made out to {url.Host}.");
        if (said.Contains(nameof(X509ChainStatusFlags.NotTimeValid), StringComparison.Ordinal)
            && !said.Contains(nameof(X509ChainStatusFlags.UntrustedRoot), StringComparison.Ordinal)
            && !said.Contains(nameof(X509ChainStatusFlags.PartialChain), StringComparison.Ordinal))
            return new("has a certificate that has expired or does not hold yet", "Have it renewed, and check this machine's clock.");
        return new("has a certificate that is not trusted",
            "Where a CA of your own signed it, have this machine trust that CA: on Linux, set the variable SSL_CERT_FILE to a PEM file with the CA's certificate.");
    }

    [GeneratedRegex("(?<=')[1-5][0-9]{2}(?=')", RegexOptions.None, 1000)]
    private static partial Regex Status();
}
