using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActionSync.Trackers.Jira;

/// <summary>Turns a configured value into what a field wants: a bare word is enough for an option, a user, a number or a list of one.</summary>
internal static class JiraFieldValue
{
    /// <summary>The value for the request, or what is wrong with it.</summary>
    public static (JsonNode? Value, string? Wrong) Of(JiraScreenField field, JsonElement configured, bool isCloud)
    {
        if (configured.ValueKind != JsonValueKind.String)
            return (JsonNode.Parse(configured.GetRawText()), null);
        var text = configured.GetString()!;
        var list = field.Schema?.Type == "array";
        var (one, wrong) = One(field, list ? field.Schema?.Items : field.Schema?.Type, text, isCloud);
        return (list && one is not null ? new JsonArray(one) : one, wrong);
    }

    /// <summary>The allowed values, as a list for people; empty where anything goes.</summary>
    public static string Allowed(JiraScreenField field) => field.AllowedValues is { Count: > 0 } allowed
        ? string.Join(", ", allowed.Take(20).Select(v => $"\"{v.Words}\"")) + (allowed.Count > 20 ? ", ..." : "")
        : "";

    private static (JsonNode? Value, string? Wrong) One(JiraScreenField field, string? type, string text, bool isCloud)
    {
        if (field.AllowedValues is { Count: > 0 } allowed)
        {
            var match = allowed.FirstOrDefault(v => v.Words.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? allowed.FirstOrDefault(v => v.Is(text));
            return match is null ? (null, $"\"{text}\" is not allowed; allowed are {Allowed(field)}") : (match.ToRequest(), null);
        }
        return type switch
        {
            "number" when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => (number, null),
            "number" => (null, $"\"{text}\" is not a number"),
            "user" => (new JsonObject { [isCloud ? "id" : "name"] = text }, null),
            "option" or "priority" or "version" or "component" => (new JsonObject { [type == "option" ? "value" : "name"] = text }, null),
            _ => (text, null),
        };
    }
}
