using ActionSync.Simulators;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Recovery;

/// <summary>A rebuild that cannot be carried through has done nothing, says what to do, and makes nothing twice afterwards.</summary>
public sealed class RebuildTroubleTests(PostgresFixture postgres) : IAsyncLifetime
{
    private FourTrackers _trackers = null!;

    private ProgramFolder Place => _trackers.Place;

    public async ValueTask InitializeAsync() => _trackers = await FourTrackers.StartAsync();

    public ValueTask DisposeAsync() => _trackers.DisposeAsync();

    [Fact]
    public async Task One_that_is_killed_has_done_nothing_and_the_next_one_does_it_all()
    {
        var before = await LivedAsync();
        LoseLedger();
        RunningWorker? rebuild = null;
        _trackers.GitHub.Faults.Next("GET", "/issues", new Fault.Meanwhile(_ =>
        {
            rebuild!.Kill();
            return Task.CompletedTask;
        }));
        rebuild = Place.Start("rebuild");
        await rebuild.EndAsync();
        Assert.Equal(0, _trackers.GitHub.Faults.Waiting);

        // Again, in the very moment in which the ledger begins to be.
        using var second = Place.Start("rebuild");
        await Eventually.IsTrue(() => File.Exists(Place["data", "actionsync.db"]), "the ledger begins to be");
        second.Kill();
        // An empty one beside the archive counts as lost.
        var status = await Place.RunAsync("status", "--json");
        Assert.True(status.Stdout == before ? status.ExitCode == 0 : status.Stdout.Trim() is "[]" && status.ExitCode == 2, status.Stdout);

        (await Place.RunAsync("rebuild", "--replace")).Exits(0);
        await IsAsBeforeAsync(before);
    }

    [Fact]
    public async Task A_tracker_that_is_down_stops_it_and_nothing_is_made_by_mistake_later()
    {
        var before = await LivedAsync();
        LoseLedger();
        _trackers.GitHub.Faults.Always(_ => Fault.Code(503));

        var said = (await Place.RunAsync("rebuild")).Exits(3).Stderr;
        Assert.Contains("503", said, StringComparison.Ordinal);
        Assert.Contains("run actionsync rebuild again", said, StringComparison.Ordinal);

        _trackers.GitHub.Faults.Clear();
        Assert.Contains("actionsync rebuild makes it again", (await Place.RunAsync("once")).Exits(2).Stderr, StringComparison.Ordinal);
        (await Place.RunAsync("rebuild")).Exits(0);
        await IsAsBeforeAsync(before);
    }

    [Fact]
    public async Task Without_an_archive_there_is_nothing_to_make_a_ledger_from_and_the_present_one_stays()
    {
        var before = await LivedAsync();
        Directory.Move(Place["data", "archive"], Place["data", "elsewhere"]);
        Assert.Contains("holds no document", (await Place.RunAsync("rebuild", "--replace")).Exits(2).Stderr, StringComparison.Ordinal);
        Directory.Move(Place["data", "elsewhere"], Place["data", "archive"]);
        await IsAsBeforeAsync(before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_a_worker_runs_neither_rebuild_nor_restore_touches_its_ledger(bool onPostgres)
    {
        if (onPostgres)
            Place.OnPostgres(await postgres.NewDatabaseAsync());
        var before = await LivedAsync();
        (await Place.RunAsync("backup", "good.db")).Exits(0);
        var worker = await Place.StartWorkerAsync();
        foreach (var command in (string[][])[["rebuild", "--replace"], ["restore", "--replace", "good.db"]])
            Assert.Contains("in use by", (await Place.RunAsync(command)).Exits(2).Stderr, StringComparison.Ordinal);
        worker.Kill();
        await IsAsBeforeAsync(before);
    }

    [Fact]
    public async Task An_issue_that_was_missing_and_is_put_back_is_nobodys_change()
    {
        await LivedAsync();
        var page = Directory.GetFiles(Place["data", "board"]).First();
        File.Move(page, Place["page.md"]);
        await Place.RunAsync("once");
        LoseLedger();
        (await Place.RunAsync("rebuild")).Exits(0);
        File.Move(Place["page.md"], page);
        (await Place.RunAsync("once")).Exits(0);
        Assert.DoesNotContain("keeps it", (await Place.RunAsync("history", "INC-board")).Exits(0).Stdout, StringComparison.Ordinal);
        (await Place.RunAsync("verify")).Exits(0);
    }

    /// <summary>Two items in each tracker; the status of all.</summary>
    private async Task<string> LivedAsync()
    {
        File.WriteAllText(Place["given.json"], Array([.. _trackers.Hands.Select(hands =>
        {
            var document = Of($"INC-{hands.Tracker}", "Add an alert to the pool", "Write the runbook page");
            document["incident"]!["service"] = hands.Tracker;
            return document;
        })]));
        (await Place.RunAsync("once", "given.json")).Exits(0);
        return (await Place.RunAsync("status", "--json")).Exits(0).Stdout;
    }

    private async Task IsAsBeforeAsync(string before)
    {
        Assert.Equal(before, (await Place.RunAsync("status", "--json")).Exits(0).Stdout);
        (await Place.RunAsync("once", "given.json")).Exits(0);
        Assert.Equal(before, (await Place.RunAsync("status", "--json")).Exits(0).Stdout);
        Assert.Equal((2, 4, 2), (_trackers.Repository.Issues.Count, _trackers.JiraIssues.Count, Directory.GetFiles(Place["data", "board"]).Length));
    }

    private void LoseLedger()
    {
        foreach (var file in Directory.GetFiles(Place["data"], "actionsync.db*"))
            File.Delete(file);
    }
}
