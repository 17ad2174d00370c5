using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Ledger.Damage;

/// <summary>A damaged ledger is told as what it is, by row and with what to do: the real program, on a board.</summary>
public sealed class DamagedRowTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    private string Ledger => _actionsync["data", "actionsync.db"];

    [Theory]
    [InlineData("update items set fields = '{\"title\":' || char(7) where id = 1", "items row 1 (INC-1/add-an-alert), fields:")]
    [InlineData("update items set state = 'opne' where id = 2", "items row 2 (INC-1/write-a-test), state: \"opne\" is no state")]
    [InlineData("delete from incidents", "items row 1 (INC-1/add-an-alert): it belongs to the incident INC-1, which is not there")]
    [InlineData("drop table events", "events: SQLite Error 1: 'no such table: events'")]
    [InlineData("drop table schema_versions", "the table schema_versions is missing")]
    public async Task Every_command_says_it_and_rebuild_mends_it(string damage, string finding)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        var (status, pages) = ((await _actionsync.RunAsync("status", "--json")).Stdout, _actionsync.Pages.Select(p => p.Text).ToList());
        Damage(damage);

        var verify = (await _actionsync.RunAsync("verify")).Exits(1).Stdout;
        Assert.Contains(finding, verify, StringComparison.Ordinal);
        Assert.Contains("actionsync rebuild --replace", verify, StringComparison.Ordinal);
        Assert.Contains(finding, (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);
        foreach (var command in (string[][])[["backup", "copy.db"], ["once"]])
        {
            var ran = await _actionsync.RunAsync(command);
            Assert.DoesNotContain("   at ", ran.Stderr, StringComparison.Ordinal);
            Assert.InRange(ran.Stderr.Split("is damaged: ").Length, 1, 2);
            Assert.True(ran.ExitCode is 3 || command[0] == "once", $"{command[0]} {ran.ExitCode}\n{ran.Stderr}");
        }
        Assert.Equal(2, _actionsync.Pages.Count);
        Assert.False(File.Exists(_actionsync["copy.db"]));

        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);
        Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Exits(0).Stdout);
        Assert.Equal(pages, _actionsync.Pages.Select(p => p.Text));
        (await _actionsync.RunAsync("verify")).Exits(0);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("status", "--json")]
    [InlineData("report")]
    [InlineData("plan", "given-0.json")]
    [InlineData("snooze", "INC-1/add-an-alert", "--until", "2099-01-01", "--reason", "waits")]
    [InlineData("recreate", "INC-1/add-an-alert")]
    [InlineData("once")]
    [InlineData("once", "given-0.json")]
    public async Task A_command_that_needs_a_row_that_cannot_be_read_ends_with_one_line_about_it(params string[] command)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        Damage("update items set fields = '{\"title\":' || char(7) where id = 1");

        var ran = (await _actionsync.RunAsync(command)).Exits(3);

        Assert.Contains("items row 1 (INC-1/add-an-alert), fields:", Assert.Single(ran.Stderr.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("actionsync rebuild --replace", ran.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update items set fields = '{\"title\":null}' where id = 1", "items row 1 (INC-1/add-an-alert), fields: one of the five fields is missing")]
    [InlineData("update items set priority = 7 where id = 1", "items row 1 (INC-1/add-an-alert), priority: 7 is no priority")]
    [InlineData("update items set priority = 'high' where id = 1", "items row 1 (INC-1/add-an-alert), priority: \"high\" is no whole number")]
    [InlineData("update items set deadline = '2024-13-45' where id = 1", "items row 1 (INC-1/add-an-alert), deadline: \"2024-13-45\" cannot be read")]
    [InlineData("update items set problem = 'odd', problem_code = 'Odd' where id = 1", "items row 1 (INC-1/add-an-alert), problem_code: \"Odd\" is none of")]
    [InlineData("update items set problem = 'odd' where id = 1", "items row 1 (INC-1/add-an-alert), problem_code: a problem has a code and a sentence")]
    [InlineData("update items set snooze_source = 'nobody' where id = 1", "items row 1 (INC-1/add-an-alert), snooze_source: \"nobody\" is none of")]
    [InlineData("update items set withdrawal = '3' where id = 1", "items row 1 (INC-1/add-an-alert), withdrawal: \"3\" is none of")]
    [InlineData("update items set first_seen_at = 9223372036854775807 where id = 1",
        "items row 1 (INC-1/add-an-alert), first_seen_at: 9223372036854775807 is no time")]
    [InlineData("update items set server = null where id = 1", "items row 1 (INC-1/add-an-alert), issue_id: a part of the issue's address is missing")]
    [InlineData("update items set state = 'pending', work = 'create', issue_id = null where id = 1",
        "items row 1 (INC-1/add-an-alert), issue_id: it is empty, and the history says that there is an issue")]
    [InlineData("update incidents set brief = '{}'", "incidents row INC-1, brief:")]
    [InlineData("update revisions set hash = 'x'", "incidents row INC-1: its revision 1 is not the one in revisions")]
    [InlineData("update reminders set entries = '[{'", "reminders row alice@company.com")]
    [InlineData("update items set fields = replace(fields, '\"settled\"', '\"setthed\"') where id = 1", "items row 1 (INC-1/add-an-alert), fields: ")]
    [InlineData("update items set fields = replace(fields, '\"P1\"', '\"Q1\"') where id = 1",
        "items row 1 (INC-1/add-an-alert), fields: \"Q1\" is no priority")]
    [InlineData("update items set tracker = 'another' where id = 1", "items row 1 (INC-1/add-an-alert), tracker: another is not among the trackers")]
    [InlineData("update incidents set taken_in_at = taken_in_at + 1", "incidents row INC-1, taken_in_at: ")]
    [InlineData("update items set type = 'odd', position = 7 where id = 1", "INC-1/add-an-alert: the ledger has it as item 7 (odd, ")]
    [InlineData("update reminder_tally set kind = 'shouted'", "\"shouted\" is no kind of reminder")]
    public async Task Verify_names_the_row(string damage, string finding)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        Damage(damage);

        Assert.Contains(finding, (await _actionsync.RunAsync("verify")).Exits(1).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_well_formed_and_wrong_is_told_when_its_marker_is_needed_again_and_rebuild_mends_it()
    {
        var document = Json("INC-1", "Add an alert", "Write a test");
        (await _actionsync.OnceAsync(document)).Exits(0);
        var (status, pages) = ((await _actionsync.RunAsync("status", "--json")).Stdout, _actionsync.Pages.Select(p => p.Text).ToList());
        Damage("update items set key = 'INC-1/zebra', identity = 'zebra', title = 'Zebra' where id = 1");

        var said = (await _actionsync.OnceAsync(document + " ")).Exits(3).Stderr;

        Assert.Contains("is damaged: items.marker: ", said, StringComparison.Ordinal);
        Assert.Contains("actionsync rebuild --replace", said, StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(1);
        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);
        Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Stdout);
        Assert.Equal(pages, _actionsync.Pages.Select(p => p.Text));
    }

    [Fact]
    public async Task A_file_that_is_no_database_any_more_is_put_aside_by_rebuild_and_by_restore()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        (await _actionsync.RunAsync("backup", "copy.db")).Exits(0);
        var status = (await _actionsync.RunAsync("status", "--json")).Stdout;
        foreach (var command in (string[][])[["rebuild"], ["restore", "copy.db"]])
        {
            File.WriteAllText(Ledger, string.Concat(Enumerable.Repeat("This is no database. ", 200)));
            foreach (var reading in (string[])["status", "report", "once"])
                Assert.Contains("is damaged: SQLite Error 26", (await _actionsync.RunAsync(reading)).Exits(3).Stderr, StringComparison.Ordinal);
            foreach (var looking in (string[])["verify", "doctor"])
                Assert.Contains("file is not a database", (await _actionsync.RunAsync(looking)).Exits(1).Stdout, StringComparison.Ordinal);

            Assert.Contains("was put aside:", (await _actionsync.RunAsync(command)).Exits(0).Stdout, StringComparison.Ordinal);
            Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Exits(0).Stdout);
        }
        Assert.NotEmpty(Directory.EnumerateFiles(_actionsync["data"], "actionsync.db.damaged-*"));
    }

    [Fact]
    public async Task A_worker_with_a_damaged_ledger_says_it_once_and_does_nothing_and_is_not_healthy()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Damage("update items set fields = '{\"title\":' || char(7) where id = 1");
        _actionsync.Drop("two.json", Json("INC-2", "Write a test"));
        var url = FreeAddress.Next();
        _actionsync.With("Dashboard:Urls", url);

        var worker = await _actionsync.StartWorkerAsync();
        await Eventually.IsTrue(() => worker.Stderr.Contains("is damaged", StringComparison.Ordinal), "the damage is told");
        using var http = new HttpClient();
        await Eventually.IsTrue(
            async () => (int)(await http.GetAsync(new Uri($"{url}/health"), TestContext.Current.CancellationToken)).StatusCode == 503, "health says so");
        // Ten polls and looks at the drop folder go by.
        for (var look = 0; look < 300; look++)
            (await http.GetAsync(new Uri($"{url}/health"), TestContext.Current.CancellationToken)).Dispose();
        worker.Terminate();
        var said = (await worker.EndAsync()).Stderr;

        Assert.Single(said.Split('\n'), line => line.Contains("ERROR", StringComparison.Ordinal));
        Assert.Contains("items row 1 (INC-1/add-an-alert), fields:", said, StringComparison.Ordinal);
        Assert.Contains("actionsync rebuild --replace", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.True(File.Exists(_actionsync["data", "inbox", "two.json"]));
        Assert.Single(_actionsync.Pages);
    }

    [Fact]
    public async Task Rows_that_are_damaged_under_a_running_worker_stop_it_at_its_next_poll_and_are_told_once()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        var url = FreeAddress.Next();
        _actionsync.With("Dashboard:Urls", url);
        var worker = await _actionsync.StartWorkerAsync();
        using var http = new HttpClient();
        await Eventually.IsTrue(
            async () => (int)(await http.GetAsync(new Uri($"{url}/health"), TestContext.Current.CancellationToken)).StatusCode == 200, "the worker is well");

        Damage("update items set state = 'nonsense'");
        await Eventually.IsTrue(
            async () => (int)(await http.GetAsync(new Uri($"{url}/health"), TestContext.Current.CancellationToken)).StatusCode == 503, "health says so");
        _actionsync.Drop("two.json", Json("INC-2", "Write a test"));
        for (var look = 0; look < 300; look++)
            (await http.GetAsync(new Uri($"{url}/health"), TestContext.Current.CancellationToken)).Dispose();
        worker.Terminate();
        var said = (await worker.EndAsync()).Stderr;

        Assert.Contains("items row 1 (INC-1/add-an-alert), state: \"nonsense\" is no state",
            Assert.Single(said.Split('\n'), line => line.Contains("ERROR", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.True(File.Exists(_actionsync["data", "inbox", "two.json"]));
    }

    [Theory]
    [InlineData("events")]
    [InlineData("reminder_tally")]
    public async Task Without_one_of_its_tables_a_ledger_is_neither_worked_with_nor_shown(string table)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Damage($"drop table {table}");

        foreach (var command in (string[])["once", "run", "status"])
        {
            var said = (await _actionsync.RunAsync(command)).Exits(3).Stderr;
            Assert.Contains($"{table}", said, StringComparison.Ordinal);
            Assert.Contains("is damaged: ", said, StringComparison.Ordinal);
            Assert.Contains("actionsync rebuild --replace", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Items_that_the_ledger_lost_come_back_with_their_issues_when_their_document_is_taken_in_again()
    {
        var document = Json("INC-1", "Add an alert", "Write a test");
        (await _actionsync.OnceAsync(document, Json("INC-2", "Write the runbook"))).Exits(0);
        var (status, pages) = ((await _actionsync.RunAsync("status", "--json")).Stdout, _actionsync.Pages.Select(p => p.Text).ToList());
        Damage("delete from items where id = 1");
        var verify = (await _actionsync.RunAsync("verify")).Exits(1).Stdout;
        Assert.Contains("names it, and the ledger does not have it. Drop that document again, or make the ledger anew with actionsync rebuild --replace.",
            verify, StringComparison.Ordinal);
        Assert.DoesNotContain("actionsync rebuild.", verify, StringComparison.Ordinal);

        var ran = (await _actionsync.OnceAsync(document)).Exits(0);

        Assert.Contains("0 created, 1 adopted", ran.Stderr, StringComparison.Ordinal);
        // A row that was lost is the youngest now, and so is its number.
        Assert.Equal(WithoutNumbers(status), WithoutNumbers((await _actionsync.RunAsync("status", "--json")).Stdout));
        Assert.Equal(pages, _actionsync.Pages.Select(p => p.Text));
        (await _actionsync.RunAsync("verify")).Exits(0);
        (await _actionsync.RunAsync("doctor")).Exits(0);
        Assert.DoesNotContain("created", (await _actionsync.OnceAsync(document)).Exits(0).Stderr, StringComparison.Ordinal);
        Assert.Equal(1, Count("select count(*) from revisions where incident_id = 'INC-1'"));
    }

    public void Dispose() => _actionsync.Dispose();

    private static IEnumerable<string> WithoutNumbers(string status) =>
        status.Split('\n').Where(line => !line.Contains("\"short\": ", StringComparison.Ordinal));

    private void Damage(string sql) => Run(sql, command => command.ExecuteNonQuery());

    private long Count(string sql) => Run(sql, command => (long)command.ExecuteScalar()!);

    private T Run<T>(string sql, Func<SqliteCommand, T> run)
    {
        using var connection = new SqliteConnection($"Data Source={Ledger};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }
}
