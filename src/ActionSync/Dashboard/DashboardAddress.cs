using System.Net;
using System.Net.Sockets;

namespace ActionSync.Dashboard;

/// <summary>The addresses to listen on. One that is taken is no reason not to work, so a free port is used instead and said.</summary>
internal static class DashboardAddress
{
    /// <param name="urls">Addresses, separated by semicolons.</param>
    public static string[] Free(string urls) =>
        [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => IsFree(url) ? url : "http://127.0.0.1:0")];

    private static bool IsFree(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IPAddress.TryParse(uri.DnsSafeHost, out var address) || uri.Port == 0)
            return true;
        using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(address, uri.Port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
