using System.Text.Json;
using ActionSync.Hosting;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The command line as people expect it: help, slips of the finger, what a worker says of itself.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("There is no command stauts: did you mean status?", "actionsync help", "stauts")]
    [InlineData("There is no command stauts: did you mean status?", "actionsync help", "stauts", "INC-1")]
    [InlineData("There is no command shw: did you mean show?", "actionsync help config", "config", "shw")]
    [InlineData("There is no command stauts: did you mean status?", "actionsync help", "help", "stauts")]
    [InlineData("There is no option --jsn here: did you mean --json?", "actionsync help status", "status", "--jsn")]
    [InlineData("There is no option --confg here: did you mean --config?", "actionsync help status", "status", "--confg=x")]
    [InlineData("There is no option --basline here: did you mean --baseline?", "actionsync help once", "once", "--basline", "x.json")]
    [InlineData("There is no command stat: did you mean status?", "actionsync help", "stat")]
    [InlineData("There is no command hist: did you mean history?", "actionsync help", "hist")]
    [InlineData("There is no option --prio here: did you mean --priority?", "actionsync help status", "status", "--prio=P1")]
    [InlineData("--tracker: \"gihub\" is not right; it must be folder, github or jira; did you mean github?",
        "actionsync help init", "init", "--tracker", "gihub")]
    [InlineData("--format: \"jsn\" is not right; it must be text, json or github; did you mean json?",
        "actionsync help check", "check", "--format", "jsn", "x")]
    [InlineData("SHELL: \"fish\" is not right; it must be bash or zsh.", "actionsync help completion", "completion", "fish")]
    [InlineData("There is no option --frobnicate here.", "actionsync help check", "check", "--frobnicate", "x.json")]
    public async Task A_slip_is_told_with_what_was_meant(string said, string see, params string[] arguments)
    {
        var ran = (await _actionsync.RunAsync(arguments)).Exits(2);

        Assert.Equal([said, $"See {see}."], Lines(ran.Stderr));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("config", "show")]
    [InlineData]
    public async Task Help_of_a_command_is_what_its_option_says(params string[] command)
    {
        var help = (await _actionsync.RunAsync(["help", .. command])).Exits(0);

        Assert.Equal((await _actionsync.RunAsync([.. command, "--help"])).Exits(0).Stdout, help.Stdout);
        Assert.Contains("Usage:", help.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("config")]
    public async Task Without_a_command_there_is_help_on_stderr(params string[] arguments)
    {
        var ran = (await _actionsync.RunAsync(arguments)).Exits(2);

        Assert.Contains("Commands:", ran.Stderr, StringComparison.Ordinal);
        Assert.Empty(ran.Stdout);
    }

    [Fact]
    public async Task Version_says_the_same_as_a_command_and_as_an_option()
    {
        var version = (await _actionsync.RunAsync("version")).Exits(0).Stdout;

        Assert.Matches(@"^\d+\.\d+\.\d+\S*$", version.Trim());
        Assert.Equal(version, (await _actionsync.RunAsync("--version")).Exits(0).Stdout);
    }

    [Fact]
    public async Task Once_with_nothing_to_do_says_so_and_only_then()
    {
        var document = _actionsync.Write("incident.json", Json("INC-1", "Add an alert"));

        Assert.StartsWith($"Nothing to do: nothing new lies in {_actionsync["data", "inbox"]}",
            (await _actionsync.RunAsync("once")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing to do", (await _actionsync.RunAsync("once", document)).Exits(0).Stdout, StringComparison.Ordinal);
        _actionsync.Pages[0].Set("status", "done");
        Assert.DoesNotContain("Nothing to do", (await _actionsync.RunAsync("once")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("Nothing to do", (await _actionsync.RunAsync("once")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_says_how_it_starts_when_it_reminds_next_and_that_it_stopped()
    {
        var file = _actionsync.Write("mine.json", """{ "Reminding": { "TimeZone": "Europe/Berlin", "At": ["09:00"] } }""");
        using var worker = _actionsync.Start("run", "--config", "mine.json");
        await Eventually.IsTrue(() => worker.Stderr.Contains("Next reminders", StringComparison.Ordinal) || worker.HasExited, "it has started");
        worker.Terminate();
        var log = Lines((await worker.EndAsync()).Exits(0).Stderr);

        Assert.Contains(log, line => line.Contains($"ActionSync {ProgramVersion.Text} starts; configuration: {file}, ", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("at http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("Z Next reminders: ", StringComparison.Ordinal)
            && line.EndsWith(" 09:00 (Europe/Berlin)", StringComparison.Ordinal));
        Assert.EndsWith("ActionSync has stopped; what is left waits in the ledger.", log[^1], StringComparison.Ordinal);
        Assert.All(log, line => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ ", line));
    }

    [Fact]
    public async Task Lines_for_machines_carry_an_ISO_time()
    {
        using var worker = await _actionsync.With("Logging:Format", "json").StartWorkerAsync();
        worker.Terminate();
        var log = Lines((await worker.EndAsync()).Exits(0).Stderr);

        Assert.All(log, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
            JsonDocument.Parse(line).RootElement.GetProperty("Timestamp").GetString()));
    }

    public void Dispose() => _actionsync.Dispose();

    private static List<string> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
}
