using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Testing.Ledger;

/// <summary>What a ledger does, whatever database it is in: one set of facts, run on SQLite and on PostgreSQL.</summary>
public abstract class LedgerContract : FileLedgerContract
{
    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await Ledger.MigrateAsync(Cancel);
        Assert.True(await Ledger.IsThereAsync(Cancel));
        await using var work = await Ledger.ReadAsync(Cancel);
        Assert.Equal(Migration.Of("Sqlite").Count, await work.SingleAsync<int>("select count(*) from schema_versions", null, Cancel));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused_with_a_word_about_what_to_do()
    {
        await WriteAsync(work => work.ExecuteAsync("insert into schema_versions (version, name, applied_at) values (9999, 'future', 0)", null, Cancel));
        var refusal = await Assert.ThrowsAsync<LedgerException>(() => Ledger.MigrateAsync(Cancel));
        Assert.Contains("written by a newer version of ActionSync (schema 9999", refusal.Message);
        Assert.False(refusal.IsPassing);
    }

    [Fact]
    public async Task An_item_comes_back_as_it_was_written()
    {
        var item = Some.Item("INC-1/a") with
        {
            ExplicitId = "a",
            Type = "prevention",
            Owner = "ann@example.com",
            Deadline = Deadline.ParseOrNull("2024-02-29"),
            Tracker = "board",
            Issue = new IssueRef("file", "/board", "id", "#1", "file:///board/1.md"),
            Url = "file:///board/1.md",
            IntentAt = Clock.GetUtcNow(),
            IntentBy = "host/1",
            RetryAt = Clock.GetUtcNow() + TimeSpan.FromMinutes(1),
            Problem = new ItemProblem(ProblemCode.Limited, "it rained"),
            Unread = [new ReadingProblem(ItemField.Deadline, "it is written in the sand"), new ReadingProblem(null, "and so is the rest", Doubted: true)],
            Looks = 3,
            LookAt = Clock.GetUtcNow(),
            DoneAt = Clock.GetUtcNow(),
            SnoozeUntil = new DateOnly(2024, 3, 1),
            SnoozeReason = "holiday",
            SnoozeSource = SnoozeSource.Tracker,
            Withdrawal = Withdrawal.Held,
            PendingAction = PendingAction.Update,
            State = ItemState.Open,
        };
        var id = await InsertAsync(item);
        await using var work = await Ledger.ReadAsync(Cancel);
        var read = (await work.Items.FindAsync("INC-1/a", Cancel))!;
        Assert.Equal(item.Unread, read.Unread);
        Assert.Equal(item with { Id = id, Ordinal = 1, Unread = read.Unread }, read);
    }

    [Fact]
    public async Task What_is_not_committed_is_undone()
    {
        await using (var work = await Ledger.BeginAsync(Cancel))
        {
            await work.Incidents.SaveRevisionAsync(Some.Incident("INC-1"), "one.json", Cancel);
        }
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Null(await read.Incidents.FindAsync("INC-1", Cancel));
    }

    [Fact]
    public async Task Many_items_are_updated_by_one_call_and_none_is_mixed_up()
    {
        await WriteAsync(work => work.Incidents.SaveRevisionAsync(Some.Incident("INC-1"), "one.json", Cancel));
        await using (var work = await Ledger.BeginAsync(Cancel))
        {
            for (var n = 0; n < 1200; n++)
                await work.Items.InsertAsync(Some.Item($"INC-1/{n}"), Cancel);
            var items = await work.Items.OfIncidentAsync("INC-1", Cancel);
            await work.Items.UpdateAsync(items.Select(i => i with { Title = $"title of {i.Key}", RetryAt = i.Id % 2 == 0 ? Clock.GetUtcNow() : null }), Cancel);
            await work.CommitAsync(Cancel);
        }
        await using var read = await Ledger.ReadAsync(Cancel);
        var after = await read.Items.WithIdsAsync((await read.Items.OfIncidentAsync("INC-1", Cancel)).Select(i => i.Id), Cancel);
        Assert.Equal(1200, after.Count);
        Assert.All(after, i => Assert.Equal(($"title of {i.Key}", i.Id % 2 == 0), (i.Title, i.RetryAt is not null)));
    }

    [Fact]
    public async Task Waiting_items_are_those_whose_time_has_come_in_this_tracker()
    {
        await InsertAsync(Some.Item("INC-1/now") with { Tracker = "board", PendingAction = PendingAction.Create });
        await InsertAsync(
            Some.Item("INC-1/later") with { Tracker = "board", PendingAction = PendingAction.Create, RetryAt = Clock.GetUtcNow() + TimeSpan.FromHours(1) });
        await InsertAsync(Some.Item("INC-1/elsewhere") with { Tracker = "other", PendingAction = PendingAction.Create });
        await InsertAsync(Some.Item("INC-1/nothing") with { Tracker = "board", PendingAction = PendingAction.None });
        await InsertAsync(Some.Item("INC-1/unknown") with
        {
            Tracker = "board",
            PendingAction = PendingAction.Create,
            State = ItemState.Unknown,
            IntentAt = Clock.GetUtcNow()
        });
        await using var work = await Ledger.ReadAsync(Cancel);
        Assert.Equal(["INC-1/now"], (await work.Items.WaitingAsync("board", Clock.GetUtcNow(), Cancel)).Select(i => i.Key));
        Assert.Equal(["board", "other"], (await work.Items.WaitedForAsync(Clock.GetUtcNow(), Cancel)).Order());
        Assert.Equal(["INC-1/unknown"], (await work.Items.UnknownAsync("board", Cancel)).Select(i => i.Key));
        Assert.Equal(4, await work.Items.UnfinishedAsync(Cancel));
    }

