using System.Net;
using System.Net.Sockets;
using System.Text;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActionSync.Testing.Web;

/// <summary>
/// The worker of <c>run</c> in this process with an endpoint of each area more, so that a test sees who is let in to what; with sockets and ledger as they are.
/// </summary>
internal sealed class HostedDoor : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly WebApplication _app;
    private bool _ownsPlace;

    private HostedDoor(Workplace place)
    {
        Place = place;
        place.Env("Dashboard:Urls", "http://127.0.0.1:0");
        _app = WorkerHost.Build(place.Options(), Catalog.Default, Clock, logging =>
        {
            logging.AddProvider(Log).AddFilter("Microsoft", LogLevel.Warning);
            logging.Services.Configure<KestrelServerOptions>(server => server.ConfigureEndpointDefaults(listen => listen.Use(Pretend)));
        });
        Map();
    }

    public Workplace Place { get; }

    public FakeClock Clock { get; } = new();

    public RecordedLog Log { get; } = new();

    public string Url => _app.Urls.First();

    /// <summary>The address at which requests seem to arrive; null: the one at which they do.</summary>
    public IPAddress? Local { get; set; }

    /// <summary>The address from which they seem to come.</summary>
    public IPAddress? Remote { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts one and waits until its ledger is open.</summary>
    /// <param name="configure">Sets keys of the configuration.</param>
    /// <param name="place">Where an earlier one lies; null: a new place, which goes with this one.</param>
    public static async Task<HostedDoor> StartAsync(Action<Workplace>? configure = null, Workplace? place = null)
    {
        var door = await ListenAsync(configure, place);
        await door.IsReadyAsync();
        return door;
    }

    /// <summary>The same, without the wait.</summary>
    public static async Task<HostedDoor> ListenAsync(Action<Workplace>? configure = null, Workplace? place = null)
    {
        var own = place ?? new Workplace();
        configure?.Invoke(own);
        var door = new HostedDoor(own) { _ownsPlace = place is null };
        await door._app.StartAsync(Cancel);
        return door;
    }

    /// <summary>Waits until the ledger is open; the clock goes on meanwhile.</summary>
    public Task IsReadyAsync() => Eventually.IsTrue(
        async () =>
        {
            var isReady = (await GetAsync("/health/ready")).Status == 200;
            if (!isReady)
                Clock.Advance(TimeSpan.FromSeconds(0.1));
            return isReady;
        },
        "the worker is ready");

    public Task<DoorReply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<DoorReply> PostAsync(string path, HttpContent? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    public async Task<DoorReply> SendAsync(HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Url + path)) { Content = body };
        // A connection keeps the addresses that it pretends.
        request.Headers.ConnectionClose = true;
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request, Cancel);
        var told = answer.Headers.Concat(answer.Content.Headers);
        return new DoorReply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel),
            told.ToDictionary(header => header.Key, header => header.Value.ToList(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Opens the form of a page or of the sign-in: its token and the cookie that belongs to it.</summary>
    public async Task<(string Token, string Cookie)> FormAsync(string path, params (string Name, string Value)[] headers)
    {
        var reply = (await GetAsync(path, headers)).Is(200);
        var parts = reply.Body.Split("name=\"token\" value=\"");
        return (parts.Length > 1 ? parts[1].Split('"')[0] : reply.Body, reply.Cookie("actionsync.forms"));
    }

    /// <summary>Signs in and returns the cookie; null where the key is refused.</summary>
    public async Task<string?> SignInAsync(string key)
    {
        var (token, cookie) = await FormAsync("/sign-in");
        var reply = await PostAsync("/sign-in", Form(("key", key), ("token", token), ("to", "/try/page?a=b")), ("Cookie", cookie));
        return reply.Status == 303 ? reply.Cookie("actionsync.sign-in") : null;
    }

    /// <summary>The keys of cookies and forms as another worker on this ledger sees them.</summary>
    public ProtectionKeys Keys() => ActivatorUtilities.CreateInstance<ProtectionKeys>(_app.Services);

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));

    /// <summary>Sends what no client would, and returns all that is answered.</summary>
    public async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(Url).Port, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Cancel);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _http.Dispose();
        if (_ownsPlace)
            Place.Dispose();
    }

    private ConnectionDelegate Pretend(ConnectionDelegate next) => connection =>
    {
        if (Local is not null)
            connection.LocalEndPoint = new IPEndPoint(Local, 5080);
        if (Remote is not null)
            connection.RemoteEndPoint = new IPEndPoint(Remote, 40_000);
        return next(connection);
    };

    private void Map()
    {
        _app.MapMethods("/try/page", ["GET", "POST"], Answer);
        _app.MapGet("/try/form", context => context.Response.WriteAsync(
            context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!, Cancel));
        _app.MapPost("/try/form", Answer).WithMetadata(new RequireAntiforgeryTokenAttribute());
        _app.MapPost("/try/document", Length).WithMetadata(new TakesDocumentsAttribute());
        _app.MapGet("/try/metrics", Answer).InArea(Area.Metrics);
        _app.MapGet("/try/asset", Answer).InArea(Area.Asset);
        _app.MapMethods("/try/link", ["GET", "POST"], Answer).InArea(Area.Link);
        _app.MapGet("/api/try", Answer).InArea(Area.Api);
        _app.MapPost("/api/try", Length).InArea(Area.Api);
        _app.MapGet("/try/fails", (RequestDelegate)(_ => throw new InvalidOperationException("a secret of the machine")));
        _app.MapGet("/api/outage", (RequestDelegate)(_ => throw LedgerException.NotOpen())).InArea(Area.Api);
    }

    /// <summary>Who asks, and where and from where, as the endpoint sees it.</summary>
    private static Task Answer(HttpContext context) => context.Response.WriteAsync(
        $"{context.Caller().Actor} {context.Request.Scheme} {context.Request.Host} {context.Request.PathBase} {context.Connection.RemoteIpAddress}", Cancel);

    private static async Task Length(HttpContext context)
    {
        var length = context.Request.HasFormContentType ? context.Request.Form.Files.Sum(file => file.Length) : 0L;
        var buffer = new byte[64 * 1024];
        for (var read = -1; read != 0; length += read)
            read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
        await context.Response.WriteAsync($"{length}", Cancel);
    }
}

internal sealed record DoorReply(int Status, string Body, IReadOnlyDictionary<string, List<string>> Headers)
{
    public string? this[string header] => Headers.TryGetValue(header, out var values) ? string.Join(", ", values) : null;

    public DoorReply Is(int status)
    {
        Assert.True(Status == status, $"{Status} \"{Body}\", expected {status}");
        return this;
    }

    /// <summary>Name and value of a cookie that is set, as it is sent back.</summary>
    public string Cookie(string name) => SetCookie(name).Split(';')[0];

    public string SetCookie(string name) => Headers["Set-Cookie"].Single(cookie => cookie.StartsWith($"{name}=", StringComparison.Ordinal));
}
