using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>Reads the words and signs that stand before an entry's text or behind it: <c>P1</c>, <c>TODO</c>, ✅, <c>@alice</c>, "- done".</summary>
internal static partial class Ends
{
    /// <summary>Takes everything that leads to the text, one thing after the other.</summary>
    public static void TakeLeading(EntryText entry, ItemDraft item)
    {
        while (TakeOneLeading(entry, item))
        {
        }
    }

    /// <summary>Takes what follows the text.</summary>
    public static void TakeTrailing(EntryText entry, ItemDraft item)
    {
        while (TakeOneTrailing(entry, item))
        {
        }
    }

    private static bool TakeOneLeading(EntryText entry, ItemDraft item)
    {
        var view = entry.View;
        var start = 0;
        while (start < view.Length && (char.IsWhiteSpace(view[start]) || view[start] is ':' or '-' or '–' or '—' or '.' or '\uFE0F'))
            start++;
        if (start == view.Length)
            return false;
        if (StatusText.Sign(view[start..]) is ({ } sign, _))
        {
            if (StatusText.Meaning(sign) is { } meant)
                item.Status ??= meant;
            else
                item.Warn(Warning.UnreadStatus, item.Text);
            return Took(entry, 0, start + sign.Length);
        }
        if (Name().Match(view, start) is { Success: true } name && name.Index == start)
            return Took(entry, 0, start + name.Length);
        if (Open().Match(view, start) is { Success: true } open && open.Index == start && NoValue.Is(open.Groups["word"].Value))
            return Took(entry, 0, start + open.Length);
        if (Handle().Match(view, start) is { Success: true } handle && handle.Index == start)
        {
            item.AddOwners(handle.Groups["who"].Value);
            return Took(entry, 0, start + handle.Length);
        }
        return Word().Match(view, start) is { Success: true } word && word.Index == start && TakeWord(entry, item, word);
    }

    /// <summary>A word for a priority, a state or a kind, where it stands out: bold, in capitals, in brackets, or with a colon or dash behind it.</summary>
    private static bool TakeWord(EntryText entry, ItemDraft item, Match match)
    {
        var word = match.Groups["word"];
        var text = word.Value;
        var isMarked = entry.Source.Marks[word.Index].HasFlag(Mark.Bold) && (word.Index + word.Length >= entry.Length
            || !entry.Source.Marks[word.Index + word.Length].HasFlag(Mark.Bold) || match.Groups["sign"].Success);
        var isApart = isMarked || match.Groups["sign"].Success || match.Value.TrimStart()[0] is '[' or '('
            || (text.Length > 1 && text.All(c => !char.IsLetter(c) || char.IsUpper(c)));
        if (!isApart)
            return false;
        if (item.Rules.Words.Priority(text.Replace("priority", "", StringComparison.OrdinalIgnoreCase).Trim()) is { } priority)
            item.Priority ??= priority;
        else if (item.Rules.Words.Status(text) is { } status)
            item.Status ??= status;
        else if (item.Rules.Words.Kind(text) is not null && (match.Groups["sign"].Success || match.Value.TrimStart()[0] == '['))
            item.Type ??= text.ToLowerInvariant();
        else
            return false;
        return Took(entry, 0, match.Index + match.Length);
    }

    private static bool TakeOneTrailing(EntryText entry, ItemDraft item)
    {
        var view = entry.View;
        var end = view.Length;
        while (end > 0 && (char.IsWhiteSpace(view[end - 1]) || view[end - 1] is '.' or ',' or ';' or '!' or '\uFE0F'))
            end--;
        if (end == 0)
            return false;
        var start = Math.Max(0, end - LongestEnd);
        var tail = view[start..end];
        if (StatusText.LastSign(tail) is ({ } sign, _) && StatusText.Meaning(sign) is { } meant)
        {
            item.Status ??= meant;
            return Took(entry, end - sign.Length, view.Length);
        }
        if (LastDay().Match(tail) is { Success: true } day && item.Deadline is null && item.Ambiguous is null && item.Status is not ItemState.Done
            && DateText.AtStart(day.Groups["day"].Value, item.Rules.DateOrder) is { } date && date.Length == day.Groups["day"].Length)
        {
            item.SetDeadline(date, day.Groups["day"].Value);
            return Took(entry, start + day.Index, view.Length);
        }
        if (LastHandle().Match(tail) is { Success: true } handle)
        {
            item.AddOwners(handle.Groups["who"].Value);
            return Took(entry, start + handle.Index, view.Length);
        }
        if (LastState().Match(tail) is { Success: true } last && item.Rules.Words.Status(last.Groups["word"].Value) is { } status)
        {
            item.Status ??= status;
            return Took(entry, start + last.Index, view.Length);
        }
        if (LastWord().Match(tail) is { Success: true } word && TakeLastWord(entry, item, start + word.Groups["word"].Index, word.Groups["word"].Value))
            return Took(entry, start + word.Index, view.Length);
        return false;
    }

