using ActionSync.Listing;
using ActionSync.Text;
using Spectre.Console;

namespace ActionSync.Commands;

/// <summary>
/// Items as people read them: a heading an incident, a line an item. In a terminal titles are shortened at a word to fit; where nobody looks, everything is
/// written out. Where a terminal is too narrow for columns, an item takes two lines.
/// </summary>
internal sealed class ItemRows
{
    private const int Gap = 2;
    private const int PriorityWidth = 2;
    private const int ShortestTitle = 16;
    private const int LongestTitle = 100;
    private const int LongestName = 24;
    private const int LongestOwner = 16;

    /// <summary>Where the name begins.</summary>
    private const int Indent = Gap + PriorityWidth + Gap;

    private static readonly Style Late = new(Color.Red);
    private static readonly Style Heading = new(decoration: Decoration.Bold);

    private readonly IAnsiConsole _console;
    private readonly bool _isNarrow;
    private readonly IReadOnlyList<ItemRow> _rows;
    private readonly (int Name, int Title, int Owner, int Due) _widths;
    private readonly string _domain;

    private ItemRows(IAnsiConsole console, IReadOnlyList<ListedItem> items, TimeZoneInfo zone)
    {
        _console = console;
        _isNarrow = console.Profile.Width < Terminal.PlainWidth;
        _rows = [.. items.Select(item => ItemRow.Of(item, zone, _isNarrow))];
        _domain = _isNarrow ? SharedDomain() : "";
        var (name, owner, due) = (Widest(row => row.Short, _isNarrow ? LongestName : int.MaxValue), Widest(OwnerOf), Widest(row => row.Due));
        var (room, title) = (console.Profile.Width - (Indent + name + Gap + Gap + owner + Gap + due), Widest(row => row.Title));
        _widths = (name, Math.Min(_isNarrow ? room : LongestTitle, title), owner, due);
        // So narrow a column of titles would tell nothing: the title gets a line with all the room there is.
        if (_isNarrow && room < Math.Min(ShortestTitle, title))
            _widths.Title = 0;
    }

    /// <summary>What the line below the rows calls what is overdue, with the sign for it where one stands in the rows.</summary>
    public static string OverdueWord => Terminal.Width < Terminal.PlainWidth ? $"overdue ({ItemRow.OverdueSign})" : "overdue";

    /// <summary>What it calls those of them that are of old incidents.</summary>
    public static string OldWord => Terminal.Width < Terminal.PlainWidth ? $"of old incidents ({ItemRow.OldSign})" : "of old incidents";

    /// <param name="console">Its width is that of the lines.</param>
    /// <param name="items">Incident by incident.</param>
    /// <param name="zone">Whose clocks tell a deadline's day.</param>
    public static void Print(IAnsiConsole console, IReadOnlyList<ListedItem> items, TimeZoneInfo zone)
    {
        if (items.Count > 0)
            new ItemRows(console, items, zone).Print();
    }

    private void Print()
    {
        foreach (var incident in _rows.GroupBy(row => row.Listed.Item.IncidentId))
        {
            var title = incident.First().Listed.Incident.Title;
            var heading = TextProfile.Terminal.Line(title == incident.Key ? title : $"{incident.Key}  {title}");
            TextRun.Write(_console, [TextRun.Of(_isNarrow ? DisplayText.Shorten(heading, _console.Profile.Width) : heading, Heading)]);
            foreach (var row in incident)
            {
                if (_widths.Title == 0 || DisplayText.Width(row.Short) > _widths.Name)
                    PrintStacked(row);
                else
                    PrintLine(row);
            }
        }
    }

    private void PrintLine(ItemRow row)
    {
        var title = _isNarrow ? DisplayText.Shorten(row.Title, _widths.Title) : row.Title;
        var due = row.Flags.Length == 0 ? row.Due : $"{DisplayText.PadRight(row.Due, _widths.Due)}  {row.Flags}";
        TextRun.Write(_console,
        [
            TextRun.Of($"  {row.Priority}  "),
            .. Named(row, _widths.Name),
            TextRun.Of($"  {DisplayText.PadRight(title, _widths.Title)}  {DisplayText.PadRight(OwnerOf(row), _widths.Owner)}  "),
            TextRun.Of(due, StyleOf(row)),
        ]);
    }

    /// <summary>The name and the title, and all else below.</summary>
    private void PrintStacked(ItemRow row)
    {
        var room = _console.Profile.Width - Indent - DisplayText.Width(row.Short) - Gap;
        var isBeside = !_isNarrow || room >= ShortestTitle;
        TextRun.Write(_console,
        [
            TextRun.Of($"  {row.Priority}  "),
            .. Named(row, 0),
            .. isBeside ? [TextRun.Of($"  {(_isNarrow ? DisplayText.Shorten(row.Title, room) : row.Title)}")] : Array.Empty<TextRun>(),
        ]);
        if (!isBeside)
            Below(DisplayText.Shorten(row.Title, Math.Max(ShortestTitle, _console.Profile.Width - Indent)), Style.Plain);
        Below($"{OwnerOf(row)}  {row.Due}", StyleOf(row));
    }

    private void Below(string text, Style style)
    {
        var blanks = new string(' ', Math.Max(0, Math.Min(Indent, _console.Profile.Width - ShortestTitle)));
        foreach (var line in DisplayText.Wrap(text, Math.Max(ShortestTitle, _console.Profile.Width - blanks.Length)))
            TextRun.Write(_console, [TextRun.Of(blanks), TextRun.Of(line, style)]);
    }

    /// <summary>The name leads to the issue; the blanks behind it do not.</summary>
    private static TextRun[] Named(ItemRow row, int width) =>
        [TextRun.Of(row.Short, link: row.Listed.Item.Url), TextRun.Of(new string(' ', Math.Max(0, width - DisplayText.Width(row.Short))))];

    private static Style StyleOf(ItemRow row) => row.Listed.IsOverdue ? Late : Style.Plain;

    /// <summary>Without the domain that all owners share, where there is little room.</summary>
    private string OwnerOf(ItemRow row)
    {
        var owner = _domain.Length > 0 && row.Owner.EndsWith(_domain, StringComparison.OrdinalIgnoreCase) ? row.Owner[..^_domain.Length] : row.Owner;
        return _isNarrow ? DisplayText.Shorten(owner, LongestOwner) : owner;
    }

    private string SharedDomain()
    {
        var domains = _rows.Where(row => row.Owner.Contains('@')).Select(row => row.Owner[row.Owner.LastIndexOf('@')..])
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(2).ToList();
        return domains is [var one] ? one : "";
    }

    /// <summary>What the widest of the cells takes that are no wider than this.</summary>
    private int Widest(Func<ItemRow, string> cell, int most = int.MaxValue) =>
        _rows.Select(row => DisplayText.Width(cell(row))).Where(width => width <= most).DefaultIfEmpty(0).Max();
}
