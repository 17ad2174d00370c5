using ActionSync.SystemTests.Cluster;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Recovery;

/// <summary>A lost ledger is made again from what it left in the archive and in the trackers: the real program, on a board.</summary>
public sealed class RebuildTests(PostgresFixture postgres) : IDisposable
{
    private static readonly string[] Titles = ["Add an alert to the pool", "Write the runbook page", "Load test the new driver", "Drill the failover",
        "Clean up old dashboards"];

    private readonly ProgramFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_rebuilt_ledger_shows_the_same_status_and_creates_nothing()
    {
        await LiveAsync();
        var before = await StatusAsync();
        var board = Board();
        LoseLedger();

        (await _place.RunAsync("rebuild")).Exits(0);
        Assert.Equal(before, await StatusAsync());
        (await _place.RunAsync("verify")).Exits(0);
        await _place.RunAsync("once");
        Assert.Equal(before, await StatusAsync());
        Assert.Equal(board, Board());
    }

    [Fact]
    public async Task The_same_holds_on_PostgreSQL()
    {
        _place.OnPostgres(await postgres.NewDatabaseAsync());
        await LiveAsync();
        var before = await StatusAsync();
        _place.OnPostgres(await postgres.NewDatabaseAsync());
        (await _place.RunAsync("rebuild")).Exits(0);
        Assert.Equal(before, await StatusAsync());
        (await _place.RunAsync("verify")).Exits(0);
    }

    [Fact]
    public async Task History_survives_and_what_was_reminded_today_is_not_reminded_again()
    {
        (await _place.RunAsync("once", Repository.Sample)).Exits(0);
        var history = (await _place.RunAsync("history", "INC-2024-0142", "--csv")).Stdout;
        Assert.Equal(2, Mails().Length);
        LoseLedger();
        (await _place.RunAsync("rebuild")).Exits(0);
        Assert.StartsWith(history, (await _place.RunAsync("history", "INC-2024-0142", "--csv")).Stdout);
        var mails = Mails();
        (await _place.RunAsync("once")).Exits(0);
        Assert.Equal(mails, Mails());
    }

    [Fact]
    public async Task What_a_person_changed_is_still_known_as_theirs()
    {
        await OnceAsync(Titles);
        Edit("add-an-alert", "priority", "P0");
        await OnceAsync(Titles);
        LoseLedger();
        (await _place.RunAsync("rebuild")).Exits(0);
        // The document asks for something else now, but the person's word stands.
        await _place.RunAsync("once", "--no-remind", Write(ClusterDocuments.Of("INC-1", "service", Titles).Replace("\"P2\"", "\"P3\"")));
        Assert.Contains("priority: P0", File.ReadAllText(Page("add-an-alert")));
        Assert.Contains("priority: P3", File.ReadAllText(Page("load-test")));
    }

    [Fact]
    public async Task A_ledger_that_holds_something_is_only_replaced_when_a_person_says_so()
    {
        await OnceAsync(Titles);
        Assert.Contains("--replace", (await _place.RunAsync("rebuild")).Exits(2).Stderr);
        (await _place.RunAsync("rebuild", "--replace")).Exits(0);
        (await _place.RunAsync("verify")).Exits(0);
    }

    [Fact]
    public async Task A_revision_that_is_missing_from_the_archive_is_named()
    {
        await OnceAsync(Titles);
        await OnceAsync(Titles[..4]);
        File.Delete(_place["data", "archive", "INC-1", "revision-0001.json"]);
        LoseLedger();
        Assert.Contains("revision 1 is missing", (await _place.RunAsync("rebuild")).Exits(1).Stderr);
    }

    [Fact]
    public async Task Verify_says_what_differs_and_where()
    {
        await OnceAsync(Titles);
        (await _place.RunAsync("verify")).Exits(0);
        Edit("drill", "owner", "dan@example.com");
        File.Delete(Page("write-the-runbook"));
        File.AppendAllText(_place["data", "archive", "INC-1", "revision-0001.json"], " ");
        File.Copy(Page("load-test"), _place["data", "board", "copy.md"]);
        var said = (await _place.RunAsync("verify")).Exits(1).Stdout;
        Assert.Contains("INC-1/drill-the-failover: Owner changed in the tracker: none -> dan@example.com.", said);
        Assert.Contains("write-the-runbook-page.md is not in board any more", said);
        Assert.Contains("INC-1: revision 1 in the archive is not the document that was taken in.", said);
        Assert.Contains("copy.md in board carries its marker beside", said);
    }

    [Fact]
    public async Task Where_only_the_revisions_are_gone_the_receipt_is_not_called_missing_and_a_rebuild_goes_without_the_incident()
    {
        await OnceAsync(Titles);
        (await _place.RunAsync("once", "--no-remind", Repository.Sample)).Exits(0);
        File.Delete(_place["data", "archive", "INC-1", "revision-0001.json"]);

        var said = (await _place.RunAsync("verify")).Exits(1).Stdout;
        Assert.Contains("INC-1: revision 1 is in the ledger and not in the archive.", said);
        Assert.Contains("no revision is left", said);
        Assert.DoesNotContain("its receipt is not in the archive", said);

        LoseLedger();
        Assert.Contains("no revision is left", (await _place.RunAsync("rebuild")).Exits(1).Stderr);
        Assert.DoesNotContain("INC-1", await StatusAsync());
    }

    /// <summary>Five items of which one is done, one moved, one withdrawn, one renamed, one deleted, and an incident that is over already.</summary>
    private async Task LiveAsync()
    {
        await OnceAsync(Titles);
        Edit("add-an-alert", "status", "done");
        Edit("write-the-runbook", "deadline", "2031-05-06");
        await OnceAsync(Titles);
        await OnceAsync([Titles[0], Titles[1], "Load test the new database driver", Titles[3]]);
        File.Delete(Page("drill"));
        await OnceAsync([Titles[0], Titles[1], "Load test the new database driver", Titles[3]]);
        (await _place.RunAsync("once", "--no-remind", Repository.Sample)).Exits(0);
    }

    private async Task OnceAsync(IEnumerable<string> titles) =>
        await _place.RunAsync("once", "--no-remind", Write(ClusterDocuments.Of("INC-1", "service", titles)));

    private string Write(string document)
    {
        File.WriteAllText(_place["given.json"], document);
        return "given.json";
    }

    private string Page(string slug) => Directory.GetFiles(_place["data", "board"], $"INC-1-*{slug}*.md").Single();

    private void Edit(string slug, string field, string value)
    {
        var lines = File.ReadAllLines(Page(slug)).Where(l => !l.StartsWith($"{field}:", StringComparison.Ordinal)).ToList();
        lines.Insert(1, $"{field}: {value}");
        File.WriteAllLines(Page(slug), lines);
    }

    private async Task<string> StatusAsync() => (await _place.RunAsync("status", "--json")).Exits(0).Stdout;

    private string[] Mails() => Directory.GetFiles(_place["data", "outbox"]).Order(StringComparer.Ordinal).ToArray();

    private IReadOnlyDictionary<string, string> Board() => Directory.GetFiles(_place["data", "board"]).ToDictionary(f => f, File.ReadAllText);

    private void LoseLedger()
    {
        foreach (var file in Directory.GetFiles(_place["data"], "actionsync.db*"))
            File.Delete(file);
    }
}
