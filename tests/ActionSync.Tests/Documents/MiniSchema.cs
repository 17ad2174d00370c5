using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActionSync.Tests.Documents;

/// <summary>As much of JSON Schema 2020-12 as the incident schema uses; a keyword that is not known here fails, so that none is passed over.</summary>
internal sealed class MiniSchema(JsonElement root)
{
    public IEnumerable<string> Errors(JsonElement value) => Errors(root, value, "$");

    public JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]) : schema;

    private IEnumerable<string> Errors(JsonElement schema, JsonElement value, string path) =>
        schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "$schema" or "$defs" or "title" or "description" or "examples" or "format" => [],
            "$ref" => Errors(Resolve(schema), value, path),
            "anyOf" => keyword.Value.EnumerateArray().Any(s => !Errors(s, value, path).Any())
                ? []
                : [.. keyword.Value.EnumerateArray().SelectMany(s => Errors(s, value, path))],
            "type" => When(!Strings(keyword.Value).Contains(Kind(value)), $"{path}: is {Kind(value)}, not {keyword.Value}"),
            "enum" => When(!keyword.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)), $"{path}: {value} is not one of {keyword.Value}"),
            "required" => value.ValueKind != JsonValueKind.Object
                ? []
                : Strings(keyword.Value).Where(n => !value.TryGetProperty(n, out _)).Select(n => $"{path}.{n}: is missing"),
            "properties" => value.ValueKind != JsonValueKind.Object
                ? []
                : value.EnumerateObject().SelectMany(p => keyword.Value.TryGetProperty(p.Name, out var s) ? Errors(s, p.Value, $"{path}.{p.Name}") : []),
            "items" => value.ValueKind != JsonValueKind.Array ? [] : value.EnumerateArray().SelectMany((e, n) => Errors(keyword.Value, e, $"{path}[{n}]")),
            "minItems" => When(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() < keyword.Value.GetInt32(), $"{path}: too few"),
            "maxItems" => When(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > keyword.Value.GetInt32(), $"{path}: too many"),
            "minLength" => When(value.ValueKind == JsonValueKind.String && value.GetString()!.Length < keyword.Value.GetInt32(), $"{path}: too short"),
            "maxLength" =>
                When(value.ValueKind == JsonValueKind.String && value.GetString()!.EnumerateRunes().Count() > keyword.Value.GetInt32(), $"{path}: too long"),
            "pattern" =>
                When(value.ValueKind == JsonValueKind.String && !Matches(value.GetString()!, keyword.Value.GetString()!),
                    $"{path}: does not match {keyword.Value}"),
            _ => throw new NotSupportedException(keyword.Name),
        });

    public static IEnumerable<string> Strings(JsonElement oneOrMore) =>
        oneOrMore.ValueKind == JsonValueKind.Array ? oneOrMore.EnumerateArray().Select(e => e.GetString()!) : [oneOrMore.GetString()!];

    private static IEnumerable<string> When(bool isWrong, string error) => isWrong ? [error] : [];

    /// <summary>In a schema $ is the very end; in .NET a line break may follow it.</summary>
    private static bool Matches(string text, string pattern) =>
        Regex.IsMatch(text, pattern.EndsWith('$') ? $@"{pattern[..^1]}\z" : pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Kind(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : value.ValueKind.ToString().ToLowerInvariant();
}
