using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The real executable against a GitHub that keeps books: whatever happens on the way, an item has one issue in the end.</summary>
public sealed class GitHubCreateOnceTests : IAsyncDisposable
{
    private readonly Actionsync _actionsync = new();
    private GitHubSimulator _github = null!;
    private GitHubRepository _repository = null!;

    public static TheoryData<string> Faults => ["lost answer", "500 after the commit", "500 before", "reset", "killed"];

    [Fact]
    public async Task The_sample_gives_five_issues_with_five_creates_and_a_second_run_none_and_a_lost_ledger_adopts_all()
    {
        await StartAsync();
        _repository.OpenForeign(250);

        (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);
        Assert.Equal((5, 5), (Ours, Creates));
        (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);
        Assert.Equal((5, 5), (Ours, Creates));

        _actionsync.LoseLedger();
        var ran = (await _actionsync.RunAsync("once", "--new-ledger", Repository.Sample)).Exits(0);
        Assert.Equal((5, 5), (Ours, Creates));
        Assert.Contains("5 adopted", ran.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task After_a_create_that_went_wrong_there_is_one_issue_each(string fault)
    {
        await StartAsync();
        var document = Json("INC-1", "Add an alert", "Write a test", "Tell the others");
        Worker? once = null;
        _github.Faults.Next("POST", "/issues", fault switch
        {
            "lost answer" => Fault.LoseAnswer(),
            "500 after the commit" => Fault.Code(500, Moment.After),
            "500 before" => Fault.Code(500),
            "reset" => Fault.ResetConnection(),
            _ => new Fault.Meanwhile(_ =>
            {
                once!.Kill();
                return Task.CompletedTask;
            }),
        });
        once = _actionsync.Start("once", _actionsync.Write("given.json", document));
        Assert.NotEqual(0, (await once.EndAsync()).ExitCode);
        Assert.Equal(0, _github.Faults.Waiting);

        await UntilDoneAsync();

        Assert.Equal(3, Ours);
        Assert.Equal(3, _repository.Issues.Select(i => i.Title).Distinct().Count());
        Assert.All(_actionsync.Items("INC-1"), item => Assert.Equal("open", item.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_list_that_lags_behind_a_lost_answer_does_not_make_a_second_issue()
    {
        await StartAsync(settle: "00:00:04");
        _github.World.ListLag = TimeSpan.FromSeconds(3);
        _github.Faults.Next("POST", "/issues", Fault.LoseAnswer());

        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(3);
        await UntilDoneAsync();

        Assert.Equal((1, 1), (Ours, Creates));
    }

    [Fact]
    public async Task One_tracker_that_is_down_delays_only_its_own_items()
    {
        await StartAsync(routes: """[{"When": {"Priority": "P1"}, "Tracker": "github"}, {"Tracker": "board"}]""");
        await _github.Host.StopAsync();

        var down = (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert", priority: "P1"), Item("Write a test", priority: "P2")))).Exits(3);

        Assert.Single(_actionsync.Pages);
        Assert.Contains("github", down.Stderr, StringComparison.OrdinalIgnoreCase);
        await _github.Host.StartAsync(0, TestContext.Current.CancellationToken);
        await UntilDoneAsync();
        Assert.Equal((1, 1), (Ours, _actionsync.Pages.Count));
    }

    [Fact]
    public async Task A_person_who_closes_an_issue_is_followed_and_the_token_is_said_nowhere()
    {
        await StartAsync();
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        _repository.Close(1, "not_planned");

        var ran = (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Equal("wont_do", _actionsync.Items("INC-1")[0].GetProperty("state").GetString());
        File.Delete(_actionsync["config", "appsettings.json"]);
        Assert.DoesNotContain("github_pat_", ran.Stdout + ran.Stderr, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(_actionsync["data"], "*", SearchOption.AllDirectories),
            path => Assert.DoesNotContain("github_pat_", File.ReadAllText(path), StringComparison.Ordinal));
    }

    private int Ours => _repository.Issues.Count(i => i.Body.Contains("<!-- actionsync:", StringComparison.Ordinal));

    private int Creates => _github.Log.All.Count(request => request.Method == "POST" && request.Path.EndsWith("/issues", StringComparison.Ordinal));

    private async Task StartAsync(string settle = "00:00:01", string routes = """[{"Tracker": "github"}]""")
    {
        _github = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        _repository = _github.World.AddRepository("acme/ops");
        var token = _github.World.AddToken(new GitHubAccess("actionsync-bot"));
        _actionsync.Configured($$"""
            {
              "Trackers": {
                "github": { "Kind": "GitHub", "BaseUrl": "{{_github.Url}}", "Repository": "acme/ops", "Token": "{{token}}", "WritesPerMinute": 6000, "SettleUnknown": "{{settle}}" },
                "board": { "Kind": "Folder" }
              },
              "Routes": {{routes}}
            }
            """);
    }

    /// <summary>Passes, as often as it takes for nothing to be left.</summary>
    private async Task UntilDoneAsync()
    {
        Ran? ran = null;
        await Eventually.IsTrue(async () => (ran = await _actionsync.RunAsync("once")).ExitCode != 3, "nothing is left to do", TimeSpan.FromSeconds(60));
        ran!.Exits(0);
    }

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        if (_github is not null)
            await _github.DisposeAsync();
    }
}
