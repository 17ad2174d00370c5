using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>What a column of a table of action items holds.</summary>
internal enum ColumnKind
{
    Other,
    Title,
    Owner,
    Priority,
    Deadline,
    Status,
    Type,
    Ticket,

    /// <summary>Keys of tickets, or plain numbers.</summary>
    Id,
    Notes,
}

/// <summary>Tells the columns of a table by the words of their header, never by their places.</summary>
internal static partial class Columns
{
    /// <summary>What each column holds; null where none of them says what is to be done.</summary>
    public static IReadOnlyList<ColumnKind>? Of(TableNode table)
    {
        var names = table.Header.Select(cell => Name(cell.Plain)).ToList();
        var kinds = names.Select(KindOf).ToArray();
        if (BestTitle(table, names, kinds) is not { } title)
            return null;
        for (var n = 0; n < kinds.Length; n++)
        {
            if (n == title)
                kinds[n] = ColumnKind.Title;
            else if (kinds[n] == ColumnKind.Title)
                kinds[n] = ColumnKind.Notes;
            // The first of two columns counts; the other one tells more.
            else if (kinds[n] is not (ColumnKind.Other or ColumnKind.Notes or ColumnKind.Ticket) && Array.IndexOf(kinds, kinds[n]) < n)
                kinds[n] = ColumnKind.Other;
        }
        return kinds;
    }

    private static string Name(string cell) => Spaces.Single(Explanation().Replace(cell, " ")).Trim(' ', ':', '*', '?', '.').ToLowerInvariant();

    private static ColumnKind KindOf(string name) =>
        name.Length == 0 ? ColumnKind.Other
        : Id().IsMatch(name) ? ColumnKind.Id
        : Owner().IsMatch(name) ? ColumnKind.Owner
        : Deadline().IsMatch(name) ? ColumnKind.Deadline
        : Priority().IsMatch(name) ? ColumnKind.Priority
        : Type().IsMatch(name) ? ColumnKind.Type
        : TitleOfTicket().IsMatch(name) ? ColumnKind.Title
        : Ticket().IsMatch(name) ? ColumnKind.Ticket
        : Status().IsMatch(name) ? ColumnKind.Status
        : Title().IsMatch(name) ? ColumnKind.Title
        : Notes().IsMatch(name) ? ColumnKind.Notes
        : ColumnKind.Other;

    private static int? BestTitle(TableNode table, List<string> names, ColumnKind[] kinds)
    {
        return First(n => kinds[n] == ColumnKind.Title && Best().IsMatch(names[n]))
            ?? First(n => kinds[n] == ColumnKind.Title)
            // "Issue | Owner | Due": the issue is what is to be done, where it says more than a key.
            ?? First(n => kinds[n] == ColumnKind.Ticket && Plain().IsMatch(names[n]) && Words(table, n) > FewWords)
            ?? First(n => kinds[n] == ColumnKind.Notes && Notes().IsMatch(names[n]))
            // An unknown word above the longest texts, beside columns that are known.
            ?? First(n => kinds[n] == ColumnKind.Other && kinds.Any(kind => kind is not (ColumnKind.Other or ColumnKind.Id)) && Words(table, n) > FewWords)
            ?? First(n => kinds[n] == ColumnKind.Ticket && Plain().IsMatch(names[n]));

        int? First(Func<int, bool> fits) => Enumerable.Range(0, names.Count).FirstOrDefault(fits, -1) is var found and >= 0 ? found : null;
    }

    /// <summary>How many words a cell of the column has, in the mean.</summary>
    private static double Words(TableNode table, int column) => table.Rows.Select(row => column < row.Source.Count ? row.Source[column].Read().Plain : "")
        .Where(cell => cell.Length > 0).Select(cell => (double)cell.Split(' ').Length).DefaultIfEmpty().Average();

    private const double FewWords = 3;

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]", Any, 1000)]
    private static partial Regex Explanation();

    [GeneratedRegex(@"^(#|id|no|nr|num|number|№|ref|item #|action #|action id|item id|ai|ai #)$", Any, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(
        @"\b(owners?|assignees?|assigned( to)?|responsible|responsibility|dri|leads?|poc|point of contact|accountable|driver|handler|who|person|people|team)\b",
        Any, 1000)]
    private static partial Regex Owner();

    [GeneratedRegex(
        @"\b(due|deadline|eta|target( date)?|expected( date)?|when|date|completion|timeline|timeframe|time frame|by when|schedule|etc)\b", Any, 1000)]
    private static partial Regex Deadline();

    [GeneratedRegex(@"\b(prio|priority|urgency|importance|severity|impact)\b|^p$", Any, 1000)]
    private static partial Regex Priority();

    [GeneratedRegex(@"\b(type|category|kind|class|theme|classification)\b", Any, 1000)]
    private static partial Regex Type();

    [GeneratedRegex(@"\b(ticket|issue|bug) (title|summary|description)\b", Any, 1000)]
    private static partial Regex TitleOfTicket();

    [GeneratedRegex(
        @"\b(tickets?|issues?|bugs?|jira|links?|urls?|prs?|pull requests?|tracking|tracker|github|gitlab|linear|references?|ref|story|work item)\b", Any, 1000)]
    private static partial Regex Ticket();

    [GeneratedRegex(@"\b(status|state|progress|done|complete|completed|resolved|outcome)\b", Any, 1000)]
    private static partial Regex Status();

    [GeneratedRegex(
        @"\b(actions?|items?|tasks?|to-?dos?|follow[- ]?ups?|what|improvements?|measures?|remediations?|recommendations?|steps?|activity|work|summary|title|name|mitigations?|deliverable|change|proposal|fix)\b",
        Any, 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"^((corrective|preventive|preventative|next|follow-?up|remedial) )?(actions?|action items?|to-?dos?|tasks?)\b|\baction\b", Any, 1000)]
    private static partial Regex Best();

    [GeneratedRegex(@"\b(notes?|comments?|descriptions?|details?|context|remarks?|reason|rationale|explanation)\b", Any, 1000)]
    private static partial Regex Notes();

    [GeneratedRegex(@"^(issues?|tickets?|bugs?|problem)$", Any, 1000)]
    private static partial Regex Plain();
}
