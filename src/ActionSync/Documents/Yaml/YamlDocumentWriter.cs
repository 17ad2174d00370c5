using System.Globalization;
using System.Text;
using System.Text.Json;
using ActionSync.Documents.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActionSync.Documents.Yaml;

/// <summary>Writes incidents in the reference shape as YAML, several as YAML documents. Every text stays a text, for whatever program reads it.</summary>
internal static class YamlDocumentWriter
{
    private static readonly EmitterSettings Settings = new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n").WithIndentedSequences();

    // YAML 1.1 takes these for something else than text; words of numbers and dates begin with a digit, a sign or a dot.
    private static readonly string[] Reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"];

    public static byte[] Write(IReadOnlyList<IncidentDocument> documents)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var yaml = new Emitter(text, Settings);
        yaml.Emit(new StreamStart());
        foreach (var document in documents)
        {
            using var json = JsonDocument.Parse(JsonDocumentWriter.Write([document]));
            yaml.Emit(new DocumentStart(null, null, isImplicit: documents.Count == 1));
            Write(yaml, json.RootElement);
            yaml.Emit(new DocumentEnd(isImplicit: true));
        }
        yaml.Emit(new StreamEnd());
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(Emitter yaml, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                yaml.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var member in value.EnumerateObject())
                {
                    yaml.Emit(Text(member.Name));
                    Write(yaml, member.Value);
                }
                yaml.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                yaml.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
                foreach (var element in value.EnumerateArray())
                    Write(yaml, element);
                yaml.Emit(new SequenceEnd());
                break;
            default:
                yaml.Emit(Text(value.GetString()!));
                break;
        }
    }

    private static Scalar Text(string value) => new(
        AnchorName.Empty, TagName.Empty, value, IsPlain(value) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, isPlainImplicit: true, isQuotedImplicit: true);

    /// <summary>What begins with a letter is no number, date, quote, bracket, anchor, tag or dash.</summary>
    private static bool IsPlain(string value) =>
        value.Length > 0 && char.IsLetter(value[0]) && !Reserved.Contains(value, StringComparer.OrdinalIgnoreCase) && value[^1] is not (':' or ' ')
        && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal) && value.All(IsHarmless);

    private static bool IsHarmless(char c) => c == ' ' || char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
