using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Web.Api;

/// <summary>A worker that has taken two incidents in, asked over a socket.</summary>
public sealed class ApiWorker : IAsyncLifetime
{
    private readonly HttpClient _http = new();

    internal HostedWorker Worker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Worker = await HostedWorker.StartAsync(TimeProvider.System, place => place.Env("Intake:Settle", "00:00:00").Env("Intake:MaxFileBytes", "20000")
            .Env("Groups:Platform:Members:0", "mira@acme.example"));
        Worker.Drop("one.json", Json("INC-1", Item("Alert on the queue", owner: "mira@acme.example", priority: "P1", deadline: "2024-01-22", id: "AI-1"),
            Item("Write a runbook <script>alert(1)</script>", owner: null, priority: "P2", deadline: "2199-01-01")));
        Worker.Drop("two.json", Json("INC-2", Item("Alert on the disk", owner: "taro@acme.example", priority: "P1", deadline: "2198-01-01", id: "AI-1")));
        foreach (var incident in (string[])["INC-1", "INC-2"])
            await Worker.HasStateAsync(incident, "open");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Worker.DisposeAsync();
    }

    internal async Task<ApiReply> GetAsync(string path) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Worker.Url + path)));

    internal async Task<ApiReply> PostAsync(string path, string body, string? type = null) => await PostAsync(path, new StringContent(body), type);

    internal async Task<ApiReply> PostAsync(string path, HttpContent body, string? type = null)
    {
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(Worker.Url + path)) { Content = body });
    }

    internal async Task<ApiReply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            return new ApiReply(answer.StatusCode, answer.Content.Headers.ContentType?.ToString(),
                Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)),
                answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
        }
    }
}

internal sealed record ApiReply(HttpStatusCode Status, string? Type, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The sentence of a problem, which has its status and its type.</summary>
    public string Detail
    {
        get
        {
            Assert.Equal("application/problem+json", Type);
            Assert.Equal((int)Status, Json.GetProperty("status").GetInt32());
            return Json.GetProperty("detail").GetString()!;
        }
    }

    /// <summary>One member of each object of an array.</summary>
    public IReadOnlyList<string?> Each(string member) => [.. Json.EnumerateArray().Select(entry => entry.GetProperty(member).GetString())];
}
