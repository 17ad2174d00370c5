using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>A field of a create screen. What it allows is looked at only where it is asked for: plug-ins put values of every shape there.</summary>
internal sealed class JiraScreenField(string fieldId, JiraFieldAnswer answer)
{
    private IReadOnlyList<JiraOption>? _allowed;

    public string FieldId => fieldId;

    public string Name => answer.Name is { Length: > 0 } name ? name : fieldId;

    public bool Required => answer.Required.Value;

    public bool HasDefaultValue => answer.HasDefaultValue.Value;

    public JiraSchema? Schema => answer.Schema.Value;

    /// <summary>Empty where anything goes.</summary>
    public IReadOnlyList<JiraOption> AllowedValues => _allowed ??= JiraOption.List(answer.AllowedValues);

    /// <summary>Null for what is no field that could be named.</summary>
    public static JiraScreenField? Of(JsonMember<JiraFieldAnswer> shown) =>
        shown.Value is { } answer && (answer.FieldId is { Length: > 0 } ? answer.FieldId : answer.Key) is { Length: > 0 } id
            ? new JiraScreenField(id, answer)
            : null;
}

/// <summary>One allowed value: an object with an id as text or number, or a bare text or number.</summary>
/// <param name="Words">What people call it.</param>
/// <param name="Value">What a request names it by.</param>
internal sealed record JiraOption(string Words, JsonNode Value)
{
    /// <summary>The options that can be named; the rest is left out.</summary>
    public static IReadOnlyList<JiraOption> List(JsonElement allowed) =>
        allowed.ValueKind == JsonValueKind.Array ? [.. allowed.EnumerateArray().Select(Of).OfType<JiraOption>()] : [];

    /// <summary>By what people call it, else by its id.</summary>
    public bool Is(string text) => Words.Equals(text, StringComparison.OrdinalIgnoreCase) || Id == text;

    public JsonNode ToRequest() => Value.DeepClone();

    private string? Id => (Value as JsonObject)?["id"]?.ToString();

    private static JiraOption? Of(JsonElement option)
    {
        if (JsonWords.TextOrNumber(option) is { } bare)
            return new JiraOption(bare, JsonNode.Parse(option.GetRawText())!);
        if (option.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in new[] { "name", "value", "label", "key", "id" })
        {
            if (option.TryGetProperty(name, out var value) && JsonWords.TextOrNumber(value) is { Length: > 0 } words)
                return new JiraOption(words, Reference(option, name, value));
        }
        return null;
    }

    private static JsonObject Reference(JsonElement option, string name, JsonElement value)
    {
        var hasId = option.TryGetProperty("id", out var id) && JsonWords.TextOrNumber(id) is not null;
        return new JsonObject { [hasId ? "id" : name] = JsonNode.Parse((hasId ? id : value).GetRawText()) };
    }
}
