using System.Runtime.CompilerServices;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Store;

/// <summary>Reads what is open as reminding sees it: items, incidents, snoozes and trackers, in a handful of queries whatever the number of items.</summary>
internal sealed class ReminderItems(LedgerDatabase database)
{
    /// <summary>Of several items with one issue only the one that follows it is reminded of.</summary>
    public const string Follows = """fields not like '%"linked_to":"%'""";

    // So few of those that may be many are held at once.
    private const int PageSize = 500;

    /// <summary>Items that are not closed, of this priority or more urgent.</summary>
    /// <param name="cap">Makes the snooze of a label that is yet to be recorded.</param>
    public async Task<IReadOnlyList<ReminderItem>> ReadAsync(Priority least, Func<DateOnly, Snooze> cap, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var rows = await work.QueryAsync<ReminderItemRow>(
            $"""
            select {ReminderItemRow.Columns} from items i
            where state in ('open', 'in_progress', 'pending', 'unknown', 'missing') and priority <= @least and {Follows} order by id
            """, new { least = (int)least }, cancellationToken);
        return await ItemsOfAsync(rows, work, cap, cancellationToken);
    }

    /// <summary>Open items that have a deadline and are less urgent than this.</summary>
    public async IAsyncEnumerable<ReminderItem> LessUrgentAsync(
        Priority than, Func<DateOnly, Snooze> cap, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        for (var (after, isMore) = (0L, true); isMore;)
        {
            var rows = await work.QueryAsync<ReminderItemRow>(
                $"""
                select {ReminderItemRow.Columns} from items i
                where state in ('open', 'in_progress', 'pending', 'unknown') and priority > @than and deadline is not null and id > @after and {Follows}
                order by id limit {PageSize}
                """, new { than = (int)than, after }, cancellationToken);
            foreach (var item in await ItemsOfAsync(rows, work, cap, cancellationToken))
                yield return item;
            (after, isMore) = (rows.Count == 0 ? after : rows[^1].Id, rows.Count == PageSize);
        }
    }

    private static async Task<IReadOnlyList<ReminderItem>> ItemsOfAsync(
        IReadOnlyList<ReminderItemRow> rows, LedgerTransaction work, Func<DateOnly, Snooze> cap, CancellationToken cancellationToken)
    {
        // Read each time: a revision names another commander or escalation manager, who counts at once.
        var incidents = await work.Incidents.WithIdsAsync(rows.Select(r => r.IncidentId), cancellationToken);
        var trackers = (await work.Trackers.AllAsync(cancellationToken)).Where(t => t.ReadProblem is not null)
            .ToDictionary(t => t.Name, t => t.RefreshedAt ?? t.ReadFailingSince);
        var snoozes = (await new SnoozeStore(work).OfOpenItemsAsync(cancellationToken)).ToLookup(s => s.ItemKey);
        var handovers = (await new HandoverStore(work).OfOpenItemsAsync(cancellationToken)).ToLookup(h => h.ItemKey);
        return [.. rows.Select(row => row.ToItem(
            Brief(incidents, row), SnoozeReading.Latest(snoozes[row.Key], row.SnoozeUntil, cap), StaleSince(row, trackers)) with
        {
            Handover = Handover.Latest(handovers[row.Key], row.Owner),
        })];
    }

    /// <summary>What trackers ask to be quiet about and was not recorded yet.</summary>
    public static Task<IReadOnlyList<NewSnooze>> NewSnoozesAsync(LedgerTransaction work, CancellationToken cancellationToken) => work.QueryAsync<NewSnooze>(
        $"""
        select key, incident_id, tracker, snooze_until, snooze_reason from items where snooze_until is not null and state in ('open', 'in_progress') and {Follows}
          and not exists (select 1 from snoozes s where s.item_key = items.key and s.source = 'tracker' and s.asked = items.snooze_until)
        """, null, cancellationToken);

    /// <summary>An item whose incident is gone from the ledger, which verify finds, is reminded of all the same.</summary>
    private static IncidentBrief Brief(IReadOnlyDictionary<string, LedgerIncident> incidents, ReminderItemRow row) =>
        incidents.GetValueOrDefault(row.IncidentId)?.Brief ?? new IncidentBrief { Id = row.IncidentId, Title = row.IncidentId };

    private static DateTimeOffset? StaleSince(ReminderItemRow row, Dictionary<string, DateTimeOffset?> failing) =>
        row.Tracker is { } tracker ? failing.GetValueOrDefault(tracker) : null;
}

/// <summary>A snooze that a label or a board file asks for.</summary>
internal sealed record NewSnooze
{
    public required string Key { get; init; }
    public required string IncidentId { get; init; }
    public string? Tracker { get; init; }
    public required DateOnly SnoozeUntil { get; init; }
    public string? SnoozeReason { get; init; }
}
