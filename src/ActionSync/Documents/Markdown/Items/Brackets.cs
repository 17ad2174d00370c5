using System.Text.RegularExpressions;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>Reads brackets that hold nothing but metadata: <c>(@alice)</c>, <c>[P1]</c>, <c>(in progress)</c>, <c>[repair]</c>.</summary>
internal static partial class Brackets
{
    public static void Take(EntryText entry, ItemDraft item)
    {
        foreach (Match match in Groups().Matches(entry.View))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            var content = entry.Visible(start + 1, end - 1).Replace('\n', ' ');
            var isSquare = match.Value[0] == '[';
            var parts = Between().Split(content).Where(part => !string.IsNullOrWhiteSpace(part)).ToList();
            if (Read(parts, isSquare, Enumerable.Range(start, end - start).Any(entry.IsTaken), item) is { } setAll)
            {
                setAll.ForEach(set => set());
                entry.Take(start, end);
            }
            else if (parts.Count > 0 && parts.TrueForAll(part => FieldName().IsMatch(part)))
            {
                item.IsPlaceholder = true;
            }
            else if (StatusAndMore(content, entry.View[(start + 1)..(end - 1)], item) is { } more)
            {
                entry.Take(start, end);
                item.AddDetail(more);
            }
        }
    }

    /// <summary>"Fixed by adding the new one": a state, and how it came about.</summary>
    private static string? StatusAndMore(string content, string view, ItemDraft item)
    {
        if (StateFirst().Match(content) is not { Success: true } match || item.Rules.Words.Status(match.Groups["word"].Value) is not { } status)
            return null;
        item.Status ??= status;
        var more = match.Groups["more"];
        return DateText.AtStart(more.Value.Trim(), null) is null && !Tickets.IsOnly(view.Substring(more.Index, more.Length)) ? Leftovers.Tidy(content) : "";
    }

    /// <summary>What a part of a bracket sets; null where it is no metadata.</summary>
    private static Action? Judge(string part, bool isSquare, ItemDraft item)
    {
        var text = part.Trim().Trim('`', '*', '_').Trim();
        if (Handle().IsMatch(text))
            return () => item.AddOwners(text);
        if (item.PriorityOf(text) is { } priority && (isSquare || text.Length == 2 || text.Contains("priority", StringComparison.OrdinalIgnoreCase)
            || item.Rules.Words.Priority(text) is not null))
            return () => item.Priority ??= priority;
        if (StatusText.Exact(text, item.Rules.Words) is { } status)
            return () => item.Status ??= status;
        if (isSquare && item.Rules.Words.Kind(text) is not null)
            return () => item.Type ??= text.ToLowerInvariant();
        return null;
    }

    /// <summary>
    /// What the parts set; null where one of them is no metadata. A day alone says nothing of deadlines, and a word alone nothing of people: a day counts
    /// beside other metadata or a name, a name beside a day or a field.
    /// </summary>
    /// <param name="hasField">A field with its name was taken out of the bracket.</param>
    private static List<Action>? Read(List<string> parts, bool isSquare, bool hasField, ItemDraft item)
    {
        var hasDay = parts.Exists(part => Day(part, item) is not null);
        var isSure = hasField || parts.Exists(part => Judge(part, isSquare, item) is not null || Name().IsMatch(part.Trim()));
        var all = parts.ConvertAll(part => Judge(part, isSquare, item)
            ?? (isSure ? Day(part, item) : null)
            ?? (hasDay || hasField ? Person(part, item) : null));
        return all.Count > 0 && all.TrueForAll(set => set is not null) ? all.ConvertAll(set => set!) : null;
    }

    private static Action? Day(string part, ItemDraft item) =>
        part.Trim() is var text && DateText.AtStart(text, item.Rules.DateOrder) is { } date && date.Length == text.Length
            ? () => item.SetDeadline(date, text)
            : null;

    private static Action? Person(string part, ItemDraft item) => Name().IsMatch(part.Trim()) ? () => item.AddOwners(part) : null;

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"\([^()\[\]]{1,200}\)|\[[^()\[\]]{1,200}\]", Any, 1000)]
    private static partial Regex Groups();

    [GeneratedRegex(@"\s*[,;|/]\s*|\s+&\s+|\s+and\s+", Any, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(@[\w./-]+(@[\w.-]+)?|@?[\w.+-]+@[\w-]+(\.[\w-]+)+|[\w.-]+@)$", Any, 1000)]
    private static partial Regex Handle();

    [GeneratedRegex(@"^(?-i:\p{Lu})[\p{L}.'-]*(\s(?-i:\p{Lu})[\p{L}.'-]*){0,2}$", Any, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*(owner|assignee|due date|due|date|deadline|priority|status|name|ticket|link|link to issue)\s*$", Any, 1000)]
    private static partial Regex FieldName();

    [GeneratedRegex(
        @"^\s*(?<word>done|fixed|completed?|implemented|resolved|closed|merged|in progress|cancell?ed|won['’]?t (do|fix))\b(?<more>.+)$", Any, 1000)]
    private static partial Regex StateFirst();
}
