using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A document comes again, changed.</summary>
public sealed class CorrectionTests : IDisposable
{
    private const string Alert = "Add connection pool alerting at 70%";

    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task A_corrected_title_renames_a_changed_priority_updates_and_a_removed_item_is_withdrawn_with_a_note()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item(Alert), Item("Write the runbook", priority: "P2"), Item("Drop the old table")))).Exits(0);
        var names = _actionsync.Pages.Select(page => page.Name).ToList();
        var changed = Json("INC-1", Item("Add connection pool alerts at 70 %"), Item("Write the runbook", priority: "P1"));
        var plan = (await _actionsync.RunAsync("plan", _actionsync.Write("changed.json", changed))).Exits(0).Stdout;
        Assert.Contains("> INC-1/1  Add connection pool alerts at 70 %", plan, StringComparison.Ordinal);
        Assert.Contains("~ INC-1/2  Write the runbook", plan, StringComparison.Ordinal);
        Assert.Contains("priority: P2 -> P1", plan, StringComparison.Ordinal);
        Assert.Contains("- INC-1/3  Drop the old table", plan, StringComparison.Ordinal);

        (await _actionsync.OnceAsync(changed)).Exits(0);

        Assert.Equal(names, _actionsync.Pages.Select(page => page.Name));
        Assert.Equal("Add connection pool alerts at 70 %", _actionsync.Pages[0]["title"].Trim('"', '\''));
        Assert.Equal("P1", _actionsync.Pages[1]["priority"]);
        Assert.Contains("withdrawn", _actionsync.Pages[2]["labels"], StringComparison.Ordinal);
        Assert.Contains("no longer names this action item", _actionsync.Pages[2].Text, StringComparison.Ordinal);
        Assert.Equal("open", _actionsync.Pages[2]["status"]);
    }

    [Fact]
    public async Task A_deadline_that_a_person_moved_survives_the_next_document_and_history_tells_the_difference()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item(Alert)))).Exits(0);
        _actionsync.Pages[0].Set("deadline", "2024-03-01");

        (await _actionsync.OnceAsync(Json("INC-1", Item(Alert, deadline: "2024-02-01", priority: "P2")))).Exits(0);

        Assert.Equal(("2024-03-01", "P2"), (_actionsync.Pages[0]["deadline"], _actionsync.Pages[0]["priority"]));
        var history = await _actionsync.HistoryAsync("INC-1");
        Assert.Contains("Deadline changed in the tracker: 2024-01-22 -> 2024-03-01", history, StringComparison.Ordinal);
        Assert.Contains("The document asks for deadline 2024-02-01; the tracker shows 2024-03-01 and keeps it.", history, StringComparison.Ordinal);
        Assert.Equal("2024-03-01", _actionsync.Items("INC-1")[0].GetProperty("deadline").GetString());
    }

    [Fact]
    public async Task The_first_document_again_after_a_second_one_is_a_revert_and_counts()
    {
        var (a, b) = (Json("INC-1", Item(Alert, deadline: "2024-02-01")), Json("INC-1", Item(Alert, deadline: "2024-02-02")));

        foreach (var document in new[] { a, b, a })
            (await _actionsync.OnceAsync(document)).Exits(0);

        Assert.Equal("2024-02-01", _actionsync.Pages[0]["deadline"]);
        Assert.Equal(3, _actionsync.Receipt("INC-1").GetProperty("revision").GetInt32());
        Assert.Equal(["receipt.json", "revision-0001.json", "revision-0002.json", "revision-0003.json"],
            Directory.EnumerateFiles(_actionsync["data", "archive", "INC-1"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_document_without_action_items_withdraws_nothing_and_one_with_none_withdraws()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Alert))).Exits(0);

        (await _actionsync.OnceAsync(Silent("INC-1"))).Exits(0);
        Assert.DoesNotContain("withdrawn", _actionsync.Pages[0]["labels"], StringComparison.Ordinal);

        (await _actionsync.OnceAsync(Json("INC-1"))).Exits(0);
        Assert.Contains("withdrawn", _actionsync.Pages[0]["labels"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_withdrawals_at_once_wait_for_a_person_and_an_item_that_comes_back_loses_its_flag()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Apples first", "Bread second", "Cheese third", "Dates fourth"))).Exits(0);

        var held = (await _actionsync.OnceAsync(Json("INC-1", "Apples first"))).Exits(3);
        Assert.Contains("actionsync confirm INC-1", held.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain(_actionsync.Pages, page => page["labels"].Contains("withdrawn", StringComparison.Ordinal));

        (await _actionsync.RunAsync("once", "--confirm-withdraw")).Exits(0);
        Assert.Equal(3, _actionsync.Pages.Count(page => page["labels"].Contains("withdrawn", StringComparison.Ordinal)));
        Assert.Equal(3, _actionsync.Items("INC-1").Count(item => item.GetProperty("withdrawn").GetBoolean()));

        (await _actionsync.OnceAsync(Json("INC-1", "Apples first", "Bread second"))).Exits(0);
        Assert.DoesNotContain("withdrawn", _actionsync.Pages[1]["labels"], StringComparison.Ordinal);
        Assert.Equal(2, _actionsync.Pages.Count(page => page["labels"].Contains("withdrawn", StringComparison.Ordinal)));
        Assert.Equal(4, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task What_was_done_at_first_sight_gets_no_issue_and_a_later_done_closes_one_unless_somebody_changed_its_state()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item("Rolled back", status: "done"), Item("Add an alert"), Item("Write a test")))).Exits(0);
        Assert.Equal(["Add an alert", "Write a test"], _actionsync.Pages.Select(page => page["title"]));
        var done = _actionsync.Items("INC-1")[0];
        Assert.Equal("done", done.GetProperty("state").GetString());
        Assert.False(done.TryGetProperty("issue", out _));
        _actionsync.Pages[1].Set("status", "in_progress");

        (await _actionsync.OnceAsync(
            Json("INC-1", Item("Rolled back", status: "done"), Item("Add an alert", status: "done"), Item("Write a test", status: "done")))).Exits(0);

        Assert.Equal(["done", "in_progress"], _actionsync.Pages.Select(page => page["status"]));
        Assert.Contains("The document asks for state done; the tracker shows in_progress", await _actionsync.HistoryAsync("INC-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_documents_of_one_incident_are_taken_in_by_time_and_then_by_name()
    {
        _actionsync.Drop("a-late.json", Json("INC-1", Item(Alert, deadline: "2024-02-03")), TimeSpan.FromMinutes(1));
        _actionsync.Drop("z-early.json", Json("INC-1", Item(Alert, deadline: "2024-02-01")), TimeSpan.FromMinutes(9));
        var same = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-20);
        File.SetLastWriteTimeUtc(_actionsync.Drop("2.json", Json("INC-2", Item(Alert, deadline: "2024-02-02"))), same);
        File.SetLastWriteTimeUtc(_actionsync.Drop("1.json", Json("INC-2", Item(Alert, deadline: "2024-02-01"))), same);

        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Equal(["2024-02-03", "2024-02-02"], _actionsync.Pages.Select(page => page["deadline"]));
        Assert.Equal(2, _actionsync.Receipt("INC-1").GetProperty("revision").GetInt32());
        Assert.Empty(Directory.EnumerateFiles(_actionsync["data", "inbox"]));
    }

    public void Dispose() => _actionsync.Dispose();
}
