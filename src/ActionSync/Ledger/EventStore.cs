namespace ActionSync.Ledger;

/// <summary>One thing that happened, for history, receipt and report.</summary>
internal sealed record LedgerEvent
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string IncidentId { get; init; }
    public string? ItemKey { get; init; }

    /// <summary>One of <see cref="EventKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>One of <see cref="Items.Actor"/>, a tracker's name, or a person.</summary>
    public string? Who { get; init; }

    /// <summary>Which of the item's fields changed; of a reminder its kind, of a snooze or a mute its reason.</summary>
    public string? Field { get; init; }
    public string? Old { get; init; }
    public string? New { get; init; }

    /// <summary>The whole of it as a sentence.</summary>
    public required string Text { get; init; }
}

/// <summary>The kinds of events; the words are kept in ledgers and receipts.</summary>
internal static class EventKind
{
    public const string Imported = "taken in";
    public const string Found = "found";

    /// <summary>A new item that waits for a person's word before it gets its issue; <see cref="Confirmed"/> is that word.</summary>
    public const string Held = "held";
    public const string Confirmed = "confirmed";

    /// <summary>Recorded without an issue.</summary>
    public const string Backlog = "backlog";
    public const string Created = "created";
    public const string Adopted = "adopted";
    public const string Linked = "linked";

    /// <summary>The document names another issue than before, or none any more, and the one before was let go.</summary>
    public const string Named = "named";

    /// <summary>The file that the incident is known by has another name now.</summary>
    public const string Moved = "moved";
    public const string Updated = "updated";
    public const string Renamed = "renamed";
    public const string StateChanged = "state changed";
    public const string DeadlineMoved = "deadline moved";
    public const string FieldChanged = "field changed";
    public const string Conflict = "conflict";
    public const string Withdrawn = "withdrawn";
    public const string Reappeared = "reappeared";
    public const string Refused = "refused";
    public const string Failed = "failed";
    public const string Unread = "unread";
    public const string Readable = "readable";
    public const string Unknown = "unknown";
    public const string PlaceRenamed = "place renamed";

    /// <summary>The configuration calls the tracker otherwise.</summary>
    public const string TrackerRenamed = "tracker renamed";

    /// <summary>The issue lives in another place now, where it was found by its marker.</summary>
    public const string IssueMoved = "issue moved";
    public const string Missing = "missing";
    public const string Duplicate = "duplicate";
    public const string Recreated = "recreated";
    public const string Remark = "remark";
    public const string Reminded = "reminded";
    public const string Escalated = "escalated";
    public const string Snoozed = "snoozed";

    /// <summary>Somebody said that the item is not theirs, and somebody else is asked about it.</summary>
    public const string HandedOver = "handed over";

    /// <summary>Nothing is sent to the item's owner for some days, or again.</summary>
    public const string Muted = "muted";
}

/// <summary>The trace of every change; rows are only ever added.</summary>
internal sealed class EventStore(LedgerTransaction work)
{
    internal const string Columns = "id, at, incident_id, item_key, kind, who, field, old, new, text";

    /// <summary>Adds events; the receipts of their incidents are stale from now on.</summary>
    public async Task AddAsync(IReadOnlyCollection<LedgerEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
            return;
        work.Changes.Happened(events);
        await work.ExecuteAsync(
            """
            insert into events (at, incident_id, item_key, kind, who, field, old, new, text)
            values (@At, @IncidentId, @ItemKey, @Kind, @Who, @Field, @Old, @New, @Text)
            """, events, cancellationToken);
        await work.ExecuteAsync(
            """
            insert into stale_receipts (incident_id, event_id) select @incident, max(id) from events where incident_id = @incident
            on conflict (incident_id) do update set event_id = excluded.event_id
            """, events.Select(e => e.IncidentId).Distinct().Order(StringComparer.Ordinal).Select(incident => new { incident }).ToList(), cancellationToken);
    }

    /// <summary>Incidents whose receipt lags behind, with the latest event that it has to show.</summary>
    public Task<IReadOnlyList<StaleReceipt>> StaleReceiptsAsync(CancellationToken cancellationToken) =>
        work.QueryAsync<StaleReceipt>("select incident_id, event_id from stale_receipts order by incident_id", null, cancellationToken);

    /// <summary>The receipt shows this event; newer ones keep it stale.</summary>
    public Task SaveReceiptsAsync(IEnumerable<StaleReceipt> written, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from stale_receipts where incident_id = @IncidentId and event_id = @EventId", written.ToList(), cancellationToken);

    public Task<IReadOnlyList<LedgerEvent>> OfIncidentAsync(string incidentId, CancellationToken cancellationToken) =>
        work.QueryAsync<LedgerEvent>($"select {Columns} from events where incident_id = @incidentId order by id", new { incidentId }, cancellationToken);

    /// <summary>The same, streamed: an incident with thousands of items has many thousands.</summary>
    public IAsyncEnumerable<LedgerEvent> StreamOfIncidentAsync(string incidentId) =>
        work.StreamAsync<LedgerEvent>($"select {Columns} from events where incident_id = @incidentId order by id", new { incidentId });

    /// <summary>Events of one incident, or of one item of it, or of all, since a time; oldest first, streamed.</summary>
    public IAsyncEnumerable<LedgerEvent> SelectedAsync(string? incident, string? itemKey, DateTimeOffset since)
    {
        var where = (incident is null ? "" : "incident_id = @incident and ") + (itemKey is null ? "" : "item_key = @itemKey and ");
        return work.StreamAsync<LedgerEvent>($"select {Columns} from events where {where}at >= @since order by id", new { incident, itemKey, since });
    }

    /// <summary>The latest events of one item before one of them, the latest first.</summary>
    public Task<IReadOnlyList<LedgerEvent>> LatestOfItemAsync(string itemKey, long before, int most, CancellationToken cancellationToken) =>
        work.QueryAsync<LedgerEvent>(
            $"select {Columns} from events where item_key = @itemKey and id < @before order by id desc limit @most", new { itemKey, before, most },
            cancellationToken);

    public Task<int> CountOfIncidentAsync(string incidentId, CancellationToken cancellationToken) =>
        work.SingleAsync<int>("select count(*) from events where incident_id = @incidentId", new { incidentId }, cancellationToken);

    /// <summary>The one of these items of one incident that already got an issue, and that nobody asked to make anew since; null where none did.</summary>
    public Task<string?> FirstMadeAsync(string incident, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => work.SingleAsync<string>(
        """
        select min(item_key) from events e where incident_id = @incident and item_key in @keys and kind in ('created', 'adopted')
          and not exists (select 1 from events n where n.incident_id = e.incident_id and n.item_key = e.item_key and n.kind = 'recreated' and n.id > e.id)
        """, new { incident, keys }, cancellationToken);

    /// <summary>Events of these kinds since a time, oldest first, streamed.</summary>
    public IAsyncEnumerable<LedgerEvent> OfKindsAsync(IReadOnlyCollection<string> kinds, DateTimeOffset since) =>
        work.StreamAsync<LedgerEvent>($"select {Columns} from events where kind in @kinds and at >= @since order by id", new { kinds, since });
}

/// <summary>An incident whose receipt lags behind, and the latest event it has to show.</summary>
internal sealed record StaleReceipt
{
    public string IncidentId { get; init; } = "";
    public long EventId { get; init; }
}
