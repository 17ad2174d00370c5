using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ActionSync.Simulators;

/// <summary>
/// A web server on 127.0.0.1 for one simulator: real sockets, a script of faults and a log of requests. It can be stopped and started
/// again on the same port, as in an outage; what the simulator knows lives in the simulator.
/// </summary>
public sealed class SimulatorHost(TimeProvider clock, Action<WebApplication> map) : IAsyncDisposable
{
    private WebApplication? _app;
    private int _port;

    /// <summary>The address, without a slash at the end; the port stays the same for good.</summary>
    public string Url => $"{(Certificate is null ? "http" : "https")}://127.0.0.1:{_port}";

    /// <summary>With it the simulator speaks TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    public Faults Faults { get; } = new();

    public RequestLog Log { get; } = new();

    public TimeProvider Clock => clock;

    /// <summary>Starts to listen.</summary>
    /// <param name="port">0: the system chooses.</param>
    public async Task StartAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // As on the wire: a header may hold what is no ASCII.
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Listen(IPAddress.Loopback, port == 0 ? _port : port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (Certificate is not null)
                    listen.UseHttps(Certificate);
            });
        });
        var app = builder.Build();
        app.Use((context, next) => FaultMiddleware.RunAsync(context, next, this));
        map(app);
        await app.StartAsync(cancellationToken);
        _port = new Uri(app.Urls.First()).Port;
        _app = app;
    }

    /// <summary>Stops listening; connections are refused from now on.</summary>
    public async Task StopAsync()
    {
        if (_app is not { } app)
            return;
        _app = null;
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
