using System.Text.Json;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Routes that ignore, ranges, and holes.</summary>
public sealed class RoutingTests : IDisposable
{
    private const string Ignoring = """
        {"Routes": [{"When": {"Priority": "P0..P1"}, "Tracker": "board"}, {"When": {"Priority": ["P3", "P4"]}, "Tracker": "none"}]}
        """;

    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task What_a_route_ignores_is_recorded_and_reported_and_gets_no_issue_until_its_route_changes()
    {
        _actionsync.Configured(Ignoring.Replace("""["P3", "P4"]""", "\"P2..P4\"", StringComparison.Ordinal));
        var file = _actionsync.Write("a.json", Json("INC-1", Item("Add an alert"), Item("Tidy up", priority: "P3")));

        Assert.Contains("a.json:", (await _actionsync.RunAsync("check", file)).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("its route ignores it", (await _actionsync.RunAsync("plan", file)).Exits(0).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once", file)).Exits(0);

        Assert.Equal("Add an alert", Assert.Single(_actionsync.Pages)["title"]);
        var status = await _actionsync.StatusAsync();
        Assert.Equal(["board", "none"], status.Select(item => item.GetProperty("tracker").GetString()));
        Assert.False(status[1].GetProperty("overdue").GetBoolean());
        Assert.Equal("Routes:1 (Priority P2..P4)", status[1].GetProperty("ignoredBy").GetString());
        Assert.EndsWith("\n1 open, 1 overdue, 1 of old incidents; 1 ignored (--all shows it)\n", (await _actionsync.RunAsync("status")).Exits(0).Stdout,
            StringComparison.Ordinal);
        Assert.Contains("  ignored", (await _actionsync.RunAsync("status", "--all")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("Routes:1 (Priority P2..P4): recorded, without an issue", (await _actionsync.RunAsync("item", "INC-1/2")).Exits(0).Stdout,
            StringComparison.Ordinal);
        Assert.Contains("INC-1/2: ignored by Routes:1 (Priority P2..P4)", (await _actionsync.RunAsync("history", "INC-1")).Exits(0).Stdout,
            StringComparison.Ordinal);
        Assert.DoesNotContain("ignored by", (await _actionsync.RunAsync("history", "INC-1/1")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("recorded without an issue: 1", (await _actionsync.RunAsync("report")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("its route ignores it", (await _actionsync.RunAsync("remind", "--preview")).Stdout, StringComparison.Ordinal);
        Assert.Contains("since its route ignores it", (await _actionsync.RunAsync("recreate", "INC-1/tidy-up")).Exits(1).Stderr, StringComparison.Ordinal);

        _actionsync.Configured("""{"Routes": [{"Tracker": "board"}]}""");
        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Equal(2, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task Ignored_items_are_not_too_many_at_once()
    {
        _actionsync.Configured("""{"Routes": [{"Tracker": "none"}]}""");

        (await _actionsync.OnceAsync(Json("INC-1", [.. Enumerable.Range(0, 100).Select(n => Item($"Item {n}"))]))).Exits(0);

        Assert.All(await _actionsync.StatusAsync(), item => Assert.False(item.GetProperty("held").GetBoolean()));
        (await _actionsync.RunAsync("verify")).Exits(0);
        _actionsync.LoseLedger();
        (await _actionsync.RunAsync("rebuild")).Exits(0);
        Assert.All(
            await _actionsync.StatusAsync(),
            item => Assert.Equal(("none", false), (item.GetProperty("tracker").GetString(), item.GetProperty("held").GetBoolean())));
    }

    [Fact]
    public async Task A_hole_is_named_and_an_item_in_it_makes_every_once_exit_3_until_it_is_routed()
    {
        _actionsync.Configured(Ignoring);
        Assert.Contains("no route matches an item of priority P2", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);

        var first = (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert", priority: "P2")))).Exits(3);
        var second = (await _actionsync.RunAsync("once")).Exits(3);

        Assert.All([first, second],
            ran => Assert.Contains("1 item waits, since no route matches: INC-1/1.", ran.Stderr, StringComparison.Ordinal));
        _actionsync.Configured("""{"Routes": [{"When": {"Priority": "P2"}, "Tracker": "none"}, {"Tracker": "board"}]}""");
        (await _actionsync.RunAsync("once")).Exits(0);
        (await _actionsync.RunAsync("doctor")).Exits(0);
    }

    [Theory]
    [InlineData("board")]
    [InlineData("none")]
    public async Task Plan_says_what_a_mended_route_does_for_items_that_waited_for_it(string tracker)
    {
        _actionsync.Configured("""{"Routes": [{"When": {"Priority": "P0..P1"}, "Tracker": "board"}]}""");
        var file = _actionsync.Write("a.json", Json("INC-1", Item("Add an alert", priority: "P2"), Item("Tidy up", priority: "P3")));
        (await _actionsync.RunAsync("once", file)).Exits(3);

        var waiting = (await _actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(3);
        Assert.Contains("2 wait: no route", waiting.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing to do", waiting.Stdout, StringComparison.Ordinal);

        _actionsync.Configured($$"""
            {"Routes": [{"When": {"Priority": "P0..P1"}, "Tracker": "board"}, {"Tracker": "{{tracker}}"}]}
            """);
        var isIgnored = tracker == "none";
        var without = (await _actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(10);
        var named = (await _actionsync.RunAsync("plan", file, "--detailed-exitcode")).Exits(10);
        var totals = Totals(await _actionsync.RunAsync("plan", "--json"));
        var namedTotals = Totals(await _actionsync.RunAsync("plan", file, "--json"));
        Assert.Contains(isIgnored ? "2 are recorded without an issue" : "2 of earlier documents are created too", without.Stdout, StringComparison.Ordinal);
        Assert.Contains(isIgnored ? "2 are recorded without an issue" : "2 to create: 2 board", named.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("no route", without.Stdout + named.Stdout, StringComparison.Ordinal);
        Assert.True(totals.GetProperty("hasWork").GetBoolean());
        Assert.Equal(isIgnored ? 2 : 0, totals.GetProperty("record").GetInt32());
        Assert.Equal(isIgnored ? 0 : 2, totals.GetProperty("earlier").GetInt32());
        Assert.True(namedTotals.GetProperty("hasWork").GetBoolean());

        var once = (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(isIgnored ? 0 : 2, _actionsync.Pages.Count);
        Assert.DoesNotContain("Nothing to do", once.Stdout, StringComparison.Ordinal);
        if (isIgnored)
            Assert.Contains("2 items are ignored from now on, as Routes say: INC-1/1, INC-1/2.", once.Stdout, StringComparison.Ordinal);
        Assert.Contains("Nothing to do.", (await _actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("Nothing to do", (await _actionsync.RunAsync("once")).Exits(0).Stdout, StringComparison.Ordinal);

        static JsonElement Totals(Ran ran) => JsonDocument.Parse(ran.Stdout).RootElement.GetProperty("totals");
    }

    [Fact]
    public async Task A_worker_tells_a_hole_at_its_start_and_an_item_in_it_once()
    {
        _actionsync.Configured(Ignoring);
        using var worker = await _actionsync.StartWorkerAsync();
        Assert.Contains("There is a hole in Routes: no route matches an item of priority P2.", worker.Stderr, StringComparison.Ordinal);

        _actionsync.Drop("a.json", Json("INC-1", Item("Add an alert", priority: "P2")));
        await Eventually.IsTrue(() => worker.Stderr.Contains("since no route matches: INC-1/1", StringComparison.Ordinal), "the item is told");
        _actionsync.Drop("b.json", Json("INC-2", Item("Add another", priority: "P2")));
        await Eventually.IsTrue(() => worker.Stderr.Contains("since no route matches: INC-2/1", StringComparison.Ordinal), "the other is told");

        Assert.Equal(1, worker.Stderr.Split("no route matches: INC-1/1").Length - 1);
    }

    public void Dispose() => _actionsync.Dispose();
}
