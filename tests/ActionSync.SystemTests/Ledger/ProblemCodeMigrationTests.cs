using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Ledger;

/// <summary>What items of older ledgers are stuck at has only a sentence; the migration tells its code.</summary>
public sealed class ProblemCodeMigrationTests(PostgresFixture postgres) : IDisposable
{
    private const int Before = 7;
    private const string Key = "INC-2024-0142/implement-canary-deployment-pipeline-for-database";

    private readonly TempFolder _folder = new();

    /// <summary>Of one item: its columns, and the code that they amount to.</summary>
    private static readonly (string Set, ProblemCode Code)[] Rows =
    [
        ("state = 'pending', work = 'create', issue_id = null, tracker = null, problem = 'No route matches this item. Add a route that does, or a last one without When, under Routes.'", ProblemCode.NoRoute),
        ("state = 'missing', problem = 'The file is gone.'", ProblemCode.Missing),
        ("state = 'unknown', work = 'create', issue_id = null, intent_at = 1, problem = 'No answer came.'", ProblemCode.NoAnswer),
        ("state = 'unknown', work = 'create', issue_id = null, intent_at = 1, problem = 'The tracker is down.'", ProblemCode.TrackerFails),
        ("work = 'update', attempts = 1, problem = 'The tracker is down.'", ProblemCode.TrackerFails),
        ("work = 'update', attempts = 1, problem = 'Nobody may write.'", ProblemCode.Refused),
        ("work = 'update', attempts = 1, problem = 'It failed.'", ProblemCode.Failed),
        ("state = 'pending', work = 'create', issue_id = null, problem = 'Wait an hour.'", ProblemCode.Limited),
        ("work = 'none', problem = 'copy.md carries its marker.'", ProblemCode.SharedMarker),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_kind_of_problem_gets_its_code_and_keeps_its_sentence(bool onPostgres)
    {
        foreach (var (set, code) in Rows)
        {
            var item = await MigratedAsync($"update items set {set} where key = '{Key}'", onPostgres);
            Assert.Equal((code, true),
                (item.Problem!.Code, set.Contains($"problem = '{item.Problem.Text.Replace("'", "''", StringComparison.Ordinal)}'", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_waited_for_the_tracker_of_its_ticket_waits_for_nothing_any_more()
    {
        var item = await MigratedAsync($"""
            update items set state = 'pending', work = 'adopt', issue_id = null, tracker = null, problem = 'https://x.test/1 is an issue of no configured tracker. Correct the item''s url, or configure the tracker that has it.'
            where key = '{Key}'
            """, onPostgres: false);

        Assert.Null(item.Problem);
    }

    [Theory]
    [InlineData("snooze_until = null, snooze_reason = null", null)]
    [InlineData("snooze_until = '2030-01-01', snooze_reason = 'snoozed in the tracker'", "Tracker")]
    [InlineData("snooze_until = '2030-01-01', snooze_reason = 'on holiday'", "Command")]
    public async Task A_snooze_is_known_by_who_asked_for_it(string set, string? source) =>
        Assert.Equal(source, (await MigratedAsync($"update items set {set} where key = '{Key}'", onPostgres: false)).SnoozeSource?.ToString());

    private async Task<LedgerItem> MigratedAsync(string change, bool onPostgres)
    {
        var file = _folder[$"{Guid.NewGuid():N}.db"];
        LedgerText.Execute(file,
            await File.ReadAllTextAsync(
                Path.Combine(Repository.Root, "tests", "ActionSync.SystemTests", "Ledger", "Corpus", "0007_place_identity.sql"), Cancel));
        LedgerText.Execute(file, $"""
            update trackers set write_problem = 'The tracker is down.';
            insert into events (at, incident_id, item_key, kind, text) values (0, 'INC-2024-0142', '{Key}', 'failed', 'It failed.');
            {change};
            """);
        LedgerDatabase ledger = onPostgres
            ? await LedgerText.OnPostgresAsync(file, Before, await postgres.NewDatabaseAsync(), Cancel)
            : new SqliteDatabase($"Data Source={file};Pooling=False", TimeProvider.System);
        await ledger.MigrateAsync(Cancel);
        await using var work = await ledger.ReadAsync(Cancel);
        var item = (await work.Items.FindAsync(Key, Cancel))!;
        if (ledger is IAsyncDisposable server)
            await server.DisposeAsync();
        return item;
    }
}
