using ActionSync.Simulators;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A tracker gets another name in the configuration, and the ledger follows on a person's word.</summary>
public sealed class TrackerRenameTests : IAsyncDisposable
{
    private static readonly string Document = Json("INC-7910", "Add an alert", "Write a runbook");

    private readonly Actionsync _actionsync = new();
    private OnGitHub? _on;

    [Fact]
    public async Task The_start_names_the_command_and_after_it_everything_goes_on_as_before()
    {
        ConfigureBoard("board");
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);
        ConfigureBoard("desk");

        Assert.Contains("run actionsync tracker rename board desk", (await OnceAsync()).Exits(2).Stderr, StringComparison.Ordinal);
        var renamed = (await _actionsync.RunAsync("tracker", "rename", "board", "desk")).Exits(0);

        Assert.Contains("Tracker board is called desk now: 2 issues in ", renamed.Stdout, StringComparison.Ordinal);
        Assert.All(_actionsync.Items("INC-7910"), item => Assert.Equal("desk", item.GetProperty("tracker").GetString()));
        Assert.Contains("Tracker board is called desk now", await _actionsync.HistoryAsync("INC-7910"), StringComparison.Ordinal);
        _actionsync.Pages[0].Set("status", "done");
        (await OnceAsync(_actionsync.Write("more.json", Json("INC-7911", "Another one")))).Exits(0);
        Assert.Equal(3, _actionsync.Pages.Count);
        Assert.Equal(["done", "open", "open"], (await _actionsync.StatusAsync()).Select(item => item.GetProperty("state").GetString()));
        Assert.Contains("Nothing to do", (await _actionsync.RunAsync("tracker", "rename", "board", "desk")).Exits(0).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(0);
    }

