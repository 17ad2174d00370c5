using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Scheduling;

namespace ActionSync.Web.Signals;

/// <summary>One configured tracker by the word of the ledger.</summary>
/// <param name="RefreshedAt">When it was last read; null where there is nothing of ours to read.</param>
/// <param name="Waiting">Items with something to be written there.</param>
/// <param name="Unknown">Items whose create has no known outcome.</param>
internal sealed record TrackerFigures(string Name, DateTimeOffset? RefreshedAt, long Waiting, long Unknown);

/// <summary>What the ledger says at one moment; the same whichever worker asks.</summary>
/// <param name="OldestUnknown">When the oldest create was sent whose outcome is not known; null where there is none.</param>
internal sealed record LedgerReading(
    DateTimeOffset At, IReadOnlyList<TrackerFigures> Trackers, DateTimeOffset? OldestUnknown, IReadOnlyList<TeamCount> Overdue);

/// <summary>Reads it by four statements, whatever the ledger holds.</summary>
internal sealed class LedgerFigures(LedgerDatabase ledger, ItemIndexUpkeep upkeep, ItemCounts counts, ScheduleSettings settings, TimeProvider clock)
{
    public async Task<LedgerReading> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await upkeep.FreshenAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var known = (await work.Trackers.AllAsync(cancellationToken)).ToDictionary(tracker => tracker.Name, StringComparer.OrdinalIgnoreCase);
        // By the two indexes of what waits and what is unknown; what only waits for a person has no tracker to wait for.
        var rows = await work.QueryAsync<Row>(
            """
            select tracker, count(*) as waiting, 0 as unknown, null as oldest from items
            where work <> 'none' and work not in ('held', 'backlog') and tracker is not null group by tracker
            union all
            select tracker, 0, count(*), min(intent_at) from items where state = 'unknown' and tracker is not null group by tracker
            """, null, cancellationToken);
        return new LedgerReading(
            now,
            [.. settings.Trackers.Select(name => Of(name, known.GetValueOrDefault(name), rows))],
            rows.Min(row => row.Oldest) is { } oldest ? DateTimeOffset.FromUnixTimeMilliseconds(oldest) : null,
            await counts.OverdueByTeamAsync(work, cancellationToken));
    }

    private static TrackerFigures Of(string name, LedgerTracker? known, IReadOnlyList<Row> rows)
    {
        var own = rows.Where(row => row.Tracker.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return new TrackerFigures(name, known?.RefreshedAt ?? known?.FirstContactAt, own.Sum(row => row.Waiting), own.Sum(row => row.Unknown));
    }

    private sealed record Row
    {
        public required string Tracker { get; init; }
        public long Waiting { get; init; }
        public long Unknown { get; init; }
        public long? Oldest { get; init; }
    }
}
