using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActionSync.Testing;

/// <summary>Incident documents as JSON, with what a test does not care about filled in.</summary>
internal static class Incident
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>A document of one incident with these items, given as JSON objects or as titles.</summary>
    public static string Json(string id, params JsonNode[] items) => Of(id, items).ToJsonString(Readable);

    /// <summary>A file of several incidents.</summary>
    public static string Array(params JsonObject[] incidents) => new JsonArray([.. incidents]).ToJsonString(Readable);

    public static JsonObject Of(string id, params JsonNode[] items) => new()
    {
        ["incident"] = new JsonObject
        {
            ["id"] = id,
            ["title"] = $"Outage {id}",
            ["severity"] = "SEV1",
            ["service"] = "payments",
            ["resolved_at"] = "2024-01-15T16:45:00Z"
        },
        ["action_items"] = new JsonArray([.. items.Select(item => item is JsonObject ? item : Item(item.GetValue<string>()))]),
    };

    /// <summary>The document without the key action_items.</summary>
    public static string Silent(string id)
    {
        var document = Of(id);
        document.Remove("action_items");
        return document.ToJsonString(Readable);
    }

    public static JsonObject Item(
        string title, string? owner = "alice@company.com", string? priority = "P1", string? deadline = "2024-01-22", string? id = null, string? status = null,
        string? url = null)
    {
        var item = new JsonObject { ["title"] = title };
        foreach (var (key, value) in new[] { ("id", id), ("owner", owner), ("priority", priority), ("deadline", deadline), ("status", status), ("url", url) })
        {
            if (value is not null)
                item[key] = value;
        }
        return item;
    }
}
