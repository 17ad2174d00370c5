using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>
/// How many items stand where, counted by the database, for the overview: each count is one statement, however many items there are. Entries of the index are
/// brought up to date before by <see cref="ItemIndexUpkeep.FreshenAsync"/>.
/// </summary>
internal sealed class ItemCounts(TimeProvider clock)
{
    /// <summary>What is overdue, the most urgent first; a priority of which nothing is overdue is left out.</summary>
    public async Task<IReadOnlyList<PriorityCount>> OverdueAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var counts = await work.QueryAsync<CountRow>(
            "select priority as number, count(*) as items from item_index where overdue <= @now group by priority order by priority",
            new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken);
        return [.. counts.Select(count => new PriorityCount((Priority)count.Number, (int)count.Items))];
    }

    /// <summary>The same by team, too; a team of which nothing is overdue is left out.</summary>
    public Task<IReadOnlyList<TeamCount>> OverdueByTeamAsync(LedgerTransaction work, CancellationToken cancellationToken) => work.QueryAsync<TeamCount>(
        """
        select priority, case when team_name <> '' then team_name end as team, count(*) as items from item_index where overdue <= @now
        group by priority, team_name order by priority, team_name
        """, new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken);

    /// <summary>Who has most to do.</summary>
    /// <param name="work">Where it is read.</param>
    /// <param name="most">So many owners are named.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<OwnerCounts> OpenByOwnerAsync(LedgerTransaction work, int most, CancellationToken cancellationToken)
    {
        var owners = await work.QueryAsync<OwnerRow>(
            """
            select person, name, items, overdue, count(*) over () as people, sum(items) over () as total from (
              select person, min(person_name) as name, count(*) as items, sum(case when overdue <= @now then 1 else 0 end) as overdue
              from item_index where is_open = 1 group by person
            ) owners order by items desc, person limit @most
            """, new { most, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken);
        var (people, total) = owners is [var first, ..] ? (first.People, first.Total) : (0, 0);
        return new OwnerCounts(
            [.. owners.Select(owner => new OwnerCount(owner.Person.Length == 0 ? null : owner.Name, (int)owner.Items, (int)owner.Overdue))],
            (int)people - owners.Count, (int)(total - owners.Sum(owner => owner.Items)));
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
        public long Overdue { get; init; }
        public long People { get; init; }
        public decimal Total { get; init; }
    }
}

internal sealed record PriorityCount(Priority Priority, int Items);

/// <summary>How many items of one priority and team are overdue.</summary>
internal sealed record TeamCount
{
    public Priority Priority { get; init; }

    /// <summary>As it is spelled; null for none.</summary>
    public string? Team { get; init; }
    public long Items { get; init; }
}

/// <param name="Name">The address, or the name where none is known; null for nobody.</param>
/// <param name="Items">How many open items they own.</param>
/// <param name="Overdue">How many of these are overdue.</param>
internal sealed record OwnerCount(string? Name, int Items, int Overdue);

/// <param name="Owners">Those with most open items, the most first.</param>
/// <param name="Others">How many more have open items.</param>
/// <param name="OfOthers">How many open items those have together.</param>
internal sealed record OwnerCounts(IReadOnlyList<OwnerCount> Owners, int Others, int OfOthers)
{
    public int Open => Owners.Sum(owner => owner.Items) + OfOthers;
}
