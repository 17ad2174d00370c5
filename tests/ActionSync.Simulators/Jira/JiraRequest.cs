using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>Reads lists out of bodies and queries.</summary>
internal static class JiraRequest
{
    public static IReadOnlyList<string> Strings(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.Select(n => n!.ToString())],
        JsonValue value => value.ToString().Split(','),
        _ => [],
    };

    public static IReadOnlyList<string>? List(string? text) => string.IsNullOrEmpty(text) ? null : text.Split(',');
}
