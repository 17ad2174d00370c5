using System.Text.Json;

namespace ActionSync.Ledger;

/// <summary>What the ledger remembers of one configured tracker.</summary>
internal sealed record LedgerTracker
{
    public required string Name { get; init; }
    public required string Server { get; init; }
    public required string Place { get; init; }

    /// <summary>When our issues there were first listed and adopted; nothing is created before.</summary>
    public DateTimeOffset? FirstContactAt { get; init; }

    /// <summary>The tracker's own bookmark for <c>ChangesAsync</c>.</summary>
    public string? Cursor { get; init; }
    public DateTimeOffset? RefreshedAt { get; init; }
    public DateTimeOffset? ReconciledAt { get; init; }

    /// <summary>Why it cannot be read now, and since when.</summary>
    public string? ReadProblem { get; init; }
    public DateTimeOffset? ReadFailingSince { get; init; }

    /// <summary>
    /// Why it cannot be written to now, and since when. Reading may go on meanwhile, and the other way round: neither says anything of the other.
    /// </summary>
    public string? WriteProblem { get; init; }
    public DateTimeOffset? WriteFailingSince { get; init; }

    /// <summary>A limit: nothing is sent before.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }

    /// <summary>
    /// Which place it is by the service's own word (<see cref="Trackers.PlaceIdentity.Word"/>), whatever it is called; null until it was asked.
    /// </summary>
    public string? PlaceId { get; init; }
}

/// <summary>Trackers, issues found there, and who works on which tracker.</summary>
internal sealed class TrackerStore(LedgerTransaction work)
{
    private const string Columns =
        "name, server, place, first_contact_at, cursor, refreshed_at, reconciled_at, read_problem, read_failing_since, write_problem, write_failing_since, blocked_until, place_id";

    public Task<LedgerTracker?> FindAsync(string name, CancellationToken cancellationToken) =>
        work.SingleAsync<LedgerTracker>($"select {Columns} from trackers where name = @name{work.LockRows}", new { name }, cancellationToken);

    public Task<IReadOnlyList<LedgerTracker>> AllAsync(CancellationToken cancellationToken) =>
        work.QueryAsync<LedgerTracker>($"select {Columns} from trackers order by name", null, cancellationToken);

    /// <summary>Begins to remember a tracker; one that is known stays as it is.</summary>
    public Task AddAsync(string name, string server, string place, CancellationToken cancellationToken) => work.ExecuteAsync(
        "insert into trackers (name, server, place) values (@name, @server, @place) on conflict (name) do nothing", new { name, server, place },
        cancellationToken);

