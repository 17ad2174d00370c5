using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>Parts what is left of an entry's text into its title and the rest: a bold lead-in is the title, otherwise the first sentence.</summary>
internal static partial class TitleReader
{
    public static void Read(EntryText entry, ItemDraft item)
    {
        var (end, next) = BoldLead(entry) ?? FirstSentence(entry) ?? (entry.Length, entry.Length);
        item.Title = entry.Left(0, end);
        var rest = entry.Left(next, entry.Length);
        if (item.Title.Length == 0 && rest.Length > 0)
            item.Title = rest;
        else if (rest.Any(char.IsLetterOrDigit))
            item.AddDetail(rest);
    }

    /// <summary>Without the stop or colon at its end, and not longer than a title may be.</summary>
    public static string Finished(string text)
    {
        // A code mark behind a backslash, as exported documents have it, is mark-up all the same.
        var title = text.Replace("`", "").Trim();
        while (title.Length > 0 && (title[^1] is ':' or ';' or ',' || EndsInStop(title)))
            title = title[..^1].TrimEnd();
        return title.Length <= Limits.Title ? title : Cut(title);
    }

    /// <summary>A full stop that belongs to no word.</summary>
    private static bool EndsInStop(string title) =>
        title[^1] is '.' or '。' && !Abbreviations.EndAt(title, title.Length - 1);

    private static string Cut(string title)
    {
        var end = Limits.Title - 1;
        return $"{title.AsSpan(0, char.IsHighSurrogate(title[end - 1]) ? end - 1 : end)}…";
    }

    /// <summary>A bold beginning with a colon or dash behind it, and more text.</summary>
    private static (int End, int Next)? BoldLead(EntryText entry)
    {
        var start = 0;
        while (start < entry.Length && (entry.IsTaken(start) || char.IsWhiteSpace(entry.Source.Text[start])))
            start++;
        if (start == entry.Length || !entry.Source.Marks[start].HasFlag(Mark.Bold))
            return null;
        var end = start;
        while (end < entry.Length && (entry.Source.Marks[end].HasFlag(Mark.Bold) || entry.Source.Marks[end].HasFlag(Mark.Code)))
            end++;
        if (end == entry.Length)
            return null;
        var isColon = entry.Source.Text[end - 1] is ':' or '.';
        var after = AfterLead().Match(entry.View[end..]);
        return (isColon || after.Success) && entry.Left(end, entry.Length).Any(char.IsLetterOrDigit) ? (end, end + (after.Success ? after.Length : 0)) : null;
    }

    private static (int End, int Next)? FirstSentence(EntryText entry)
    {
        var text = entry.Source.Text;
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (entry.IsTaken(at))
                continue;
            depth += text[at] switch { '(' or '[' => 1, ')' or ']' when depth > 0 => -1, _ => 0 };
            if (depth > 0 || entry.Source.Marks[at].HasFlag(Mark.Code))
                continue;
            if (text[at] is '。' or '！' or '？' && at + 1 < text.Length && entry.Left(at + 1, text.Length).Length > 0)
                return (at + 1, at + 1);
            if (text[at] is '.' or '!' or '?' && IsEnd(entry, at))
                return (at + 1, at + 1);
        }
        return null;
    }

    /// <summary>A stop ends the sentence where white space and something that begins a sentence follow.</summary>
    private static bool IsEnd(EntryText entry, int at)
    {
        var text = entry.Source.Text;
        var next = at + 1;
        while (next < text.Length && text[next] is '"' or '”' or '\'' or '’' or ')')
            next++;
        if (next >= text.Length || !(char.IsWhiteSpace(text[next]) || entry.IsTaken(next)))
            return false;
        while (next < text.Length && (char.IsWhiteSpace(text[next]) || entry.IsTaken(next)))
            next++;
        if (next == text.Length || entry.Left(0, at).Length == 0)
            return false;
        if (text[at] == '.' && Abbreviations.EndAt(text, at))
            return false;
        return !char.IsLower(text[next]) || entry.Source.Marks[next].HasFlag(Mark.Code);
    }

    [GeneratedRegex(@"^\s*(:|–|—|-(?=\s))\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AfterLead();
}
