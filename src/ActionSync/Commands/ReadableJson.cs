using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>The JSON of <c>doctor --json</c> and <c>config show --json</c>, for people too: letters of every script stay letters.</summary>
internal static class ReadableJson
{
    private static readonly CommandJson Json = new(new JsonSerializerOptions(CommandJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Print(IEnumerable<DoctorEntry> findings) => Print([.. findings], Json.ListDoctorEntry);

    public static void Print(IEnumerable<SettingEntry> settings) => Print([.. settings], Json.ListSettingEntry);

    private static void Print<T>(List<T> entries, JsonTypeInfo<List<T>> type)
    {
        foreach (var line in HarmlessJson.Of(JsonSerializer.Serialize(entries, type)).Split('\n'))
            Terminal.Line(line.TrimEnd('\r'));
    }
}

/// <summary>One finding of <c>doctor --json</c>; the names and their order are a contract.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Good">False for what keeps something from working; any such finding makes the exit code 1.</param>
/// <param name="Text">What was found.</param>
/// <param name="Advice">What to do; null where nothing has to be done.</param>
/// <param name="Lines">What it is made of, a line each; empty for nothing.</param>
/// <param name="Paste">What is to be pasted, a line each; empty for nothing.</param>
internal sealed record DoctorEntry(string Subject, bool Good, string Text, string? Advice, IReadOnlyList<string> Lines, IReadOnlyList<string> Paste);

/// <summary>One key of <c>config show --json</c>; the names and their order are a contract.</summary>
/// <param name="Value">As the configuration spells it; a secret is ***, and null where nothing is set.</param>
/// <param name="Source">default, file, environment or flag.</param>
/// <param name="From">The full path of the file, the variable, or the flag; null for a default. A path that follows <c>Data</c> has the source of that.</param>
internal sealed record SettingEntry(string Key, string? Value, string Source, string? From);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<DoctorEntry>))]
[JsonSerializable(typeof(List<SettingEntry>))]
internal sealed partial class CommandJson : JsonSerializerContext;