    [Fact]
    public async Task Items_are_found_by_marker_and_by_issue()
    {
        var item = Some.Item("INC-1/a") with { Tracker = "board", Issue = new IssueRef("file", "/board", "7", "#7", "u"), Url = "u" };
        await InsertAsync(item);
        await using var work = await Ledger.ReadAsync(Cancel);
        Assert.Single(await work.Items.WithMarkersAsync([item.Marker, "other"], Cancel));
        Assert.Single(await work.Items.WithIssuesAsync("file", "/board", ["7", "8"], Cancel));
        Assert.Empty(await work.Items.WithIssuesAsync("file", "/elsewhere", ["7"], Cancel));
        Assert.Empty(await work.Items.WithMarkersAsync([], Cancel));
        var place = Assert.Single(await work.Items.PlacesAsync(Cancel));
        Assert.Equal(("board", "file", "/board", 1L), (place.Tracker, place.Server, place.Place, place.Issues));
    }

    [Fact]
    public async Task Events_keep_their_order_and_make_the_receipt_stale_until_it_shows_the_latest()
    {
        await WriteAsync(async work =>
        {
            await work.Events.AddAsync([Some.Event("INC-1", "first", Clock.GetUtcNow()), Some.Event("INC-2", "other", Clock.GetUtcNow())], Cancel);
            await work.Events.AddAsync([Some.Event("INC-1", "second", Clock.GetUtcNow())], Cancel);
        });
        await using (var read = await Ledger.ReadAsync(Cancel))
        {
            Assert.Equal(["first", "second"], (await read.Events.OfIncidentAsync("INC-1", Cancel)).Select(e => e.Text));
            Assert.Equal(3, await read.Events.OfKindsAsync([EventKind.Remark, EventKind.Created], Clock.GetUtcNow()).CountAsync(Cancel));
        }
        IReadOnlyList<StaleReceipt> stale = [];
        await WriteAsync(async work =>
        {
            stale = await work.Events.StaleReceiptsAsync(Cancel);
            await work.Events.AddAsync([Some.Event("INC-2", "newer", Clock.GetUtcNow())], Cancel);
            await work.Events.SaveReceiptsAsync(stale, Cancel);
        });
        Assert.Equal(["INC-1", "INC-2"], stale.Select(s => s.IncidentId));
        await using var after = await Ledger.ReadAsync(Cancel);
        Assert.Equal(["INC-2"], (await after.Events.StaleReceiptsAsync(Cancel)).Select(s => s.IncidentId));
    }

    [Fact]
    public async Task A_tracker_is_held_by_one_worker_until_it_lets_go_or_its_time_is_up()
    {
        var now = Clock.GetUtcNow();
        await WriteAsync(async work =>
        {
            await work.Trackers.AddAsync("board", "file", "/board", Cancel);
            Assert.True(await work.Trackers.HoldAsync("board", "a", now, now + TimeSpan.FromSeconds(20), Cancel));
            Assert.False(await work.Trackers.HoldAsync("board", "b", now + TimeSpan.FromSeconds(19), now + TimeSpan.FromSeconds(39), Cancel));
            Assert.True(await work.Trackers.HoldAsync("board", "a", now, now + TimeSpan.FromSeconds(20), Cancel));
            Assert.True(await work.Trackers.HoldAsync("board", "b", now + TimeSpan.FromSeconds(21), now + TimeSpan.FromSeconds(41), Cancel));
            Assert.False(await work.Trackers.HoldAsync("board", "a", now + TimeSpan.FromSeconds(22), now + TimeSpan.FromSeconds(42), Cancel));
            await work.Trackers.ReleaseAsync("board", "a", Cancel);
            Assert.False(await work.Trackers.HoldAsync("board", "a", now + TimeSpan.FromSeconds(22), now + TimeSpan.FromSeconds(42), Cancel));
            await work.Trackers.ReleaseAsync("board", "b", Cancel);
            Assert.True(await work.Trackers.HoldAsync("board", "a", now + TimeSpan.FromSeconds(22), now + TimeSpan.FromSeconds(42), Cancel));
        });
    }

