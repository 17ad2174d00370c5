using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActionSync.Configuration;

/// <summary>A value that no log, output, exception or file may show; it prints, and is written as JSON, as ***.</summary>
/// <param name="value">The value itself.</param>
/// <param name="file">The full path of the file that it was read from; null where a key or variable holds it.</param>
/// <param name="mostLines">How many lines that file may hold, a secret each.</param>
[DebuggerDisplay("***")]
[JsonConverter(typeof(HiddenJsonConverter))]
public sealed class Secret(string value, string? file = null, int mostLines = 1)
{
    private const string Hidden = "***";

    public string? File => file;

    public int MostLines => mostLines;

    /// <summary>The value itself: only for the header or handshake that needs it.</summary>
    public string Reveal() => value;

    public override string ToString() => Hidden;

    private sealed class HiddenJsonConverter : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("A secret is never read back from JSON.");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(Hidden);
    }
}
