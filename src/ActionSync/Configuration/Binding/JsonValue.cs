using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Binding;

/// <summary>Turns a setting back into the JSON that a tracker is to get.</summary>
internal static class JsonValue
{
    public static JsonElement From(Setting setting)
    {
        using var document = JsonDocument.Parse(Node(setting)?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }

    private static JsonNode? Node(Setting setting) => setting switch
    {
        MapSetting { IsIndexed: true } map => new JsonArray([.. map.Entries.OrderBy(entry => int.Parse(entry.Key)).Select(entry => Node(entry.Value))]),
        MapSetting map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        ListSetting list => new JsonArray([.. list.Items.Select(Node)]),
        TextSetting { Json: { } json } => JsonNode.Parse(json.GetRawText()),
        TextSetting text => Parsed(text.Text),
        _ => null,
    };

    // The environment knows only text: what reads as an object or array is meant as one, the rest is a text.
    private static JsonNode? Parsed(string text)
    {
        if (text is not ['{' or '[', ..])
            return System.Text.Json.Nodes.JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return System.Text.Json.Nodes.JsonValue.Create(text);
        }
    }
}
