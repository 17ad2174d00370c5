using ActionSync.SystemTests.Support;

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
        _actionsync.Drop("b.json", Slips.Replace("INC-1", "INC-2", StringComparison.Ordinal));

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

    public void Dispose() => _actionsync.Dispose();
}
