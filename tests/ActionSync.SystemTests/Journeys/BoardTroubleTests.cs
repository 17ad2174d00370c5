using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Trouble with the board, routes to it, and how much it gets at once.</summary>
public sealed class BoardTroubleTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task While_the_board_cannot_be_written_items_stay_pending_and_nothing_is_lost()
    {
        var inTheWay = _actionsync.Write(Path.Combine("data", "board"), "in the way");

        var failed = (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(3);

        Assert.Contains(inTheWay, failed.Stderr, StringComparison.Ordinal);
        Assert.All(await _actionsync.StatusAsync(), item => Assert.Equal("pending", item.GetProperty("state").GetString()));
        Assert.Contains("INC-1/1: ", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);

        File.Delete(inTheWay);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(2, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task While_the_archive_cannot_be_written_the_issues_are_made_and_it_is_caught_up_later()
    {
        var inTheWay = _actionsync.Write(Path.Combine("data", "archive"), "in the way");
        var dropped = _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));

        (await _actionsync.RunAsync("once")).Exits(3);
        Assert.Single(_actionsync.Pages);
        Assert.True(File.Exists(dropped));

        File.Delete(inTheWay);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.False(File.Exists(dropped));
        Assert.True(File.Exists(_actionsync["data", "archive", "INC-1", "revision-0001.json"]));
        Assert.Single(_actionsync.Items("INC-1"));
    }

    [Fact]
    public async Task Beyond_the_cap_the_rest_stays_pending_and_the_run_says_so()
    {
        _actionsync.With("Trackers:board:MaxCreatesPerRun", "2");

        var first = (await _actionsync.OnceAsync(Json("INC-1", "Apples first", "Bread second", "Cheese third", "Dates fourth", "Eggs fifth"))).Exits(3);

        Assert.Equal(2, _actionsync.Pages.Count);
        Assert.Contains("3 more wait", first.Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once")).Exits(3);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(5, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task A_deleted_page_is_missing_and_is_made_anew_only_when_a_person_says_so()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        File.Delete(_actionsync.Pages[0].Path);

        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(["missing", "open"], (await _actionsync.StatusAsync()).Select(item => item.GetProperty("state").GetString()));
        Assert.Single(_actionsync.Pages);
        Assert.Contains("recreate", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);

        (await _actionsync.RunAsync("recreate", "INC-1/write-a-test")).Exits(1);
        (await _actionsync.RunAsync("recreate", "INC-1/add-an-alert")).Exits(0);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(["open", "open"], _actionsync.Items("INC-1").Select(item => item.GetProperty("state").GetString()));
        Assert.Equal(2, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task An_address_in_the_document_takes_the_issue_that_is_there()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        var mine = _actionsync.Write(Path.Combine("data", "board", "mine.md"), "---\ntitle: My own page\nstatus: in_progress\n---\n\nWords.\n");

        (await _actionsync.OnceAsync(Json("INC-2", Item("Look at this", url: new Uri(mine).AbsoluteUri)))).Exits(0);

        Assert.Equal(2, _actionsync.Pages.Count);
        var item = _actionsync.Items("INC-2")[0];
        Assert.Equal(("in_progress", "My own page"), (item.GetProperty("state").GetString(), item.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task An_item_that_no_route_matches_stays_pending_and_everybody_names_it()
    {
        _actionsync.Configured("""{"Trackers": {"board": {"Kind": "Folder"}}, "Routes": [{"When": {"Priority": "P1"}, "Tracker": "board"}]}""");
        var file = _actionsync.Write("one.json", Json("INC-1", Item("Add an alert"), Item("Write a test", priority: "P4")));
        Assert.Contains("= item: Write a test", (await _actionsync.RunAsync("check", file)).Exits(0).Stdout, StringComparison.Ordinal);

        (await _actionsync.RunAsync("once", file)).Exits(3);

        Assert.Single(_actionsync.Pages);
        Assert.Contains("INC-1/2: No route", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("INC-1/2: ", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);

        // A route that matches moves it, and leaves alone what has an issue.
        _actionsync.Configured(
            """{"Trackers": {"board": {"Kind": "Folder"}, "other": {"Kind": "Folder", "Folder": "data/other"}}, "Routes": [{"Tracker": "other"}]}""");
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Single(_actionsync.Pages);
        Assert.Single(Directory.EnumerateFiles(_actionsync["data", "other"]));
    }

    [Fact]
    public async Task A_tracker_that_points_elsewhere_or_vanished_while_issues_live_there_is_an_error_that_names_both()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);

        _actionsync.With("Trackers:board:Folder", "elsewhere");
        var moved = (await _actionsync.RunAsync("once")).Exits(2).Stderr;
        Assert.Contains(_actionsync["data", "board"], moved, StringComparison.Ordinal);
        Assert.Contains(_actionsync["elsewhere"], moved, StringComparison.Ordinal);

        _actionsync.With("Trackers:board:Folder", "data/board").Configured("""{"Trackers": {"board": {"Kind": "Folder"}}}""");
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Single(_actionsync.Pages);
    }

    [Fact]
    public async Task A_board_that_was_never_used_may_move_and_its_issues_are_adopted_where_it_is_now()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Directory.Move(_actionsync["data", "board"], _actionsync["kept"]);
        _actionsync.LoseLedger();
        // The first contact is with a place where nothing can be made.
        _actionsync.Write("blocked", "in the way");
        _actionsync.With("Trackers:board:Folder", "blocked");
        (await _actionsync.RunAsync("once", "--new-ledger", _actionsync.Write("again.json", Json("INC-1", "Add an alert")))).Exits(3);

        _actionsync.With("Trackers:board:Folder", "kept");
        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Single(Directory.EnumerateFiles(_actionsync["kept"]));
    }

    [Fact]
    public async Task Files_beyond_their_limits_are_named_with_what_to_do_and_cost_no_memory()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        _actionsync.Pages[0].Set("status", $"open\n{string.Join('\n', Enumerable.Range(0, 80_000).Select(n => $"k{n}: v"))}");
        _actionsync.Pages[1].Set("status", "done");
        SpecialFiles.Sparse(_actionsync["data", "board", "video.md"], 700L << 20);
        SpecialFiles.Sparse(_actionsync["data", "board", "film.md"], 3L << 30);

        var once = (await _actionsync.Limited(96).RunAsync("once", "--no-remind")).Exits(3);

        Assert.Contains("video.md  the file has 734,003,200 bytes", once.Stderr, StringComparison.Ordinal);
        Assert.Contains("film.md  the file has 3,221,225,472 bytes", once.Stderr, StringComparison.Ordinal);
        Assert.Equal(["open", "done"], _actionsync.Items("INC-1").Select(item => item.GetProperty("state").GetString()));
        const string tooMuch = "the front matter has more than 64 KiB; take out what does not belong there.";
        Assert.Contains($"{tooMuch} What was known before stands.", once.Stderr, StringComparison.Ordinal);
        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;
        Assert.Contains($"{tooMuch} The last known value stands.", Assert.Single(doctor.Split('\n'), line => line.Contains(tooMuch, StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();
}
