using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What the process says to whoever started it.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private const string Bad = """{"incident": {"id": "INC-9"}, "action_items": [{"title": ""}]}""";

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("once", "--frobnicate")]
    [InlineData("check")]
    [InlineData("--config", "nowhere.json", "status")]
    [InlineData("status", "--config", "nowhere.json")]
    [InlineData]
    public async Task A_wrong_command_line_is_2_and_makes_nothing(params string[] arguments)
    {
        var ran = (await _actionsync.RunAsync(arguments)).Exits(2);

        Assert.NotEmpty(ran.Stderr);
        Assert.Empty(_actionsync.Everything());
        Assert.False(File.Exists(_actionsync["data", "actionsync.db"]));
    }

    [Fact]
    public async Task A_rejected_document_is_1_and_the_good_ones_beside_it_are_taken_in()
    {
        var (bad, good) = (_actionsync.Write("bad.json", Bad), _actionsync.Write("good.json", Json("INC-1", "Add an alert")));

        var ran = (await _actionsync.RunAsync("once", bad, "missing.json", good)).Exits(1);

        Assert.Single(_actionsync.Pages);
        Assert.Contains("bad.json: rejected, 2 problems", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("missing.json: error: no such file.", ran.Stderr, StringComparison.Ordinal);
        Assert.True(File.Exists(bad));
        Assert.Empty(Directory.EnumerateFiles(_actionsync["data", "inbox"]));
    }

    [Fact]
    public async Task Where_several_apply_it_is_2_then_1_then_3()
    {
        // A file where the board's folder should be: nothing can be created, so work is left.
        _actionsync.Write(Path.Combine("data", "board"), "in the way");
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(3);
        (await _actionsync.OnceAsync(Bad)).Exits(1);

        _actionsync.With("Intake:Settle", "soon");
        (await _actionsync.OnceAsync(Bad)).Exits(2);
    }

    [Fact]
    public async Task Check_writes_nothing_at_all_and_tells_every_problem()
    {
        var good = _actionsync.Write("good.json", Json("INC-1", "Add an alert"));
        var bad = _actionsync.Write("bad.json", Bad);
        var before = _actionsync.Everything();

        Assert.Contains("1 incident, 1 action item, no problems", (await _actionsync.RunAsync("check", good)).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("bad.json: rejected, 2 problems", (await _actionsync.RunAsync("check", good, bad)).Exits(1).Stdout, StringComparison.Ordinal);

        Assert.Equal(before, _actionsync.Everything());
        Assert.Equal(["inbox"], Directory.EnumerateFileSystemEntries(_actionsync["data"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Plan_status_and_history_in_a_fresh_folder_write_nothing()
    {
        var file = _actionsync.Write("good.json", Json("INC-1", "Add an alert"));
        Directory.Delete(_actionsync["data"], recursive: true);

        Assert.Contains("+ INC-1/1  Add an alert", (await _actionsync.RunAsync("plan", file)).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Equal("[]", (await _actionsync.RunAsync("status", "--json")).Exits(0).Stdout.Trim());
        (await _actionsync.RunAsync("history", "INC-1")).Exits(1);

        Assert.False(Directory.Exists(_actionsync["data"]));
    }

    [Fact]
    public async Task The_plan_of_a_document_that_is_known_already_is_to_keep_everything_whatever_the_configuration_says_now()
    {
        var file = _actionsync.Write("good.json", Json("INC-1", Item("Add an alert", priority: null, deadline: null)));
        (await _actionsync.RunAsync("once", file)).Exits(0);
        _actionsync.With("Planning:DefaultPriority", "P1");

        Assert.Contains("= INC-1/1  Add an alert", (await _actionsync.RunAsync("plan", file)).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("= 1 kept", (await _actionsync.RunAsync("once", file)).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("once")]
    [InlineData("run")]
    [InlineData("status")]
    [InlineData("history", "INC-1")]
    [InlineData("doctor")]
    public async Task A_ledger_of_a_newer_version_is_refused_with_a_clear_word(params string[] command)
    {
        var ledger = new SqliteDatabase($"Data Source={_actionsync["data", "actionsync.db"]}", TimeProvider.System);
        await ledger.MigrateAsync(CancellationToken.None);
        await using (var work = await ledger.BeginAsync(CancellationToken.None))
        {
            await work.ExecuteAsync("insert into schema_versions (version, name, applied_at) values (9999, 'of tomorrow', 0)", null, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }

        var ran = await _actionsync.RunAsync(command);

        ran.Exits(command[0] == "doctor" ? 1 : 2);
        Assert.Contains("newer version of ActionSync (schema 9999", ran.Stderr + ran.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("once")]
    public async Task A_ledger_that_is_no_ledger_is_said_in_a_sentence(string command)
    {
        _actionsync.Write(Path.Combine("data", "actionsync.db"), string.Concat(Enumerable.Repeat("This is no database. ", 200)));

        var ran = await _actionsync.RunAsync(command);

        Assert.InRange(ran.ExitCode, 2, 3);
        Assert.Contains("actionsync.db", ran.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_and_help_are_0()
    {
        Assert.Matches(@"^\d+\.\d+", (await _actionsync.RunAsync("--version")).Exits(0).Stdout);
        var help = (await _actionsync.RunAsync("--help")).Exits(0).Stdout;
        Assert.All((string[])["run", "once", "check", "plan", "status", "history", "recreate", "doctor"],
            command => Assert.Contains($"  {command}", help, StringComparison.Ordinal));
    }

    public void Dispose() => _actionsync.Dispose();
}
