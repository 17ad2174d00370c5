using System.Text;
using System.Text.RegularExpressions;

namespace ActionSync.Text;

/// <summary>
/// Turns data into Markdown that shows exactly that data: no heading, list, HTML, comment or front matter comes out of it, and no link but to the web addresses
/// that stand in it.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>Lines of text as Markdown paragraphs; single line breaks stay, runs of empty lines become one.</summary>
    public static IReadOnlyList<string> EscapeLines(string text) => EscapeLines(text, MarkdownFlavour.Common);

    public static IReadOnlyList<string> EscapeLines(string text, MarkdownFlavour flavour)
    {
        var lines = new List<string>();
        foreach (var line in PlainText.Lines(text))
        {
            if (line.Length == 0 && (lines.Count == 0 || lines[^1].Length == 0))
                continue;
            // Two spaces at the end of a line keep its break.
            if (line.Length > 0 && lines.Count > 0 && lines[^1].Length > 0)
                lines[^1] += "  ";
            lines.Add(EscapeLine(line, flavour));
        }
        if (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    /// <summary>A code span; text that a code span would not keep harmless for every reader of the source is escaped instead.</summary>
    public static string Code(string text)
    {
        var line = PlainText.Line(text);
        return line.Length == 0 || line.AsSpan().ContainsAny('`', '<') ? EscapeLine(line, MarkdownFlavour.Common) : $"`{line}`";
    }

    /// <summary>A link to a web address, written out; anything else stays text.</summary>
    public static string Link(string address)
    {
        if (!PlainText.IsWebAddress(address) || address.AsSpan().ContainsAny("<>\\`"))
            return EscapeLine(PlainText.Line(address), MarkdownFlavour.Common);
        // Readers of Markdown do not agree on whether an entity within angle brackets is one; in the long form they do.
        return Entity().IsMatch(address)
            ? $"[{EscapeText(address, 0, address.Length)}](<{address.Replace("&", "&amp;", StringComparison.Ordinal)}>)"
            : $"<{address}>";
    }

    /// <summary>What a line that was escaped here says.</summary>
    public static string Unescape(string markdown)
    {
        var line = LongLink().Replace(markdown, "${address}");
        return ShortLink().Replace(line, "${address}").Replace("\\", "", StringComparison.Ordinal);
    }

    /// <summary>One line as inline Markdown.</summary>
    public static string EscapeLine(string line, MarkdownFlavour flavour)
    {
        var escaped = new StringBuilder(line.Length + 8);
        var done = 0;
        foreach (var (start, end) in WebAddresses.In(line))
        {
            escaped.Append(flavour.Between(EscapeText(line, done, start))).Append(flavour.Link(line[start..end]));
            done = end;
        }
        return escaped.Append(flavour.Between(EscapeText(line, done, line.Length))).ToString();
    }

    private static string EscapeText(string line, int start, int end)
    {
        var escaped = new StringBuilder(end - start + 8);
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        for (var i = start; i < end; i++)
        {
            // Behind digits alone, a dot or bracket makes a numbered list.
            if (Acts(line, i) || (i == digits && i > 0 && line[i] is ('.' or ')')))
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
        // What is no web address, or only the beginning of one, is no link either.
        ':' => line.AsSpan(i + 1).StartsWith("//", StringComparison.Ordinal),
        _ => false,
    };

    [GeneratedRegex("&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entity();

    [GeneratedRegex(@"(?<!\\)\[(?<address>([^][\\]|\\.)*)\]\(<[^<>]*>\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongLink();

    [GeneratedRegex(@"(?<!\\)<(?<address>https?://[^<>\s]+)>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShortLink();
}

/// <summary>What becomes of escaped text between web addresses, and of the addresses.</summary>
internal sealed record MarkdownFlavour(Func<string, string> Between, Func<string, string> Link)
{
    public static readonly MarkdownFlavour Common = new(text => text, MarkdownText.Link);
}
