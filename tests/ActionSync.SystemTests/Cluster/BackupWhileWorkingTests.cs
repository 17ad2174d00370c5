using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Reminders.Store;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.SystemTests.Cluster;

/// <summary>A worker takes documents in as fast as it can, and backups are taken beside it.</summary>
public sealed class BackupWhileWorkingTests(PostgresFixture postgres) : IDisposable
{
    private const int Backups = 20;
    private const int Items = 3;

    private readonly ProgramFolder _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_of_them_opens_and_has_every_item_of_every_incident(bool onPostgres)
    {
        LedgerDatabase ledger;
        if (onPostgres)
        {
            var database = await postgres.NewDatabaseAsync();
            _place.OnPostgres(database);
            ledger = new PostgresDatabase(database, new Outage(TimeProvider.System, NullLogger<Outage>.Instance), TimeProvider.System);
        }
        else
        {
            ledger = new SqliteDatabase($"Data Source={_place["data", "actionsync.db"]};Pooling=False", TimeProvider.System);
        }
        await using var owned = ledger as IAsyncDisposable;
        await _place.StartWorkerAsync();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var dropping = DropAsync(enough.Token);
        await Eventually.IsTrue(() => Directory.Exists(_place["data", "board"]), "the worker works", TimeSpan.FromSeconds(60));

        var incidents = new List<int>();
        // On a busy machine twenty backups can be done before the worker takes in one more document.
        while (incidents.Count < Backups || incidents[^1] == incidents[0])
        {
            if (dropping.IsFaulted)
                await dropping;
            await new LedgerBackup(ledger, new LedgerExamination(ledger, ReminderStore.ColumnRules), FileRights.Private, TimeProvider.System).WriteAsync(
                _place["backup.db"], Cancel);
            incidents.Add(await LookIntoAsync(_place["backup.db"]));
        }
        await enough.CancelAsync();
        await dropping;

        Assert.Equal(incidents.Order(), incidents);
        Assert.Equal(["backup.db"], Directory.GetFiles(Path.GetDirectoryName(_place["backup.db"])!).Select(Path.GetFileName));
    }

    /// <summary>There is always more to do than was done.</summary>
    private async Task DropAsync(CancellationToken enough)
    {
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            _place.Drop($"{n}.json", ClusterDocuments.Of($"INC-{n}", "service", Enumerable.Range(1, Items).Select(i => $"Item number {i}")),
                TimeProvider.System.GetUtcNow().AddMinutes(-5));
            await Eventually.IsTrue(() => enough.IsCancellationRequested || Directory.GetFiles(_place["data", "inbox"]).Length < 20,
                "the worker takes documents in", TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>Returns how many incidents are in it.</summary>
    private static async Task<int> LookIntoAsync(string backup)
    {
        var copy = new SqliteDatabase($"Data Source={backup};Pooling=False", TimeProvider.System);
        await using var work = await copy.ReadAsync(Cancel);
        Assert.Equal("ok", await work.SingleAsync<string>("pragma integrity_check", null, Cancel));
        Assert.Equal(0, await work.SingleAsync<int>(
            """
            select count(*) from incidents i where (select count(*) from items where incident_id = i.id) <> @Items
              or (select count(*) from events where incident_id = i.id and kind = 'found') <> @Items
              or (select count(*) from revisions where incident_id = i.id) <> 1
            """, new { Items }, Cancel));
        return await work.SingleAsync<int>("select count(*) from incidents", null, Cancel);
    }
}
