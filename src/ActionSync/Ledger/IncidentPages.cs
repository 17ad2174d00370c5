using ActionSync.Items;

namespace ActionSync.Ledger;

/// <summary>Incidents as pages show them: so many rows at a time, however many there are.</summary>
internal sealed class IncidentPages(LedgerTransaction work)
{
    /// <summary>The documents that were taken in last, the latest first.</summary>
    public async Task<IReadOnlyList<TakenInDocument>> LatestAsync(int most, CancellationToken cancellationToken) =>
    [
        .. (await work.QueryAsync<DocumentRow>(
            """
            select r.incident_id, r.revision, r.source, r.taken_in_at, i.brief, (select count(*) from items where items.incident_id = r.incident_id) as items
            from revisions r join incidents i on i.id = r.incident_id order by r.taken_in_at desc, r.incident_id, r.revision desc limit @most
            """, new { most }, cancellationToken))
            .Select(row => new TakenInDocument(row.IncidentId, BriefOf(row.IncidentId, row.Brief).Title, row.Revision, row.Source, row.TakenInAt, row.Items)),
    ];

    /// <summary>An incident with how many items it has, and how many of them are closed; null where there is none of that very id.</summary>
    public async Task<(LedgerIncident Incident, long Items, long Closed)?> FindAsync(string id, CancellationToken cancellationToken) =>
        await work.SingleAsync<IncidentRow>(
            """
            select id, revision, hash, brief, taken_in_at, (select count(*) from items where items.incident_id = incidents.id) as items,
              (select count(*) from items where items.incident_id = incidents.id and state in ('done', 'wont_do', 'duplicate')) as closed
            from incidents where id = @id
            """, new { id }, cancellationToken) is { } row
            ? (new LedgerIncident(row.Revision, row.Hash, BriefOf(row.Id, row.Brief), row.TakenInAt), row.Items, row.Closed)
            : null;

    /// <summary>What happened, the latest first.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="before">Only events before this one.</param>
    /// <param name="most">So many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<LedgerEvent>> EventsAsync(string id, long before, int most, CancellationToken cancellationToken) =>
        work.QueryAsync<LedgerEvent>(
            $"select {EventStore.Columns} from events where incident_id = @id and id < @before order by id desc limit @most", new { id, before, most },
            cancellationToken);

    /// <summary>Ids that stand near a text in the order of ids, as it is written and in capitals.</summary>
    public Task<IReadOnlyList<string>> NeighboursAsync(string text, int most, CancellationToken cancellationToken)
    {
        var capitals = text.ToUpperInvariant();
        return work.QueryAsync<string>(
            """
            select id from (
              select * from (select id from incidents where id >= @text order by id limit @most) behind
              union select * from (select id from incidents where id < @text order by id desc limit @most) before
              union select * from (select id from incidents where id >= @capitals order by id limit @most) capitals_behind
              union select * from (select id from incidents where id < @capitals order by id desc limit @most) capitals_before
            ) near order by id
            """, new { text, capitals, most }, cancellationToken);
    }

    private static IncidentBrief BriefOf(string id, string json) =>
        LedgerCell.Read($"incidents row {id}", "brief", () => IncidentStore.Require(LedgerCell.Json(json, LedgerJson.Default.IncidentBrief), id));

    private sealed record DocumentRow
    {
        public string IncidentId { get; init; } = "";
        public int Revision { get; init; }
        public string Source { get; init; } = "";
        public DateTimeOffset TakenInAt { get; init; }
        public string Brief { get; init; } = "";
        public long Items { get; init; }
    }

    private sealed record IncidentRow
    {
        public string Id { get; init; } = "";
        public int Revision { get; init; }
        public string Hash { get; init; } = "";
        public string Brief { get; init; } = "";
        public DateTimeOffset TakenInAt { get; init; }
        public long Items { get; init; }
        public long Closed { get; init; }
    }
}

/// <summary>A document that was taken in.</summary>
/// <param name="Source">The file's name.</param>
/// <param name="Items">How many items its incident has now.</param>
internal sealed record TakenInDocument(string Incident, string Title, int Revision, string Source, DateTimeOffset At, long Items);
