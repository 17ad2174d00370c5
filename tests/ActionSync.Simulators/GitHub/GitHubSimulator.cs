using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Extensions;

namespace ActionSync.Simulators.GitHub;

/// <summary>A GitHub that keeps books: real sockets outside, and inside what tests look at and act on.</summary>
public sealed class GitHubSimulator : IAsyncDisposable
{
    private const string LoginPage = "/login";

    private readonly GitHubRouter _router;
    private readonly AppEndpoints _apps;

    private GitHubSimulator(TimeProvider clock, X509Certificate2? certificate)
    {
        World = new GitHubWorld(clock);
        _router = new GitHubRouter(World);
        _apps = new AppEndpoints(World);
        Host = new SimulatorHost(clock, app => app.Run(AnswerAsync)) { Certificate = certificate };
    }

    public SimulatorHost Host { get; }

    public GitHubWorld World { get; }

    public string Url => Host.Url;

    /// <summary>What it calls itself in its answers, under whatever name it is asked: its own address, unless it is to have a name.</summary>
    [AllowNull]
    public string Address
    {
        get => field ?? Url;
        set;
    }

    public Faults Faults => Host.Faults;

    public RequestLog Log => Host.Log;

    /// <param name="port">0: the system chooses.</param>
    /// <param name="certificate">With it the simulator speaks TLS.</param>
    public static async Task<GitHubSimulator> StartAsync(
        TimeProvider clock, CancellationToken cancellationToken, int port = 0, X509Certificate2? certificate = null)
    {
        var simulator = new GitHubSimulator(clock, certificate);
        await simulator.Host.StartAsync(port, cancellationToken);
        return simulator;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (World.Edition.IsServer && !GitHubUrls.IsBelowEnterprisePath(context.Request))
        {
            await ShowPageAsync(context);
            return;
        }
        var json = context.Request.ContentLength > 0 ? await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) : null;
        var (reply, limits) = World.Locked(() => (Handle(context.Request, json), World.Limits.Headers().ToArray()));
        foreach (var (name, value) in (World.Edition.IsServer ? [] : limits).Concat(reply.Headers))
            context.Response.Headers[name] = value;
        if (World.Edition.ServerVersion is { } server)
            context.Response.Headers["X-GitHub-Enterprise-Version"] = server;
        context.Response.StatusCode = reply.Status;
        if (reply.Body is null)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(reply.Body.ToJsonString()), context.RequestAborted);
    }

    private GitHubReply Handle(HttpRequest http, JsonNode? json)
    {
        var path = GitHubUrls.IsBelowEnterprisePath(http) ? http.Path.Value![GitHubUrls.EnterprisePath.Length..] : http.Path.Value!;
        var url = GitHubUrls.Of(Address, http);
        if (string.IsNullOrEmpty(http.Headers.UserAgent))
            return GitHubReply.Error(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
        if (http.Headers.TryGetValue("X-GitHub-Api-Version", out var version) && !World.Edition.ApiVersions.Contains(version.ToString()))
            return GitHubReply.Error(400, $"The version {version} is not supported.");
        var credentials = http.Headers.Authorization.ToString().Split(' ', 2) is [var scheme, var value]
            && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? value : "";
        if (path == "/app" || path.StartsWith("/app/", StringComparison.Ordinal))
            return _apps.Handle(http.Method, path, credentials, url);
        if (!World.Tokens.TryGetValue(credentials, out var access) || access.ExpiresAt <= World.Now)
            return GitHubReply.Error(401, "Bad credentials");
        if (!World.Edition.IsServer && World.Limits.Count(http.Method, path) is { } limited)
            return limited;
        var reply = _router.Route(new GitHubRequest(http.Method, path, http.Query, json, access, url));
        return Tagged(
            access.ExpiresAt is { } ends ? reply.With("GitHub-Authentication-Token-Expiration", $"{ends.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : reply, http);
    }

    /// <summary>What an Enterprise server has beside its API: a login for people, to which all other pages lead.</summary>
    private static async Task ShowPageAsync(HttpContext context)
    {
        if (context.Request.Path != LoginPage)
        {
            context.Response.Redirect($"{LoginPage}?return_to={Uri.EscapeDataString(context.Request.GetEncodedUrl())}");
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync("<html><head><title>Sign in to your account</title></head></html>", context.RequestAborted);
    }

    /// <summary>The tag is of this page of this URL; who has it already is told 304, without <c>Link</c>, at no cost.</summary>
    private GitHubReply Tagged(GitHubReply reply, HttpRequest http)
    {
        if (http.Method != "GET" || reply.Status != 200)
            return reply;
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reply.Body)))}\"";
        if (http.Headers.IfNoneMatch != tag)
            return reply.With("ETag", tag);
        World.Limits.GiveBack();
        return new GitHubReply(304, null).With("ETag", tag);
    }
}
