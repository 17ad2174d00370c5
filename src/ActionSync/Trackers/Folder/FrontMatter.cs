using System.Globalization;

namespace ActionSync.Trackers.Folder;

/// <summary>
/// The lines between the two <c>---</c> that open a board file, one entry a key, each with its place in the text, so that an edit touches
/// nothing but the value that it changes. People write these lines: order, comments, quotes, line endings and unknown keys are theirs.
/// </summary>
/// <param name="Text">The whole file.</param>
/// <param name="Close">Where the closing fence starts.</param>
/// <param name="NewLine">The line ending of the file.</param>
internal sealed record FrontMatter(string Text, IReadOnlyList<FrontMatterEntry> Entries, IReadOnlyList<LineProblem> Problems, int Close, string NewLine)
{
    private const char ByteOrderMark = '\uFEFF';

    private Dictionary<string, FrontMatterEntry>? _byKey;

    /// <summary>The first entry with this key, in any case.</summary>
    public FrontMatterEntry? this[string key] => (_byKey ??= ByKey()).GetValueOrDefault(key);

    /// <summary>True where the front matter, or what should be one, has more characters than is read.</summary>
    public static bool IsTooLong(string text)
    {
        var lines = new TextLines(text, text.StartsWith(ByteOrderMark) ? 1 : 0);
        if (!lines.Next() || lines.Current.TrimEnd() is not "---")
            return false;
        while (lines.Next() && lines.End <= BoardReading.LongestFrontMatter)
        {
            if (IsFence(lines.Current))
                return false;
        }
        return lines.End > BoardReading.LongestFrontMatter;
    }

    /// <summary>Null where the text does not open with a fence, and so has no front matter.</summary>
    public static FrontMatter? Read(string text)
    {
        var lines = new TextLines(text, text.StartsWith(ByteOrderMark) ? 1 : 0);
        if (!lines.Next() || lines.Current.TrimEnd() is not "---")
            return null;
        var newLine = lines.NewLine;
        var entries = new List<FrontMatterEntry>();
        var problems = new List<LineProblem>();
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var close = -1;
        // A key's lines: from its own to the last one that is indented or a list's.
        (int Start, int End, int Line) open = default;
        while (close < 0 && lines.Next())
        {
            var line = lines.Current;
            if (IsFence(line))
                close = lines.Start;
            else if (line.IsWhiteSpace() || line.TrimStart().StartsWith('#'))
                continue;
            else if (open.Line > 0 && (char.IsWhiteSpace(line[0]) || line.StartsWith("- ") || line is "-"))
                open.End = lines.End;
            else if (HasKey(line))
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
            if (!keys.Add(entry.Key))
                problems.Add(new LineProblem(open.Line, $"\"{entry.Key}\" is there twice", "keep one of the two lines", entry.Key));
            entries.Add(entry);
        }
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimEnd() is "---" or "...";

    /// <summary>A word or a quoted text, and a colon that ends the line or has a space behind it.</summary>
    private static bool HasKey(ReadOnlySpan<char> line)
    {
        var isQuoted = line[0] is '"' or '\'';
        var key = isQuoted ? line[1..].IndexOf(line[0]) + 2 : line.IndexOf(':');
        if (key < (isQuoted ? 2 : 1))
            return false;
        var colon = isQuoted ? key + (line.Length - key - line[key..].TrimStart(" \t").Length) : key;
        if (colon >= line.Length || line[colon] != ':' || (colon + 1 < line.Length && line[colon + 1] is not (' ' or '\t')))
            return false;
        return isQuoted || (IsWord(line[0]) && IsKey(line[..key].TrimEnd(" \t")));
    }

    private static bool IsKey(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!IsWord(c) && c is not (' ' or '.' or '-'))
                return false;
        }
        return true;
    }

    private static bool IsWord(char c) =>
        char.IsLetterOrDigit(c) || c == '_' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ConnectorPunctuation;

    private Dictionary<string, FrontMatterEntry> ByKey()
    {
        var byKey = new Dictionary<string, FrontMatterEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Entries)
            byKey.TryAdd(entry.Key, entry);
        return byKey;
    }
}

/// <summary>Something a person should put right.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Key">The key whose value it is about; null where it could be about any, as a line without a key.</param>
internal sealed record LineProblem(int Line, string Wrong, string Right, string? Key = null)
{
    public override string ToString() => $"{Wrong}; {Right}";
}
