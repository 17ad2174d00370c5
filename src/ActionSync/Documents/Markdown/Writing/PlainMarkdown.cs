using System.Text;
using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Writing;

/// <summary>Text as Markdown that says nothing but this text: no mark-up, no link, no block comes out of it. Only what would act is escaped.</summary>
internal static partial class PlainMarkdown
{
    /// <summary>One line of text, for a cell, an entry, a heading or a paragraph.</summary>
    public static string Of(string text)
    {
        var line = Spaces.Single(text);
        var escaped = new StringBuilder(line.Length + 8);
        var addresses = Addresses().Matches(line).Select(match => match.Index + match.Length - 1).ToHashSet();
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        for (var at = 0; at < line.Length; at++)
        {
            // Behind digits alone, a dot or bracket makes a numbered list.
            if (Acts(line, at) || addresses.Contains(at) || (at == digits && at > 0 && line[at] is '.' or ')'))
                escaped.Append('\\');
            escaped.Append(line[at]);
        }
        return escaped.ToString();
    }

    /// <summary>A text in quotes that YAML and people read the same.</summary>
    public static string Quoted(string text) =>
        $"\"{Spaces.Single(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool Acts(string line, int at) => line[at] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '~' or '|' => true,
        '_' => !(at > 0 && at < line.Length - 1 && char.IsLetterOrDigit(line[at - 1]) && char.IsLetterOrDigit(line[at + 1])),
        '&' => at < line.Length - 1 && (line[at + 1] == '#' || char.IsAsciiLetter(line[at + 1])),
        '#' => at == 0 || (line[at - 1] == ' ' && line.AsSpan(at).TrimStart('#').IsEmpty),
        '-' or '+' or '=' => at == 0,
        _ => false,
    };

    /// <summary>The beginnings of addresses that become links by themselves; the last character is the one to escape.</summary>
    [GeneratedRegex(@"\b(https?|ftp|mailto|tel):|\bwww\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Addresses();
}