    public Task SaveAsync(LedgerTracker tracker, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into trackers (name, server, place, first_contact_at, cursor, refreshed_at, reconciled_at, read_problem, read_failing_since, write_problem, write_failing_since, blocked_until, place_id)
        values (@Name, @Server, @Place, @FirstContactAt, @Cursor, @RefreshedAt, @ReconciledAt, @ReadProblem, @ReadFailingSince, @WriteProblem, @WriteFailingSince, @BlockedUntil, @PlaceId)
        on conflict (name) do update set server = excluded.server, place = excluded.place, first_contact_at = excluded.first_contact_at,
          cursor = excluded.cursor, refreshed_at = excluded.refreshed_at, reconciled_at = excluded.reconciled_at, read_problem = excluded.read_problem,
          read_failing_since = excluded.read_failing_since, write_problem = excluded.write_problem, write_failing_since = excluded.write_failing_since, blocked_until = excluded.blocked_until,
          place_id = excluded.place_id
        """, tracker, cancellationToken);

    /// <summary>
    /// Takes or keeps the right to write to a tracker; false while another process has it. <paramref name="now"/> is the database's clock; a right for longer
    /// than any is given was taken under a clock that ran ahead.
    /// </summary>
    public async Task<bool> HoldAsync(string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await work.ExecuteAsync("update trackers set holder = @holder, held_until = @until where name = @name and (holder is null or holder = @holder or held_until < @now or held_until > @longest)",
            new { name, holder, now, until, longest = until + (until - now) }, cancellationToken) > 0;

    /// <summary>
    /// What the place is by the service's own word, and what it is called. Under a new name everything is listed again, since bookmark and finds name the old
    /// one.
    /// </summary>
    public async Task RenameAsync(string name, string server, string place, string placeId, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            "delete from found_issues where tracker = @name and not exists (select 1 from trackers where name = @name and server = @server and place = @place)",
            new { name, server, place }, cancellationToken);
        await work.ExecuteAsync(
            """
            update trackers set place_id = @placeId, server = @server, place = @place,
              cursor = case when server = @server and place = @place then cursor end,
              first_contact_at = case when server = @server and place = @place then first_contact_at end
            where name = @name
            """, new { name, server, place, placeId }, cancellationToken);
    }

    /// <summary>
    /// A tracker that the configuration calls otherwise now keeps all that is remembered of it. What is known under the new name gives way, and our issues are
    /// listed once more then, since it may have been met only there.
    /// </summary>
    public async Task ChangeNameAsync(string name, string newName, CancellationToken cancellationToken)
    {
        await ForgetFoundAsync(newName, cancellationToken);
        var replaced = await work.ExecuteAsync("delete from trackers where name = @newName", new { newName }, cancellationToken);
        await work.ExecuteAsync("update found_issues set tracker = @newName where tracker = @name", new { name, newName }, cancellationToken);
        await work.ExecuteAsync(
            """
            update trackers set name = @newName, holder = null, held_until = null, first_contact_at = case when @replaced = 0 then first_contact_at end
            where name = @name
            """, new { name, newName, replaced }, cancellationToken);
    }

    /// <summary>
    /// Has the next refresh read everything: there are two issues for one item, and a refresh that saw one of them before may not see it again.
    /// </summary>
    public Task ForgetCursorAsync(string name, CancellationToken cancellationToken) =>
        work.ExecuteAsync("update trackers set cursor = null where name = @name", new { name }, cancellationToken);

    public Task ReleaseAsync(string name, string holder, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "update trackers set holder = null, held_until = null where name = @name and holder = @holder", new { name, holder }, cancellationToken);

    /// <summary>Ends the right to write to a tracker, whoever has it: for the process that proved in this very work that it is its own.</summary>
    public Task FreeAsync(string name, CancellationToken cancellationToken) =>
        work.ExecuteAsync("update trackers set holder = null, held_until = null where name = @name", new { name }, cancellationToken);

    /// <summary>For a ledger that is older than its trackers: before anything is created there, what was made since is listed and adopted.</summary>
    public Task ForgetMeetingsAsync(CancellationToken cancellationToken) =>
        work.ExecuteAsync("update trackers set first_contact_at = null, holder = null, held_until = null", null, cancellationToken);

    /// <summary>
    /// For items that were lost out of the ledger: our issues are listed once more before any is created. Whoever is at work keeps the claim.
    /// </summary>
    public Task ForgetFirstContactAsync(CancellationToken cancellationToken) =>
        work.ExecuteAsync("update trackers set first_contact_at = null", null, cancellationToken);

    /// <summary>Remembers issues that no item claims yet.</summary>
    public Task SaveFoundAsync(string tracker, IEnumerable<FoundIssue> issues, CancellationToken cancellationToken) => work.ExecuteAsync(
        "insert into found_issues (tracker, marker, issue) values (@tracker, @Marker, @issue) on conflict (tracker, marker) do update set issue = excluded.issue",
        issues.Select(i => new { tracker, i.Marker, issue = JsonSerializer.Serialize(i, LedgerJson.Default.FoundIssue) }).ToList(), cancellationToken);

    public async Task<IReadOnlyList<FoundIssue>> FoundAsync(string tracker, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<string>("select issue from found_issues where tracker = @tracker", new { tracker }, cancellationToken))
            .Select(json => LedgerCell.Read($"found_issues of {tracker}", "issue", () => Require(LedgerCell.Json(json, LedgerJson.Default.FoundIssue))))];

    /// <summary>Throws where a part of an issue's identity was not kept.</summary>
    public static FoundIssue Require(FoundIssue issue) =>
        issue is { Marker: not null, Title: not null, Ref: { Server: not null, Place: not null, Id: not null, Number: not null, Url: not null } }
            ? issue
            : throw new FormatException("a part of it is missing.");

    /// <summary>No issue that was found there counts any more.</summary>
    public Task ForgetFoundAsync(string tracker, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from found_issues where tracker = @tracker", new { tracker }, cancellationToken);

    public Task ForgetFoundAsync(string tracker, IEnumerable<string> markers, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from found_issues where tracker = @tracker and marker = @marker", markers.Select(marker => new { tracker, marker }).ToList(),
            cancellationToken);
}
