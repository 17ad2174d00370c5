using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A board file in words that nobody can read: the last known values stand, everybody says so, and it is over when it is put right.</summary>
public sealed class UnreadableInputTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("deadline: 2024-01-22", "deadline: next friday", "deadline", "a day (2024-01-22)")]
    [InlineData("status: open", "status: finished", "state", "open, in_progress, done")]
    [InlineData("priority: P1", "priority: urgent", "priority", "P0, P1, P2, P3 or P4")]
    [InlineData("owner: alice@company.com", "owner: ???", "owner", "an address or a name")]
    [InlineData("---\n\nDone?", "\nDone?", "issue", "---")]
    public async Task A_value_in_own_words_is_told_and_the_last_known_one_stands(string from, string to, string what, string right)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        var before = (await _actionsync.RunAsync("status", "--json")).Stdout;
        Edit(from, to);

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        Assert.Contains($"its {what} cannot be read", once.Stderr, StringComparison.Ordinal);
        Assert.Contains(right, once.Stderr, StringComparison.Ordinal);
        Assert.Contains("1 item has an issue of which something cannot be read", once.Stderr, StringComparison.Ordinal);

        var items = await _actionsync.StatusAsync();
        Assert.Equal(("Add an alert", "alice@company.com", "P1", "2024-01-22", "open"),
            (Text(items[0], "title"), Text(items[0], "owner"), Text(items[0], "priority"), Text(items[0], "deadline"), Text(items[0], "state")));
        var unread = Assert.Single(items[0].GetProperty("unread").EnumerateArray());
        Assert.Equal(what, Text(unread, "what"));
        Assert.Contains(right, Text(unread, "why"), StringComparison.Ordinal);
        Assert.Empty(items[1].GetProperty("unread").EnumerateArray());
        Assert.Contains($"INC-1/1: its {what} cannot be read", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("INC-1/1", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(1);

        // Told once; the next passes only exit with 3.
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        Assert.Single((await HistoryAsync()).Split('\n'), line => line.Contains($"its {what} cannot be read", StringComparison.Ordinal));

        Edit(to, from);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Equal(before, (await _actionsync.RunAsync("status", "--json")).Stdout);
        Assert.Single((await HistoryAsync()).Split('\n'), line => line.Contains($"its {what} can be read again", StringComparison.Ordinal));
        Assert.DoesNotContain("changed in the tracker", await HistoryAsync(), StringComparison.Ordinal);
        (await _actionsync.RunAsync("doctor")).Exits(0);
        (await _actionsync.RunAsync("verify")).Exits(0);
    }

    [Fact]
    public async Task An_overdue_item_whose_deadline_cannot_be_read_is_still_reminded()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Directory.Delete(_actionsync["data", "outbox"], recursive: true);
        Edit("deadline: 2024-01-22", "deadline: as soon as possible");
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        var preview = (await _actionsync.RunAsync("remind", "--preview", "--at", "2040-01-04T10:00:00Z")).Stdout;
        Assert.Contains("INC-1/1", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("it has no deadline", preview, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snooze_until: DAY", "snooze_until: next week")]
    [InlineData("snooze_until: DAY", "snooze_until: [DAY, later]")]
    [InlineData("snooze_until: DAY", "snooze until DAY")]
    [InlineData("---\nid:", "id:")]
    public async Task A_snooze_that_cannot_be_read_any_more_stands_until_it_is_surely_gone(string from, string to)
    {
        var today = TimeProvider.System.GetUtcNow();
        var workingDay = Enumerable.Range(2, 3).Select(days => today.AddDays(days)).First(at => at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        var day = $"{today.AddDays(8):yyyy-MM-dd}";
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Edit("priority: P1", $"snooze_until: {day}\npriority: P1");
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.True(await IsSnoozedAsync());

        var (before, after) = (from.Replace("DAY", day, StringComparison.Ordinal), to.Replace("DAY", day, StringComparison.Ordinal));
        Edit(before, after);
        (await _actionsync.RunAsync("once")).Exits(3);
        Assert.True(await IsSnoozedAsync());

        Edit(after, before);
        Edit($"snooze_until: {day}\n", "");
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.False(await IsSnoozedAsync());

        async Task<bool> IsSnoozedAsync() => (await _actionsync.RunAsync("remind", "--preview", "--at", $"{workingDay:yyyy-MM-dd}T12:00:00Z")).Exits(0)
            .Stdout.Contains($"it is snoozed until {day}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadlines_that_are_gone_from_all_files_at_once_are_doubted_until_a_person_says_that_it_was_meant()
    {
        string[] titles = ["Apples first", "Bread second", "Cheese third", "Dates fourth", "Eggs fifth", "Figs sixth"];
        (await _actionsync.OnceAsync(Json("INC-1", [.. titles]))).Exits(0);
        EditAll("deadline: 2024-01-22", "deadline:");

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        Assert.Contains("once --confirm-emptied", once.Stderr, StringComparison.Ordinal);
        Assert.All(await _actionsync.StatusAsync(), item => Assert.Equal("2024-01-22", Text(item, "deadline")));
        var finding = Assert.Single(
            (await _actionsync.RunAsync("doctor")).Exits(1).Stdout.Split('\n'), line => line.StartsWith("BAD", StringComparison.Ordinal));
        Assert.Contains("6 items", finding, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        // One of them shows again, and is believed; the others are still too many.
        var page = _actionsync.Pages[0].Path;
        File.WriteAllText(page, File.ReadAllText(page).Replace("deadline:\n", "deadline: 2024-03-03\n", StringComparison.Ordinal));
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        Assert.Equal(["2024-03-03", "2024-01-22", "2024-01-22", "2024-01-22", "2024-01-22", "2024-01-22"],
            (await _actionsync.StatusAsync()).Select(item => Text(item, "deadline")));

        (await _actionsync.RunAsync("once", "--no-remind", "--confirm-emptied")).Exits(0);
        Assert.Equal(["2024-03-03", null, null, null, null, null], (await _actionsync.StatusAsync()).Select(item => Text(item, "deadline")));
        Assert.Equal(5,
            (await HistoryAsync()).Split('\n').Count(line => line.Contains("Deadline changed in the tracker: 2024-01-22 -> none", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deadlines_that_come_back_were_never_gone()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Apples first", "Bread second", "Cheese third", "Dates fourth", "Eggs fifth"))).Exits(0);
        EditAll("deadline: 2024-01-22", "deadline:");
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        EditAll("deadline:", "deadline: 2024-01-22");

        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.DoesNotContain("Deadline changed", await HistoryAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_deadlines_that_people_take_away_are_believed()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Apples first", "Bread second", "Cheese third", "Dates fourth"))).Exits(0);
        EditAll("deadline: 2024-01-22", "deadline:");

        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.All(await _actionsync.StatusAsync(), item => Assert.Null(Text(item, "deadline")));
    }

    [Fact]
    public async Task A_rebuild_keeps_what_the_receipt_says_of_a_file_that_cannot_be_read()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        Edit("deadline: 2024-01-22", "deadline: 2024-05-05");
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Edit("---\nid", "id");
        _actionsync.LoseLedger();

        Assert.Contains("INC-1/add-an-alert", (await _actionsync.RunAsync("rebuild")).Exits(1).Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        var items = await _actionsync.StatusAsync();
        Assert.Equal(("open", "2024-05-05"), (Text(items[0], "state"), Text(items[0], "deadline")));
        Assert.Equal(2, Directory.GetFiles(_actionsync["data", "board"]).Length);
    }

    public void Dispose() => _actionsync.Dispose();

    private async Task<string> HistoryAsync() => (await _actionsync.RunAsync("history", "INC-1")).Exits(0).Stdout;

    private static string? Text(System.Text.Json.JsonElement item, string name) => item.GetProperty(name).GetString();

    private void Edit(string from, string to) => Edit(Directory.GetFiles(_actionsync["data", "board"]).Order(StringComparer.Ordinal).First(), from, to);

    private void EditAll(string from, string to)
    {
        foreach (var page in Directory.GetFiles(_actionsync["data", "board"]))
            Edit(page, from, to);
    }

    private static void Edit(string page, string from, string to)
    {
        var text = File.ReadAllText(page);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(page, text.Replace(from, to, StringComparison.Ordinal));
    }
}
