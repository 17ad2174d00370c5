using ActionSync.Items;
using ActionSync.Ledger;
using Spectre.Console;

namespace ActionSync.Commands;

/// <summary>Items as people read them: a heading an incident, a line an item; titles take what room there is.</summary>
internal static class ItemTable
{
    /// <summary>Enough to tell issues apart; the whole of a file's name is in <c>status --json</c>.</summary>
    private const int LongestIssue = 20;

    /// <summary>What the columns beside the title and their gaps take.</summary>
    private const int Gaps = 12;
    private const int ShortestTitle = 24;
    private const int LongestTitle = 100;

    /// <param name="items">Incident by incident.</param>
    /// <param name="now">What counts as overdue.</param>
    /// <param name="zone">When a day ends.</param>
    public static void Print(IReadOnlyList<LedgerItem> items, DateTimeOffset now, TimeZoneInfo zone)
    {
        var rows = items.Select(item => (item.IncidentId, Cells: Cells(item, now, zone), Overdue: item.IsOverdue(now, zone))).ToList();
        int[] widths = [.. Enumerable.Range(0, 6).Select(column => rows.Max(row => row.Cells[column].Length))];
        widths[1] = Math.Clamp(Terminal.Results.Profile.Width - widths.Sum() + widths[1] - Gaps, ShortestTitle, Math.Max(ShortestTitle, Math.Min(widths[1], LongestTitle)));
        foreach (var incident in rows.GroupBy(row => row.IncidentId))
        {
            Terminal.Line(incident.Key);
            Draw(Terminal.Results, widths, [.. incident.Select(row => (row.Cells, row.Overdue))], Terminal.Line);
        }
    }

    /// <summary>Draws rows as a table; where the library that draws cannot, as plain lines: no text may keep the others from being seen.</summary>
    internal static void Draw(IAnsiConsole console, int[] widths, IReadOnlyList<(string[] Cells, bool Overdue)> rows, Action<string> line)
    {
        try
        {
            var grid = new Grid();
            foreach (var width in widths)
                grid.AddColumn(new GridColumn { Width = width, Padding = new Padding(2, 0, 0, 0) });
            foreach (var row in rows)
                grid.AddRow([.. row.Cells.Select((cell, column) => new Spectre.Console.Text(cell, column == 3 && row.Overdue ? new Style(Color.Red) : null))]);
            console.Write(grid);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidOperationException)
        {
            foreach (var row in rows)
                line($"  {string.Join("  ", row.Cells)}");
        }
    }

    internal static string[] Cells(LedgerItem item, DateTimeOffset now, TimeZoneInfo zone) =>
    [
        item.Priority.ToString(),
        PrintableText.Of(item.Title),
        PrintableText.Of(item.Owner ?? "nobody"),
        Due(item, now, zone),
        item.IsWithdrawn ? $"{item.State.ToWord()}, withdrawn" : item.State.ToWord(),
        Short(PrintableText.Of(item.Issue?.Number ?? item.Tracker ?? "no tracker")),
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