    [Fact]
    public async Task A_rebuild_afterwards_knows_the_issues_under_the_new_name()
    {
        ConfigureBoard("board");
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);
        ConfigureBoard("desk");
        (await _actionsync.RunAsync("tracker", "rename", "board", "desk")).Exits(0);
        var before = (await _actionsync.RunAsync("status", "--json")).Stdout;

        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);

        Assert.Equal(before, (await _actionsync.RunAsync("status", "--json")).Stdout);
        (await OnceAsync()).Exits(0);
        Assert.Equal(2, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task What_is_no_rename_is_refused_with_a_sentence_and_changes_nothing()
    {
        ConfigureBoard("board");
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);

        await RefusedAsync("No tracker desk is configured; configured is board.", "board", "desk");
        await RefusedAsync("The ledger knows no tracker bord; it knows board.", "bord", "board");
        Configure("""{ "board": { "Kind": "Folder" }, "desk": { "Kind": "Folder", "Folder": "data/desk" } }""", "desk");
        await RefusedAsync("Tracker board is still configured.", "board", "desk");
        Configure("""{ "board": null, "desk": { "Kind": "Folder", "Folder": "data/desk" } }""", "desk");
        await RefusedAsync("Only the name may differ", "board", "desk");

        ConfigureBoard("board");
        (await OnceAsync()).Exits(0);
        Assert.All(_actionsync.Items("INC-7910"), item => Assert.Equal("board", item.GetProperty("tracker").GetString()));
    }

    [Fact]
    public async Task A_repository_that_was_renamed_together_with_its_tracker_is_followed_by_its_id()
    {
        await OnGitHubAsync();
        _on!.Repository.Rename("acme/reliability");
        Call("github", "acme/reliability");

        (await _on.Actionsync.RunAsync("tracker", "rename", "hub", "github")).Exits(0);

        _on.Repository.Close(1);
        (await _on.OnceAsync()).Exits(0);
        Assert.Equal(["done", "open"], await _on.StatusAsync("state"));
        Assert.Equal(2, _on.Repository.Issues.Count);
    }

    [Fact]
    public async Task Another_repository_under_the_old_name_is_refused()
    {
        await OnGitHubAsync();
        _on!.Repository.Rename("acme/reliability");
        var taken = _on.GitHub.World.AddRepository("acme/ops");
        Call("github", "acme/ops");

        var ran = (await _on.Actionsync.RunAsync("tracker", "rename", "hub", "github")).Exits(2);

        Assert.Contains("Only the name may differ", ran.Stderr, StringComparison.Ordinal);
        Assert.Empty(taken.Everything);
    }

    [Fact]
    public async Task A_create_without_an_answer_is_looked_for_under_the_new_name_and_not_sent_again()
    {
        await OnGitHubAsync();
        _on!.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        (await _on.TakeInAsync(Json("INC-7912", "A third one"))).Exits(3);
        Call("github", "acme/ops");

        (await _on.Actionsync.RunAsync("tracker", "rename", "hub", "github")).Exits(0);

        await Eventually.IsTrue(async () => (await _on.OnceAsync()).ExitCode == 0, "the create is found");
        Assert.Equal(["open", "open", "open"], await _on.StatusAsync("state"));
        Assert.Equal(3, _on.Repository.Issues.Count);
    }

    [Fact]
    public async Task While_another_worker_is_at_work_on_the_tracker_nothing_is_renamed_or_moved()
    {
        ConfigureBoard("board");
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);

        ConfigureBoard("desk");
        Hold("board");
        await RefusedAsync("Another worker is at work on tracker board.", "board", "desk");

        ConfigureBoard("board", "wall");
        Directory.Move(_actionsync["data", "board"], _actionsync["data", "wall"]);
        Hold("board");
        Assert.Contains("Another worker is at work", (await _actionsync.RunAsync("tracker", "move", "board")).Exits(2).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_worker_keeps_the_ledger_to_itself()
    {
        _actionsync.Drop("one.json", Document);
        var worker = await _actionsync.StartWorkerAsync();
        await _actionsync.HasIssuesAsync("INC-7910");

        Assert.Contains("is in use", (await _actionsync.RunAsync("tracker", "move", "board")).Exits(2).Stderr, StringComparison.Ordinal);
        worker.Terminate();
        (await worker.EndAsync()).Exits(0);
    }

    /// <summary>As a worker on another machine does while it writes there.</summary>
    private void Hold(string tracker)
    {
        using var ledger = new SqliteConnection($"Data Source={_actionsync["data", "actionsync.db"]};Pooling=False");
        ledger.Open();
        using var hold = ledger.CreateCommand();
        hold.CommandText = $"update trackers set holder = 'another', held_until = (strftime('%s', 'now') + 35) * 1000 where name = '{tracker}'";
        Assert.Equal(1, hold.ExecuteNonQuery());
    }

    private async Task OnGitHubAsync()
    {
        _on = await OnGitHub.StartAsync();
        (await _on.TakeInAsync(Document)).Exits(0);
    }

    /// <summary>The tracker of the repository under another name.</summary>
    private void Call(string name, string repository) => _on!.Actionsync.Configured($$"""
        {
          "Trackers": { "{{name}}": { "Kind": "GitHub", "BaseUrl": "{{_on.GitHub.Url}}", "Repository": "{{repository}}", "Token": "{{_on.Token}}", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01" } },
          "Routes": [ { "Tracker": "{{name}}" } ]
        }
        """);

    private void ConfigureBoard(string name, string folder = "board") =>
        Configure($$"""{ {{(name == "board" ? "" : "\"board\": null,")}} "{{name}}": { "Kind": "Folder", "Folder": "data/{{folder}}" } }""", name);

    private void Configure(string trackers, string route) =>
        _actionsync.Configured($$"""{ "Trackers": {{trackers}}, "Routes": [ { "Tracker": "{{route}}" } ] }""");

    private async Task RefusedAsync(string why, string oldName, string newName) =>
        Assert.Contains(why, (await _actionsync.RunAsync("tracker", "rename", oldName, newName)).Exits(2).Stderr, StringComparison.Ordinal);

    private Task<Ran> OnceAsync(params string[] files) => _actionsync.RunAsync(["once", "--no-remind", .. files]);

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        if (_on is not null)
            await _on.DisposeAsync();
    }
}
