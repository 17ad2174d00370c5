using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using ActionSync.Testing.Ledger;

namespace ActionSync.SystemTests.Ledger;

public sealed class PostgresBackupTests(PostgresFixture postgres) : BackupContract
{
    private PostgresDatabase? _database;

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_restore_waits_for_every_worker_to_be_stopped()
    {
        await Backup.WriteAsync(Folder["backup.db"], Cancel);
        await using var worker = new Npgsql.NpgsqlConnection(
            new Npgsql.NpgsqlConnectionStringBuilder(_connectionString) { ApplicationName = "actionsync other/1", Pooling = false }.ConnectionString);
        await worker.OpenAsync(Cancel);
        var refusal = await Assert.ThrowsAsync<LedgerException>(() => Backup.RestoreAsync(Folder["backup.db"], OverwriteMode.Everything, Cancel));
        Assert.Contains("in use by actionsync other/1", refusal.Message);
    }

    private string _connectionString = "";

    internal override async Task<LedgerDatabase> MakeAsync(TimeProvider clock) =>
        _database = OnPostgres(_connectionString = await postgres.NewDatabaseAsync(), clock);
}
