using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActionSync.SystemTests.Support;

/// <summary>An HTTP proxy that makes tunnels (CONNECT) to hosts that nobody else can find, and keeps all that it sees.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly IReadOnlyDictionary<string, int> _hosts;
    private readonly List<string> _heads = [];
    private readonly MemoryStream _passed = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    /// <param name="hosts">Ports on 127.0.0.1 by "host:port" as clients ask for it.</param>
    public TunnelProxy(IReadOnlyDictionary<string, int> hosts)
    {
        _hosts = hosts;
        _listener.Start();
        Authority = $"{_listener.LocalEndpoint}";
        _accepting = AcceptAsync();
    }

    public string Authority { get; }

    /// <summary>Who may pass, as "user:password"; null lets everybody.</summary>
    public string? Login { get; init; }

    /// <summary>Each request to the proxy itself, line and headers, which travel in the clear.</summary>
    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (_lock)
                return [.. _heads];
        }
    }

    /// <summary>What clients sent through the tunnels, byte by byte as characters.</summary>
    public string Passed
    {
        get
        {
            lock (_lock)
                return Encoding.Latin1.GetString(_passed.ToArray());
        }
    }

    /// <summary>Connections are refused from now on.</summary>
    public void Stop() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        try
        {
            if (await AdmitAsync(client.GetStream()) is not { } port)
                return;
            await server.ConnectAsync(IPAddress.Loopback, port, _end.Token);
            await SayAsync(client.GetStream(), "200 Connection established");
            await Task.WhenAny(PassAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One of the two went away.
        }
    }

    /// <summary>The port that the client may be led to; null where it may not.</summary>
    private async Task<int?> AdmitAsync(NetworkStream client)
    {
        var login = Login is null ? "" : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Login))}\r\n";
        while (await HeadAsync(client) is { Length: > 0 } head)
        {
            lock (_lock)
                _heads.Add(head);
            if (!head.Contains(login, StringComparison.Ordinal))
                await SayAsync(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0");
            else if (head.Split(' ') is ["CONNECT", var host, ..] && _hosts.TryGetValue(host, out var port))
                return port;
            else
                await SayAsync(client, "403 Forbidden\r\nContent-Length: 0");
        }
        return null;
    }

    private async Task<string> HeadAsync(NetworkStream client)
    {
        var (head, letter) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await client.ReadAsync(letter, _end.Token) == 0)
                return "";
            head.Append((char)letter[0]);
        }
        return head.ToString();
    }

    private Task SayAsync(NetworkStream client, string answer) => client.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\n\r\n"), _end.Token).AsTask();

    private async Task PassAsync(NetworkStream client, NetworkStream server)
    {
        var buffer = new byte[1 << 16];
        while (await client.ReadAsync(buffer, _end.Token) is > 0 and var read)
        {
            lock (_lock)
                _passed.Write(buffer, 0, read);
            await server.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }
}
