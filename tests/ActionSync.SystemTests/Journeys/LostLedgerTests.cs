using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The ledger is deleted, and everything else is still there.</summary>
public sealed class LostLedgerTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task The_five_board_files_are_adopted_by_their_markers_and_none_is_made()
    {
        (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);
        var status = (await _actionsync.RunAsync("status", "--json")).Stdout;
        var board = _actionsync.Pages.ToDictionary(page => page.Name, page => page.Text);
        _actionsync.LoseLedger();

        var ran = (await _actionsync.RunAsync("once", "--new-ledger", Repository.Sample)).Exits(0);

        Assert.Contains("0 created, 5 adopted", ran.Stderr, StringComparison.Ordinal);
        Assert.Equal(board, _actionsync.Pages.ToDictionary(page => page.Name, page => page.Text));
        Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Stdout);
    }

    [Fact]
    public async Task Issues_whose_titles_were_corrected_before_are_adopted_under_their_old_keys()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add connection pool alerting", "Write the runbook"))).Exits(0);
        var renamed = Json("INC-1", "Add connection pool alerts", "Write the runbook");
        (await _actionsync.OnceAsync(renamed)).Exits(0);
        _actionsync.LoseLedger();

        (await AnewAsync(renamed)).Exits(0);

        Assert.Equal(2, _actionsync.Pages.Count);
        Assert.Equal("INC-1/add-connection-pool-alerting", (await _actionsync.StatusAsync())[0].GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_title_that_was_freed_by_a_correction_and_used_again_finds_its_own_issue()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add pool alerts"))).Exits(0);
        (await _actionsync.OnceAsync(Json("INC-1", "Add pool alerts today"))).Exits(0);
        var both = Json("INC-1", "Add pool alerts today", "Add pool alerts");
        (await _actionsync.OnceAsync(both)).Exits(0);
        var before = (await _actionsync.RunAsync("status", "--json")).Stdout;
        _actionsync.LoseLedger();

        (await AnewAsync(both)).Exits(0);

        Assert.Equal(2, _actionsync.Pages.Count);
        Assert.Equal(before, (await _actionsync.RunAsync("status", "--json")).Stdout);
    }

    [Fact]
    public async Task An_item_that_its_document_has_meanwhile_called_done_keeps_its_issue()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        var done = Json("INC-1", Item("Add an alert", status: "done"), Item("Write a test"));
        (await _actionsync.OnceAsync(done)).Exits(0);
        _actionsync.LoseLedger();

        (await AnewAsync(done)).Exits(0);

        Assert.Equal(["done", "open"], _actionsync.Pages.Select(page => page["status"]));
        Assert.All(_actionsync.Items("INC-1"), item => Assert.True(item.TryGetProperty("issue", out _)));
    }

    [Fact]
    public async Task Revisions_that_are_archived_already_are_never_written_over_nor_left_out()
    {
        string Revision(int day) => Json("INC-1", Item("Add an alert", deadline: $"2024-02-0{day}"));
        (await _actionsync.OnceAsync(Revision(1))).Exits(0);
        (await _actionsync.OnceAsync(Revision(2))).Exits(0);
        _actionsync.LoseLedger();

        (await AnewAsync(Revision(2))).Exits(0);
        (await _actionsync.OnceAsync(Revision(3))).Exits(0);

        var archived = Directory.EnumerateFiles(_actionsync["data", "archive", "INC-1"], "revision-*.json").Order(StringComparer.Ordinal)
            .Select(File.ReadAllText);
        Assert.Equal([Revision(1), Revision(2), Revision(3)], archived);
    }

    [Fact]
    public async Task Deleted_under_a_running_worker_it_stops_the_worker_before_more_is_taken_in()
    {
        _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
        var worker = await _actionsync.StartWorkerAsync();
        await _actionsync.HasIssuesAsync("INC-1");
        var status = (await _actionsync.RunAsync("status", "--json")).Stdout;

        _actionsync.LoseLedger();
        _actionsync.Drop("two.json", Json("INC-2", "Write a test"));
        var ended = (await worker.EndAsync()).Exits(3);

        Assert.Contains("was deleted or replaced while it was open", ended.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Stderr, StringComparison.Ordinal);
        Assert.True(File.Exists(_actionsync["data", "inbox", "two.json"]));
        Assert.Single(_actionsync.Pages);
        Assert.False(File.Exists(_actionsync["data", "actionsync.db"]));

        foreach (var command in (string[])["once", "run"])
            Assert.Contains("actionsync rebuild makes it again", (await _actionsync.RunAsync(command)).Exits(2).Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("rebuild")).Exits(0);
        Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Stdout);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Equal(2, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task Replaced_under_a_running_worker_it_stops_the_worker_and_what_lies_there_now_is_left_alone()
    {
        _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
        var worker = await _actionsync.StartWorkerAsync();
        await _actionsync.HasIssuesAsync("INC-1");
        (await _actionsync.RunAsync("backup", "copy.db")).Exits(0);
        var copy = File.ReadAllBytes(_actionsync["copy.db"]);

        _actionsync.LoseLedger();
        File.Move(_actionsync["copy.db"], _actionsync["data", "actionsync.db"]);
        var ended = (await worker.EndAsync()).Exits(3);

        Assert.Contains("was deleted or replaced while it was open", ended.Stderr, StringComparison.Ordinal);
        Assert.Equal(copy, File.ReadAllBytes(_actionsync["data", "actionsync.db"]));
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
    }

    [Fact]
    public async Task A_board_that_shows_issues_of_ours_tells_of_a_lost_ledger_and_others_issues_do_not()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        _actionsync.LoseLedger();
        Directory.Delete(_actionsync["data", "archive"], recursive: true);

        Assert.Contains(
            "was made by an earlier ledger of the namespace \"default\"", (await _actionsync.RunAsync("once")).Exits(2).Stderr, StringComparison.Ordinal);
        _actionsync.With("Ledger:Namespace", "another");
        (await _actionsync.RunAsync("once")).Exits(0);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Every_command_says_so_and_none_pretends_that_nothing_was_promised(bool hasArchive, bool isEmptyFile)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        _actionsync.LoseLedger();
        if (!hasArchive)
            Directory.Delete(_actionsync["data", "archive"], recursive: true);
        if (isEmptyFile)
            (await _actionsync.RunAsync("once", "--no-remind")).Exits(2);
        var trace = hasArchive ? "The ledger is empty, and the archive" : "The ledger is empty, and inc-1-01-add-an-alert.md in board";

        string[][] commands = [["status"], ["status", "--json"], ["history", "INC-1"], ["plan", "given-0.json"], ["report"], ["remind", "--preview"], ["run"]];
        foreach (var command in commands)
        {
            var ran = (await _actionsync.RunAsync(command)).Exits(2);
            Assert.Contains(trace, ran.Stderr, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("actionsync once --new-ledger begins anew", ran.Stderr, StringComparison.Ordinal);
            Assert.DoesNotContain("watches", ran.Stderr, StringComparison.Ordinal);
            Assert.DoesNotContain("No ", ran.Stdout + ran.Stderr, StringComparison.Ordinal);
            Assert.Equal(command is ["status", "--json"] ? "[]" : "", ran.Stdout.Trim());
            Assert.Equal(isEmptyFile || command is ["run"], File.Exists(_actionsync["data", "actionsync.db"]));
        }
        foreach (var file in isEmptyFile ? [] : Directory.GetFiles(_actionsync["data"], "actionsync.db*"))
            File.Delete(file);

        var finding = Assert.Single(
            (await _actionsync.RunAsync("doctor")).Exits(1).Stdout.Split('\n'), line => line.StartsWith("BAD", StringComparison.Ordinal));
        Assert.Contains($"BAD  ledger: {trace}", finding, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("actionsync rebuild", finding, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once", "--new-ledger", "--no-remind")).Exits(0);
        (await _actionsync.RunAsync("doctor")).Exits(0);
        (await _actionsync.RunAsync("status")).Exits(0);
    }

    [Theory]
    [InlineData("delete from items; delete from incidents")]
    [InlineData("delete from items; delete from incidents; delete from revisions; delete from stale_receipts")]
    [InlineData("delete from items; delete from incidents; delete from revisions; delete from stale_receipts; delete from events")]
    [InlineData("delete from incidents")]
    public async Task A_ledger_without_incidents_is_lost_whatever_else_is_left_in_it(string loss)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        var status = (await _actionsync.RunAsync("status", "--json")).Stdout;
        Run(loss);

        foreach (var command in (string[][])[["status"], ["history", "INC-1"], ["plan", "given-0.json"], ["report"], ["remind", "--preview"],
            ["once"], ["run"]])
            Assert.Contains("The ledger is empty, and the archive", (await _actionsync.RunAsync(command)).Exits(2).Stderr, StringComparison.Ordinal);
        var verify = await _actionsync.RunAsync("verify");
        Assert.NotEqual(0, verify.ExitCode);
        Assert.Contains("The ledger is empty, and the archive", verify.Stdout + verify.Stderr, StringComparison.Ordinal);
        Assert.Contains("BAD  ledger: The ledger is empty, and the archive", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);

        (await _actionsync.RunAsync("rebuild")).Exits(0);
        Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Exits(0).Stdout);
        (await _actionsync.RunAsync("verify")).Exits(0);
    }

    [Fact]
    public async Task Where_nothing_was_ever_promised_nobody_speaks_of_a_loss()
    {
        _actionsync.Write("data/archive/notes.txt", "mine");
        _actionsync.Write("data/board/mine.md", "---\ntitle: Mine\nstatus: open\n---\n");

        Assert.Contains("No action items yet", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("No incident INC-1", (await _actionsync.RunAsync("history", "INC-1")).Exits(1).Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("plan", _actionsync.Write("one.json", Json("INC-1", "Add an alert")))).Exits(0);
        (await _actionsync.RunAsync("doctor")).Exits(0);
    }

    [Fact]
    public async Task A_person_may_begin_anew_and_is_asked_once()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        _actionsync.LoseLedger();

        (await _actionsync.RunAsync("once")).Exits(2);
        (await _actionsync.RunAsync("once", "--new-ledger")).Exits(0);
        (await _actionsync.RunAsync("once")).Exits(0);
    }

    public void Dispose() => _actionsync.Dispose();

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_actionsync["data", "actionsync.db"]};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<Ran> AnewAsync(string document) => _actionsync.RunAsync("once", "--new-ledger", _actionsync.Write("again.json", document));
}
