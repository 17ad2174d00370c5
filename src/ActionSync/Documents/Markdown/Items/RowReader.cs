using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>Reads one row of a table of action items.</summary>
internal static partial class RowReader
{
    /// <summary>The item; null for an empty row.</summary>
    public static ItemDraft? Read(TableRowNode row, IReadOnlyList<ColumnKind> columns, ReadingRules rules)
    {
        var texts = row.Cells;
        if (texts.All(cell => cell.IsBlank))
            return null;
        var item = new ItemDraft(row.Line, rules)
        {
            Text = string.Join(" | ", texts.Select(cell => cell.Plain)),
            Source = new ItemSource(Cell(ColumnKind.Title) ?? RichText.Empty, Cell(ColumnKind.Status), Cell(ColumnKind.Ticket)) { IsRow = true },
        };
        var cells = columns.Select((kind, n) => (Kind: kind, Cell: n < texts.Count ? texts[n] : RichText.Empty)).ToList();
        // What other columns say of a ticket or state counts before what the title mentions.
        foreach (var (kind, cell) in cells.Where(cell => cell.Kind is not (ColumnKind.Title or ColumnKind.Notes) && !cell.Cell.IsBlank))
            ReadField(kind, kind == ColumnKind.Ticket || kind == ColumnKind.Status ? cell : cell.WithoutStruck(), item);
        var title = cells.Find(cell => cell.Kind == ColumnKind.Title).Cell;
        foreach (var link in cells.Where(cell => cell.Kind is ColumnKind.Type or ColumnKind.Other).SelectMany(cell => cell.Cell.Links))
        {
            if (!item.HasTicket && TicketText.IsIssue(link.Url))
                item.AddUrl(link.Url);
        }
        ReadTitle(title, item);
        foreach (var (_, cell) in cells.Where(cell => cell.Kind == ColumnKind.Notes && !cell.Cell.IsBlank))
            ReadNote(cell, item);
        return item.Title.Length == 0 && !item.IsPlaceholder ? null : item;

        RichText? Cell(ColumnKind kind) => columns.Zip(texts).FirstOrDefault(cell => cell.First == kind).Second;
    }

    private static void ReadTitle(RichText title, ItemDraft item)
    {
        if (!title.IsBlank && !Templates().IsMatch(title.Plain))
            EntryReader.ReadText(title, item);
        else if (!title.IsBlank)
            (item.IsPlaceholder, item.Title) = (true, title.Plain);
        if (item.Title.Length > 0 || item.IsPlaceholder || !item.HasTicket || !title.IsBlank)
            return;
        item.Title = item.Urls.Count > 0 ? TicketText.NameOf(item.Urls[0]) : item.Keys[0];
        item.Warn(Warning.ReferenceOnly, item.Text);
    }

    private static void ReadField(ColumnKind kind, RichText cell, ItemDraft item)
    {
        var text = cell.Plain;
        switch (kind)
        {
            case ColumnKind.Owner:
                item.AddOwners(cell.TextWithAddresses());
                break;
            case ColumnKind.Priority:
                item.SetPriority(text);
                break;
            case ColumnKind.Deadline:
                item.SetDeadline(text);
                break;
            case ColumnKind.Status:
                ReadStatus(cell, item);
                break;
            case ColumnKind.Type when !NoValue.Is(text) && !Placeholder.IsOne(text):
                item.Type ??= text;
                break;
            case ColumnKind.Ticket:
                ReadTicket(cell, item, isId: false);
                break;
            case ColumnKind.Id:
                ReadTicket(cell, item, isId: true);
                break;
        }
    }

    private static void ReadStatus(RichText cell, ItemDraft item)
    {
        var rest = TakeTickets(cell, item);
        if (rest.Length > 0 && !NoValue.Is(rest))
            item.SetStatus(rest);
    }

    /// <summary>A cell with a ticket may say more: its state, who has to make one, what sort of ticket it is.</summary>
    private static void ReadTicket(RichText cell, ItemDraft item, bool isId)
    {
        var rest = TakeTickets(cell, item);
        foreach (var key in Key().Matches(rest).Reverse().Where(key => TicketText.IsProject(key.Groups["project"].Value)))
            rest = rest.Remove(key.Index, key.Length);
        foreach (var key in Key().Matches(TextBesideLinks(cell)).Where(key => TicketText.IsProject(key.Groups["project"].Value)))
            item.AddKey(Spaces.Single(key.Value));
        if (isId)
            return;
        if (ToDo().Match(rest.Trim(' ', '[', ']', '*')) is { Success: true } todo && !NoPerson().IsMatch(todo.Groups["who"].Value))
        {
            item.AddOwners(todo.Groups["who"].Value);
            return;
        }
        var said = StatusLabel().Replace(rest, "").Trim(' ', '[', ']', '(', ')', '*', ',', ';', '-', '–', ':');
        if (StatusText.Of(said, item.Rules.Words) is { } status)
            item.Status ??= status;
        else if (LastWord().Match(said) is { Success: true } word && StatusText.Of(word.Value, item.Rules.Words) is { } last)
            item.Status ??= last;
        else if (StatusLabel().IsMatch(rest) && !NoValue.Is(said) && !Placeholder.IsOne(said))
            item.Warn(Warning.UnreadStatus, said);
    }

    /// <summary>Takes a cell's links to issues; returns what else it says.</summary>
    private static string TakeTickets(RichText cell, ItemDraft item)
    {
        foreach (var link in cell.Links.Where(link => !link.IsMail && !TicketText.IsSearch(link.Url) && !TicketText.IsChange(link.Url)))
        {
            // A tracker's address without the key is one that a template left unfinished.
            if (!UnfinishedLink().IsMatch(link.Url))
                item.AddUrl(link.Url);
        }
        return TextBesideLinks(cell);
    }

    private static string TextBesideLinks(RichText cell)
    {
        var rest = cell.Text;
        foreach (var link in cell.Links.Where(link => !link.IsMail).OrderByDescending(link => link.Start))
            rest = rest[..link.Start] + " " + rest[link.End..];
        return Spaces.Single(rest);
    }

    private static void ReadNote(RichText cell, ItemDraft item)
    {
        if (!NoValue.Is(cell.Plain) && !Placeholder.IsOne(cell.Plain) && !Labels.TakeWhole(cell, item))
            item.AddDetail(cell.Plain);
    }

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^<[^<>]*>(\s*<[^<>]*>)*$", Any, 1000)]
    private static partial Regex Templates();

    [GeneratedRegex(
        @"\b(?<project>[A-Z][A-Z0-9_]{1,14})-\d{1,7}\b|([\w.-]+/[\w.-]+)?#\d{1,9}\b|\b([Bb]ug|[Ii]ssue|[Tt]icket|[Tt]ask)\s+#?\d{1,12}\b|\bb/\d{4,12}\b",
        Any, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"^(?<who>@?[\p{L}][\p{L}\w.@ '-]{0,60}?)\s+to[- ]?do$", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ToDo();

    [GeneratedRegex(@"^(n/?a|tbd|tbc|jira|ticket|issue|bug|still)\b", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NoPerson();

    [GeneratedRegex(@"\bstatus\s*:\s*", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex StatusLabel();

    [GeneratedRegex(@"[\p{L}_-]+$", Any, 1000)]
    private static partial Regex LastWord();

    [GeneratedRegex(@"/browse/?$|/issues/?$|/pull/?$", Any, 1000)]
    private static partial Regex UnfinishedLink();
}
