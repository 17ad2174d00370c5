using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ActionSync.Simulators.Teams;

/// <summary>A Teams workflow that takes adaptive cards: its address holds a signature, and is the only key there is.</summary>
public sealed class TeamsSimulator : IAsyncDisposable
{
    private const int MostBytes = 28 * 1024;
    private const string Path = "/workflows/0123456789/triggers/manual/paths/invoke";
    private readonly ConcurrentQueue<JsonNode> _cards = new();

    public TeamsSimulator(TimeProvider clock, string signature)
    {
        Signature = signature;
        Host = new SimulatorHost(clock, Map);
    }

    public SimulatorHost Host { get; }

    public string Signature { get; }

    /// <summary>What <c>Channels:Teams:Url</c> is set to.</summary>
    public string Url => $"{Host.Url}{Path}?api-version=1&sig={Signature}";

    /// <summary>The cards that were posted, in order: the content of each message's attachment.</summary>
    public IReadOnlyList<JsonNode> Cards => [.. _cards];

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private void Map(WebApplication app) => app.MapPost(Path, async (HttpRequest request) =>
    {
        if (request.Query["sig"] != Signature)
            return Results.Json(new { error = new { code = "DirectApiAuthorizationRequired" } }, statusCode: StatusCodes.Status401Unauthorized);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (body.Length > MostBytes)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var message = JsonNode.Parse(body.ToArray())!;
        if ((string?)message["type"] != "message" || message["attachments"]?[0]?["content"] is not { } card || (string?)card["type"] != "AdaptiveCard")
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        _cards.Enqueue(card);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    });
}
