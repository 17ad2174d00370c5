using ActionSync.Items;
using ActionSync.Ledger;
using Spectre.Console;

namespace ActionSync.Commands;

/// <summary>Items as people read them, one a line.</summary>
internal static class ItemTable
{
    public static Table Of(IEnumerable<LedgerItem> items, DateTimeOffset now, TimeZoneInfo zone)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["Incident", "Pri", "Title", "Owner", "Deadline", "State", "Issue"])
            table.AddColumn(new TableColumn(column) { NoWrap = column != "Title" });
        foreach (var item in items)
        {
            table.AddRow(
                Text(item.IncidentId), Text(item.Priority.ToString()), Text(item.Title), Text(item.Owner ?? "-"),
                new Text(Due(item, now, zone), item.IsOverdue(now, zone) ? new Style(Color.Red) : Style.Plain),
                Text(State(item)), Text(item.Issue?.Number ?? item.Tracker ?? "-").Overflow(Overflow.Ellipsis));
        }
        return table;
    }

    private static Text Text(string value) => new(PrintableText.Of(value));

    private static string Due(LedgerItem item, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (item.Deadline is not { } deadline)
            return "-";
        return item.IsOverdue(now, zone) ? $"{deadline} overdue" : deadline.ToString();
    }

    private static string State(LedgerItem item) => item.IsWithdrawn ? $"{item.State.ToWord()}, withdrawn" : item.State.ToWord();
}
