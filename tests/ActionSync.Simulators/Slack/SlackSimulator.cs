using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Slack;

/// <summary>As much of Slack as reminders meet: look-up by e-mail, direct messages, and its habit of telling errors with status 200.</summary>
public sealed class SlackSimulator : IAsyncDisposable
{
    private readonly ConcurrentQueue<SlackMessage> _messages = new();
    private readonly ConcurrentDictionary<string, SlackUser> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SlackConversation> _channels = new(StringComparer.Ordinal);
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

    /// <summary>The scopes that the token has; those of a method that are missing are told with <c>missing_scope</c>.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = ["chat:write", "users:read", "users:read.email"];

    public void AddMember(string email, string id) => _members[email] = new SlackUser(id, email);

    /// <summary>An administrator deactivates the account: it is still found where Slack is asked by id, and cannot be written to.</summary>
    public void Deactivate(string email) => _members[email] = _members[email] with { Deleted = true };

    /// <summary>An app's account with an address.</summary>
    public void AddBot(string email, string id) => _members[email] = new SlackUser(id, email) { IsBot = true };

    /// <summary>A channel, which the app posts in where it is a member, or where it is public and the token has <c>chat:write.public</c>.</summary>
    /// <param name="name">With #.</param>
    /// <param name="id">Such as C024BE91L.</param>
    public void AddChannel(string name, string id, bool isMember = true, bool isPrivate = false) =>
        _channels[name] = new SlackConversation(id, name, isMember, isPrivate);

    /// <summary>Somebody invites the app.</summary>
    public void Invite(string name) => _channels[name] = _channels[name] with { IsMember = true };

    public void Archive(string name) => _channels[name] = _channels[name] with { IsArchived = true };

    /// <summary>The next post is refused with this word, as <c>ok: false</c>.</summary>
    public void RefuseNext(string error) => _errors.Enqueue(error);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private void Map(WebApplication app)
    {
        app.MapGet("/api/users.lookupByEmail", (HttpRequest request) => Answer(request, "users:read.email", () => LookUp(request.Query["email"].ToString())));
        app.MapPost("/api/auth.test", (HttpRequest request) => Answer(request, null, SlackJson.AuthTest));
        app.MapPost("/api/chat.postMessage", async (HttpRequest request) =>
        {
            var body = await JsonNode.ParseAsync(request.Body);
            return Answer(request, "chat:write", () => Post(body!));
        });
    }

    private IResult Answer(HttpRequest request, string? scope, Func<JsonObject> answer)
    {
        var header = request.Headers.Authorization.ToString();
        var response = request.HttpContext.Response;
        response.Headers["X-Slack-Req-Id"] = Guid.NewGuid().ToString("N");
        response.Headers["X-Slack-Backend"] = "r";
        if (header == $"Bearer {Token}")
        {
            response.Headers["X-OAuth-Scopes"] = string.Join(',', Scopes);
            response.Headers["X-Accepted-OAuth-Scopes"] = scope ?? "";
        }
        var json = header.Length == 0 ? SlackJson.Error("not_authed")
            : header != $"Bearer {Token}" ? SlackJson.Error("invalid_auth")
            : scope is not null && !Scopes.Contains(scope) ? SlackJson.MissingScope(scope, Scopes)
            : answer();
        return Results.Text(json.ToJsonString(), "application/json; charset=utf-8");
    }

    private JsonObject LookUp(string email)
    {
        if (EverybodyIsMember && !email.EndsWith(".invalid", StringComparison.Ordinal))
            _members.TryAdd(email, new SlackUser($"U{Math.Abs(email.GetHashCode(StringComparison.Ordinal)):X8}{email.Length}", email));
        return _members.TryGetValue(email, out var user) ? SlackJson.User(user) : SlackJson.Error("users_not_found");
    }

    private JsonObject Post(JsonNode body)
    {
        if (_errors.TryDequeue(out var error))
            return SlackJson.Error(error);
        var channel = (string?)body["channel"] ?? "";
        if (EverybodyIsMember && channel.StartsWith('#'))
            _channels.TryAdd(channel, new SlackConversation($"C{Math.Abs(channel.GetHashCode(StringComparison.Ordinal)):X8}", channel, true, false));
        if (_channels.Values.FirstOrDefault(c => c.Id == channel || c.Name == channel) is { } conversation)
            return PostIn(conversation, body);
        if (_members.Values.FirstOrDefault(m => m.Id == channel) is not { } member)
            return SlackJson.Error("channel_not_found");
        if (member.Deleted)
            return SlackJson.Error("user_disabled");
        if (member.IsBot)
            return SlackJson.Error("cannot_dm_bot");
        // A direct message has a conversation of its own.
        return Take(body, channel, member.Email, "D" + member.Id[1..]);
    }

    /// <summary>As Slack refuses: a private channel is not even known to who is no member, a public one is.</summary>
    private JsonObject PostIn(SlackConversation channel, JsonNode body) => channel switch
    {
        { IsMember: false, IsPrivate: true } => SlackJson.Error("channel_not_found"),
        { IsArchived: true } => SlackJson.Error("is_archived"),
        { IsMember: false } when !Scopes.Contains("chat:write.public") => SlackJson.Error("not_in_channel"),
        _ => Take(body, channel.Id, channel.Name, channel.Id),
    };

    private JsonObject Take(JsonNode body, string to, string name, string conversation)
    {
        var blocks = body["blocks"]?.AsArray() ?? [];
        if (!SlackBlocks.AreValid(blocks))
            return SlackJson.Error("invalid_blocks");
        _messages.Enqueue(new SlackMessage(to, name, (string?)body["text"] ?? "", SlackBlocks.SectionsIn(blocks), SlackBlocks.LinksIn(blocks), body));
        return SlackJson.Posted(conversation, $"{_messages.Count + 1_503_435_956}.000247", body);
    }
}

/// <param name="Member">The id that was written to.</param>
/// <param name="Email">The member's address, or the channel's name.</param>
/// <param name="Blocks">The texts of its sections.</param>
/// <param name="Links">Where its buttons lead.</param>
/// <param name="Body">The whole request.</param>
public sealed record SlackMessage(string Member, string Email, string Text, IReadOnlyList<string> Blocks, IReadOnlyList<string> Links, JsonNode Body);

/// <summary>An account of the workspace.</summary>
internal sealed record SlackUser(string Id, string Email)
{
    public bool Deleted { get; init; }
    public bool IsBot { get; init; }
}

/// <summary>A channel of the workspace.</summary>
internal sealed record SlackConversation(string Id, string Name, bool IsMember, bool IsPrivate)
{
    public bool IsArchived { get; init; }
}
