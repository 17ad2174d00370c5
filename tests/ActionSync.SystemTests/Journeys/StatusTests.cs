using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Text;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What is open, and what a person asks of it.</summary>
public sealed class StatusTests : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private static readonly string[] Titles =
    [
        "Implement canary deployment pipeline for database configuration and ORM changes",
        "データベースの接続プールを監視し、しきい値を超えたら通知する",
        "Rotate 🔑 keys", "Infrastructure-as-code for everything", "Add an alert", "Überwachung der Warteschlangen einführen und dokumentieren",
    ];

    private static readonly string?[] Owners =
        ["alice@company.com", "bob@company.com", "山田太郎", "Jürgen Müller-Lüdenscheidt", "mira.lindqvist@company.com", "👩\u200d💻 Ops", null];

    private static readonly string[] Outages =
        ["Payment Service Degradation", "決済サービスの障害", "Outage 🔥 in checkout and everything that depends on it in three regions"];

    private readonly Actionsync _actionsync = new();

    public void Dispose() => _actionsync.Dispose();

    [Fact]
    public async Task Six_hundred_items_are_a_line_each_at_80_columns_and_no_word_is_broken()
    {
        var documents = Enumerable.Range(0, 120).Select(n => Some(n)).ToArray();
        (await _actionsync.TakingInMany().RunAsync("once", "--no-remind", _actionsync.Write("all.json", Incident.Array(documents)))).Exits(0);
        var known = documents.SelectMany(Words).ToHashSet();

        var status = await _actionsync.RunInTerminalAsync(80, NoVariables, "status");
        Assert.True(status is { HasLinks: true, HasColours: true });
        Assert.Equal(600, status.Lines.Count(line => line.StartsWith("  P", StringComparison.Ordinal)));
        Assert.Contains(status.Lines, line => line.StartsWith("600 open, ", StringComparison.Ordinal));
        Assert.All(status.Lines, line => Assert.True(DisplayText.Width(line) <= 80, line));
        Assert.DoesNotContain(status.Lines.Take(720).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), word => IsBroken(word, known));

        var plain = await _actionsync.RunInTerminalAsync(80, new Dictionary<string, string> { ["NO_COLOR"] = "1" }, "status");
        Assert.False(plain.HasStyles || plain.HasLinks);
        Assert.Equal(status.Lines, plain.Lines);

        var history = await _actionsync.RunInTerminalAsync(80, NoVariables, "history");
        // A file's name is never cut, so that it can be copied; one that is longer than a line has a line of its own.
        Assert.All(history.Lines, line => Assert.True(DisplayText.Width(line) <= 80 || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
        Assert.DoesNotContain(history.Lines.Take(720), line => line.Contains('…', StringComparison.Ordinal));
        Assert.Equal(1320, history.Lines.Count(line => line.StartsWith("  20", StringComparison.Ordinal)));

        // Where nobody looks, nothing is folded, shortened or coloured.
        var piped = (await _actionsync.RunAsync("status")).Exits(0).Stdout;
        Assert.DoesNotContain('\u001b', piped);
        Assert.DoesNotContain('…', piped);
        Assert.All(Titles, title => Assert.Contains(title, piped, StringComparison.Ordinal));
        Assert.Equal(600, piped.Split('\n').Count(line => line.StartsWith("  P", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("INC-1/1 INC-1/2 INC-2/1 INC-2/2")]
    [InlineData("INC-1/1 INC-1/2 INC-1/3 INC-2/1 INC-2/2", "--all")]
    [InlineData("INC-1/1 INC-2/1", "--owner", "alice")]
    [InlineData("INC-1/1 INC-2/1", "--owner", "ALICE@company.com")]
    [InlineData("INC-1/2", "--owner", "lindq")]
    [InlineData("INC-1/2", "--owner", "Mira Lindqvist")]
    [InlineData("INC-1/1 INC-2/1", "--owner", "ice@comp")]
    [InlineData("INC-1/1 INC-2/1", "--owner", "alice@company")]
    [InlineData("INC-1/1 INC-2/1", "--owner", "alice@company.co")]
    [InlineData("INC-1/2 INC-2/2", "--owner", "mira", "nobody")]
    [InlineData("INC-1/1 INC-1/2", "--priority", "P0..P1")]
    [InlineData("INC-1/1 INC-2/2", "--priority", "p1,P4", "--owner", "alice", "--owner", "nobody")]
    [InlineData("INC-2/1 INC-2/2", "--incident", "inc-2")]
    [InlineData("INC-1/1 INC-1/2 INC-2/1 INC-2/2", "--incident", "inc-")]
    [InlineData("INC-1/3", "--state", "done")]
    [InlineData("INC-1/1 INC-2/1", "--overdue")]
    [InlineData("INC-1/2", "--team", "search")]
    [InlineData("INC-1/1 INC-2/1 INC-2/2", "--team", "payments")]
    [InlineData("INC-1/1 INC-1/2 INC-2/1 INC-2/2", "--tracker", "board")]
    public async Task A_filter_shows_what_fits(string expected, params string[] filter)
    {
        await TakeInAsync();

        var ran = (await _actionsync.RunAsync(["status", .. filter])).Exits(0).Stdout;
        Assert.Equal(expected.Split(' '), ran.Split('\n').Where(line => line.StartsWith("  P", StringComparison.Ordinal)).Select(line => line.Split("  ")[2]));
        // What is not asked for by --state or --all, programs get all the same.
        var closed = filter.Length == 0 ? 1 : 0;
        var json = JsonDocument.Parse((await _actionsync.RunAsync(["status", "--json", .. filter])).Exits(0).Stdout).RootElement;
        Assert.InRange(json.GetArrayLength(), expected.Split(' ').Length + closed, expected.Split(' ').Length + 1);
        Assert.Equal(json.GetArrayLength() + 1, (await _actionsync.RunAsync(["status", "--csv", .. filter])).Exits(0).Stdout.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task A_filter_that_fits_nothing_says_so_and_one_that_is_wrong_is_told()
    {
        await TakeInAsync();

        Assert.Equal("No item fits; without filters there are 5 items.\n", (await _actionsync.RunAsync("status", "--owner", "zoe")).Exits(0).Stdout);
        Assert.Equal("No item fits; without filters there are 5 items. There is no group serch; did you mean search?\n",
            (await _actionsync.RunAsync("status", "--team", "serch")).Exits(0).Stdout);
        Assert.Equal("[]", (await _actionsync.RunAsync("status", "--json", "--incident", "INC-9")).Exits(0).Stdout.Trim());
        Assert.Contains("P9 is no priority", (await _actionsync.RunAsync("status", "--priority", "P9")).Exits(2).Stderr, StringComparison.Ordinal);
        Assert.Contains("did you mean done?", (await _actionsync.RunAsync("status", "--state", "dnoe")).Exits(2).Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("status", "--json", "--csv")).Exits(2);
    }

    [Fact]
    public async Task Programs_get_the_members_that_they_know_first_and_the_new_ones_behind()
    {
        await TakeInAsync();

        string[] members =
        [
            "incident", "key", "title", "owner", "priority", "deadline", "type", "state", "tracker", "issue", "url", "overdue", "onTime", "withdrawn",
            "problem", "unread", "linkedTo", "held", "backlog", "short", "incidentTitle", "snoozedUntil", "team", "unassigned",
            "oldIncident", "ignoredBy",
        ];
        var items = await _actionsync.StatusAsync();
        Assert.Equal(5, items.Count);
        Assert.All(items, item => Assert.Equal(members, item.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(string.Join(',', members), (await _actionsync.RunAsync("status", "--csv")).Exits(0).Stdout.ReplaceLineEndings("\n").Split('\n')[0]);
        Assert.Equal(("Outage INC-1", "search"), (items[1].GetProperty("incidentTitle").GetString(), items[1].GetProperty("team").GetString()));
    }

    [Fact]
    public async Task The_summary_counts_and_a_withdrawn_item_is_not_overdue()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert"), Item("Write a test"), Item("Drop the table", status: "done")))).Exits(0);
        Assert.EndsWith(
            "\n2 open, 2 overdue, 2 of old incidents; 1 done (--all shows it)\n", (await _actionsync.RunAsync("status")).Exits(0).Stdout,
            StringComparison.Ordinal);

        (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert"), Item("Drop the table", status: "done")))).Exits(0);
        var status = (await _actionsync.RunAsync("status")).Exits(0).Stdout;
        Assert.EndsWith("\n2 open, 1 overdue, 1 of old incidents, 1 withdrawn; 1 done (--all shows it)\n", status, StringComparison.Ordinal);
        Assert.Single(status.Split('\n'), line => line.EndsWith("  withdrawn", StringComparison.Ordinal));

        (await _actionsync.RunAsync("done", "INC-1/1")).Exits(0);
        Assert.Contains("; 2 done (--all shows them)", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_known_of_many_items_alike_is_said_once()
    {
        _actionsync.Configured("""{"Trackers": {"board": {"Kind": "Folder"}}, "Routes": [{"When": {"Priority": "P1"}, "Tracker": "board"}]}""");
        (await _actionsync.OnceAsync(Json("INC-1", [.. Enumerable.Range(1, 20).Select(n => Item($"Write test number {n}", priority: "P4"))]))).Exits(3);

        var status = (await _actionsync.RunAsync("status")).Exits(0).Stdout;
        var line = Assert.Single(status.Split('\n'), line => line.Contains(": No route", StringComparison.Ordinal));
        Assert.StartsWith("INC-1/1, INC-1/2, INC-1/3 and 17 more: No route", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_ledger_names_its_file_and_another_data_folder_can_be_named()
    {
        Assert.Contains($"No action items yet in the ledger {_actionsync["data", "actionsync.db"]}.", (await _actionsync.RunAsync("status")).Exits(0).Stdout,
            StringComparison.Ordinal);
        await TakeInAsync();
        Directory.Move(_actionsync["data"], _actionsync["elsewhere"]);

        Assert.Contains("No action items yet", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("4 open", (await _actionsync.RunAsync("status", "--data", "elsewhere")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("4 open", (await _actionsync.RunAsync("--data", _actionsync["elsewhere"], "status")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("Add an alert", (await _actionsync.RunAsync("history", "INC-1", "--data", "elsewhere")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_actionsync["data", "archive"]));
    }

    [Fact]
    public async Task A_whole_address_is_that_one_person_and_no_part_of_anothers()
    {
        var document = Of("INC-1", Item("One", owner: "bob@acme.com"), Item("Two", owner: "jimbob@acme.com"));
        document["participants"] = JsonNode.Parse("""[{"name": "山田 太郎", "email": "jimbob@acme.com"}, {"name": "Bob Gray", "email": "other@acme.com"}]""");
        (await _actionsync.OnceAsync(document.ToJsonString())).Exits(0);

        Assert.Equal(["One"], await TitlesAsync("bob@acme.com"));
        Assert.Equal(["One", "Two"], await TitlesAsync("bob@acme"));
        // The document tells what somebody is called whose address it gives.
        Assert.Equal(["Two"], await TitlesAsync("太郎"));
        Assert.Empty(await TitlesAsync("Gray"));

        async Task<IEnumerable<string?>> TitlesAsync(string owner) =>
            JsonDocument.Parse((await _actionsync.RunAsync("status", "--json", "--owner", owner)).Exits(0).Stdout).RootElement.EnumerateArray()
                .Select(item => item.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Every_row_of_nobody_is_counted_and_an_overdue_item_of_an_old_incident_is_marked()
    {
        var soon = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-3).ToString("yyyy-MM-dd", null);
        (await _actionsync.OnceAsync(Json("INC-1", Item("Old", owner: null, deadline: "2024-01-22"), Item("Late", deadline: soon),
            Item("Later", owner: null, deadline: "2099-01-22")))).Exits(0);

        var status = await _actionsync.RunInTerminalAsync(80, NoVariables, "status");

        Assert.Equal(2, status.Lines.Count(line => line.Contains(" nobody ", StringComparison.Ordinal)));
        Assert.Contains("3 open, 2 overdue (!), 1 of old incidents (*), 2 owned by nobody", status.Lines);
        Assert.Single(status.Lines, line => line.EndsWith("!*2024-01-22", StringComparison.Ordinal));
        Assert.Single(status.Lines, line => line.EndsWith($" !{soon}", StringComparison.Ordinal));
        Assert.Equal([true, false, false], (await _actionsync.StatusAsync()).Select(item => item.GetProperty("oldIncident").GetBoolean()));
        Assert.Contains("open, overdue, of an old incident", (await _actionsync.RunAsync("item", "INC-1/1")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    private async Task TakeInAsync()
    {
        _actionsync.Configured(
            """
            {"People": {"mira@company.com": {"Name": "Mira Lindqvist"}},
             "Groups": {"search": {"Members": ["mira@company.com"]}, "payments": {"Services": ["pay*"]}}}
            """);
        (await _actionsync.OnceAsync(
            Json("INC-1", Item("Add an alert"), Item("Write a test", owner: "Mira Lindqvist", priority: "P0", deadline: "2099-01-01"),
                Item("Drop the table", owner: "zed@company.com", status: "done")),
            Json("INC-2", Item("Size the pool", priority: "P2"), Item("Write it down", owner: null, priority: "P4", deadline: null)))).Exits(0);
    }

    private static JsonObject Some(int n)
    {
        var document = Of($"INC-2024-{n:D4}", [.. Enumerable.Range(0, 5).Select(item => Item(
            $"{Titles[(n + item) % Titles.Length]} {item}", Owners[(n * 5 + item) % Owners.Length], $"P{item % 4}",
            item switch { 0 => "2024-01-22", 1 => "2099-03-01", 2 => null, _ => "2024-02-15" }))]);
        document["incident"]!["title"] = Outages[n % Outages.Length];
        return document;
    }

    private static IEnumerable<string> Words(JsonObject document) => document["action_items"]!.AsArray()
        .SelectMany(item => new[] { item!["title"], item["owner"] }).Append(document["incident"]!["title"]).Append(document["incident"]!["id"])
        .SelectMany(text => (text?.GetValue<string>() ?? "").Replace("@company.com", "", StringComparison.Ordinal).Split(' '));

    /// <summary>It is neither one that a document has nor the beginning of a word of a script without blanks.</summary>
    private static bool IsBroken(string word, HashSet<string> known) =>
        !known.Contains(word.TrimEnd('…')) && !(word.EndsWith('…') && DisplayText.Width(word) > word.Length)
            && !word.StartsWith('[') && !word.StartsWith("INC-", StringComparison.Ordinal) && !char.IsAsciiDigit(word[^1])
            && word is not ("nobody" or "no" or "deadline");
}
