using System.Collections.Concurrent;
using System.Text.Json.Nodes;

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

    /// <summary>How many times larger than its bytes Teams counts a card: it weighs what it makes of it.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Answers as the addresses of the older connectors do: 200, with 1 for success and a text for a refusal.</summary>
    public bool IsConnector { get; set; }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private void Map(WebApplication app) => app.MapPost(Path, async (HttpRequest request) =>
    {
        if (request.Query["sig"] != Signature)
            return Error(
                StatusCodes.Status401Unauthorized, "DirectApiAuthorizationRequired", "The request must be authenticated only by Shared Access scheme.");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (body.Length * Weight > MostBytes)
        {
            return IsConnector
                ? Results.Text("Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId tcid=0,server=simulated,cv=simulated..", "text/plain; charset=utf-8")
                : Error(StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", "Request Entity too large");
        }
        var message = JsonNode.Parse(body.ToArray())!;
        if ((string?)message["type"] != "message" || message["attachments"]?[0]?["content"] is not { } card || (string?)card["type"] != "AdaptiveCard")
            return Error(StatusCodes.Status400BadRequest, "TriggerInputSchemaMismatch",
                "The input body for trigger 'manual' of type 'Request' did not match its schema definition.");
        _cards.Enqueue(card);
        return IsConnector ? Results.Text("1", "text/plain; charset=utf-8") : Accepted(request.HttpContext.Response);
    });

    private static IResult Accepted(HttpResponse response)
    {
        response.Headers["x-ms-workflow-run-id"] = "08584726462532874326";
        response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static IResult Error(int status, string code, string message) => Results.Json(new { error = new { code, message } }, statusCode: status);
}
