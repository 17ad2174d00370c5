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
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonWords.TextOrNumber(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
