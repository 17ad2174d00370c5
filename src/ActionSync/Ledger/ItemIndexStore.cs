using ActionSync.Text;

namespace ActionSync.Ledger;

/// <summary>The index by which lists of items are filtered, sorted and counted.</summary>
internal sealed class ItemIndexStore(LedgerTransaction work)
{
    /// <summary>Writes entries; the time of the last change of an item that has one stays.</summary>
    public Task SaveAsync(
        IReadOnlyList<ItemIndexEntry> entries, CancellationToken cancellationToken) => entries.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
        """
        insert into item_index (item_id, made_by, incident_id, incident, position, priority, state, is_open, due, overdue, owner_address, person, person_name,
          words, team, tracker, search, promise_month, promise_kept, changed_at, owner_reads, commander, escalation, outcome, team_name)
        values (@ItemId, @MadeBy, @IncidentId, @Incident, @Position, @Priority, @State, @IsOpen, @Due, @Overdue, @OwnerAddress, @Person, @PersonName, @Words,
          @Team, @Tracker, @Search, @PromiseMonth, @PromiseKept, @ChangedAt, @OwnerReads, @Commander, @Escalation, @Outcome, @TeamName)
        on conflict (item_id) do update set made_by = excluded.made_by, incident_id = excluded.incident_id, incident = excluded.incident,
          position = excluded.position, priority = excluded.priority, state = excluded.state, is_open = excluded.is_open, due = excluded.due,
          overdue = excluded.overdue, owner_address = excluded.owner_address, person = excluded.person, person_name = excluded.person_name,
          words = excluded.words, team = excluded.team, tracker = excluded.tracker, search = excluded.search, promise_month = excluded.promise_month,
          promise_kept = excluded.promise_kept, owner_reads = excluded.owner_reads, commander = excluded.commander, escalation = excluded.escalation,
          outcome = excluded.outcome, team_name = excluded.team_name
        """, entries, cancellationToken);

    /// <summary>Something happened to these items, by key.</summary>
    public Task SaveLastChangesAsync(IReadOnlyDictionary<string, DateTimeOffset> last, CancellationToken cancellationToken) =>
        last.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
            "update item_index set changed_at = @at where item_id = (select id from items where key = @key) and changed_at < @at",
            last.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new { key = entry.Key, at = entry.Value }).ToList(), cancellationToken);

    /// <summary>An entry for each item that has none, as another program's writing leaves it; and each incident's id in capitals.</summary>
    public async Task AddMissingAsync(CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            "insert into item_index (item_id, changed_at) select id, first_seen_at from items where not exists (select 1 from item_index where item_id = id)",
            null, cancellationToken);
        var ids = await work.QueryAsync<string>("select id from incidents where folded = ''", null, cancellationToken);
        await work.ExecuteAsync(
            "update incidents set folded = @folded where id = @id", ids.Select(id => new { id, folded = Folded.Of(id) }).ToList(), cancellationToken);
    }

    /// <summary>The entries of these items, by id.</summary>
    public async Task<IReadOnlyDictionary<long, ItemIndexEntry>> OfAsync(IEnumerable<long> items, CancellationToken cancellationToken) =>
        (await work.QueryAsync<ItemIndexEntry>(
            "select * from item_index where item_id in @items", new { items = items.ToArray() }, cancellationToken)).ToDictionary(entry => entry.ItemId);

    /// <summary>Whether an entry is of another configuration, or of none.</summary>
    public async Task<bool> IsStaleAsync(string madeBy, CancellationToken cancellationToken) => await work.SingleAsync<int>(
        "select count(*) from (select 1 as one from item_index where made_by < @madeBy or made_by > @madeBy limit 1) other", new { madeBy },
        cancellationToken) > 0;

    /// <summary>The items whose entries are of another configuration, the next of them behind one.</summary>
    public Task<IReadOnlyList<long>> StaleAsync(string madeBy, long behind, CancellationToken cancellationToken) => work.QueryAsync<long>(
        $"select item_id from item_index where item_id > @behind and made_by <> @madeBy order by item_id limit {ItemStore.ChunkSize}", new { behind, madeBy },
        cancellationToken);

    /// <summary>Entries of items that cannot be read: what they hold stays as it is, and <c>verify</c> names the items.</summary>
    public Task LeaveAsync(IReadOnlyCollection<long> items, string madeBy, CancellationToken cancellationToken) => work.ExecuteAsync(
        "update item_index set made_by = @madeBy where item_id in @items", new { items = items.ToArray(), madeBy }, cancellationToken);
}
