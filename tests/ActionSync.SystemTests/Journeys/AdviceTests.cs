using ActionSync.SystemTests.Support;
using ActionSync.Text;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What an author probably meant otherwise is told where it stands, the heaviest first, and beside what is wrong.</summary>
public sealed class AdviceTests : IDisposable
{
    private const string Slips = """
        {
          "incident": { "id": "INC-1", "title": "Outage", "severity": "SEV9", "declared_at": "2026-01-05" },
          "action_items": [
            { "title": "Add an alert", "owner": "a@x.example", "priority": "P1" },
            {
              "title": "Ask the team",
              "owner": "Somebody Else",
              "onwer": "b@x.example",
              "prioritty": "P2"
            }
          ]
        }
        """;

    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task Advice_has_its_place_the_line_with_a_caret_and_the_items_title()
    {
        _actionsync.Write("a.json", Slips);

        var said = (await _actionsync.RunAsync("check", "a.json")).Exits(0).Stdout;

        Assert.Contains("""
            a.json:8:7: advice: action_items[1].onwer: this key is not read, but "owner", which stands there too; take one of them out
                8 |       "onwer": "b@x.example",
                  |       ^
                  = item: Ask the team

            """.ReplaceLineEndings("\n"), said, StringComparison.Ordinal);
        Assert.Contains(
            "a.json:2:63: advice: incident.severity: \"SEV9\" is no severity that is known; right would be SEV1 to SEV5", said, StringComparison.Ordinal);
        Assert.Contains("a.json:7:16: advice: action_items[1].owner: the owner \"Somebody Else\" is nobody who is known", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_document_is_told_its_advice_with_its_problems_at_the_command_line_and_in_the_problems_file()
    {
        var bad = Slips.Replace("\"P1\"", "\"Hihg\"", StringComparison.Ordinal);
        _actionsync.Write("a.json", bad);
        _actionsync.Drop("b.json", bad);
        string[] lines =
        [
            "json:4:68: error: action_items[0].priority: \"Hihg\" is not a priority", "json:2:63: advice: incident.severity: \"SEV9\"",
            "json:7:16: advice: action_items[1].owner: the owner \"Somebody Else\"", "json:8:7: advice: action_items[1].onwer: this key is not read",
            "json:9:7: advice: action_items[1].prioritty: this key is not read (did you mean priority?)", "json: rejected, 1 problem",
        ];

        var check = (await _actionsync.RunAsync("check", "a.json")).Exits(1).Stdout;
        (await _actionsync.RunAsync("once")).Exits(1);
        var file = await File.ReadAllTextAsync(_actionsync["data", "rejected", "b.json.problems.txt"], TestContext.Current.CancellationToken);

        Assert.All(lines, line => Assert.Contains($"a.{line}", check, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains($"b.{line}", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_tells_the_heaviest_first_and_where_the_rest_is()
    {
        var file = _actionsync.Write("my docs/a.json", Slips);
        // Other slips: what two documents have in common is told of one.
        _actionsync.Drop("b.json", Replaced(("INC-1", "INC-2"), ("onwer", "ownr"), ("prioritty", "prority"), ("SEV9", "SEV8"), ("Somebody", "Nobody")));

        var ran = (await _actionsync.RunAsync("once", "--no-remind", "--data", "data", "my docs/a.json")).Exits(0);

        var told = ran.Stderr.Split('\n').Where(line => line.StartsWith("my docs/a.json:", StringComparison.Ordinal)).ToList();
        Assert.Equal(["onwer", "prioritty", "severity"], told.Take(3).Select(line => line.Split(": ")[2].Split('.')[^1]));
        Assert.Equal($"my docs/a.json: 2 more: actionsync check 'my docs/a.json' --data {_actionsync["data"]}", told[3]);
        Assert.Equal(4, told.Count);
        // It was put away: what was advised is kept with it.
        var receipt = _actionsync["data", "archive", "INC-2", "receipt.json"];
        Assert.Contains($"b.json: 2 more: see \"advice\" in {receipt}", ran.Stderr, StringComparison.Ordinal);
        Assert.Equal(
            [("unknown-severity", 63), ("default-deadline", 5), ("default-priority", 5), ("unknown-owner", 16), ("unread-key", 7), ("unread-key", 7)],
            _actionsync.Receipt("INC-2").GetProperty("advice").EnumerateArray()
                .Select(one => (one.GetProperty("why").GetString()!, one.GetProperty("column").GetInt32())));
        Assert.True(File.Exists(file));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("once")]
    public async Task What_many_documents_have_in_common_is_told_of_one_and_counted_of_the_others(string command)
    {
        for (var n = 1; n <= 4; n++)
        {
            var owner = n == 4 ? "Nobody" : "Somebody";
            _actionsync.Write($"docs/{n}.json", Replaced(("INC-1", $"INC-{n}"), ("Ask the team", $"Ask the team {n}"), ("Somebody", owner)));
        }

        var ran = (await _actionsync.RunAsync(command, "docs")).Exits(0);

        var told = ran.Stdout + ran.Stderr;
        Assert.Equal(1, Count(told, "docs/1.json:2:63: advice: incident.severity: \"SEV9\""));
        Assert.Equal(1, Count(told, "advice: incident.severity"));
        Assert.Equal(1, Count(told, "\nAnd in 3 other documents: \"SEV9\" is no severity that is known"));
        Assert.Equal(1, Count(told, "\nAnd in 3 other documents: onwer: this key is not read"));
        if (command == "plan")
        {
            Assert.Equal(1, Count(told, "\nAnd in 2 other documents: the owner \"Somebody Else\" is nobody who is known"));
            Assert.Contains("docs/4.json:7:16: advice: action_items[1].owner: the owner \"Nobody Else\"", told, StringComparison.Ordinal);
        }
        // A program gets each with its place.
        _actionsync.Write("docs/5.json", Replaced(("INC-1", "INC-5")));
        var json = (await _actionsync.RunAsync("plan", "--json", "docs/5.json", "docs/1.json")).Exits(0).Stdout;
        Assert.Equal(2, Count(json, "is no severity that is known"));
    }

    [Fact]
    public async Task An_owner_whom_nobody_knows_is_told_once_with_what_to_write_for_the_tracker()
    {
        _actionsync.Write("config/appsettings.json", """
            { "Trackers": { "board": null, "ops": { "Kind": "Jira", "BaseUrl": "https://acme.atlassian.net", "Project": "OPS", "Email": "a@b.cd" } },
              "Routes": [ { "Tracker": "ops" } ] }
            """);
        _actionsync.Write("a.json", Slips);

        var said = (await _actionsync.RunAsync("check", "a.json")).Exits(0).Stdout;

        Assert.Equal(1, Count(said, "a.json:7:16: advice:"));
        Assert.Contains(
            "the owner \"Somebody Else\" is nobody who is known: write an e-mail address, or add under People: "
            + "\"ADDRESS OF Somebody Else\": { \"Name\": \"Somebody Else\", \"Jira\": ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_title_of_an_item_is_folded_at_a_terminal()
    {
        const string title = "Ask the team whether the lift that brings the letters up may stand still for an hour on a Sunday in the summer";
        _actionsync.Write("a.json", Replaced(("Ask the team", title)));

        var shown = await _actionsync.RunInTerminalAsync(80, new Dictionary<string, string>(), "plan", "a.json");

        Assert.All(shown.Lines, line => Assert.True(DisplayText.Width(line) <= 80, line));
        Assert.Contains($"      = item: {title[..66]}", string.Join('\n', shown.Lines), StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();

    private static string Replaced(params (string Old, string New)[] words) =>
        words.Aggregate(Slips, (text, word) => text.Replace(word.Old, word.New, StringComparison.Ordinal));

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
