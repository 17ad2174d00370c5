using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Text;
using Spectre.Console;

namespace ActionSync.Commands;

/// <summary>Items as people read them: a heading an incident, a line an item; titles take what room there is.</summary>
internal static class ItemTable
{
    /// <summary>Enough to tell issues apart; the whole of a file's name is in <c>status --json</c>.</summary>
    private const int LongestIssue = 20;

    /// <summary>What the columns beside the title and their gaps take.</summary>
    private const int Gaps = 12;
    private const int NarrowGaps = 6;
    private const int ShortestTitle = 24;
    private const int LongestTitle = 100;

    private const int RowsDrawnAtOnce = 200;

    private static readonly Style Late = new(Color.Red);

    /// <param name="items">Incident by incident.</param>
    /// <param name="now">What counts as overdue.</param>
    /// <param name="zone">When a day ends.</param>
    public static void Print(IReadOnlyList<LedgerItem> items, DateTimeOffset now, TimeZoneInfo zone) =>
        Print(Terminal.Results, items, now, zone, Terminal.Line);

    internal static void Print(IAnsiConsole console, IReadOnlyList<LedgerItem> items, DateTimeOffset now, TimeZoneInfo zone, Action<string> line)
    {
        var rows = items.Select(item => (item.IncidentId, Cells: Cells(item, now, zone), Overdue: item.IsOverdue(now, zone))).ToList();
        int[] widths = [.. Enumerable.Range(0, 6).Select(column => rows.Max(row => row.Cells[column].Length))];
        var room = console.Profile.Width - widths.Sum() + widths[1] - Gaps;
        widths[1] = Math.Clamp(room, ShortestTitle, Math.Max(ShortestTitle, Math.Min(widths[1], LongestTitle)));
        foreach (var incident in rows.GroupBy(row => row.IncidentId))
        {
            line(incident.Key);
            // What draws holds all that it draws many times over; the widths are fixed, so that the pieces join.
            foreach (var piece in incident.Select(row => (row.Cells, row.Overdue)).Chunk(RowsDrawnAtOnce))
            {
                if (room >= ShortestTitle)
                    Draw(console, widths, piece, line);
                else
                    DrawNarrow(console, piece, line);
            }
        }
    }

    /// <summary>Draws rows as a table; where the library that draws cannot, as plain lines: no text may keep the others from being seen.</summary>
    internal static void Draw(IAnsiConsole console, int[] widths, IReadOnlyList<(string[] Cells, bool Overdue)> rows, Action<string> line) => Draw(
        console,
        widths,
        rows.Select(row => row.Cells.Select((cell, column) => new Spectre.Console.Text(cell, column == 3 && row.Overdue ? Late : Style.Plain))),
        rows.Select(row => $"  {string.Join("  ", row.Cells)}"),
        line);

    /// <summary>Where a terminal has no room for columns: the title, and all else on a line below it, so that no word is broken to fit.</summary>
    private static void DrawNarrow(IAnsiConsole console, IReadOnlyList<(string[] Cells, bool Overdue)> rows, Action<string> line) => Draw(
        console,
        [2, Math.Max(ShortestTitle, console.Profile.Width - NarrowGaps)],
        rows.SelectMany(row => new[]
        {
            new[] { new Spectre.Console.Text(row.Cells[0]), new Spectre.Console.Text(row.Cells[1]) },
            [new Spectre.Console.Text(""), new Spectre.Console.Text(string.Join("  ", row.Cells[2..]), row.Overdue ? Late : Style.Plain)],
        }),
        rows.Select(row => $"  {string.Join("  ", row.Cells)}"),
        line);

    private static void Draw(
        IAnsiConsole console, int[] widths, IEnumerable<IEnumerable<Spectre.Console.Text>> rows, IEnumerable<string> plain, Action<string> line)
    {
        try
        {
            var grid = new Grid();
            foreach (var width in widths)
                grid.AddColumn(new GridColumn { Width = width, Padding = new Padding(2, 0, 0, 0) });
            foreach (var row in rows)
                grid.AddRow([.. row]);
            console.Write(grid);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidOperationException)
        {
            foreach (var text in plain)
                line(text);
        }
    }

    internal static string[] Cells(LedgerItem item, DateTimeOffset now, TimeZoneInfo zone) =>
    [
        item.Priority.ToString(),
        TextProfile.Terminal.Line(item.Title),
        TextProfile.Terminal.Line(item.Owner ?? "nobody"),
        Due(item, now, zone),
        $"{item.State.ToWord()}{(item.LinkedTo is null ? "" : ", linked")}{(item.IsWithdrawn ? ", withdrawn" : "")}{(item.IsHeld ? ", held" : item.IsBacklog ? ", backlog" : "")}",
        Short(TextProfile.Terminal.Line(item.Issue?.Number ?? item.Tracker ?? "no tracker")),
    ];

    private static string Due(LedgerItem item, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (item.Deadline is not { } deadline)
            return "no deadline";
        return item.IsOverdue(now, zone) ? $"{deadline.ToText(zone)} overdue" : deadline.ToText(zone);
    }

    private static string Short(string issue) =>
        issue.Length <= LongestIssue ? issue : $"{issue[..(char.IsHighSurrogate(issue[LongestIssue - 2]) ? LongestIssue - 2 : LongestIssue - 1)]}…";
}
