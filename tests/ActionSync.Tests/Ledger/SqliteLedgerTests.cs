using ActionSync.Ledger;
using ActionSync.Testing;
using ActionSync.Testing.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActionSync.Tests.Ledger;

public sealed class SqliteLedgerTests : LedgerContract
{
    private readonly TempFolder _folder = new();

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A disk that is full when a transaction is committed: the driver does not see that SQLite undoes it.</summary>
    [Fact]
    public async Task What_SQLite_undid_by_itself_is_no_second_error()
    {
        await using var connection = new SqliteConnection($"Data Source={_folder["ledger.db"]};Pooling=False");
        await connection.OpenAsync(Cancel);
        var transaction = connection.BeginTransaction();
        raw.sqlite3_rollback_hook(connection.Handle, null, null);
        raw.sqlite3_exec(connection.Handle, "rollback");
        await transaction.UndoAsync();
        await connection.CloseAsync();
    }

    internal override Task<LedgerDatabase> MakeAsync() =>
        Task.FromResult<LedgerDatabase>(new SqliteDatabase($"Data Source={_folder["ledger.db"]};Pooling=False", Clock));
}
