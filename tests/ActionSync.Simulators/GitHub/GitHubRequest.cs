using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>A request, read and with its sender known.</summary>
/// <param name="Path">Without the query and without Enterprise's /api/v3.</param>
internal sealed record GitHubRequest(string Method, string Path, IQueryCollection Query, JsonNode? Json, GitHubAccess Access, GitHubUrls Url)
{
    public JsonObject Body => Json as JsonObject ?? [];

    public string? Text(string key) => Body[key]?.GetValueKind() == System.Text.Json.JsonValueKind.String ? Body[key]!.GetValue<string>() : null;

    /// <summary>An array of strings (or of objects with a name), which may also be the whole body; null where there is none.</summary>
    public IReadOnlyList<string>? Words(string key) => (Json as JsonArray ?? Body[key]) is JsonArray array
        ? [.. array.Select(n => n is JsonObject named ? named["name"]!.GetValue<string>() : n!.GetValue<string>())]
        : null;

    public int PerPage => int.TryParse(Query["per_page"], out var n) ? Math.Clamp(n, 1, 100) : 30;

    public int Page => int.TryParse(Query["page"], out var n) ? Math.Max(n, 1) : 1;
}
