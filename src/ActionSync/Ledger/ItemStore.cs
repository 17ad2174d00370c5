namespace ActionSync.Ledger;

/// <summary>The action items.</summary>
internal sealed class ItemStore(LedgerTransaction work)
{
    /// <summary>How many values one <c>in</c> list holds at most.</summary>
    public const int ChunkSize = 500;

    /// <summary>Publishing has something to do for it. The first half is what the index knows.</summary>
    private const string IsDue = $"(work <> 'none' and work not in ('held', 'backlog') and coalesce(tracker, '') <> '{LedgerItem.NoTracker}')";

    internal const string Columns =
        """
        id, key, incident_id, identity, explicit_id, marker, position, type, state, title, owner, priority, deadline, fields, withdrawal, work,
        tracker, server, place, issue_id, number, url, intent_at, intent_by, attempts, retry_at, problem, first_seen_at, done_at, snooze_until, snooze_reason,
        unread, looks, look_at, problem_code, snooze_source, ordinal
        """;

    public async Task<IReadOnlyList<LedgerItem>> OfIncidentAsync(string incidentId, CancellationToken cancellationToken) =>
        [.. (await SelectAsync("incident_id = @incidentId", new { incidentId }, cancellationToken)).OrderBy(i => i.Position)];

    public async Task<LedgerItem?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await SelectAsync("key = @key", new { key }, cancellationToken)).SingleOrDefault();

    /// <summary>Every item, incident by incident, streamed.</summary>
    public IAsyncEnumerable<LedgerItem> AllAsync() => SelectedAsync(new ItemSelection());

    /// <summary>The items of a selection, incident by incident, streamed.</summary>
    public async IAsyncEnumerable<LedgerItem> SelectedAsync(ItemSelection selection)
    {
        await foreach (var row in work.StreamAsync<ItemRow>(
            $"select {Columns} from items where {selection.Where} order by incident_id, position, id", selection.Parameters))
            yield return row.ToItem();
    }

    /// <summary>How many items there are.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken) => work.SingleAsync<int>("select count(*) from items", null, cancellationToken);

    /// <summary>Items that wait for a tracker: to be created, adopted or updated, and whose time has come by <paramref name="now"/>.</summary>
    public Task<IReadOnlyList<LedgerItem>> WaitingAsync(string tracker, DateTimeOffset now, CancellationToken cancellationToken) => SelectAsync(
        $"{IsDue} and tracker = @tracker and state <> 'unknown' and (retry_at is null or retry_at <= @now)", new { tracker, now }, cancellationToken);

    /// <summary>The trackers (null: no route matched) that items wait for, unknown outcomes included.</summary>
    public Task<IReadOnlyList<string?>> WaitedForAsync(DateTimeOffset now, CancellationToken cancellationToken) => work.QueryAsync<string?>(
        $"select distinct tracker from items where {IsDue} and (retry_at is null or retry_at <= @now) union select distinct tracker from items where state = 'unknown'",
        new { now }, cancellationToken);

    /// <summary>Items that wait since no route matches them.</summary>
    public Task<IReadOnlyList<LedgerItem>> UnroutedAsync(CancellationToken cancellationToken) =>
        SelectAsync($"{IsDue} and tracker is null and state = 'pending'", new { }, cancellationToken);

    /// <summary>Items that have no issue yet and may still go to another tracker.</summary>
    public Task<IReadOnlyList<LedgerItem>> UncreatedAsync(CancellationToken cancellationToken) =>
        SelectAsync("work in ('create', 'adopt', 'held') and state = 'pending'", new { }, cancellationToken);

    /// <summary>
    /// How many of these titles the items of each incident have that is known by another file, of the few that have most; what was withdrawn does not count.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, int>> SharingTitlesAsync(
        IEnumerable<string> identities, string path, CancellationToken cancellationToken)
    {
        var shared = new Dictionary<string, int>();
        foreach (var chunk in identities.Distinct().Chunk(ChunkSize))
        {
            foreach (var row in await work.QueryAsync<SharedTitles>(
                """
                select i.incident_id, count(*) as titles from items i join incidents n on n.id = i.incident_id
                where i.identity in @chunk and i.withdrawal not in ('due', 'told') and n.path is not null and n.path <> @path
                group by i.incident_id order by titles desc, i.incident_id limit @most
                """, new { chunk, path, most = IncidentStore.MostAlike }, cancellationToken))
                shared[row.IncidentId] = shared.GetValueOrDefault(row.IncidentId) + (int)row.Titles;
        }
        return shared;
    }

    private sealed record SharedTitles
    {
        public string IncidentId { get; init; } = "";
        public long Titles { get; init; }
    }

    /// <summary>Items whose issue or whose withdrawal waits for a person's word.</summary>
    public Task<IReadOnlyList<LedgerItem>> HeldAsync(CancellationToken cancellationToken) =>
        SelectAsync("work = 'held' or withdrawal = 'held'", new { }, cancellationToken);

    public Task<IReadOnlyList<LedgerItem>> UnknownAsync(string tracker, CancellationToken cancellationToken) =>
        SelectAsync("state = 'unknown' and tracker = @tracker", new { tracker }, cancellationToken);

    public Task<IReadOnlyList<LedgerItem>> WithIdsAsync(IEnumerable<long> ids, CancellationToken cancellationToken) =>
        ChunkedAsync("id in @chunk", ids, cancellationToken);

    /// <summary>The same without those that cannot be read, which <c>verify</c> names: for what must go on all the same.</summary>
    public async Task<IReadOnlyList<LedgerItem>> ReadableAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        try
        {
            return await WithIdsAsync(ids, cancellationToken);
        }
        catch (LedgerException e) when (e.IsDamage && ids.Count == 1)
        {
            return [];
        }
        catch (LedgerException e) when (e.IsDamage)
        {
            var items = new List<LedgerItem>();
            foreach (var half in ids.Chunk((ids.Count + 1) / 2))
                items.AddRange(await ReadableAsync(half, cancellationToken));
            return items;
        }
    }

    public Task<IReadOnlyList<LedgerItem>> WithMarkersAsync(IEnumerable<string> markers, CancellationToken cancellationToken) =>
        ChunkedAsync("marker in @chunk", markers, cancellationToken);

    /// <summary>The items whose issue lives in this place under one of these ids.</summary>
    public Task<IReadOnlyList<LedgerItem>> WithIssuesAsync(string server, string place, IEnumerable<string> issueIds, CancellationToken cancellationToken) =>
        ChunkedAsync("server = @server and place = @place and issue_id in @chunk", issueIds, cancellationToken, new { server, place });

    /// <summary>The items that have, or are to take, one of these issues, by its address.</summary>
    public Task<IReadOnlyList<LedgerItem>> WithUrlsAsync(IEnumerable<string> urls, CancellationToken cancellationToken) =>
        ChunkedAsync("url in @chunk", urls, cancellationToken);

    /// <summary>The items whose issue lives in this place under one of these numbers, as people call it.</summary>
    public Task<IReadOnlyList<LedgerItem>> WithNumbersAsync(string server, string place, IEnumerable<string> numbers, CancellationToken cancellationToken) =>
        ChunkedAsync("server = @server and place = @place and issue_id is not null and number in @chunk", numbers, cancellationToken, new { server, place });

    /// <summary>The items that have an issue in this place.</summary>
    public Task<IReadOnlyList<LedgerItem>> InPlaceAsync(string server, string place, CancellationToken cancellationToken) =>
        SelectAsync("server = @server and place = @place and issue_id is not null", new { server, place }, cancellationToken);

    /// <summary>The items of a tracker, with an issue or without.</summary>
    public Task<IReadOnlyList<LedgerItem>> OfTrackerAsync(string tracker, CancellationToken cancellationToken) =>
        SelectAsync("tracker = @tracker", new { tracker }, cancellationToken);

    /// <summary>
    /// The items whose issue in this place is there and waits for nothing, and that have a problem all the same: another issue carries their marker.
    /// </summary>
    public Task<IReadOnlyList<LedgerItem>> WithIdleProblemAsync(string server, string place, CancellationToken cancellationToken) => SelectAsync(
        "server = @server and place = @place and issue_id is not null and problem is not null and work = 'none' and problem_code <> 'Missing'",
        new { server, place },
        cancellationToken);

    /// <summary>The items in this place of whose issue something cannot be read; those that waited longest for another look first.</summary>
    public async Task<IReadOnlyList<LedgerItem>> UnreadInPlaceAsync(string server, string place, CancellationToken cancellationToken) =>
        [.. (await SelectAsync("server = @server and place = @place and unread is not null", new { server, place }, cancellationToken)).OrderBy(i => i.LookAt)
            .ThenBy(i => i.Id)];

    /// <summary>The items that follow an issue in this place which was not made for them, as long as it is open.</summary>
    public Task<IReadOnlyList<LedgerItem>> FollowedInPlaceAsync(string server, string place, CancellationToken cancellationToken) => SelectAsync(
        """
        server = @server and place = @place and state in ('open', 'in_progress') and fields like '%"are_followed":true%' and fields not like '%"linked_to":"%'
        """,
        new { server, place }, cancellationToken);

    /// <summary>How many items that are not closed show something that cannot be read.</summary>
    public Task<int> UnreadAsync(CancellationToken cancellationToken) => work.SingleAsync<int>(
        "select count(*) from items where unread is not null and state not in ('done', 'wont_do', 'duplicate')", null, cancellationToken);

    /// <summary>The items that their route ignores.</summary>
    public Task<IReadOnlyList<LedgerItem>> IgnoredAsync(CancellationToken cancellationToken) => SelectAsync(
        $"tracker = '{LedgerItem.NoTracker}' and issue_id is null and state = 'pending'", new { }, cancellationToken);

    /// <summary>The items with an issue for whose owner <c>People</c> gave no account when it was made.</summary>
    public Task<IReadOnlyList<LedgerItem>> LackingAccountAsync(CancellationToken cancellationToken) => SelectAsync(
        """issue_id is not null and fields like '%"owner_lacks_account":true%'""", new { }, cancellationToken);

    /// <summary>Everybody who owns an item, as the items name them.</summary>
    public Task<IReadOnlyList<string>> OwnersAsync(CancellationToken cancellationToken) => work.QueryAsync<string>(
        "select distinct owner from items where owner is not null", null, cancellationToken);

    /// <summary>The places where issues live, with the tracker name they were made under.</summary>
    public Task<IReadOnlyList<IssuePlace>> PlacesAsync(CancellationToken cancellationToken) => work.QueryAsync<IssuePlace>(
        "select tracker, server, place, count(distinct issue_id) as issues from items where issue_id is not null and tracker is not null and server is not null and place is not null group by tracker, server, place order by tracker",
        null, cancellationToken);

    /// <summary>Tells every item that waits for a tracker why it waits; an earlier reason of the tracker goes.</summary>
    public async Task SayWhyAsync(string tracker, string? problem, CancellationToken cancellationToken)
    {
        const string Code = nameof(ProblemCode.TrackerFails);
        await work.ExecuteAsync(
            $"update items set problem = null, problem_code = null where tracker = @tracker and problem_code = '{Code}'", new { tracker }, cancellationToken);
        if (problem is not null)
        {
            await work.ExecuteAsync(
                $"""
                update items set problem = @problem, problem_code = '{Code}'
                where tracker = @tracker and problem is null and ({IsDue} or state = 'unknown')
                """, new { tracker, problem }, cancellationToken);
        }
    }

    /// <summary>Items of a tracker that wait for a time that cannot be meant; returns how many there were.</summary>
    public async Task<int> PutTimesRightAsync(
        string tracker, string by, DateTimeOffset now, DateTimeOffset latestIntent, DateTimeOffset latestRetry, CancellationToken cancellationToken) =>
        await work.ExecuteAsync(
            "update items set retry_at = null where tracker = @tracker and retry_at > @latestRetry", new { tracker, latestRetry }, cancellationToken)
        + await work.ExecuteAsync(
            "update items set look_at = null where tracker = @tracker and look_at > @latestRetry", new { tracker, latestRetry }, cancellationToken)
        + await work.ExecuteAsync(
            "update items set intent_at = @now, intent_by = @by where tracker = @tracker and state = 'unknown' and intent_at > @latestIntent",
            new { tracker, now, by, latestIntent }, cancellationToken);

    /// <summary>How many items wait for a tracker, or for an answer of one; those of <see cref="HeldAsync"/> wait for a person.</summary>
    public Task<int> UnfinishedAsync(CancellationToken cancellationToken) =>
        work.SingleAsync<int>($"select count(*) from items where ({IsDue} or state = 'unknown') and withdrawal <> 'held'", null, cancellationToken);

    public async Task<long> InsertAsync(LedgerItem item, CancellationToken cancellationToken)
    {
        var id = await AddAsync(item, cancellationToken);
        work.Changes.Add(item with { Id = id });
        return id;
    }

    private Task<long> AddAsync(LedgerItem item, CancellationToken cancellationToken) => work.SingleAsync<long>(
        """
        insert into items (key, incident_id, identity, explicit_id, marker, position, type, state, title, owner, priority, deadline, fields, withdrawal, work,
          tracker, server, place, issue_id, number, url, intent_at, intent_by, attempts, retry_at, problem, first_seen_at, done_at, snooze_until, snooze_reason,
          unread, looks, look_at, problem_code, snooze_source, ordinal)
        values (@Key, @IncidentId, @Identity, @ExplicitId, @Marker, @Position, @Type, @State, @Title, @Owner, @Priority, @Deadline, @Fields, @Withdrawal, @Work,
          @Tracker, @Server, @Place, @IssueId, @Number, @Url, @IntentAt, @IntentBy, @Attempts, @RetryAt, @Problem, @FirstSeenAt, @DoneAt, @SnoozeUntil, @SnoozeReason,
          @Unread, @Looks, @LookAt, @ProblemCode, @SnoozeSource, (select coalesce(max(ordinal), 0) + 1 from items where incident_id = @IncidentId))
        returning id
        """, ItemRow.Of(item), cancellationToken);

    /// <summary>Writes whole rows: only for items that were read in this very work.</summary>
    public Task UpdateAsync(IEnumerable<LedgerItem> items, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        update items set key = @Key, identity = @Identity, explicit_id = @ExplicitId, marker = @Marker, position = @Position, type = @Type, state = @State,
          title = @Title, owner = @Owner, priority = @Priority, deadline = @Deadline, fields = @Fields, withdrawal = @Withdrawal, work = @Work,
          tracker = @Tracker, server = @Server, place = @Place, issue_id = @IssueId, number = @Number, url = @Url, intent_at = @IntentAt,
          intent_by = @IntentBy, attempts = @Attempts, retry_at = @RetryAt, problem = @Problem, done_at = @DoneAt,
          snooze_until = @SnoozeUntil, snooze_reason = @SnoozeReason, unread = @Unread, looks = @Looks, look_at = @LookAt,
          problem_code = @ProblemCode, snooze_source = @SnoozeSource
        where id = @Id
        """, items.Select(Written), cancellationToken);

    private ItemRow Written(LedgerItem item)
    {
        work.Changes.Add(item);
        return ItemRow.Of(item);
    }

    /// <summary>Always in one order, in which rows are locked too, so that two workers do not wait for each other.</summary>
    private async Task<IReadOnlyList<LedgerItem>> SelectAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        var items = new List<LedgerItem>();
        // A row is as large as its item, and there may be thousands.
        await foreach (var row in work.StreamAsync<ItemRow>(
            $"select {Columns} from items where {where} order by id{work.LockRows}", parameters, cancellationToken))
            items.Add(row.ToItem());
        return items;
    }

    private async Task<IReadOnlyList<LedgerItem>> ChunkedAsync<T>(string where, IEnumerable<T> values, CancellationToken cancellationToken, object? more = null)
    {
        var items = new List<LedgerItem>();
        foreach (var chunk in values.Distinct().Chunk(ChunkSize))
        {
            var parameters = new Dapper.DynamicParameters(more);
            parameters.Add("chunk", chunk);
            items.AddRange(await SelectAsync(where, parameters, cancellationToken));
        }
        return items;
    }
}

/// <summary>A place where issues of ours live.</summary>
internal sealed record IssuePlace
{
    public string Tracker { get; init; } = "";
    public string Server { get; init; } = "";
    public string Place { get; init; } = "";
    public long Issues { get; init; }
}
