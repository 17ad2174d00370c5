using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Issues move with their tracker to another server or folder, and the ledger follows on a person's word, once each is found by its marker.</summary>
public sealed class TrackerMoveTests : IAsyncDisposable
{
    private static readonly string Document = Json("INC-7920", "Add an alert", "Write a runbook", "Test the restore");

    private readonly Actionsync _actionsync = new();
    private readonly List<IAsyncDisposable> _servers = [];

    [Fact]
    public async Task A_board_in_another_folder_is_followed_and_people_go_on_there()
    {
        await OnBoardAsync();
        Directory.Move(_actionsync["data", "board"], _actionsync["data", "wall"]);
        ConfigureBoard("wall");

        Assert.Contains("run actionsync tracker move board", (await OnceAsync()).Exits(2).Stderr, StringComparison.Ordinal);
        Assert.Contains("Moved 3 issues of tracker board", (await MoveAsync("board")).Exits(0).Stdout, StringComparison.Ordinal);

        Assert.All(_actionsync.Items("INC-7920"), item => Assert.Contains("/wall/", item.GetProperty("url").GetString(), StringComparison.Ordinal));
        Assert.Contains(" now: ", await _actionsync.HistoryAsync("INC-7920"), StringComparison.Ordinal);
        Wall[1].Set("status", "done");
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);
        Assert.Equal(["open", "done", "open"], await StatusAsync("state"));
        Assert.Equal(3, Wall.Count);
        Assert.Contains("Nothing to move", (await MoveAsync("board")).Exits(0).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(0);
        var before = (await _actionsync.RunAsync("status", "--json")).Stdout;
        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);
        Assert.Equal(before, (await _actionsync.RunAsync("status", "--json")).Stdout);
    }

    [Fact]
    public async Task Where_one_issue_is_not_found_nothing_is_moved_until_a_person_says_that_it_is_missing()
    {
        await OnBoardAsync();
        Directory.Move(_actionsync["data", "board"], _actionsync["data", "wall"]);
        File.Move(Wall[1].Path, _actionsync["put-aside.md"]);
        ConfigureBoard("wall");

        var refused = (await MoveAsync("board")).Exits(1);

        Assert.Contains("1 of 3 issues of tracker board is not in ", refused.Stderr, StringComparison.Ordinal);
        Assert.Contains("INC-7920/write-a-runbook", Assert.Single(Lines(refused.Stdout)), StringComparison.Ordinal);
        Assert.All(_actionsync.Items("INC-7920"), item => Assert.Contains("/board/", item.GetProperty("url").GetString(), StringComparison.Ordinal));
        (await OnceAsync()).Exits(2);

        (await MoveAsync("board", "--allow-missing")).Exits(0);

        (await OnceAsync()).Exits(0);
        Assert.Equal(["open", "missing", "open"], await StatusAsync("state"));
        (await _actionsync.RunAsync("verify")).Exits(0);
        (await _actionsync.RunAsync("recreate", "INC-7920/write-a-runbook")).Exits(0);
        (await OnceAsync()).Exits(0);
        Assert.Equal(["open", "open", "open"], await StatusAsync("state"));
        Assert.Equal(3, Wall.Count);
    }

    [Fact]
    public async Task What_was_done_stays_done_where_its_issue_is_lost_on_the_way_and_after_a_rebuild()
    {
        await OnBoardAsync();
        Directory.Move(_actionsync["data", "board"], _actionsync["data", "wall"]);
        ConfigureBoard("wall");
        (await MoveAsync("board")).Exits(0);
        Wall[1].Set("status", "done");
        (await OnceAsync()).Exits(0);
        Directory.Move(_actionsync["data", "wall"], _actionsync["data", "board"]);
        File.Delete(Directory.GetFiles(_actionsync["data", "board"], "*.md").Order(StringComparer.Ordinal).ElementAt(1));
        ConfigureBoard("board");

        Assert.Contains("closed ones stay closed", Joined((await MoveAsync("board")).Exits(1).Stderr), StringComparison.Ordinal);
        Assert.Contains("Missing from now on: 0. Not found, but closed already", Joined((await MoveAsync("board", "--allow-missing")).Exits(0).Stdout),
            StringComparison.Ordinal);

        (await OnceAsync()).Exits(0);
        Assert.Equal(["open", "done", "open"], await StatusAsync("state"));
        Assert.Contains("The item stays done.", Joined(await _actionsync.HistoryAsync("INC-7920")), StringComparison.Ordinal);
        Assert.DoesNotContain("missing", (await _actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);
        var again = (await _actionsync.RunAsync("recreate", "INC-7920/write-a-runbook")).Exits(1);
        Assert.Contains("needs no issue any more", Joined(again.Stderr), StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(0);
        var before = (await _actionsync.RunAsync("status", "--json")).Stdout;
        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);
        Assert.Equal(before, (await _actionsync.RunAsync("status", "--json")).Stdout);
    }

    private static string Joined(string text) => string.Join(' ', text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task A_folder_with_none_of_the_issues_is_not_where_they_moved()
    {
        await OnBoardAsync();
        ConfigureBoard("wall");

        var refused = (await MoveAsync("board", "--allow-missing")).Exits(1);

        Assert.Contains("Where none is found, that is not where they moved", refused.Stderr, StringComparison.Ordinal);
        ConfigureBoard("board");
        (await OnceAsync()).Exits(0);
        Assert.Equal(["open", "open", "open"], await StatusAsync("state"));
    }

    [Fact]
    public async Task Issues_on_another_GitHub_server_are_known_by_their_markers_whatever_their_numbers_are()
    {
        var (old, token) = await GitHubAsync();
        var before = old.World.AddRepository("acme/ops");
        ConfigureGitHub(old, token);
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);
        var (moved, newToken) = await GitHubAsync();
        var after = moved.World.AddRepository("acme/ops");
        after.Open("Somebody's own matter");
        foreach (var issue in before.Issues)
            after.Edit(after.Open(issue.Title, issue.Body, "actionsync-bot").Number, copy => copy with { Labels = issue.Labels });
        ConfigureGitHub(moved, newToken);

        Assert.Contains("run actionsync tracker move hub", (await OnceAsync()).Exits(2).Stderr, StringComparison.Ordinal);
        Assert.Contains("Moved 3 issues of tracker hub", (await MoveAsync("hub")).Exits(0).Stdout, StringComparison.Ordinal);

        after.Close(2);
        (await OnceAsync(_actionsync.Write("given.json", Json("INC-7920", "Add an alert", "Write a runbook", "Test the restore", "Tell the customers"))))
            .Exits(0);
        Assert.Equal(["done", "open", "open", "open"], await StatusAsync("state"));
        Assert.Equal(["#2", "#3", "#4", "#5"], await StatusAsync("issue"));
        Assert.Equal(5, after.Everything.Count);
        Assert.Equal(3, before.Everything.Count);
        (await _actionsync.RunAsync("verify")).Exits(0);
    }

    [Fact]
    public async Task Issues_that_lost_their_label_on_the_way_are_found_by_the_marker_in_their_text()
    {
        var (old, token) = await GitHubAsync();
        var before = old.World.AddRepository("acme/ops");
        ConfigureGitHub(old, token);
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);
        var (moved, newToken) = await GitHubAsync();
        var after = moved.World.AddRepository("acme/ops");
        foreach (var issue in before.Issues)
            after.Open(issue.Title, issue.Body, "actionsync-bot");
        ConfigureGitHub(moved, newToken);

        (await MoveAsync("hub")).Exits(0);

        (await OnceAsync()).Exits(0);
        Assert.Equal(["open", "open", "open"], await StatusAsync("state"));
        Assert.Equal(3, after.Everything.Count);
    }

    [Fact]
    public async Task Another_repository_of_the_same_server_is_no_move()
    {
        var (hub, token) = await GitHubAsync();
        hub.World.AddRepository("acme/ops");
        var other = hub.World.AddRepository("acme/other");
        ConfigureGitHub(hub, token);
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);
        ConfigureGitHub(hub, token, "acme/other");

        Assert.Contains("is another place than", (await MoveAsync("hub", "--allow-missing")).Exits(2).Stderr, StringComparison.Ordinal);

        Assert.Empty(other.Everything);
        Assert.Contains("No tracker hbu is configured", (await MoveAsync("hbu")).Exits(2).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_new_server_is_down_nothing_is_moved_and_it_can_be_tried_again()
    {
        var (old, token) = await GitHubAsync();
        old.World.AddRepository("acme/ops");
        ConfigureGitHub(old, token);
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);
        var (moved, newToken) = await GitHubAsync();
        ConfigureGitHub(moved, newToken);
        await moved.Host.StopAsync();

        (await MoveAsync("hub")).Exits(3);

        ConfigureGitHub(old, token);
        (await OnceAsync()).Exits(0);
        Assert.Equal(["open", "open", "open"], await StatusAsync("state"));
    }

    [Fact]
    public async Task Jira_Data_Center_moves_to_Cloud_with_other_ids_and_a_followed_issue_by_its_key()
    {
        var dataCenter = await JiraAsync(JiraMode.DataCenter);
        var before = dataCenter.Book.AddProject("OPS");
        dataCenter.People.Write("OPS", "Upgrade the load balancer");
        ConfigureJira(dataCenter);
        var document = _actionsync.Write("given.json",
            Json("INC-7921", Item("Upgrade the load balancer", url: $"{dataCenter.Url}/browse/OPS-1"), Item("Add an alert"), Item("Write a runbook")));
        (await OnceAsync(document)).Exits(0);
        Assert.Equal(["OPS-1", "OPS-2", "OPS-3"], (await StatusAsync("issue")).Order());

        var cloud = await JiraAsync(JiraMode.Cloud);
        // The project's id is another there, and so are those of its issues.
        cloud.Book.AddProject("ELSE");
        var after = cloud.Book.AddProject("OPS");
        cloud.People.Write("ELSE", "Somebody's own matter");
        foreach (var issue in dataCenter.Book.Issues)
        {
            var creator = issue.Labels.Count == 0 ? cloud.People.Somebody : cloud.Site.Me;
            cloud.Book.Add(after, (id, key) => issue with { Id = id, Key = key, Assignee = null, Creator = creator });
        }
        Assert.NotEqual(before.Id, after.Id);
        ConfigureJira(cloud);

        Assert.Contains("run actionsync tracker move jira", (await OnceAsync()).Exits(2).Stderr, StringComparison.Ordinal);
        Assert.Contains("Moved 3 issues of tracker jira", (await MoveAsync("jira")).Exits(0).Stdout, StringComparison.Ordinal);

        cloud.People.Transition("OPS-1", "done");
        (await OnceAsync(document)).Exits(0);
        Assert.Equal(["done", "open", "open"], await StatusAsync("state"));
        Assert.Equal(4, cloud.Book.Issues.Count);
        Assert.All(await StatusAsync("url"), url => Assert.StartsWith(cloud.Url, url, StringComparison.Ordinal));
        Assert.All(_actionsync.Items("INC-7921"), item => Assert.StartsWith(cloud.Url, item.GetProperty("url").GetString(), StringComparison.Ordinal));
        (await _actionsync.RunAsync("verify")).Exits(0);
        var status = (await _actionsync.RunAsync("status", "--json")).Stdout;
        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);
        Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Stdout);
        (await OnceAsync(document)).Exits(0);
        Assert.Equal(4, cloud.Book.Issues.Count);
    }

    private IReadOnlyList<Testing.Page> Wall =>
        [.. Directory.GetFiles(_actionsync["data", "wall"], "*.md").Order(StringComparer.Ordinal).Select(path => new Testing.Page(path))];

    private async Task OnBoardAsync()
    {
        ConfigureBoard("board");
        (await OnceAsync(_actionsync.Write("given.json", Document))).Exits(0);
    }

    private async Task<(GitHubSimulator Server, string Token)> GitHubAsync()
    {
        var server = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        _servers.Add(server);
        return (server, server.World.AddToken(new GitHubAccess("actionsync-bot")));
    }

    private async Task<JiraSimulator> JiraAsync(JiraMode mode)
    {
        var server = new JiraSimulator(mode, TimeProvider.System);
        _servers.Add(server);
        await server.StartAsync(0, TestContext.Current.CancellationToken);
        return server;
    }

    private void ConfigureBoard(string folder) => Configure($$"""{ "board": { "Kind": "Folder", "Folder": "data/{{folder}}" } }""", "board");

    private void ConfigureGitHub(GitHubSimulator server, string token, string repository = "acme/ops") => Configure(
        $$"""{ "hub": { "Kind": "GitHub", "BaseUrl": "{{server.Url}}", "Repository": "{{repository}}", "Token": "{{token}}", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01" } }""",
        "hub");

    private void ConfigureJira(JiraSimulator server) => Configure(
        $$"""
        { "jira": { "Kind": "Jira", "BaseUrl": "{{server.Url}}", "Project": "OPS", "Deployment": "{{(server.Site.IsCloud ? "Cloud" : "DataCenter")}}",
                    {{(server.Site.IsCloud ? $"\"Email\": \"{server.Site.Me.Email}\"," : "")}} "Token": "{{server.Site.Token}}", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01" } }
        """, "jira");

    private void Configure(string trackers, string route) =>
        _actionsync.Configured($$"""{ "Trackers": {{trackers}}, "Routes": [ { "Tracker": "{{route}}" } ] }""");

    private Task<Ran> OnceAsync(params string[] files) => _actionsync.RunAsync(["once", "--no-remind", .. files]);

    private Task<Ran> MoveAsync(params string[] arguments) => _actionsync.RunAsync(["tracker", "move", .. arguments]);

    private async Task<IReadOnlyList<string?>> StatusAsync(string member) =>
        [.. (await _actionsync.StatusAsync()).Select(item => item.GetProperty(member).GetString())];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        foreach (var server in _servers)
            await server.DisposeAsync();
    }
}
