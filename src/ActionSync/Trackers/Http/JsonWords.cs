using System.Text.Json;

namespace ActionSync.Trackers.Http;

/// <summary>Reads texts out of JSON of unknown shape.</summary>
internal static class JsonWords
{
    /// <summary>The text; null where the value is none, or holds half of a surrogate pair, which no text can.</summary>
    public static string? TextOrNull(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
