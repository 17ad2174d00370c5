using System.Text;

namespace ActionSync.Trackers;

/// <summary>Turns data into Markdown that shows exactly that data: no heading, list, link, HTML, comment or front matter comes out of it.</summary>
internal static class MarkdownText
{
    /// <summary>One line of text as inline Markdown; line breaks become spaces.</summary>
    public static string Escape(string text) => EscapeLine(PlainText.Line(text));

    /// <summary>Lines of text as Markdown paragraphs; single line breaks stay, runs of empty lines become one.</summary>
    public static IReadOnlyList<string> EscapeLines(string text)
    {
        var lines = new List<string>();
        foreach (var line in PlainText.Lines(text))
        {
            if (line.Length == 0 && (lines.Count == 0 || lines[^1].Length == 0))
                continue;
            // Two spaces at the end of a line keep its break.
            if (line.Length > 0 && lines.Count > 0 && lines[^1].Length > 0)
                lines[^1] += "  ";
            lines.Add(EscapeLine(line));
        }
        if (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    /// <summary>A code span; text that a code span would not keep harmless for every reader of the source is escaped instead.</summary>
    public static string Code(string text)
    {
        var line = PlainText.Line(text);
        return line.Length == 0 || line.AsSpan().ContainsAny('`', '<') ? EscapeLine(line) : $"`{line}`";
    }

    /// <summary>A link to a web address, written out; anything else stays text.</summary>
    public static string Link(string address) =>
        PlainText.IsWebAddress(address) && !address.AsSpan().ContainsAny('<', '>') ? $"<{address}>" : Escape(address);

    private static string EscapeLine(string line)
    {
        var escaped = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (Acts(line, i))
                escaped.Append('\\');
            escaped.Append(line[i]);
        }
        return escaped.ToString();
    }

    // Only what would act is escaped, so that the file is pleasant to read as plain text, too.
    private static bool Acts(string line, int i) => line[i] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '~' or '|' => true,
        '_' => !(i > 0 && i < line.Length - 1 && char.IsLetterOrDigit(line[i - 1]) && char.IsLetterOrDigit(line[i + 1])),
        '&' => i < line.Length - 1 && (line[i + 1] == '#' || char.IsAsciiLetter(line[i + 1])),
        // So that no line of the source even looks like a comment to a search for our own.
        '!' => i > 0 && line[i - 1] == '<',
        // It opens a heading, and a last run of it closes one.
        '#' => i == 0 || (line[i - 1] == ' ' && line.AsSpan(i).TrimStart('#').IsEmpty),
        '-' or '+' or '=' => i == 0,
        '.' or ')' => i > 0 && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0,
        _ => false,
    };
}
