using System.Text.RegularExpressions;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>Finds the fields that an entry names itself: <c>Owner: alice</c>, <c>due: 2026-04-20</c>, <c>deadline 2026-05-29</c>.</summary>
internal static partial class Labels
{
    public static void Take(EntryText entry, ItemDraft item)
    {
        var matches = WithColon().Matches(entry.View);
        for (var n = 0; n < matches.Count; n++)
        {
            var label = matches[n];
            var start = label.Index + label.Length;
            var end = End(entry, start, n + 1 < matches.Count ? matches[n + 1].Index : entry.Length);
            var length = Read(label.Groups["label"].Value, entry.View[start..end], entry.Original(start, end), item);
            if (length >= 0)
                entry.Take(label.Index, start + length);
        }
        foreach (Match label in WithoutColon().Matches(entry.View))
        {
            var start = label.Index + label.Length;
            if (DateText.AtStart(entry.View[start..Math.Min(entry.Length, start + LongestDate)], item.Rules.DateOrder) is not { } date)
            {
                if (start < entry.Length && char.IsDigit(entry.View[start]) && label.Groups["label"].Value.StartsWith("d", StringComparison.OrdinalIgnoreCase))
                    item.Warn(Warning.UnreadDate, entry.Original(label.Index, Math.Min(entry.Length, start + LongestDate)));
                continue;
            }
            item.SetDeadline(date, entry.Original(start, start + date.Length));
            entry.Take(label.Index, start + date.Length);
        }
    }

    /// <summary>Takes the whole text as one field where it begins with a field's name; false where it does not.</summary>
    public static bool TakeWhole(Blocks.RichText text, ItemDraft item)
    {
        var plain = text.Plain;
        if (!IsField(text))
            return false;
        var label = WithColon().Match(plain);
        var value = plain[(label.Index + label.Length)..];
        if (KindOf(label.Groups["label"].Value) == Field.Ticket)
        {
            var entry = new EntryText(text);
            entry.Take(0, Math.Min(text.Text.Length, label.Index + label.Length));
            Tickets.Take(entry, item);
            return item.HasTicket || NoValue.Is(value);
        }
        if (Read(label.Groups["label"].Value, value, value, item) < 0)
            return false;
        return true;
    }

    /// <summary>The text begins with the name of a field.</summary>
    public static bool IsField(Blocks.RichText text) => WithColon().Match(text.Plain) is { Success: true } label
        && string.IsNullOrWhiteSpace(text.Plain[..label.Groups["label"].Index].Trim('*', '[', '(', '-'));

    /// <summary>The field that a word names; null for none.</summary>
    private static Field? KindOf(string label) => Spelled(label) switch
    {
        "owner" or "owners" or "assignee" or "assignees" or "assigned to" or "assigned" or "dri" or "responsible" or "responsible party" or "action owner" =>
            Field.Owner,
        "due" or "due date" or "due by" or "due on" or "deadline" or "eta" or "target date" or "expected date" or "completion date" or "by when" =>
            Field.Deadline,
        "priority" or "prio" => Field.Priority,
        "status" or "state" => Field.Status,
        "type" or "category" or "kind" => Field.Type,
        "ticket" or "tickets" or "issue" or "issues" or "jira" or "bug" or "tracking issue" or "tracked in" or "github issue" or "link" or "pr" => Field.Ticket,
        _ => null,
    };

    private enum Field
    {
        Owner,
        Deadline,
        Priority,
        Status,
        Type,
        Ticket,
    }

    private const int LongestDate = 60;

    private static string Spelled(string label) => Blocks.Spaces.Single(label).ToLowerInvariant();

