using ActionSync.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.SystemTests.Ledger;

/// <summary>Ledgers that are kept as SQL text, brought back into a database.</summary>
internal static class LedgerText
{
    /// <summary>Carries statements out on a SQLite file, which they may make.</summary>
    public static void Execute(string file, string sql)
    {
        // The embedded library is chosen by the ledger itself.
        _ = new SqliteDatabase($"Data Source={file}", TimeProvider.System);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A ledger on PostgreSQL of that schema version, with the rows of a SQLite file of the same version.</summary>
    public static async Task<PostgresDatabase> OnPostgresAsync(string file, int schema, string connectionString, CancellationToken cancellationToken)
    {
        var server = new PostgresDatabase(connectionString, new Outage(TimeProvider.System, NullLogger<Outage>.Instance), TimeProvider.System);
        await server.MigrateAsync(schema, cancellationToken);
        await using var from = await new SqliteDatabase($"Data Source={file};Pooling=False", TimeProvider.System).SnapshotAsync(cancellationToken);
        await using var to = await server.BeginAsync(cancellationToken);
        await (await LedgerCopy.OfTablesAsync(from, cancellationToken)).CopyAsync(from, to, cancellationToken);
        await server.ContinueIdsAsync(to, cancellationToken);
        await to.CommitAsync(cancellationToken);
        return server;
    }
}
