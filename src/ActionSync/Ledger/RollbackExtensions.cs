using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActionSync.Ledger;

/// <summary>Ends a transaction, and undoes it where it was not committed.</summary>
internal static class RollbackExtensions
{
    public static async ValueTask UndoAsync(this DbTransaction transaction)
    {
        if (transaction.Connection is not SqliteConnection { Handle: { } handle } || raw.sqlite3_get_autocommit(handle) == 0)
        {
            await transaction.DisposeAsync();
            return;
        }
        // A commit that found the disk full was undone by SQLite itself. The driver does not know, and stumbles over it: people would hear of that
        // instead of their disk. So it gets an empty transaction to undo.
        raw.sqlite3_exec(handle, "begin");
        await transaction.DisposeAsync();
        if (raw.sqlite3_get_autocommit(handle) == 0)
            raw.sqlite3_exec(handle, "rollback");
    }
}
