using System.Text.Json;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Every command that takes an item takes it by any name that people see, in any case.</summary>
public sealed class ItemNameTests(PostgresFixture postgres) : IDisposable
{
    private readonly Actionsync _actionsync = new();

    public void Dispose() => _actionsync.Dispose();

    private async Task TakeInAsync()
    {
        (await _actionsync.OnceAsync(
            Json("INC-2024-0142", Item("Add an alert"), Item("Rehearse the failover", owner: "bob@company.com", id: "AI-7"),
                Item("Write a test", priority: "P3")),
            Json("INC-2024-0143", Item("Add an alert", priority: "P2")))).Exits(0);
    }

    [Theory]
    [InlineData("item", "x")]
    [InlineData("open", "x")]
    [InlineData("done", "x")]
    [InlineData("recreate", "x")]
    [InlineData("snooze", "x", "--end")]
    public async Task Where_nobody_wrote_a_ledger_the_file_that_was_looked_for_is_named_and_none_is_made(params string[] command)
    {
        var ledger = _actionsync["data", "actionsync.db"];

        Assert.Contains($"there is no ledger {ledger}. --data DIR names another folder.", (await _actionsync.RunAsync(command)).Exits(1).Stderr,
            StringComparison.Ordinal);
        Assert.False(File.Exists(ledger));
    }

    [Theory]
    [InlineData("--until DATE is missing", "--reason", "Later")]
    [InlineData("--reason TEXT is missing", "--until", "2099-01-01")]
    [InlineData("or --list alone")]
    public async Task What_snooze_needs_is_said_by_name(string missing, params string[] options) =>
        Assert.Contains(missing, (await _actionsync.RunAsync(["snooze", "AI-7", .. options])).Exits(2).Stderr, StringComparison.Ordinal);