    /// <summary>A state or priority in bold or capitals at the very end.</summary>
    private static bool TakeLastWord(EntryText entry, ItemDraft item, int at, string word)
    {
        var isMarked = entry.Source.Marks[at].HasFlag(Mark.Bold) && (at == 0 || !entry.Source.Marks[at - 1].HasFlag(Mark.Bold));
        if (!isMarked && !word.All(c => !char.IsLetter(c) || char.IsUpper(c)))
            return false;
        if (item.Rules.Words.Status(word) is { } status)
            item.Status ??= status;
        else if (item.Rules.Words.Priority(word) is { } priority && word.Length == 2)
            item.Priority ??= priority;
        else
            return false;
        return true;
    }

    private static bool Took(EntryText entry, int start, int end)
    {
        entry.Take(start, end);
        return true;
    }

    /// <summary>Nothing that stands behind a text is longer.</summary>
    private const int LongestEnd = 200;

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    /// <summary>"Action item:", "Item 3:", "1)": names of the entry itself.</summary>
    [GeneratedRegex(
        @"\G((action(\s+item)?|task|item|follow-?up|ai|todo item)(\s*#?\d+)?\s*[:–—]\s*|(action(\s+item)?|item|task)\s*#?\d+\s*[-.)]\s+|\(?\d{1,3}[.)]\s+|#\d{1,2}[:.)]\s+|AI-?\d{1,3}[:.)]\s+)",
        Any, 1000)]
    private static partial Regex Name();

    /// <summary>"[N/A]" before the text.</summary>
    [GeneratedRegex(@"\G[\[(](?<word>[^\[\]()]{1,10})[\])]\s*", Any, 1000)]
    private static partial Regex Open();

    [GeneratedRegex(
        @"\G[\[(]?(?<who>@[\w./-]+(@[\w.-]+)?|(?-i:\p{Lu})[\p{L}\p{N} -]{1,30} team(?=:))[\])]?\s*(:|-(?=\s)|–|—|,(?=\s*@)|\bto\b|\bwill\b|(?-i:(?=\s\p{Lu}\p{Ll})))\s*",
        Any, 1000)]
    private static partial Regex Handle();

    [GeneratedRegex(
        @"\G[\[(]?(?<word>P[0-4]|(very\s+)?(critical|urgent|highest|high|medium|low)(\s+priority)?|to\s?-?do|done|fixed|completed?|in[ -]progress|wip|ongoing|pending|open|closed|resolved|won['’]?t (do|fix)|cancell?ed"
        + @"|[a-z]+)[\])]?(?<sign>\s*(:|-(?=\s)|–|—))?(?=\s|$)\s*", Any, 1000)]
    private static partial Regex Word();

    /// <summary>A day behind a dash, or behind an owner.</summary>
    [GeneratedRegex(@"(\s[-–—]\s|(?<=@[\w./-]{1,40}),\s)\s*(?<day>[\p{L}\d][\p{L}\d ,./-]{5,20})$", Any, 1000)]
    private static partial Regex LastDay();

    [GeneratedRegex(@"(^|[\s,–—-])(?<open>[(\[]+)?(?<who>@[\w./-]+(@[\w.-]+)?((\s*[,/&+]\s*|\s+and\s+|\s+)@[\w./-]+(@[\w.-]+)?)*)(?(open)[)\]]+|)$", Any, 1000)]
    private static partial Regex LastHandle();

    [GeneratedRegex(
        @"(\s[-–—]{1,3}|[–—;]|->|=>|→)\s*((this|it|that)\s+)?((has|have|is|was|were|are)\s+)?(already\s+)?(been\s+)?(?<word>done|fixed|completed?|implemented|resolved|closed|in[ -]progress|ongoing|wip|to\s?do|pending"
        + @"|won['’]?t (do|fix)|cancell?ed)$", Any, 1000)]
    private static partial Regex LastState();

    [GeneratedRegex(
        @"(^|[\s:])(?<open>[(\[])?(?<word>to\s?do|done|fixed|completed?|in progress|wip|ongoing|pending|open|closed|resolved|p[0-4])(?(open)[)\]]|)$",
        Any, 1000)]
    private static partial Regex LastWord();
}
