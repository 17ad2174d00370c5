using System.Text.Json;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What <c>plan</c> calls items and how it counts them, which is what all other commands say of them behind it.</summary>
public sealed class PlanWordsTests : IAsyncDisposable
{
    private const string Bob = "bob@company.com";
    private const string Dave = "dave@acme.com";

    private OnGitHub _on = null!;

    [Fact]
    public async Task Items_are_called_in_the_plan_what_every_command_calls_them_behind_it()
    {
        _on = await OnGitHub.StartAsync();
        (await _on.TakeInAsync(Json("INC-1", Item("First", Bob), Item("Second", Bob)))).Exits(0);
        var file = _on.Actionsync.Write(
            "new.json", Json("INC-1", Item("Fresh", Bob), Item("Second", Bob), Item("First", Bob), Item("With an id", Bob, id: "AI-7")));

        using var plan = JsonDocument.Parse((await _on.Actionsync.RunAsync("plan", "--json", file)).Exits(0).Stdout);
        var shown = (await _on.Actionsync.RunAsync("plan", file)).Exits(0).Stdout.ReplaceLineEndings("\n");
        (await _on.OnceAsync(file)).Exits(0);

        var foretold = plan.RootElement.GetProperty("items").EnumerateArray().ToDictionary(item => Word(item, "title"), item => Word(item, "short"));
        Assert.Equal((await _on.Actionsync.StatusAsync()).ToDictionary(item => Word(item, "title"), item => Word(item, "short")), foretold);
        Assert.Equal(["INC-1/1", "INC-1/2", "INC-1/3", "AI-7"], new[] { "First", "Second", "Fresh", "With an id" }.Select(title => foretold[title]));
        Assert.Contains("  + INC-1/3  Fresh\n", shown, StringComparison.Ordinal);
        Assert.Contains("  = INC-1/1  First\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_a_persons_word_counts_among_what_nobody_is_assigned_to_wherever_that_is_counted()
    {
        _on = await OnGitHub.StartAsync();
        _on.Actionsync.With("Planning:MaxNewItemsPerDocument", "2");
        const string Day = "2099-01-22";
        var file = _on.Actionsync.Write(
            "many.json", Json("INC-1", Item("One", Dave, deadline: Day), Item("Two", Bob, deadline: Day), Item("Three", Dave, deadline: Day),
                Item("Four", owner: null, deadline: Day)));

        var plan = (await _on.Actionsync.RunAsync("plan", "--detailed-exitcode", file)).Exits(3).Stdout.ReplaceLineEndings("\n");

        Assert.Contains("\n2 nobody is assigned to; 1 nobody owns; 4 wait: for a person's word", plan, StringComparison.Ordinal);
        Assert.Contains($"Nobody is assigned to 2 items:\n  {Dave}, 2 items in hub:", plan, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await _on.Actionsync.RunAsync("plan", "--json", file)).Exits(0).Stdout);
        var totals = json.RootElement.GetProperty("totals");
        Assert.Equal([0, 2, 1], new[] { "nobodys", "unassigned", "ownerless" }.Select(member => totals.GetProperty(member).GetInt32()));

        var once = (await _on.OnceAsync(file)).Exits(3);
        Assert.Contains("4 open, 2 unassigned, 1 owned by nobody, 4 held", once.Stdout, StringComparison.Ordinal);
        Assert.Contains("Nobody is assigned to 2 items:", once.Stderr, StringComparison.Ordinal);
        Assert.Contains("4 open, 2 unassigned, 1 owned by nobody, 4 held", (await _on.Actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("nobody is assigned to 2 items of 1 owner", (await _on.Actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);
        Assert.Equal([true, false, true, false], (await _on.Actionsync.StatusAsync()).Select(item => item.GetProperty("unassigned").GetBoolean()));
    }

    [Fact]
    public async Task An_item_that_no_route_matches_is_left_by_plan_as_by_once_and_a_file_that_is_not_there_is_no_plan()
    {
        using var actionsync = new Actionsync().Configured(
            """{"Trackers": {"board": {"Kind": "Folder"}}, "Routes": [{"When": {"Priority": "P1"}, "Tracker": "board"}]}""");
        var file = actionsync.Write("a.json", Json("INC-1", Item("Of no route", priority: "P4")));

        Assert.Contains("1 waits: no route", (await actionsync.RunAsync("plan", "--detailed-exitcode", file)).Exits(3).Stdout, StringComparison.Ordinal);
        (await actionsync.RunAsync("once", "--no-remind", file)).Exits(3);
        (await actionsync.RunAsync("plan", "--detailed-exitcode", file)).Exits(3);
        var missing = (await actionsync.RunAsync("plan", "nofile.json")).Exits(1);
        Assert.Equal("", missing.Stdout);
        Assert.Contains("nofile.json: error: no such file", missing.Stderr, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_on is not null)
            await _on.DisposeAsync();
    }

    private static string Word(JsonElement item, string member) => item.GetProperty(member).GetString()!;
}
