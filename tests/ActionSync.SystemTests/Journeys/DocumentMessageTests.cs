using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What an author is told of a document that is wrong, wherever it is handed in.</summary>
public sealed class DocumentMessageTests : IDisposable
{
    private const string Document = """
        {
          "incident": { "id": "INC-1", "title": "Outage" },
          "action_items": [
            { "title": "Add an alert" },
            {
              "title": "Test the failover",
              "priority": "Hihg"
            }
          ]
        }
        """;

    private const string TwoMistakes = "# INC-1: Outage\n\n## Action items\n\n- Add an alert, due 03/04/2027\n- Test it (due: soon)\n";

    private static readonly string[] Expected =
    [
        ":7:19: error: action_items[1].priority: \"Hihg\" is not a priority (did you mean High, P2?)",
        "    7 |       \"priority\": \"Hihg\"",
        "      |                   ^",
        "      = item: Test the failover",
    ];

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("check")]
    [InlineData("plan")]
    [InlineData("lint")]
    [InlineData("once")]
    [InlineData("annotate")]
    public async Task A_problem_is_told_as_a_compiler_tells_it(string command)
    {
        _actionsync.Write("bad.json", Document);

        var ran = (await _actionsync.RunAsync(command, "bad.json")).Exits(1);

        // What check and lint are asked for is their result: a pipe gets it whole.
        var (told, other) = command is "check" or "lint" ? (ran.Stdout, ran.Stderr) : (ran.Stderr, ran.Stdout);
        Assert.StartsWith($"bad.json{string.Join('\n', Expected)}\nbad.json: rejected, 1 problem\n", told, StringComparison.Ordinal);
        Assert.DoesNotContain("bad.json", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_problems_file_says_the_same()
    {
        _actionsync.Drop("bad.json", Document);

        (await _actionsync.RunAsync("once")).Exits(1);

        Assert.Equal(
            $"bad.json{string.Join('\n', Expected)}\nbad.json: rejected, 1 problem\n",
            File.ReadAllText(_actionsync["data", "rejected", "bad.json.problems.txt"]));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("plan")]
    [InlineData("lint")]
    [InlineData("once")]
    public async Task Of_a_folder_all_documents_are_taken_and_what_is_none_is_passed_over(string command)
    {
        _actionsync.Write("docs/2026/a.json", Json("INC-1", Item("Say how long the lift stands still", "alice@example.com", deadline: "2126-03-04")));
        _actionsync.Write("docs/b.md", "# A thing 2026-03-01\n\n## Action items\n\n- [ ] Add an alert (owner: bob@example.com, due 2126-03-04)\n");
        _actionsync.Write("docs/README.md", "# Read me\n");
        _actionsync.Write("docs/notes.txt", "no document");
        _actionsync.Write("docs/.git/c.json", "{}");

        var ran = await _actionsync.RunAsync(command, "docs");

        Assert.DoesNotContain("README", ran.Stdout + ran.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("rejected", ran.Stderr, StringComparison.Ordinal);
        if (command == "check")
            Assert.Equal(["docs/2026/a.json: 1 incident, 1 action item, no problems", "docs/b.md: 1 incident, 1 action item, no problems"],
                ran.Stdout.Split('\n').Where(line => line.Contains("no problems", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        if (command == "once")
            Assert.Equal(
                ["INC-1", "b"], (await _actionsync.StatusAsync()).Select(item => item.GetProperty("incident").GetString()).Order(StringComparer.Ordinal));

        _actionsync.Write("docs/2026/bad.json", Document);
        var bad = (await _actionsync.RunAsync(command, "docs")).Exits(1);
        Assert.Contains("docs/2026/bad.json:7:19: error: ", command is "check" or "lint" ? bad.Stdout : bad.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("lint")]
    [InlineData("plan")]
    [InlineData("once")]
    public async Task What_was_not_understood_is_told_of_a_rejected_document_too(string command)
    {
        _actionsync.Write("a.md", TwoMistakes);

        var ran = (await _actionsync.RunAsync(command, "a.md")).Exits(1);

        AssertTellsBoth(command is "check" or "lint" ? ran.Stdout : ran.Stderr);
    }

    [Fact]
    public async Task What_was_not_understood_stands_in_the_problems_file_and_in_the_mail()
    {
        var actionsync = _actionsync.AtAnyHour().With("Intake:Report", "sre@example.com");
        actionsync.Drop("a.md", TwoMistakes);

        (await actionsync.RunAsync("once")).Exits(1);

        AssertTellsBoth(File.ReadAllText(actionsync["data", "rejected", "a.md.problems.txt"]));
        var mail = File.ReadAllText(Assert.Single(Directory.GetFiles(actionsync["data", "outbox"])));
        Assert.Contains("a.md:6:17: warning: ", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_understood_is_said_in_full_where_the_document_is_taken_in()
    {
        _actionsync.Write("a.md", "# INC-1: Outage\n\n## Action items\n\n- Test it (priority: Hihg)\n- Say it, due: soon\n\nOne.\n\nTwo.\n");
        _actionsync.Drop("b.md", "# INC-2: Outage\n\n## Action items\n\n- Add an alert\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n");

        var ran = (await _actionsync.RunAsync("once", "a.md")).Exits(0);

        Assert.StartsWith(
            "a.md:5:22: warning: \"Hihg\" is not a priority (did you mean High, P2?) [unread-priority]\n    5 | - Test it (priority: Hihg)\n", ran.Stderr,
            StringComparison.Ordinal);
        Assert.Contains("a.md: 1 more; actionsync check a.md names them all\n", ran.Stderr, StringComparison.Ordinal);
        // It is gone from the drop folder, so that nobody could check it.
        Assert.Contains("b.md:13:1: warning: \"Four.\" is no item", ran.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_of_one_name_in_a_folder_are_two_incidents()
    {
        foreach (var day in (string[])["03", "04"])
            _actionsync.Write($"docs/2026-{day}/postmortem.md", $"# Outage number {day}, 2026-{day}-01\n\n## Action items\n\n- Add alert {day}\n");

        (await _actionsync.RunAsync("once", "docs")).Exits(0);

        Assert.Equal(["2026-03.postmortem", "2026-04.postmortem"],
            (await _actionsync.StatusAsync()).Select(item => item.GetProperty("incident").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("plan")]
    [InlineData("once")]
    public async Task What_is_not_there_is_no_such_file_and_an_empty_folder_holds_no_document(string command)
    {
        Directory.CreateDirectory(_actionsync["empty"]);

        Assert.Contains("nowhere.json: error: no such file.",
            (await _actionsync.RunAsync(command, "nowhere.json")).Exits(1).Stderr, StringComparison.Ordinal);
        Assert.Contains("empty: error: the folder holds no document.",
            (await _actionsync.RunAsync(command, "empty")).Exits(1).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_checked_planned_and_taken_in_under_a_name()
    {
        const string text = "# A thing 2026-03-01\n\n## Action items\n\n- Add an alert\n";

        const string name = "2026/thing.md";

        Assert.Contains($"{name}: 1 incident, 1 action item", (await PipeAsync(text, "check", "-", "--name", name)).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("+ 2026.thing/1  Add an alert", (await PipeAsync(text, "plan", "-", "--name", name)).Exits(0).Stdout, StringComparison.Ordinal);
        (await PipeAsync(text, "once", "-", "--name", name)).Exits(0);
        Assert.Contains("--name", (await PipeAsync(text, "once", "-")).Exits(1).Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once", "--name", "a.md")).Exits(2);

        Assert.Equal("2026.thing", Assert.Single(await _actionsync.StatusAsync()).GetProperty("incident").GetString());
    }

    public void Dispose() => _actionsync.Dispose();

    private static void AssertTellsBoth(string told)
    {
        Assert.StartsWith("a.md:5:21: error: ", told, StringComparison.Ordinal);
        Assert.Contains("\na.md:6:17: warning: \"soon\" is not a day", told, StringComparison.Ordinal);
        Assert.Contains("\na.md: rejected, 1 problem\n", told, StringComparison.Ordinal);
    }

    private Task<Ran> PipeAsync(string text, params string[] arguments) =>
        _actionsync.RunUnderAsync(["sh", "-c", "exec \"$@\" < \"$0\"", _actionsync.Write("input", text)], arguments);
}