    [Theory]
    [InlineData("INC-2024-0142/AI-7")]
    [InlineData("inc-2024-0142/ai-7")]
    [InlineData("AI-7")]
    [InlineData("ai-7")]
    [InlineData("INC-2024-0142/2")]
    [InlineData("inc-2024-0142/2")]
    [InlineData("rehearse")]
    [InlineData("inc-2024-0142-02")]
    [InlineData("INC-2024-0142/AI")]
    public async Task A_name_leads_to_its_item(string name)
    {
        await TakeInAsync();
        var page = Assert.Single(_actionsync.Pages, page => page["title"] == "Rehearse the failover").Path;
        if (name == "rehearse")
            name = Path.GetFileName(page);

        foreach (var text in (string[])[name, page, new Uri(page).AbsoluteUri])
        {
            Assert.Equal($"{new Uri(page).AbsoluteUri}\n", (await _actionsync.RunAsync("open", text)).Exits(0).Stdout);
            Assert.Equal("INC-2024-0142/AI-7", JsonDocument.Parse((await _actionsync.RunAsync("item", text, "--json")).Exits(0).Stdout)
                .RootElement.GetProperty("item").GetProperty("key").GetString());
            Assert.Contains("Rehearse the failover", (await _actionsync.RunAsync("history", text)).Exits(0).Stdout, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_that_fits_several_lists_them_all_and_one_that_fits_none_names_the_nearest()
    {
        await TakeInAsync();

        var several = (await _actionsync.RunAsync("item", "INC-2024-014")).Exits(2).Stderr;
        Assert.All((string[])["may be any of 4 items", "INC-2024-0142/1  Add an alert", "AI-7  Rehearse the failover", "INC-2024-0142/3", "INC-2024-0143/1"],
            part => Assert.Contains(part, several, StringComparison.Ordinal));
        foreach (var command in (string[][])[["item"], ["open"], ["done"], ["recreate"], ["snooze", "--end"]])
            Assert.Contains("may be any of 2 items", (await _actionsync.RunAsync([.. command, "INC-2024-0142/a"])).Exits(2).Stderr, StringComparison.Ordinal);

        Assert.Contains("Did you mean AI-7 (Rehearse the failover)?", (await _actionsync.RunAsync("done", "AI-8")).Exits(1).Stderr, StringComparison.Ordinal);
        Assert.Contains("Did you mean INC-2024-0142", (await _actionsync.RunAsync("history", "INC-2024-0124")).Exits(1).Stderr, StringComparison.Ordinal);
        Assert.Contains("No item xyzzy is known.", (await _actionsync.RunAsync("open", "xyzzy")).Exits(1).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_short_name_that_a_table_shows_can_be_typed(bool onPostgres)
    {
        if (onPostgres)
            _actionsync.With("Ledger:Provider", "Postgres").With("Ledger:ConnectionString", await postgres.NewDatabaseAsync());
        await TakeInAsync();

        var items = await _actionsync.StatusAsync();
        Assert.Equal(["INC-2024-0142/1", "AI-7", "INC-2024-0142/3", "INC-2024-0143/1"], items.Select(item => item.GetProperty("short").GetString()));
        var table = (await _actionsync.RunAsync("status")).Exits(0).Stdout;
        foreach (var item in items)
        {
            var name = item.GetProperty("short").GetString()!;
            Assert.Contains($"  {name} ", table, StringComparison.Ordinal);
            Assert.Equal($"{item.GetProperty("url").GetString()}\n", (await _actionsync.RunAsync("open", name)).Exits(0).Stdout);
            var history = (await _actionsync.RunAsync("history", name)).Exits(0).Stdout;
            Assert.Contains($"{name}  {item.GetProperty("title").GetString()}", history, StringComparison.Ordinal);
            Assert.Contains("created", await _actionsync.HistoryAsync(name), StringComparison.Ordinal);
        }
        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(5).ToString("yyyy-MM-dd", null);
        (await _actionsync.RunAsync("snooze", "ai-7", "--until", until, "--reason", "waits")).Exits(0);
        Assert.Contains("AI-7  Rehearse the failover", (await _actionsync.RunAsync("snooze", "--list")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("4 open, ", (await _actionsync.RunAsync("status", "--priority", "P0..P4", "--state", "open", "--incident", "inc")).Exits(0).Stdout,
            StringComparison.Ordinal);
        (await _actionsync.RunAsync("done", "ai-7")).Exits(0);
        Assert.Contains("1 done (--all shows it)", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_name_stays_with_its_item_whatever_later_revisions_leave_out_or_put_before_it()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "First", "Second", "Third"))).Exits(0);
        (await _actionsync.OnceAsync(Json("INC-1", "Fresh", "Third", "Second"))).Exits(0);

        var names = (await _actionsync.StatusAsync())
            .ToDictionary(item => item.GetProperty("title").GetString()!, item => item.GetProperty("short").GetString());
        Assert.Equal(["INC-1/1", "INC-1/2", "INC-1/3", "INC-1/4"], new[] { "First", "Second", "Third", "Fresh" }.Select(title => names[title]));
        Assert.Contains("INC-1/2  Second", (await _actionsync.RunAsync("item", "inc-1/2")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("[withdrawn]", (await _actionsync.RunInTerminalAsync(80, new Dictionary<string, string>(), "status")).Lines
            .Single(line => line.Contains("INC-1/1  ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snooze", "INC-1/1", "--until", "morgen", "--reason", "on leave")]
    [InlineData("mute", "alice@company.com", "--until", "morgen")]
    public async Task A_word_that_is_no_day_is_told_in_a_sentence(params string[] command)
    {
        var ran = (await _actionsync.RunAsync(command)).Exits(2);

        Assert.Contains("morgen is no day; write it as 2026-11-30.", ran.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Done_closes_a_page_of_the_board_and_the_history_says_who_did_it()
    {
        await TakeInAsync();

        Assert.Contains("AI-7 is done", (await _actionsync.RunAsync("done", "ai-7")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Matches(
            @"^AI-7 was done already, on \d{4}-\d\d-\d\d \d\d:\d\d: Rehearse the failover\n$", (await _actionsync.RunAsync("done", "AI-7")).Exits(0).Stdout);

        Assert.Equal("done", Assert.Single(_actionsync.Pages, page => page["title"] == "Rehearse the failover")["status"]);
        Assert.Equal(["done"], (await _actionsync.StatusAsync()).Where(item => item.GetProperty("short").GetString() == "AI-7")
            .Select(item => item.GetProperty("state").GetString()));
        var closing = Assert.Single(await HistoryAsync("AI-7"), e => e.GetProperty("kind").GetString() == "state changed");
        Assert.Equal($"cli:{Environment.UserName}", closing.GetProperty("who").GetString());
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Single(await HistoryAsync("AI-7"), e => e.GetProperty("kind").GetString() == "state changed");
        Assert.Equal("done", _actionsync.Items("INC-2024-0142")[1].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_snooze_is_listed_shown_and_ended()
    {
        await TakeInAsync();
        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(5).ToString("yyyy-MM-dd", null);

        (await _actionsync.RunAsync("snooze", "INC-2024-0142/1", "--until", until, "--reason", "the vendor is slow")).Exits(0);
        Assert.Equal("Nothing is snoozed.\n", (await new Actionsync().RunAsync("snooze", "--list")).Exits(0).Stdout);
        Assert.Equal($"INC-2024-0142/1  Add an alert, until {until} by {Environment.UserName}: the vendor is slow\n",
            (await _actionsync.RunAsync("snooze", "--list")).Exits(0).Stdout);
        Assert.Contains($"snoozed until {until}", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Equal([until, null, null, null], (await _actionsync.StatusAsync()).Select(item => item.GetProperty("snoozedUntil").GetString()));

        (await _actionsync.RunAsync("snooze", "INC-2024-0142/1", "--end")).Exits(0);
        Assert.Equal("Nothing is snoozed.\n", (await _actionsync.RunAsync("snooze", "--list")).Exits(0).Stdout);
        Assert.Contains("is not snoozed", (await _actionsync.RunAsync("snooze", "INC-2024-0142/1", "--end")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("the snooze was ended", await _actionsync.HistoryAsync("INC-2024-0142"), StringComparison.Ordinal);
        (await _actionsync.RunAsync("snooze", "INC-2024-0142/1")).Exits(2);
        (await _actionsync.RunAsync("snooze", "INC-2024-0142/1", "--list")).Exits(2);

        // What the issue itself asks for ends there.
        _actionsync.Pages[0].Set("deadline", $"2024-01-22\nsnooze_until: {until}");
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Contains("stays snoozed", (await _actionsync.RunAsync("snooze", "INC-2024-0142/1", "--end")).Exits(1).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_is_shown_whole_with_what_its_document_says_otherwise()
    {
        await TakeInAsync();
        _actionsync.Pages[0].Set("deadline", "2024-03-01");
        (await _actionsync.RunAsync("once")).Exits(0);

        var item = (await _actionsync.RunAsync("item", "INC-2024-0142/1")).Exits(0).Stdout;
        Assert.All((string[])[
            "INC-2024-0142/1  Add an alert", "Key         INC-2024-0142/add-an-alert", "Incident    INC-2024-0142  Outage INC-2024-0142",
            "open, overdue",
            "alice@company.com", "The document says deadline 2024-01-22; the tracker shows 2024-03-01, which counts.",
            "1 reminder", "Reminded alice@company.com by e-mail", "Deadline changed in the tracker: 2024-01-22 -> 2024-03-01"],
            part => Assert.Contains(part, item, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<JsonElement>> HistoryAsync(string name) =>
        [.. JsonDocument.Parse((await _actionsync.RunAsync("history", name, "--json")).Exits(0).Stdout).RootElement.EnumerateArray()];
}
