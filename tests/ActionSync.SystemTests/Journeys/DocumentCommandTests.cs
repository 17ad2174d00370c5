using System.Text.Json;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What a team runs over its postmortems: check for programs and pull requests, convert, lint.</summary>
public sealed class DocumentCommandTests : IDisposable
{
    private const string Postmortem = """
        ---
        id: INC-2
        title: The lift stood still
        severity: SEV1
        date: 2026-03-02
        ---

        ## Action items

        | Action | Owner | Due | Ticket |
        |---|---|---|---|
        | Add an alert | alice@example.com | 2126-03-04 | OPS-1 |
        | Better monitoring | - | soon | |
        """;

    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task Check_in_JSON_is_an_object_a_file_and_advice_changes_no_exit_code()
    {
        var (good, bad) = (_actionsync.Write("good.md", Postmortem), _actionsync.Write("bad.json", "{}"));
        _actionsync.With("Routes:0:When:Priority", "P0").With("Routes:0:Tracker", "board");

        var one = JsonDocument.Parse((await _actionsync.RunAsync("check", good, "--format", "json")).Exits(0).Stdout).RootElement;
        var two = JsonDocument.Parse((await _actionsync.RunAsync("check", good, bad, "--format", "json")).Exits(1).Stdout).RootElement;

        Assert.Equal(
            ["default-priority", "kept-link", "no-route", "no-route"],
            one[0].GetProperty("advice").EnumerateArray().Select(advice => advice.GetProperty("why").GetString()).Order());
        Assert.Equal("unread-date", one[0].GetProperty("warnings")[0].GetProperty("why").GetString());
        Assert.Equal(["markdown", "json"], two.EnumerateArray().Select(file => file.GetProperty("format").GetString()));
        Assert.NotEmpty(two[1].GetProperty("problems").EnumerateArray());
        // Advice never changes the exit code: once and doctor are who ask for a route.
        (await _actionsync.RunAsync("check", good)).Exits(0);
    }

    [Fact]
    public async Task Check_in_text_shows_warnings_and_stays_0()
    {
        var file = _actionsync.Write("good.md", Postmortem);

        var ran = (await _actionsync.RunAsync("check", file)).Exits(0);

        Assert.Contains("1 incident, 2 action items, no problems", ran.Stdout, StringComparison.Ordinal);
        Assert.Contains($"{file}:13:27: warning: \"soon\" is not a day; write it as 2026-01-31 [unread-date]\n", ran.Stdout, StringComparison.Ordinal);
        Assert.Contains("   13 | | Better monitoring | - | soon | |\n      |                           ^\n", ran.Stdout, StringComparison.Ordinal);
        Assert.StartsWith("::warning file=", (await _actionsync.RunAsync("check", file, "--format", "github")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "a.md", "--name", "b.md")]
    [InlineData("check", "-", "-")]
    [InlineData("check", "a.md", "--format", "xml")]
    [InlineData("convert", "a.md")]
    [InlineData("convert", "a.md", "--to", "html")]
    [InlineData("convert", "a.md", "--to", "json", "--out", "a.md")]
    [InlineData("lint")]
    public async Task A_wrong_use_is_2(params string[] arguments)
    {
        _actionsync.Write("a.md", Postmortem);
        (await _actionsync.RunAsync(arguments)).Exits(2);
    }

    [Fact]
    public async Task Convert_writes_a_file_or_standard_output_and_plan_finds_nothing_new()
    {
        var file = _actionsync.Write("good.md", Postmortem);
        (await _actionsync.RunAsync("once", file)).Exits(0);

        foreach (var format in (string[])["json", "yaml", "markdown"])
        {
            var name = $"out.{(format == "markdown" ? "md" : format)}";
            var shown = (await _actionsync.RunAsync("convert", file, "--to", format)).Exits(0).Stdout;
            (await _actionsync.RunAsync("convert", file, "--to", format, "--out", name)).Exits(0);

            Assert.Equal(File.ReadAllText(_actionsync[name]), shown);
            Assert.DoesNotContain("+ ", (await _actionsync.RunAsync("plan", name)).Exits(0).Stdout, StringComparison.Ordinal);
        }
        (await _actionsync.RunAsync("convert", _actionsync.Write("bad.json", "{}"), "--to", "yaml")).Exits(1);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("yaml")]
    public async Task What_convert_writes_of_a_document_without_a_title_is_accepted_and_the_title_told(string format)
    {
        var file = _actionsync.Write("a.md", "**Incident ID**: INC-77\n\n## Action items\n\n- Add an alert\n");

        var ran = (await _actionsync.RunAsync("convert", file, "--to", format, "--out", $"out.{format}")).Exits(0);

        Assert.Equal($"{file}: The incident has no title there, so \"INC-77\" is written as its title.", ran.Stderr.Trim());
        (await _actionsync.RunAsync("check", $"out.{format}")).Exits(0);
    }

    [Fact]
    public async Task Lint_names_what_would_be_better_and_what_became_of_it_before()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item("Add the alerts", status: "done")))).Exits(0);
        var file = _actionsync.Write("good.md", Postmortem);

        var lines = (await _actionsync.RunAsync("lint", "good.md")).Exits(1).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains(lines, line => line.StartsWith("good.md:12: \"Add an alert\" stands in INC-1 too: done", StringComparison.Ordinal));
        Assert.Contains("good.md:12: No item keeps this SEV1 incident from happening again.", lines);
        Assert.Contains("good.md:13: \"Better monitoring\" has no owner. Name one.", lines);
        Assert.Contains("good.md:13: \"Better monitoring\" says too little. Say what will be done.", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains("repeated-action", (await _actionsync.RunAsync("lint", file, "--format", "json")).Exits(1).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("lint", _actionsync.Write("empty.md", "# A thing 2026-01-01\n\n## Action items\n\nNone.\n"))).Exits(0);
    }

    public void Dispose() => _actionsync.Dispose();
}
