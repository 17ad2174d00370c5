using ActionSync.Files;
using Microsoft.Data.Sqlite;

namespace ActionSync.Ledger;

/// <summary>A SQLite ledger on its way to somewhere: a hidden file that is gone when it is disposed of, unless it was moved.</summary>
internal sealed class TemporaryLedger : IAsyncDisposable
{
    private readonly FileRights _rights;

    public TemporaryLedger(string folder, FileRights rights, TimeProvider clock)
    {
        var file = Path.Combine(folder, $".actionsync-{Guid.NewGuid():N}.tmp");
        rights.MakeFolder(folder);
        _rights = rights;
        Database = new SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString(), clock, rights: rights);
    }

    public SqliteDatabase Database { get; }

    /// <summary>Becomes a copy of a ledger that nobody has open. What a process that was killed had committed last is still in the log beside it.</summary>
    public void Take(string file)
    {
        _rights.Copy(file, Database.File);
        if (File.Exists($"{file}-wal"))
            _rights.Copy($"{file}-wal", $"{Database.File}-wal");
    }

    /// <summary>All of it in the one file, on the disk, and nobody has it open.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database.File, Pooling = false }.ToString()))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(truncate); pragma journal_mode = delete;";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        using var file = File.OpenHandle(Database.File, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var file in (string[])[Database.File, $"{Database.File}-wal", $"{Database.File}-shm"])
            File.Delete(file);
        return ValueTask.CompletedTask;
    }
}
