using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActionSync.Trackers.Http;

/// <summary>
/// Reads a text, or a number as the text that stands there: what is an id in text at one place is a number at the next. Anything else counts as not shown.
/// </summary>
internal sealed class TextOrNumber : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.String)
            return TextOrNull(ref reader);
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonWords.TextOrNumber(document.RootElement);
    }

    /// <summary>Null where it holds half of a surrogate pair, which no text can.</summary>
    private static string? TextOrNull(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
