using System.Text.Json;
using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What once fails at or leaves alone is what doctor and plan have said before.</summary>
public sealed class DoctorFindingTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("archive")]
    [InlineData("rejected")]
    public async Task A_file_in_the_place_of_a_folder_of_intake_is_named_with_what_to_do(string folder)
    {
        _actionsync.Write(Path.Combine("data", folder), "in the way");

        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;

        Assert.Contains(Bad(doctor), line => line.Contains($"{folder}: it is a file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_of_files_taken_aside_that_may_not_be_read_is_bad()
    {
        if (OperatingSystem.IsWindows())
            return;
        _actionsync.Write("data/inbox/.actionsync-taken-7/left.json", Json("INC-1", "Add an alert"));
        File.SetUnixFileMode(_actionsync["data", "inbox", ".actionsync-taken-7"], UnixFileMode.None);

        string[] withoutRights = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"] : ["env"];
        var doctor = (await _actionsync.RunUnderAsync(withoutRights, "doctor")).Exits(1).Stdout;
        File.SetUnixFileMode(_actionsync["data", "inbox", ".actionsync-taken-7"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Contains(Bad(doctor), line => line.Contains(".actionsync-taken-7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_ledger_beside_an_archive_is_not_called_sound()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        _actionsync.LoseLedger();

        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;

        Assert.Contains("The ledger is empty", doctor, StringComparison.Ordinal);
        Assert.DoesNotContain("can be read and written", doctor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_with_names_of_temporary_files_are_mentioned_as_left_alone()
    {
        string[] names = ["~report.json", "~$x.json", ".hidden.json"];
        foreach (var name in names)
            _actionsync.Drop(name, Json("INC-1", "Add an alert"));

        var doctor = (await _actionsync.RunAsync("doctor")).Exits(0).Stdout;

        Assert.All(names, name => Assert.Contains($"{name} has a name as editors", doctor, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("file://localhost", "mine.md", "follows", "no configured tracker")]
    [InlineData("file://elsewhere", "mine.md", "no configured tracker", "follows")]
    public async Task Plan_says_of_an_address_either_that_it_is_followed_or_that_nobody_has_it(string host, string name, string said, string unsaid)
    {
        var page = _actionsync.Write(Path.Combine("data", "board", name), "---\ntitle: My own page\nstatus: in_progress\n---\n\nWords.\n");
        var document = _actionsync.Write("one.json", Json("INC-1", Item("Look at this", url: $"{host}{new Uri(page).AbsolutePath}")));

        var plan = (await _actionsync.RunAsync("plan", document)).Exits(0).Stdout;

        Assert.Contains(said, plan, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_names_a_link_on_the_board_is_told_as_what_it_is()
    {
        Directory.CreateDirectory(_actionsync["data", "board"]);
        File.CreateSymbolicLink(_actionsync["data", "board", "x.md"], _actionsync.Write("x.md", "---\ntitle: Elsewhere\nstatus: open\n---\n"));

        var url = $"file://{_actionsync["data", "board", "x.md"]}";
        await _actionsync.OnceAsync(Json("INC-1", Item("Look at this", url: url)));
        var status = (await _actionsync.RunAsync("status")).Exits(0).Stdout;

        Assert.Contains("x.md is a link", status, StringComparison.Ordinal);
        Assert.DoesNotContain("no longer in", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_a_page_that_cannot_be_read_is_named_once_before_and_after_the_ledger_knows_of_it()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        _actionsync.Pages[0].Set("deadline", "soon");
        _actionsync.Pages[0].Set("priority", "enormous");
        var page = _actionsync.Pages[0].Name;

        var before = Bad((await _actionsync.RunAsync("doctor")).Exits(1).Stdout).ToList();
        Assert.Equal(2, before.Count);
        Assert.All(before, line => Assert.StartsWith($"BAD  board, issues: {page}:", line, StringComparison.Ordinal));

        await _actionsync.RunAsync("once");
        var after = Bad((await _actionsync.RunAsync("doctor")).Exits(1).Stdout).ToList();
        Assert.Equal(2, after.Count);
        Assert.All(after, line => Assert.StartsWith($"BAD  INC-1/1: {page}: its ", line, StringComparison.Ordinal));

        // What came up since stands beside it.
        _actionsync.Pages[1].Set("status", "nearly");
        Assert.Single(Bad((await _actionsync.RunAsync("doctor")).Exits(1).Stdout), line => line.StartsWith("BAD  board, issues: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_findings_alike_are_the_first_few_and_a_number_and_all_of_them_for_programs()
    {
        var target = _actionsync.Write("x.json", Json("INC-1", "Add an alert"));
        for (var n = 0; n < 50; n++)
            File.CreateSymbolicLink(_actionsync["data", "inbox", $"link-{n:00}.json"], target);

        var bad = Bad((await _actionsync.RunAsync("doctor")).Exits(1).Stdout).ToList();
        Assert.Equal(6, bad.Count);
        Assert.Contains("45 findings more like these", bad[^1], StringComparison.Ordinal);

        var findings = JsonDocument.Parse((await _actionsync.RunAsync("doctor", "--json")).Exits(1).Stdout).RootElement.EnumerateArray().ToList();
        Assert.Equal(50, findings.Count(finding => !finding.GetProperty("good").GetBoolean()));
        Assert.All(findings, finding => Assert.Equal(
            ["subject", "good", "text", "advice", "lines", "paste"], finding.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task The_same_advice_is_given_once()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        _actionsync.Pages[0].Set("deadline", "soon");
        _actionsync.Pages[1].Set("deadline", "later");

        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;

        Assert.Equal(2, Bad(doctor).Count());
        Assert.Equal(2, doctor.Split("Until it is put right").Length);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_token_that_Jira_refuses_is_told_once(JiraMode mode)
    {
        await using var jira = new JiraSimulator(mode, TimeProvider.System);
        jira.Book.AddProject("OPS");
        await jira.StartAsync(0, TestContext.Current.CancellationToken);
        _actionsync.With("Trackers:jira:Kind", "Jira").With("Trackers:jira:BaseUrl", jira.Url).With("Trackers:jira:AllowInsecure", "true")
            .With("Trackers:jira:Deployment", $"{mode}").With("Trackers:jira:Project", "OPS").With("Trackers:jira:Token", jira.Site.Token)
            .With("Routes:0:Tracker", "jira");
        if (mode is JiraMode.Cloud)
            _actionsync.With("Trackers:jira:Email", jira.Site.Me.Email);
        await _actionsync.OnceAsync(Json("INC-1", "Add an alert"));
        Assert.Single(jira.Issues);

        var bad = Bad((await _actionsync.With("Trackers:jira:Token", "wrong").RunAsync("doctor")).Exits(1).Stdout);

        Assert.StartsWith("BAD  jira, token: ", Assert.Single(bad), StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();

    private static IEnumerable<string> Bad(string doctor) => doctor.Split('\n').Where(line => line.Contains("BAD", StringComparison.Ordinal));
}
