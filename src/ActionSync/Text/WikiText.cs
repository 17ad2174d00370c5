using System.Text;
using System.Text.RegularExpressions;

namespace ActionSync.Text;

/// <summary>
/// Turns data into Jira's wiki markup that shows exactly that data: no macro, mention, heading, list or emoticon comes out
/// of it, and no link but to the web addresses that stand in it.
/// </summary>
internal static partial class WikiText
{
    // They would end the link or open a macro; percent-encoded they lead to the same place.
    private static readonly (string Char, string Encoded)[] NotInLinks = [("[", "%5B"), ("]", "%5D"), ("|", "%7C"), ("{", "%7B"), ("}", "%7D")];

    /// <summary>Lines of text; single line breaks stay, runs of empty lines become one.</summary>
    public static string EscapeLines(string text) =>
        EmptyRuns().Replace(string.Join('\n', PlainText.Lines(text).Select(EscapeLine)), "\n\n").Trim('\n');

    /// <summary>A web address as a link that shows itself; anything else stays text.</summary>
    public static string Link(string address) => PlainText.IsWebAddress(address) && !address.AsSpan().ContainsAny("\\<>\"`")
        ? $"[{NotInLinks.Aggregate(address, (link, c) => link.Replace(c.Char, c.Encoded, StringComparison.Ordinal))}]"
        : EscapeLine(PlainText.Line(address));

    /// <summary>Text in the face of code. Within the braces everything still acts, so everything is escaped.</summary>
    public static string Code(string text) => $"{{{{{EscapeLine(PlainText.Line(text))}}}}}";

    /// <summary>One line as markup.</summary>
    public static string EscapeLine(string line)
    {
        var escaped = new StringBuilder(line.Length + 8);
        var done = 0;
        foreach (var (start, end) in WebAddresses.In(line))
        {
            EscapeText(escaped, line, done, start);
            escaped.Append(Link(line[start..end]));
            done = end;
        }
        EscapeText(escaped, line, done, line.Length);
        return escaped.ToString();
    }

    private static void EscapeText(StringBuilder escaped, string line, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (line[i] == '\\')
                escaped.Append("&#92;"); // A backslash before markup has no other spelling.
            else if (line[i] == '&' && Entity().IsMatch(line.AsSpan(i)))
                escaped.Append("&amp;");
            else if (line[i] == '.' && OpensBlock(line, i))
                escaped.Append("&#46;");
            else if (line[i] == ':' && line.AsSpan(i + 1).StartsWith("//", StringComparison.Ordinal))
                escaped.Append("&#58;"); // What is no web address, or only the beginning of one, is no link either.
            else
                escaped.Append(Acts(line, i) ? "\\" : "").Append(line[i]);
        }
    }

    // Only what would act is escaped, so that the text stays pleasant to read where somebody edits it.
    private static bool Acts(string line, int i) => line[i] switch
    {
        '{' or '}' or '[' or ']' or '|' or '*' or '^' or '~' or '!' => true,
        '_' or '+' => !InsideWord(line, i),
        '-' => !InsideWord(line, i) || IsIssueKey(line, i),
        '#' => i == 0,
        '?' => (i > 0 && line[i - 1] == '?') || (i < line.Length - 1 && line[i + 1] == '?'),
        '(' => Emoticon().IsMatch(line.AsSpan(i)),
        ':' or ';' => i < line.Length - 1 && line[i + 1] is ')' or '(' or 'D' or 'P' or '-',
        '@' => i == 0 || !char.IsLetterOrDigit(line[i - 1]),
        _ => false,
    };

    private static bool InsideWord(string line, int i) =>
        i > 0 && i < line.Length - 1 && char.IsLetterOrDigit(line[i - 1]) && char.IsLetterOrDigit(line[i + 1]);

    // "OPS-12" would become a link, and a mention of that issue.
    private static bool IsIssueKey(string line, int i)
    {
        var start = i;
        while (start > 0 && (char.IsAsciiLetterUpper(line[start - 1]) || char.IsAsciiDigit(line[start - 1]) || line[start - 1] == '_'))
            start--;
        return start < i && char.IsAsciiLetterUpper(line[start]) && char.IsAsciiDigit(line[i + 1]);
    }

    // "h1. " and "bq. " at the start of a line.
    private static bool OpensBlock(string line, int i) =>
        i == 2 && (line.StartsWith("bq", StringComparison.Ordinal) || (line[0] == 'h' && line[1] is >= '1' and <= '6'));

    [GeneratedRegex(@"^&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entity();

    [GeneratedRegex(@"^\((y|n|i|/|x|!|\?|\+|-|\*[rgby]?|on|off|flag|flagoff)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Emoticon();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyRuns();
}
