using System.Text;

namespace ActionSync.Documents.Yaml;

/// <summary>The entry of YAML in the list of document formats.</summary>
internal static class YamlFormat
{
    public const string Ending = ".yaml";

    private static readonly string[] Beginnings = ["incident:", "action_items:"];

    public static DocumentFormat Entry { get; } = new("YAML", [Ending, ".yml"], file => YamlReader.Read(file)) { Holds = Holds, Places = YamlItemPlaces.Of };

    /// <summary>
    /// The first line that says something is a key of the reference shape. Front matter looks the same but for the dashes before it, so these never count.
    /// </summary>
    private static bool Holds(DocumentFile file)
    {
        var text = Utf8Text.WithoutMark(file.Bytes).Span;
        for (var lines = 0; lines < 100 && text.Length > 0; lines++)
        {
            var end = text.IndexOf((byte)'\n');
            var line = (end < 0 ? text : text[..end]).TrimEnd(" \t\r"u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsEmpty || line[0] == '#')
                continue;
            return line.Length <= 200 && BeginsShape(Encoding.UTF8.GetString(line));
        }
        return false;
    }

    /// <summary>A Markdown line may begin like a key, too, but then words follow on it.</summary>
    private static bool BeginsShape(string line) => Beginnings.Any(key =>
        line.StartsWith(key, StringComparison.Ordinal) && line[key.Length..].Trim() is var rest && (rest.Length == 0 || rest[0] is '#' or '{' or '['));
}
