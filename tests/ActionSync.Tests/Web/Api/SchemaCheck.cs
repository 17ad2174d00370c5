using System.Text.Json;

namespace ActionSync.Tests.Web.Api;

/// <summary>Holds answers against the schemas of the API's description: what is required is there, what is there is described, and types are right.</summary>
internal sealed class SchemaCheck(JsonElement description)
{
    /// <summary>What does not fit, by its path; empty where all does.</summary>
    public IReadOnlyList<string> Misfits(JsonElement answer, JsonElement schema) => [.. Misfits(answer, schema, "$")];

    /// <summary>The schema of one answer; fails where it is not described.</summary>
    public JsonElement Of(string path, string method, int status, string type) => description.GetProperty("paths").GetProperty(path).GetProperty(method)
        .GetProperty("responses").GetProperty($"{status}").GetProperty("content").GetProperty(type).GetProperty("schema");

    private IEnumerable<string> Misfits(JsonElement value, JsonElement schema, string at)
    {
        schema = Resolved(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
            return choices.EnumerateArray().Any(choice => !Misfits(value, choice, at).Any()) ? [] : [$"{at} is none of oneOf"];
        var types = schema.TryGetProperty("type", out var type) ? TypesOf(type) : [];
        return !types.Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && types.Contains("number"))
            ? [$"{at} is {TypeOf(value)}, not {string.Join(" or ", types)}"]
            : value.ValueKind switch
            {
                JsonValueKind.Object => OfObject(value, schema, at),
                JsonValueKind.Array => value.EnumerateArray().SelectMany((each, n) => Misfits(each, schema.GetProperty("items"), $"{at}[{n}]")),
                _ => [],
            };
    }

    private IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
                yield return $"{at}.{name} is required and not there";
        }
        foreach (var member in value.EnumerateObject())
        {
            if (Described(schema, member.Name) is not { } described)
                yield return $"{at}.{member.Name} is not described";
            else
            {
                foreach (var misfit in Misfits(member.Value, described, $"{at}.{member.Name}"))
                    yield return misfit;
            }
        }
    }

    private static JsonElement? Described(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var own) ? own
        : schema.TryGetProperty("additionalProperties", out var each) ? each
        : null;

    private JsonElement Resolved(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? reference.GetString()!.Split('/').Skip(1).Aggregate(description, (node, part) => node.GetProperty(part))
        : schema;

    private static IReadOnlyList<string?> TypesOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(each => each.GetString())] : [type.GetString()];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
