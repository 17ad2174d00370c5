using System.Text.RegularExpressions;

namespace ActionSync.Documents.Markdown.Blocks;

/// <summary>The cells of a table's lines, with and without pipes at the ends. A pipe behind a backslash is text, in code as well.</summary>
internal static partial class TableLines
{
    /// <summary>The line of hyphens below a header.</summary>
    public static bool IsDelimiter(string line) => line.Contains('-') && line.Contains('|') && Delimiter().IsMatch(line);

    public static bool MayBeRow(string line) => line.Contains('|');

    /// <summary>Each cell's text, and where it begins in the line.</summary>
    public static IReadOnlyList<(string Text, int Start)> Cells(string line)
    {
        var cells = new List<(string, int)>();
        var start = 0;
        for (var at = 0; at <= line.Length; at++)
        {
            if (at < line.Length && line[at] == '\\')
                at++;
            else if (at == line.Length || line[at] == '|')
            {
                cells.Add((line[start..Math.Min(at, line.Length)], start));
                start = at + 1;
            }
        }
        if (cells is [var (first, _), _, ..] && string.IsNullOrWhiteSpace(first) && line.TrimStart().StartsWith('|'))
            cells.RemoveAt(0);
        if (cells is [.., var (last, _)] && cells.Count > 1 && string.IsNullOrWhiteSpace(last) && line.TrimEnd().EndsWith('|'))
            cells.RemoveAt(cells.Count - 1);
        return cells;
    }

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Delimiter();
}
