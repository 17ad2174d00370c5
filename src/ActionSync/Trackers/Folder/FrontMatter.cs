using System.Text.RegularExpressions;

namespace ActionSync.Trackers.Folder;

/// <summary>
/// The lines between the two <c>---</c> that open a board file, one entry a key, each with its place in the text, so that an edit touches
/// nothing but the value that it changes. People write these lines: order, comments, quotes, line endings and unknown keys are theirs.
/// </summary>
/// <param name="Text">The whole file.</param>
/// <param name="Close">Where the closing fence starts.</param>
/// <param name="NewLine">The line ending of the file.</param>
internal sealed partial record FrontMatter(string Text, IReadOnlyList<FrontMatterEntry> Entries, IReadOnlyList<LineProblem> Problems, int Close, string NewLine)
{
    private const char ByteOrderMark = '\uFEFF';

    public FrontMatterEntry? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null where the text does not open with a fence, and so has no front matter.</summary>
    public static FrontMatter? Read(string text)
    {
        var lines = new TextLines(text, text.StartsWith(ByteOrderMark) ? 1 : 0);
        if (!lines.Next() || lines.Current.TrimEnd() is not "---")
            return null;
        var newLine = lines.NewLine;
        var entries = new List<FrontMatterEntry>();
        var problems = new List<LineProblem>();
        var close = -1;
        // A key's lines: from its own to the last one that is indented or a list's.
        (int Start, int End, int Line) open = default;
        while (close < 0 && lines.Next())
        {
            var line = lines.Current;
            if (line.TrimEnd() is "---" or "...")
                close = lines.Start;
            else if (line.IsWhiteSpace() || line.TrimStart().StartsWith('#'))
                continue;
            else if (open.Line > 0 && (char.IsWhiteSpace(line[0]) || line.StartsWith("- ") || line is "-"))
                open.End = lines.End;
            else if (KeyAndColon().IsMatch(line))
            {
                Add();
                open = (lines.Start, lines.End, lines.Number);
            }
            else
                problems.Add(new LineProblem(lines.Number, "this line is no \"key: value\"", "write it as \"key: value\", or remove it"));
        }
        Add();
        if (close < 0)
            problems.Add(new LineProblem(1, "the front matter has no end", "close it with a line of three dashes: ---"));
        return new FrontMatter(text, entries, problems, close, newLine);

        void Add()
        {
            if (open.Line == 0)
                return;
            var entry = FrontMatterEntry.Read(text, open.Start, open.End, open.Line);
            if (entry.Problem is { } problem)
                problems.Add(problem with { Key = entry.Key });
            if (entries.Any(other => other.Key.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)))
                problems.Add(new LineProblem(open.Line, $"\"{entry.Key}\" is there twice", "keep one of the two lines", entry.Key));
            entries.Add(entry);
        }
    }

    [GeneratedRegex("""^("[^"]*"|'[^']*'|[\w][\w .-]*?)[ \t]*:([ \t]|$)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyAndColon();
}

/// <summary>Something a person should put right.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Key">The key whose value it is about; null where it could be about any, as a line without a key.</param>
internal sealed record LineProblem(int Line, string Wrong, string Right, string? Key = null)
{
    public override string ToString() => $"{Wrong}; {Right}";
}
