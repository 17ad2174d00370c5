using System.Data.Common;
using Dapper;

namespace ActionSync.Ledger;

/// <summary>
/// The database of the ledger. Stores above it write one SQL text that SQLite 3.35 and PostgreSQL both run; what differs between the two
/// (opening, locking, migrating) is here.
/// </summary>
internal abstract class LedgerDatabase(TimeProvider clock)
{
    static LedgerDatabase() => SqlTypes.Register();

    protected TimeProvider Clock { get; } = clock;

    /// <summary>What is put behind a <c>select</c> whose rows will be written in the same transaction.</summary>
    protected abstract string LockRows { get; }

    /// <summary>The folder of embedded migrations.</summary>
    protected abstract string Dialect { get; }

    /// <summary>For reading only; sees what was committed when it was opened.</summary>
    public async Task<LedgerWork> ReadAsync(CancellationToken cancellationToken) =>
        new(await OpenAsync(cancellationToken), null, "");

    /// <summary>One unit of work: all of it is committed, or nothing.</summary>
    public async Task<LedgerWork> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            return new LedgerWork(connection, await BeginWritingAsync(connection, cancellationToken), LockRows);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the schema up to this program's version. Throws <see cref="LedgerException"/> for a ledger of a newer one.</summary>
    public virtual async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await BeginWritingAsync(connection, cancellationToken);
        await connection.ExecuteAsync(Command(
            "create table if not exists schema_versions (version integer primary key, name text not null, applied_at bigint not null)"));
        var version = await connection.ExecuteScalarAsync<int?>(Command("select max(version) from schema_versions")) ?? 0;
        var migrations = Migration.Of(Dialect);
        if (version > migrations[^1].Version)
            throw LedgerException.Newer(version, migrations[^1].Version);
        foreach (var migration in migrations.Where(m => m.Version > version))
        {
            await connection.ExecuteAsync(Command(migration.Sql));
            await connection.ExecuteAsync(Command(
                "insert into schema_versions (version, name, applied_at) values (@Version, @Name, @at)",
                new { migration.Version, migration.Name, at = Clock.GetUtcNow() }));
        }
        await transaction.CommitAsync(cancellationToken);

        CommandDefinition Command(string sql, object? parameters = null) => new(sql, parameters, transaction, cancellationToken: cancellationToken);
    }

    /// <summary>False where nobody ever wrote this ledger: reading commands then have nothing to show and make nothing.</summary>
    public abstract Task<bool> IsThereAsync(CancellationToken cancellationToken);

    /// <summary>The database's own clock: claims of several workers are compared by it, not by theirs.</summary>
    public abstract Task<DateTimeOffset> NowAsync(LedgerWork work, CancellationToken cancellationToken);

    protected abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    protected abstract Task<DbTransaction> BeginWritingAsync(DbConnection connection, CancellationToken cancellationToken);
}
