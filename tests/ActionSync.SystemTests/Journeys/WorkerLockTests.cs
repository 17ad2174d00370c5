using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Several processes on one data folder, and the end of one.</summary>
public sealed class WorkerLockTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task A_second_worker_and_once_say_which_process_holds_the_ledger_and_readers_work_beside_it()
    {
        _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
        var file = _actionsync.Write("two.json", Json("INC-1", "Add an alert", "Write a test"));
        var worker = await _actionsync.StartWorkerAsync();
        await _actionsync.HasIssuesAsync("INC-1");

        foreach (var command in new[] { "run", "once" })
            Assert.Contains(
                $"in use by actionsync run, process {worker.Id} on", (await _actionsync.RunAsync(command)).Exits(2).Stderr, StringComparison.Ordinal);
        Assert.Single(await _actionsync.StatusAsync());
        Assert.Contains("+ INC-1/2  Write a test", (await _actionsync.RunAsync("plan", file)).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("created", await _actionsync.HistoryAsync("INC-1"), StringComparison.Ordinal);
        (await _actionsync.RunAsync("doctor")).Exits(0);
        Assert.False(worker.HasExited);

        worker.Terminate();
        (await worker.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);
        (await _actionsync.RunAsync("once")).Exits(0);
    }

    [Theory]
    [InlineData("actionsync.db.lock")]
    [InlineData("actionsync.db.lock", "actionsync.db.holder")]
    public async Task Deleting_the_lock_file_lets_no_second_worker_in(params string[] deleted)
    {
        var worker = await _actionsync.StartWorkerAsync();
        foreach (var file in deleted)
            File.Delete(_actionsync["data", file]);

        // The first of these leaves a lock file of its own behind, which must not let the second one in.
        foreach (var command in new[] { "once", "run" })
            Assert.Contains($"in use by process {worker.Id}, which holds it although its lock file was deleted",
                (await _actionsync.RunAsync(command)).Exits(2).Stderr, StringComparison.Ordinal);

        worker.Kill();
        (await _actionsync.RunAsync("once")).Exits(0);
    }

    [Fact]
    public async Task After_a_kill_the_next_process_goes_on_at_once()
    {
        _actionsync.TakingInMany().Drop("one.json", Json("INC-1", Enumerable.Range(0, 400).Select(i => Item($"Do thing number {i}")).ToArray()));
        var worker = _actionsync.Start("once");
        await Eventually.IsTrue(() => _actionsync.Pages.Count > 20 || worker.HasExited, "some pages are made");
        worker.Kill();

        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Equal(400, _actionsync.Pages.Count);
        Assert.All(_actionsync.Items("INC-1"), item => Assert.Equal("open", item.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_in_the_middle_ends_with_0_and_forgets_nothing()
    {
        for (var i = 0; i < 100; i++)
            _actionsync.Drop($"{i:000}.json", Json($"INC-{i:000}", "Add an alert", "Write a test"));
        var worker = _actionsync.Start("run");
        await Eventually.IsTrue(() => _actionsync.Pages.Count > 10 || worker.HasExited, "some pages are made");

        worker.Terminate();
        var ended = (await worker.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);

        Assert.DoesNotContain("ERROR", ended.Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(200, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_while_it_starts_ends_with_0()
    {
        var worker = _actionsync.Start("run");
        await Eventually.IsTrue(() => File.Exists(_actionsync["data", "actionsync.db.holder"]), "the ledger is held");

        worker.Terminate();

        (await worker.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);
    }

    public void Dispose() => _actionsync.Dispose();
}
