using System.Text;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Store;

/// <summary>Reads the items of a scope, the most urgent of them: a statement and a row an item, however many items there are.</summary>
internal sealed class ScopedItems(LedgerTransaction work)
{
    /// <summary>Each way into the scope gives its own most urgent ones, by an index; the most urgent of all are among them.</summary>
    private const string Urgency = "order by priority, due, item_id";

    private const string Handed = "select i.id from handovers h join items i on i.key = h.item_key";

    /// <param name="scope">Whose.</param>
    /// <param name="itemId">An item that is looked at in any case; null for none.</param>
    /// <param name="mostOwn">So many at most of those whom the scope is about; the rest may be of others.</param>
    /// <param name="most">So many in all.</param>
    /// <param name="cap">Makes the snooze of a label that is yet to be recorded.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ScopedItem>> ReadAsync(
        ReminderScope scope, long? itemId, int mostOwn, int most, Func<DateOnly, Snooze> cap, CancellationToken cancellationToken)
    {
        var ways = new StringBuilder(Way("person in @Own", "@mostOwn"));
        if (scope.Readers.Count > 0)
        {
            AddWay("person in @Reports");
            AddWay("commander in @Readers and (owner_reads = 0 or person in @Absent)");
            AddWay("escalation in @Readers and owner_reads = 1 and person not in @Managed");
            AddWay($"item_id in ({Handed} where h.given_to in @Addresses)");
        }
        if (scope.HasOrphans)
        {
            AddWay("(owner_reads = 0 or person in @Absent or (person not in @Managed and (escalation in ('', person) or escalation in @Absent)))");
            AddWay($"item_id in ({Handed})");
        }
        if (itemId is not null)
            ways.Append(" union select @itemId");
        var rows = await work.QueryAsync<ScopedItemRow>(
            $"""
            select {ScopedItemRow.ScopedColumns} from (
              select item_id, person, case when item_id = @itemId then 0 when person in @Own then 1 else 2 end as turn, priority, due
              from item_index where item_id in ({ways}) order by turn, priority, due, item_id limit @most
            ) x {ScopedItemRow.Joins}
            where i.state in ('open', 'in_progress', 'pending', 'unknown', 'missing') and i.{ReminderItems.Follows} order by i.id
            """,
            new
            {
                Own = scope.Own.ToArray(),
                Readers = scope.Readers.ToArray(),
                Addresses = scope.Addresses.ToArray(),
                Reports = scope.Reports.ToArray(),
                Managed = scope.Managed.ToArray(),
                Absent = scope.Absent.ToArray(),
                itemId,
                mostOwn,
                most,
                separator = ScopedItemRow.Separator,
            }, cancellationToken);
        // Two snoozes of one moment would show an item twice.
        return [.. rows.DistinctBy(row => row.Id).Select(row => row.ToScoped(cap))];

        void AddWay(string condition) => ways.Append(" union ").Append(Way(condition, "@most"));
    }

    private static string Way(string condition, string limit) =>
        $"select item_id from (select item_id from item_index where is_open = 1 and {condition} {Urgency} limit {limit}) way";
}
