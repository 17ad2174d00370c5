namespace ActionSync.Ledger;

/// <summary>Somebody said that an item is not theirs, and it was handed to somebody else.</summary>
internal sealed record LedgerHandover
{
    public required string ItemKey { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Who said so: an address, in lower case.</summary>
    public required string Person { get; init; }

    /// <summary>The item's owner then; the handover holds for as long as they are.</summary>
    public string? Owner { get; init; }

    /// <summary>Who is asked since: an address, in lower case.</summary>
    public required string GivenTo { get; init; }

    /// <summary>How often its issue could not be told.</summary>
    public int Attempts { get; init; }
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Since when its issue says so, or is beyond being told; null while it is still to be told.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}

/// <summary>Handovers; rows are only ever added, and each issue is told once.</summary>
internal sealed class HandoverStore(LedgerTransaction work)
{
    private const string Columns = "h.item_key, h.at, h.person, h.owner, h.given_to, h.attempts, h.retry_at, h.told_at";

    /// <summary>A column of a statement that selects from <c>items i</c>: who is asked since the last handover of its owner; null for nobody.</summary>
    public const string LatestTo =
        """
        (select h.given_to from handovers h
           where h.item_key = i.key and (h.owner = i.owner or (h.owner is null and i.owner is null)) order by h.at desc limit 1)
        """;

    // A retry that lies further ahead comes from a clock that ran ahead.
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(7);

    /// <summary>Those of items that are not closed, oldest first.</summary>
    public Task<IReadOnlyList<LedgerHandover>> OfOpenItemsAsync(CancellationToken cancellationToken) => work.QueryAsync<LedgerHandover>(
        $"""
        select {Columns} from handovers h join items i on i.key = h.item_key
        where i.state in ('open', 'in_progress', 'pending', 'unknown') order by h.at
        """, null, cancellationToken);

    /// <summary>Those of one item, oldest first.</summary>
    public Task<IReadOnlyList<LedgerHandover>> OfItemAsync(string itemKey, CancellationToken cancellationToken) =>
        work.QueryAsync<LedgerHandover>($"select {Columns} from handovers h where h.item_key = @itemKey order by h.at", new { itemKey }, cancellationToken);

    /// <summary>Those that an issue in this place is yet to be told of, and whose time has come.</summary>
    public Task<IReadOnlyList<LedgerHandover>> UntoldAsync(string server, string place, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.QueryAsync<LedgerHandover>(
            $"""
            select {Columns} from handovers h join items i on i.key = h.item_key
            where h.told_at is null and i.server = @server and i.place = @place and i.issue_id is not null
              and (h.retry_at is null or h.retry_at <= @now or h.retry_at > @late)
            order by h.at
            """, new { server, place, now, late = now + LongestRetry }, cancellationToken);

    public Task AddAsync(IEnumerable<LedgerHandover> handovers, CancellationToken cancellationToken) =>
        handovers.ToList() is not { Count: > 0 } rows ? Task.CompletedTask : work.ExecuteAsync(
            """
            insert into handovers (item_key, at, person, owner, given_to, attempts, retry_at, told_at)
            values (@ItemKey, @At, @Person, @Owner, @GivenTo, @Attempts, @RetryAt, @ToldAt) on conflict (item_key, at, person) do nothing
            """, rows, cancellationToken);

    /// <summary>What became of telling its issue.</summary>
    public Task SettleAsync(LedgerHandover handover, CancellationToken cancellationToken) => work.ExecuteAsync(
        "update handovers set attempts = @Attempts, retry_at = @RetryAt, told_at = @ToldAt where item_key = @ItemKey and at = @At and person = @Person",
        handover, cancellationToken);
}
