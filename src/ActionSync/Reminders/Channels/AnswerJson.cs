using System.Text;
using System.Text.Json;

namespace ActionSync.Reminders.Channels;

/// <summary>
/// Reads members of an answer that may be anything: a proxy's page, a list, a member of another type. What is not there, or is something else, is null;
/// nothing here throws.
/// </summary>
internal static class AnswerJson
{
    /// <summary>The answer as JSON, whatever it is; null where it is none.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        var json = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Member(this JsonElement? element, string name)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var member) ? member : null;
        }
        catch (InvalidOperationException)
        {
            // A name that is no Unicode text.
            return null;
        }
    }

    public static string? Text(this JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes or escapes that are no Unicode text.
            return null;
        }
    }

    public static bool? Flag(this JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