    [Fact]
    public async Task A_lease_is_taken_by_one_worker_at_a_time()
    {
        var now = Clock.GetUtcNow();
        await WriteAsync(async work =>
        {
            Assert.True(await work.Leases.HoldAsync("inbox", "a", now, now + TimeSpan.FromSeconds(20), Cancel));
            Assert.False(await work.Leases.HoldAsync("inbox", "b", now, now + TimeSpan.FromSeconds(20), Cancel));
            Assert.True(await work.Leases.HoldAsync("other inbox", "b", now, now + TimeSpan.FromSeconds(20), Cancel));
            Assert.True(await work.Leases.HoldAsync("inbox", "b", now + TimeSpan.FromSeconds(21), now + TimeSpan.FromSeconds(41), Cancel));
            await work.Leases.ReleaseAsync("inbox", "a", Cancel);
            Assert.False(await work.Leases.HoldAsync("inbox", "a", now + TimeSpan.FromSeconds(21), now + TimeSpan.FromSeconds(41), Cancel));
        });
    }

    [Fact]
    public async Task Meeting_a_tracker_again_keeps_what_is_known_of_it()
    {
        var known = new LedgerTracker
        {
            Name = "board",
            Server = "file",
            Place = "/board",
            FirstContactAt = Clock.GetUtcNow(),
            Cursor = "c",
            ReadProblem = "p",
            WriteProblem = "w"
        };
        await WriteAsync(async work =>
        {
            await work.Trackers.SaveAsync(known, Cancel);
            await work.Trackers.AddAsync("board", "file", "/board", Cancel);
        });
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal(known, await read.Trackers.FindAsync("board", Cancel));
    }

    [Fact]
    public async Task Found_issues_are_remembered_until_they_are_claimed()
    {
        var issue = new IssueRef("file", "/board", "7", "#7", "u");
        await WriteAsync(async work =>
        {
            await work.Trackers.SaveFoundAsync("board", [new FoundIssue(issue, "m1", "INC-1/a", "A"), new FoundIssue(issue, "m2", null, "B")], Cancel);
            await work.Trackers.SaveFoundAsync("board", [new FoundIssue(issue, "m1", "INC-1/a", "A again")], Cancel);
            await work.Trackers.ForgetFoundAsync("board", ["m2"], Cancel);
        });
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal("A again", Assert.Single(await read.Trackers.FoundAsync("board", Cancel)).Title);
    }

    [Fact]
    public async Task A_tracker_under_another_name_keeps_its_bookmark_and_what_was_found_there()
    {
        var known = new LedgerTracker { Name = "hub", Server = "s", Place = "a/b", FirstContactAt = Clock.GetUtcNow(), Cursor = "c", PlaceId = "s#1" };
        var found = new FoundIssue(new IssueRef("s", "a/b", "7", "#7", "u"), "m1", "INC-1/a", "A");
        await WriteAsync(async work =>
        {
            await work.Trackers.SaveAsync(known, Cancel);
            await work.Trackers.SaveFoundAsync("hub", [found], Cancel);
            await work.Trackers.HoldAsync("hub", "me", Clock.GetUtcNow(), Clock.GetUtcNow().AddSeconds(20), Cancel);
            await work.Trackers.ChangeNameAsync("hub", "github", Cancel);
        });
        await WriteAsync(async work =>
        {
            Assert.Equal(known with { Name = "github" }, Assert.Single(await work.Trackers.AllAsync(Cancel)));
            Assert.Equal([found], await work.Trackers.FoundAsync("github", Cancel));
            Assert.True(await work.Trackers.HoldAsync("github", "another", Clock.GetUtcNow(), Clock.GetUtcNow().AddSeconds(20), Cancel));
            // Whatever was met under the new name alone is listed again.
            await work.Trackers.SaveAsync(known with { Name = "hub" }, Cancel);
            await work.Trackers.ChangeNameAsync("hub", "github", Cancel);
        });
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal(known with { Name = "github", FirstContactAt = null }, Assert.Single(await read.Trackers.AllAsync(Cancel)));
        Assert.Empty(await read.Trackers.FoundAsync("github", Cancel));
    }

    [Fact]
    public async Task Two_transactions_that_take_in_one_new_incident_go_one_after_the_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var work = await Ledger.BeginAsync(Cancel);
            await work.Incidents.LockAsync(["INC-1"], Cancel);
            var known = await work.Incidents.FindAsync("INC-1", Cancel);
            await work.Incidents.SaveRevisionAsync(Some.Incident("INC-1") with { Revision = (known?.Revision ?? 0) + 1 }, "one.json", Cancel);
            await work.CommitAsync(Cancel);
        }, Cancel)));
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal(8, (await read.Incidents.FindAsync("INC-1", Cancel))!.Revision);
    }

    [Fact]
    public async Task A_snapshot_does_not_see_what_is_committed_after_it_began()
    {
        await using var snapshot = await Ledger.SnapshotAsync(Cancel);
        Assert.Null(await snapshot.Incidents.FindAsync("INC-1", Cancel));
        await WriteAsync(work => work.Incidents.SaveRevisionAsync(Some.Incident("INC-1"), "one.json", Cancel));
        Assert.Null(await snapshot.Incidents.FindAsync("INC-1", Cancel));
    }
}
