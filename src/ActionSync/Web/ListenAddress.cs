using System.Net;
using System.Net.Sockets;

namespace ActionSync.Web;

/// <summary>The addresses to listen on. One that cannot be had is an error: whoever asks for health at the configured address must reach this worker.</summary>
internal static class ListenAddress
{
    /// <param name="urls">Addresses, separated by semicolons.</param>
    public static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A sentence for each address that cannot be listened on now; the server itself has only an exception for that.</summary>
    public static IReadOnlyList<string> Problems(string urls) => [.. Split(urls).Select(Problem).OfType<string>()];

    /// <summary>Nobody reaches it from another machine.</summary>
    public static bool IsOfThisMachine(string url) => IPAddress.IsLoopback(HostOf(BindingAddress.Parse(url)));

    /// <summary>Such as <c>http://*:5080</c>: at this machine's own address, too.</summary>
    public static bool IsOfEveryAddress(string url)
    {
        var host = HostOf(BindingAddress.Parse(url));
        return host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any);
    }

    /// <summary>The addresses as they are configured; the server knows which free port it found.</summary>
    /// <param name="urls">Addresses, separated by semicolons.</param>
    /// <param name="bound">As the server names them, in the same order.</param>
    public static IReadOnlyList<string> Named(string urls, IEnumerable<string> bound)
    {
        var (configured, actual) = (Split(urls), bound.ToList());
        return configured.Length != actual.Count ? actual
            : [.. configured.Zip(actual, (said, found) => BindingAddress.Parse(said).Port == 0 ? found : said)];
    }

    private static string? Problem(string url)
    {
        var address = BindingAddress.Parse(url);
        if (IsLocal(address) && address.Port == 0)
            return $"Dashboard:Urls ({url}) asks for any free port of localhost, which is two addresses. Set http://127.0.0.1:0.";
        return Problem(url, HostOf(address), address.Port);
    }

    /// <summary>As the server reads it: "*", "+" and names stand for every address of the machine.</summary>
    private static IPAddress HostOf(BindingAddress address) =>
        IsLocal(address) ? IPAddress.Loopback : IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Any;

    private static bool IsLocal(BindingAddress address) => address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static string? Problem(string url, IPAddress host, int port)
    {
        using var probe = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(host, port));
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse =>
                    $"Port {port} of Dashboard:Urls ({url}) is taken, perhaps by another actionsync run; ss -ltnp \"sport = :{port}\" names the process. Stop that process, or set Dashboard:Urls to another port.",
                SocketError.AccessDenied => $"Port {port} of Dashboard:Urls ({url}) needs rights that this user does not have. Set a port above 1023.",
                SocketError.AddressNotAvailable =>
                    $"{host} of Dashboard:Urls ({url}) is no address of this machine. Set one of its addresses, or http://*:{port} for all of them.",
                _ => $"Dashboard:Urls ({url}) cannot be listened on: {e.Message.TrimEnd('.')}. Set another address.",
            };
        }
    }
}
