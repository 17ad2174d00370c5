using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActionSync.Tests.Contracts;

/// <summary>Compares the structure of two answers, whatever their values.</summary>
internal static class Shape
{
    /// <summary>Members that the recorded answer has and the other lacks or holds in another type. Of lists, any entry of the other may hold it.</summary>
    public static IReadOnlyList<string> Missing(JsonNode? recorded, JsonNode? other, string path) => (recorded, other) switch
    {
        (null, _) or (_, null) => [],
        (JsonObject expected, JsonObject actual) => [.. expected.SelectMany(member => actual.TryGetPropertyValue(member.Key, out var value)
            ? Missing(member.Value, value, $"{path}.{member.Key}")
            : IsFree(path) ? [] : [$"{path}.{member.Key}"])],
        (JsonArray expected, JsonArray actual) =>
            [.. expected.SelectMany((one, i) =>
                actual.Count == 0 ? [$"{path}[{i}]"] : actual.Select(a => Missing(one, a, $"{path}[{i}]")).MinBy(m => m.Count)!)],
        _ => Kind(recorded) == Kind(other) ? [] : [$"{path}: {other.GetValueKind()} instead of {recorded.GetValueKind()}"],
    };

    /// <summary>Avatars come in the sizes that there are.</summary>
    private static bool IsFree(string path) => path.EndsWith(".avatarUrls", StringComparison.Ordinal);

    private static JsonValueKind Kind(JsonNode value) => value.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : value.GetValueKind();
}
