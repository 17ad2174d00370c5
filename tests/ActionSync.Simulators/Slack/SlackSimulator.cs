using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ActionSync.Simulators.Slack;

/// <summary>As much of Slack as reminders meet: look-up by e-mail, direct messages, and its habit of telling errors with status 200.</summary>
public sealed class SlackSimulator : IAsyncDisposable
{
    private const int MostBlocks = 50;
    private const int LongestSection = 3000;
    private readonly ConcurrentQueue<SlackMessage> _messages = new();
    private readonly ConcurrentDictionary<string, string> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _errors = new();

    public SlackSimulator(TimeProvider clock, string token)
    {
        Token = token;
        Host = new SimulatorHost(clock, Map);
    }

    public SimulatorHost Host { get; }

    public string Token { get; }

    /// <summary>What <c>Channels:Slack:BaseUrl</c> is set to.</summary>
    public string BaseUrl => $"{Host.Url}/api";

    /// <summary>Everything that was posted, in order.</summary>
    public IReadOnlyList<SlackMessage> Messages => [.. _messages];

    /// <summary>Makes everybody a member who is asked for, so that a test of hundreds need not list them.</summary>
    public bool EverybodyIsMember { get; set; }

    public void AddMember(string email, string id) => _members[email] = id;

    /// <summary>The next post is refused with this word, as <c>ok: false</c>.</summary>
    public void RefuseNext(string error) => _errors.Enqueue(error);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private void Map(WebApplication app)
    {
        app.MapGet("/api/users.lookupByEmail", (HttpRequest request) => Authorised(request, () => LookUp(request.Query["email"].ToString())));
        app.MapPost("/api/auth.test", (HttpRequest request) => Authorised(request, () => new JsonObject { ["ok"] = true, ["team"] = "Simulated" }));
        app.MapPost("/api/chat.postMessage", async (HttpRequest request) =>
        {
            var body = await JsonNode.ParseAsync(request.Body);
            return Authorised(request, () => Post(body!));
        });
    }

    private IResult Authorised(HttpRequest request, Func<JsonObject> answer)
    {
        var header = request.Headers.Authorization.ToString();
        return Results.Text((header.Length == 0 ? Error("not_authed") : header == $"Bearer {Token}" ? answer() : Error("invalid_auth")).ToJsonString(), "application/json");
    }

    private JsonObject LookUp(string email)
    {
        if (EverybodyIsMember)
            _members.TryAdd(email, $"U{Math.Abs(email.GetHashCode(StringComparison.Ordinal)):X8}{email.Length}");
        return _members.TryGetValue(email, out var id)
            ? new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["id"] = id } }
            : Error("users_not_found");
    }

    private JsonObject Post(JsonNode body)
    {
        if (_errors.TryDequeue(out var error))
            return Error(error);
        var channel = (string?)body["channel"] ?? "";
        if (!_members.Values.Contains(channel, StringComparer.Ordinal))
            return Error("channel_not_found");
        var blocks = body["blocks"]?.AsArray() ?? [];
        if (blocks.Count > MostBlocks || blocks.Any(b => ((string?)b!["text"]?["text"] ?? "").Length is 0 or > LongestSection))
            return Error("invalid_blocks");
        var email = _members.First(m => m.Value == channel).Key;
        _messages.Enqueue(new SlackMessage(channel, email, (string?)body["text"] ?? "", [.. blocks.Select(b => (string)b!["text"]!["text"]!)], body));
        return new JsonObject { ["ok"] = true, ["channel"] = channel, ["ts"] = $"{_messages.Count}.0" };
    }

    private static JsonObject Error(string word) => new() { ["ok"] = false, ["error"] = word };
}

/// <param name="Member">The id that was written to.</param>
/// <param name="Body">The whole request.</param>
public sealed record SlackMessage(string Member, string Email, string Text, IReadOnlyList<string> Blocks, JsonNode Body);
