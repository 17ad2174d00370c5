using System.Text.Json;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Testing.Ledger;

namespace ActionSync.Testing.Listing;

/// <summary>A ledger with very many items, made by the database itself: ten an incident, half of them with an id that all incidents share.</summary>
internal static class ManyItems
{
    private const int PerIncident = 10;

    /// <summary>Lists that take every way into the index, each with more items than a page has.</summary>
    public static IReadOnlyList<ItemQuery> Queries { get; } =
    [
        ItemQuery.Everything,
        .. Enum.GetValues<ItemSort>().SelectMany(sort => new[] { new ItemQuery { Sort = sort }, new ItemQuery { Sort = sort, Descending = true } }),
        new() { Page = 4 },
        new() { Filter = new() { Overdue = true, Priorities = [Priority.P1] }, Sort = ItemSort.Deadline },
        new() { Filter = new() { Owners = ["mira@acme.example", "mira", "nobody"] } },
        new() { Filter = new() { Incidents = ["INC-000001", "INC-"] } },
        new() { Filter = new() { Teams = ["nobody"], States = [ItemState.Pending], Trackers = ["board"] } },
        new() { Filter = new() { Search = "number 7 inc-", OnlyOpen = true }, Sort = ItemSort.Changed, Descending = true },
    ];

    /// <param name="ledger">On either database.</param>
    /// <param name="count">How many more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="firstId">The id of the first of them, one more than a multiple of ten.</param>
    public static async Task AddAsync(LedgerDatabase ledger, int count, CancellationToken cancellationToken, int firstId = 1)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var (first, last) = ((firstId - 1) / PerIncident, (firstId + count - 2) / PerIncident);
        var brief = JsonSerializer.Serialize(Some.Incident("INC").Brief, LedgerJson.Default.IncidentBrief);
        await work.ExecuteAsync(
            """
            with recursive n (i) as (select cast(@first as integer) union all select i + 1 from n where i < @last)
            insert into incidents (id, revision, hash, brief, taken_in_at, folded)
            select 'INC-' || substr('000000' || i, length('000000' || i) - 5), 1, 'hash',
              replace(@brief, '"INC"', '"INC-' || substr('000000' || i, length('000000' || i) - 5) || '"'), 0, 'INC-' || substr('000000' || i, length('000000' || i) - 5) from n
            """, new { first, last, brief }, cancellationToken);
        await work.ExecuteAsync(
            "insert into revisions (incident_id, revision, hash, source, taken_in_at) select id, 1, 'hash', 'many.json', 0 from incidents i where not exists (select 1 from revisions r where r.incident_id = i.id)",
            null, cancellationToken);
        var row = ItemRow.Of(Some.Item("INC/1"));
        await work.ExecuteAsync(
            """
            with recursive n (i) as (select cast(@firstId as integer) union all select i + 1 from n where i < @lastId)
            insert into items (key, incident_id, identity, explicit_id, marker, position, ordinal, state, title, owner, priority, deadline, fields, withdrawal, work, tracker,
              attempts, first_seen_at, looks)
            select incident || '/item-' || i, incident, 'item ' || i, case when i % 2 = 0 then 'AI-' || (i % 10) end, 'marker' || i, 1 + (i - 1) % 10, 1 + (i - 1) % 10,
              'pending', 'Alert number ' || i, case when i % 3 = 0 then null when i % 3 = 1 then 'mira@acme.example' else 'p' || (i % 200) || '@acme.example' end,
              i % 5, case when i % 4 = 0 then null else '202' || (2 + i % 3) || '-0' || (1 + i % 9) || '-01' end, @Fields, 'none', 'none', 'board', 0, 1700000000000, 0
            from (select i, 'INC-' || substr('000000' || ((i - 1) / 10), length('000000' || ((i - 1) / 10)) - 5) as incident from n) numbered
            """, new { firstId, lastId = firstId + count - 1, row.Fields }, cancellationToken);
        await new ItemIndexStore(work).AddMissingAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
