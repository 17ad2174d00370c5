using System.Net;
using System.Net.Sockets;

namespace ActionSync.Testing;

/// <summary>An address of this machine that nobody listens on.</summary>
internal static class FreeAddress
{
    public static string Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
