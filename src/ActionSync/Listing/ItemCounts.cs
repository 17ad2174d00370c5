using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>How many items stand where, counted by the database, for the overview: each count costs the same however many items there are.</summary>
internal sealed class ItemCounts(LedgerDatabase ledger, ItemIndexUpkeep upkeep, TimeProvider clock)
{
    /// <summary>What is overdue, the most urgent first; a priority of which nothing is overdue is left out.</summary>
    public async Task<IReadOnlyList<PriorityCount>> OverdueAsync(CancellationToken cancellationToken)
    {
        await upkeep.FreshenAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var counts = await work.QueryAsync<CountRow>(
            "select priority as number, count(*) as items from item_index where overdue <= @now group by priority order by priority",
            new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken);
        return [.. counts.Select(count => new PriorityCount((Priority)count.Number, (int)count.Items))];
    }

    /// <summary>Who has most to do.</summary>
    /// <param name="most">So many owners are named.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<OwnerCounts> OpenByOwnerAsync(int most, CancellationToken cancellationToken)
    {
        await upkeep.FreshenAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var owners = await work.QueryAsync<OwnerRow>(
            """
            select person, min(person_name) as name, count(*) as items from item_index where is_open = 1
            group by person order by items desc, person limit @most
            """, new { most }, cancellationToken);
        var all = await work.QueryAsync<CountRow>(
            "select count(distinct person) as number, count(*) as items from item_index where is_open = 1", null, cancellationToken);
        return new OwnerCounts(
            [.. owners.Select(owner => new OwnerCount(owner.Person.Length == 0 ? null : owner.Name, (int)owner.Items))],
            (int)all[0].Number - owners.Count, (int)(all[0].Items - owners.Sum(owner => owner.Items)));
    }

    private sealed record CountRow
    {
        public long Number { get; init; }
        public long Items { get; init; }
    }

    private sealed record OwnerRow
    {
        public string Person { get; init; } = "";
        public string Name { get; init; } = "";
        public long Items { get; init; }
    }
}

internal sealed record PriorityCount(Priority Priority, int Items);

/// <param name="Name">The address, or the name where none is known; null for nobody.</param>
internal sealed record OwnerCount(string? Name, int Items);

/// <param name="Owners">Those with most open items, the most first.</param>
/// <param name="Others">How many more have open items.</param>
/// <param name="OfOthers">How many open items those have together.</param>
internal sealed record OwnerCounts(IReadOnlyList<OwnerCount> Owners, int Others, int OfOthers);
