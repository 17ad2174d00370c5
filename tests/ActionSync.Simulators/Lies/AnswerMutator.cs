using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Lies;

/// <summary>Makes a true answer false or broken, after what it answers was carried out. One seed always does the same to the same answer.</summary>
internal sealed class AnswerMutator(int seed, string url)
{
    private readonly Random _random = new(seed);

    /// <summary>Changes status and headers in place; returns the body to send, and what was changed.</summary>
    public (byte[] Body, string What) Change(HttpContext context, byte[] body)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = new HeaderLies(_random, url);
        // A search that travels as POST changes nothing.
        var isRead = request.Method == "GET" || request.Path.Value!.Contains("/search", StringComparison.Ordinal)
            || request.Path.Value.EndsWith("/bulkfetch", StringComparison.Ordinal);
        return _random.Next(10) switch
        {
            < 2 => (body, headers.ChangeStatus(request, response, isRead)),
            < 4 => (body, headers.ChangeHeader(request, response)),
            < 5 when body.Length > 0 => new ByteLies(_random).Change(body),
            _ => ChangeJson(body) ?? (body, headers.ChangeStatus(request, response, isRead)),
        };
    }

    private (byte[] Body, string What)? ChangeJson(byte[] body)
    {
        if (body.Length == 0 || JsonNode.Parse(body) is not { } root)
            return null;
        var lies = new JsonLies(_random);
        var (json, what) = lies.Change(root);
        if (json is null || _random.Next(4) != 0)
            return (JsonSerializer.SerializeToUtf8Bytes(json), what);
        var (twice, more) = lies.Change(json);
        return (JsonSerializer.SerializeToUtf8Bytes(twice), $"{what}, {more}");
    }
}