    /// <summary>Reads a value; returns how much of it was taken, or -1 where the label means nothing here.</summary>
    /// <param name="view">The value as metadata is looked for in it.</param>
    /// <param name="original">The same stretch as it stands in the document.</param>
    private static int Read(string label, string view, string original, ItemDraft item)
    {
        var value = original.TrimEnd();
        switch (KindOf(label))
        {
            case Field.Owner when NoValue.Is(Until(value, ',', ';').TrimEnd('.')):
                return Until(value, ',', ';').Length;
            case Field.Owner:
                var owners = OwnersAtStart(view);
                if (owners == 0)
                    return -1;
                item.AddOwners(original[..owners]);
                return owners;
            case Field.Deadline:
                var lead = value.Length - value.TrimStart().Length;
                if (DateText.AtStart(value[lead..], item.Rules.DateOrder) is { } date)
                {
                    item.SetDeadline(date, value.Substring(lead, date.Length));
                    return lead + date.Length;
                }
                item.SetDeadline(Until(value, ','));
                return Until(value, ',').Length;
            case Field.Priority:
                item.SetPriority(Until(value, ',', ';'));
                return Until(value, ',', ';').Length;
            case Field.Status:
                item.SetStatus(Until(value, ',', ';'));
                return Until(value, ',', ';').Length;
            case Field.Type:
                var type = Until(value, ',', ';').Trim(' ', '.');
                if (!NoValue.Is(type) && !Placeholder.IsOne(type))
                    item.Type ??= type;
                return Until(value, ',', ';').Length;
            case Field.Ticket when NoValue.Is(Until(value, ',', ';')):
                return Until(value, ',', ';').Length;
            // The ticket itself is found by its form; the label is one of the words that lead to it.
            default:
                return -1;
        }
    }

    /// <summary>How much of a text names people: up to the first comma that no other person follows.</summary>
    private static int OwnersAtStart(string text) => People().Match(text) is { Success: true } match ? match.Length : 0;

    private static string Until(string text, params ReadOnlySpan<char> stops) => text.AsSpan().IndexOfAny(stops) is var stop && stop >= 0 ? text[..stop] : text;

    /// <summary>
    /// Where a value ends that begins here: at a bracket that was open before it, a dash between spaces, a hard break, the end of the sentence.
    /// </summary>
    private static int End(EntryText entry, int start, int limit)
    {
        var view = entry.View;
        var depth = 0;
        for (var at = start; at < limit; at++)
        {
            if (view[at] is '(' or '[')
                depth++;
            else if ((view[at] is ')' or ']' && --depth < 0) || view[at] is '|' or '•' or '·'
                || (view[at] == '\n' && !entry.Source.Marks[at].HasFlag(Blocks.Mark.Soft))
                || (view[at] is '-' or '–' or '—' && at > start && view[at - 1] == ' ' && at + 1 < limit && view[at + 1] is ' ' or '\n')
                || (view[at] == '.' && at + 2 < limit && char.IsWhiteSpace(view[at + 1]) && char.IsUpper(view[at + 2]) && at > start + 1))
                return at;
        }
        return limit;
    }

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    [GeneratedRegex(
        @"[-–—,;\s]{0,4}(?<![\p{L}\p{N}])(?<label>(action\s+)?owners?|assignees?|assigned(\s+to)?|dri|responsible(\s+party)?|due(\s+(date|by|on))?|deadline|eta|(target|expected|completion)\s+date"
        + @"|by\s+when|priority|prio|status|state|type|category|kind|tickets?|(tracking\s+|github\s+)?issues?|jira|bug|tracked\s+in|link|pr)\s*[:=](?!//)\s*",
        Any, 1000)]
    private static partial Regex WithColon();

    [GeneratedRegex(@"[-–—,;\s]{0,4}(?<![\p{L}\p{N}])(?<label>due(\s+(date|by|on))?|deadline|eta|by|until)(\s+is)?\s+(?=[\p{L}\d])", Any, 1000)]
    private static partial Regex WithoutColon();

    /// <summary>Addresses, handles and names; names of several people are joined by commas, "and" or "&amp;".</summary>
    [GeneratedRegex(@"^\s*(`?@?[\w.+-]+@[\w-]+(\.[\w-]+)+`?|[\uE000]+|@[\w./-]+|[^\s,;()\[\]]+(?>(\s+(?!and\b)[^\s,;()\[\]]+){0,5}))"
        + @"(\s*(,|&|/|\+|\band\b)\s*(@?[\w.+-]+@[\w-]+(\.[\w-]+)+|@[\w./-]+|(?-i:\p{Lu})[\p{L}.'-]*(\s+(?-i:\p{Lu})[\p{L}.'-]*){0,2})(?=\s*($|[,;&/+]|and\b))){0,20}",
        Any, 1000)]
    private static partial Regex People();
}
