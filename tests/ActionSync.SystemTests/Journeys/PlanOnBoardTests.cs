using System.Text.Json;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Text;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary><c>plan</c> where nothing is configured: issues would be files, and what is said fits a terminal.</summary>
public sealed class PlanOnBoardTests : IDisposable
{
    private const int Columns = 80;

    private static readonly string Sample = Path.Combine(Repository.Root, "config", "samples", "INC-2024-0142.json");

    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task The_sample_of_the_first_day_is_foretold_as_once_then_makes_it()
    {
        var plan = (await _actionsync.RunAsync("plan", Sample)).Exits(0).Stdout;
        (await _actionsync.RunAsync("plan", "--detailed-exitcode", Sample)).Exits(10);

        Assert.Contains("5 to create: 5 board", plan, StringComparison.Ordinal);
        Assert.Equal(5, plan.Split("in board (data/board), assigned to ").Length - 1);
        Assert.False(Directory.Exists(_actionsync["data", "board"]));
        using var json = JsonDocument.Parse((await _actionsync.RunAsync("plan", "--json", Sample)).Exits(0).Stdout);
        (await _actionsync.RunAsync("once", "--no-remind", Sample)).Exits(0);
        Assert.Equal(
            _actionsync.Pages.Select(page => (page["title"].Trim('"'), page["owner"], page["priority"], page["deadline"])),
            json.RootElement.GetProperty("items").EnumerateArray().Select(item => (Word(item, "title"), Word(item, "assignee"), Word(item, "priority"),
                Word(item, "deadline"))));
        Assert.Contains("5 kept", (await _actionsync.RunAsync("plan", "--detailed-exitcode", Sample)).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_it_plans_the_drop_folder_in_the_order_in_which_intake_takes_it()
    {
        Assert.Contains("Nothing to take in lies in", (await _actionsync.RunAsync("plan")).Exits(0).Stdout, StringComparison.Ordinal);
        _actionsync.Drop("a.json", Json("INC-1", Item("Second of the incident")), TimeSpan.FromMinutes(1));
        _actionsync.Drop("b.json", Json("INC-1", Item("First of the incident")), TimeSpan.FromMinutes(9));
        _actionsync.Drop("notes.txt", "not a document");

        var plan = (await _actionsync.RunAsync("plan")).Exits(0).Stdout;

        // The later document corrects the title of the earlier one's item: one issue.
        Assert.Contains("> INC-1/1  Second of the incident", plan, StringComparison.Ordinal);
        Assert.Contains("1 to create: 1 board", plan, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Equal("Second of the incident", Assert.Single(_actionsync.Pages)["title"]);
    }

    [Fact]
    public async Task Six_hundred_items_fit_eighty_columns_without_a_broken_word()
    {
        _actionsync.TakingInMany().With("Trackers:board:MaxCreatesPerRun", "500");
        for (var n = 1; n <= 100; n++)
            _actionsync.Drop($"{n}.json", Json($"INC-2024-{n:0000}", [.. Titles.Select(title => Item(title, owner: n % 7 == 0 ? null : "bob@acme.com"))]));
        var piped = (await _actionsync.RunAsync("plan")).Exits(0).Stdout;

        var lines = (await _actionsync.RunInTerminalAsync(Columns, new Dictionary<string, string>(), "plan")).Lines;
        var terminal = string.Join('\n', lines);

        Assert.Contains("500 to create: 500 board", piped, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => DisplayText.Width(line.TrimEnd()) > Columns && line.Trim().Contains(' ', StringComparison.Ordinal));
        Assert.Contains(lines, line => DisplayText.Width(line) > Columns / 2);
        Assert.Equal(Together(piped), Together(terminal));
        var words = piped.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        Assert.DoesNotContain(terminal.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), word => word.All(char.IsAscii) && !words.Contains(word));
    }

    public void Dispose() => _actionsync.Dispose();

    private static string[] Titles =>
    [
        "Short", "Add connection pool utilization alerting at 70% warning and 85% critical thresholds",
        "決済ゲートウェイの接続プールを監視し、しきい値を超えたら当番に知らせる",
        "Celebrate 🎉 the first green canary deployment of the database configuration 🚀 with everybody who was there",
        "Load test ORM v3.2.0 with production-scale connection patterns before re-deployment", "Document connection pool sizing for all services",
    ];

    private static string Together(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Word(JsonElement item, string member) => item.GetProperty(member).GetString()!;
}
