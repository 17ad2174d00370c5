using System.Globalization;
using System.Text.RegularExpressions;

namespace ActionSync.Documents.Values;

/// <summary>What an item's text gives: its first sentence is the title, and what follows are details.</summary>
/// <param name="Title">On one line, without a full stop at its end; empty where the text says nothing.</param>
internal sealed partial record TitleText(string Title, IReadOnlyList<string> Details)
{
    public static TitleText Of(string text)
    {
        var paragraphs = Blank().Split(text.Trim());
        var first = PlainLine.Of(paragraphs[0]);
        var end = Math.Min(FirstSentence(first), Longest(first));
        var title = first[..end].TrimEnd();
        List<string> details = [.. new[] { first[end..] }.Concat(paragraphs.Skip(1)).Select(Paragraph).Where(detail => detail.Length > 0)];
        return new TitleText(IsSeen(title) ? WithoutStop(title) : "", details);
    }

    /// <summary>Where the first sentence ends.</summary>
    private static int FirstSentence(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is '。' || (line[at] is '.' or '!' or '?' && EndsSentence(line, at)))
                return at + 1;
        }
        return line.Length;
    }

    private static bool EndsSentence(string line, int at)
    {
        var next = at + 1;
        while (next < line.Length && line[next] == ' ')
            next++;
        if (next == at + 1 || next >= line.Length || !BeginsSentence(line[next]))
            return false;
        return line[at] != '.' || !Abbreviations.EndAt(line, at);
    }

    private static bool BeginsSentence(char c) =>
        c is '"' or '“' or '(' or '[' or '`' || char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter;

    /// <summary>How much of a line fits into a title: whole words, if there are any.</summary>
    private static int Longest(string line)
    {
        if (line.Length <= Limits.Title)
            return line.Length;
        var space = line.LastIndexOf(' ', Limits.Title);
        return space > 0 ? space : char.IsHighSurrogate(line[Limits.Title - 1]) ? Limits.Title - 1 : Limits.Title;
    }

    private static string WithoutStop(string title) =>
        title.EndsWith('.') && !title.EndsWith("..", StringComparison.Ordinal) ? title[..^1].TrimEnd() : title;

    private static bool IsSeen(string title) =>
        title.Any(c => c != '.' && !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format);

    private static string Paragraph(string text)
    {
        var plain = string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))).Trim();
        return plain.Length <= Limits.Text ? plain : plain[..(char.IsHighSurrogate(plain[Limits.Text - 1]) ? Limits.Text - 1 : Limits.Text)];
    }

    [GeneratedRegex(@"\r?\n[ \t]*\r?\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blank();
}
