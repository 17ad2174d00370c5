using System.Net;
using System.Net.Sockets;

namespace ActionSync.SystemTests.Support;

/// <summary>
/// A way through to a server. It can be shut after so many messages: every connection breaks, and new ones are refused until it is opened. It can be
/// held: connections stay, and nothing comes through any more.
/// </summary>
public sealed class Gate : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpClient> _open = [];
    private readonly int _server;
    private readonly Task _accepting;
    private int _left = int.MaxValue;
    private int _passed;
    private volatile bool _isHeld;

    public Gate(int serverPort)
    {
        _server = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many messages of clients went through.</summary>
    public int Passed => Volatile.Read(ref _passed);

    private bool IsShut => Volatile.Read(ref _left) < 0;

    /// <summary>Lets this many messages of clients through, and then shuts.</summary>
    public void ShutAfter(int messages) => Volatile.Write(ref _left, messages);

    /// <summary>As a server that hangs, to the end.</summary>
    public void Hold() => _isHeld = true;

    public void Open() => Volatile.Write(ref _left, int.MaxValue);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        Break();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            if (IsShut)
            {
                client.Dispose();
                continue;
            }
            var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            lock (_lock)
                _open.AddRange([client, server]);
            _ = PassAsync(client, server, counted: true);
            _ = PassAsync(server, client, counted: false);
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, bool counted)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                if (counted && Interlocked.Decrement(ref _left) < 0)
                {
                    Break();
                    return;
                }
                if (_isHeld)
                    await Task.Delay(Timeout.InfiniteTimeSpan, _end.Token);
                if (counted)
                    Interlocked.Increment(ref _passed);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The connection broke, as it was meant to.
        }
        to.Dispose();
    }

    private void Break()
    {
        lock (_lock)
        {
            foreach (var connection in _open)
                connection.Dispose();
            _open.Clear();
        }
    }
}
