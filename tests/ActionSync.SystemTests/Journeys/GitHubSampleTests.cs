using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The sample on a GitHub whose answers have all that the real one sends: made, read back, closed, reopened, moved, deleted.</summary>
public sealed class GitHubSampleTests : IAsyncDisposable
{
    private OnGitHub _on = null!;

    [Fact]
    public async Task Five_issues_are_made_read_back_closed_reopened_moved_and_deleted_and_doctor_lists_what_is_missing()
    {
        _on = await OnGitHub.StartWithFieldsAsync();
        // Other people's pull requests and issues are among them.
        _on.Repository.OpenForeign(30);

        (await _on.OnceAsync(Repository.Sample)).Exits(0);
        var ours = _on.Repository.Issues.Where(i => i.User == "actionsync-bot").ToList();
        Assert.Equal(5, ours.Count);
        Assert.Equal(["alice", "bob", "carol"], ours.SelectMany(i => i.Assignees).Distinct().Order());
        Assert.Equal(5, ours.Count(i => i.Fields.ContainsKey(9004)));
        await DoctorIsGreenAsync();

        _on.Repository.Close(ours[0].Number);
        _on.Repository.Close(ours[1].Number, "not_planned");
        (await _on.OnceAsync()).Exits(0);
        Assert.Equal(["done", "wont_do", "open", "open", "open"], await _on.StatusAsync("state"));

        _on.Repository.Reopen(ours[0].Number);
        (await _on.OnceAsync()).Exits(0);
        Assert.Equal(["open", "wont_do", "open", "open", "open"], await _on.StatusAsync("state"));
        await DoctorIsGreenAsync();

        _on.Repository.Delete(ours[3].Number);
        // Doctor looks for itself; the ledger has not heard of it yet.
        Assert.Equal(["open", "wont_do", "open", "open", "open"], await _on.StatusAsync("state"));
        Assert.Contains($"#{ours[3].Number} was deleted",
            Assert.Single((await _on.Actionsync.RunAsync("doctor")).Exits(1).Stdout.Split('\n'), line => line.StartsWith("BAD", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        await UntilMissingAsync(1);
        Assert.Equal(["open", "wont_do", "open", "missing", "open"], await _on.StatusAsync("state"));
        var bad = Assert.Single((await _on.Actionsync.RunAsync("doctor")).Exits(1).Stdout.Split('\n'),
            line => line.StartsWith("BAD", StringComparison.Ordinal) && !line.Contains("channel", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("INC-2024-0142/", bad, StringComparison.Ordinal);
        Assert.Contains($"#{ours[3].Number} was deleted", bad, StringComparison.Ordinal);

        _on.Repository.Transfer(ours[4].Number, _on.GitHub.World.AddRepository("acme/web"));
        await UntilMissingAsync(2);
        Assert.Equal(["open", "wont_do", "open", "missing", "missing"], await _on.StatusAsync("state"));
        Assert.Contains("acme/web/issues/1", await _on.Actionsync.HistoryAsync("INC-2024-0142"), StringComparison.Ordinal);
        Assert.Equal(5, _on.GitHub.Log.Count("POST", "/issues"));
    }

    [Fact]
    public async Task Once_makes_a_nightly_pass_up_that_nobody_ran()
    {
        _on = await OnGitHub.StartWithFieldsAsync();
        (await _on.OnceAsync(Repository.Sample)).Exits(0);
        _on.Repository.Delete(_on.Repository.Issues[1].Number);

        // A night passes with each second; a quick run may still be of the night before.
        _on.Actionsync.With("Refreshing:Nightly", "* * * * * ?");
        await Eventually.IsTrue(async () =>
        {
            (await _on.OnceAsync()).Exits(0);
            return (await _on.StatusAsync("state"))[1] == "missing";
        }, "the deleted issue is missing");
    }

    /// <summary>Everything is looked at, as at night: what is gone shows in no list of changes.</summary>
    private async Task UntilMissingAsync(int count)
    {
        var worker = await _on.Actionsync.With("Refreshing:Nightly", "0/2 * * * * ?").StartWorkerAsync();
        await Eventually.IsTrue(
            () => _on.Actionsync.Items("INC-2024-0142").Count(item => item.GetProperty("state").GetString() == "missing") == count,
            $"{count} missing\n{worker.Stderr}", TimeSpan.FromSeconds(60));
        worker.Dispose();
    }

    private async Task DoctorIsGreenAsync()
    {
        var ran = await _on.Actionsync.RunAsync("doctor");
        Assert.DoesNotContain("BAD", ran.Stdout, StringComparison.Ordinal);
        ran.Exits(0);
        foreach (var proven in new[]
        {
            "hub, token: GitHub knows us as actionsync-bot", "hub, repository: acme/ops is there", "hub, read issues: allowed", "hub, write issues: allowed",
            "hub, deadline: goes into the issue field \"Target date\"", "hub, priority: goes into the issue field \"Priority\" and a label",
            "hub, assignees: all people with a GitHub login (4) can be assigned",
        })
            Assert.Contains($"ok   {proven}", ran.Stdout, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _on?.DisposeAsync() ?? ValueTask.CompletedTask;
}
