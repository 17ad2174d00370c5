using System.Data.Common;
using Dapper;

namespace ActionSync.Ledger;

/// <summary>
/// The database of the ledger. Stores above it write one SQL text that SQLite 3.35 and PostgreSQL both run; what differs between the two
/// (opening, locking, migrating) is here.
/// </summary>
internal abstract class LedgerDatabase(TimeProvider clock, Outage? outage, IItemIndex? index = null)
{
    static LedgerDatabase() => SqlTypes.Register();

    protected TimeProvider Clock { get; } = clock;

    /// <summary>What this process asked of it.</summary>
    public LedgerUse Use { get; } = new();

    /// <summary>The file, or server and database, for people.</summary>
    public abstract string Where { get; }

    /// <summary>Several workers may share this ledger; otherwise the operating system's lock keeps them apart.</summary>
    public abstract bool IsShared { get; }

    protected abstract SqlDialect Dialect { get; }

    /// <summary>Counts the tables of that <c>@name</c>.</summary>
    protected abstract string CountTable { get; }

    /// <summary>Names all tables.</summary>
    protected abstract string TableNames { get; }

    /// <summary>The folder of embedded migrations.</summary>
    protected abstract string Migrations { get; }

    /// <summary>For reading only; sees what was committed when it was opened.</summary>
    public async Task<LedgerTransaction> ReadAsync(CancellationToken cancellationToken) =>
        new(await OpenAsync(cancellationToken), null, Dialect, outage, index, Use);

    /// <summary>One unit of work: all of it is committed, or nothing.</summary>
    public async Task<LedgerTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            return new LedgerTransaction(connection, await BeginWritingAsync(connection, cancellationToken), Dialect, outage, index, Use);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>For reading all of it as it is at one moment, whatever others write meanwhile.</summary>
    public async Task<LedgerTransaction> SnapshotAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            return new LedgerTransaction(connection, await BeginSnapshotAsync(connection, cancellationToken), Dialect, outage, index, Use) { OnlyReads = true };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the schema up to this program's version. Throws <see cref="LedgerException"/> for a ledger of a newer one.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => MigrateAsync(int.MaxValue, cancellationToken);

    /// <summary>As above, but no further than <paramref name="upTo"/>.</summary>
    public virtual async Task MigrateAsync(int upTo, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var transaction = await BeginWritingAsync(connection, cancellationToken);
        try
        {
            await MigrateAsync(connection, transaction, upTo, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            await transaction.UndoAsync();
        }
    }

    /// <summary>
    /// For those that may not migrate. Throws <see cref="LedgerException"/> for a ledger of another version than this program's, older or newer.
    /// </summary>
    public async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var known = Migration.Of(Migrations)[^1].Version;
        await using var work = await ReadAsync(cancellationToken);
        var found = 0;
        if (await work.SingleAsync<int>(CountTable, new { name = "schema_versions" }, cancellationToken) > 0)
            found = await work.SingleAsync<int>("select coalesce(max(version), 0) from schema_versions", null, cancellationToken);
        else if (await work.SingleAsync<int>(CountTable, new { name = "incidents" }, cancellationToken) > 0)
            throw LedgerException.Damaged("the table schema_versions is missing");
        if (found > known)
            throw LedgerException.Newer(Where, found, known);
        if (found < known)
            throw LedgerException.Older(Where, found, known);
    }

    /// <summary>Throws <see cref="LedgerException"/> where a table is gone from a ledger of this program's version.</summary>
    public async Task RequireTablesAsync(CancellationToken cancellationToken)
    {
        await using var work = await ReadAsync(cancellationToken);
        var there = (await work.QueryAsync<string>(TableNames, null, cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = LedgerShape.Tables.Where(table => !there.Contains(table.Name)).Select(table => $"the table {table.Name} is missing").ToList();
        if (missing.Count > 0)
            throw LedgerException.Damaged(Where, missing, new InvalidOperationException("Found by a look at the tables."));
    }

    /// <summary>What the database itself says of its soundness; nothing where it finds nothing, or does not offer it.</summary>
    /// <param name="thorough">Indexes are compared with their tables, too.</param>
    public virtual Task<IReadOnlyList<string>> CheckFileAsync(LedgerTransaction work, bool thorough, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Moves a ledger that cannot be used out of the way, so that another can be made in its place; returns where it lies now. Null where there is no file to
    /// move.
    /// </summary>
    public virtual string? PutAside() => null;

    /// <summary>Why this process could not write the ledger, in words; null where it can. Nothing is tried.</summary>
    public abstract Task<string?> WriteObstacleAsync(CancellationToken cancellationToken);

    /// <summary>Somebody wrote the file while it was read without a lock: what was read cannot be trusted.</summary>
    public virtual bool WasWrittenMeanwhile => false;

    /// <summary>False where nobody ever wrote this ledger: reading commands then have nothing to show and make nothing.</summary>
    public abstract Task<bool> IsThereAsync(CancellationToken cancellationToken);

    /// <summary>The database's own clock: claims of several workers are compared by it, not by theirs.</summary>
    public abstract Task<DateTimeOffset> NowAsync(LedgerTransaction work, CancellationToken cancellationToken);

    /// <summary>Other processes that have this ledger open, in words; none where the operating system's lock says so.</summary>
    public virtual Task<IReadOnlyList<string>> OthersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Keeps workers from starting until the transaction ends.</summary>
    public virtual Task KeepOthersOutAsync(LedgerTransaction work, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Rows came in with their ids: new ones go on behind them.</summary>
    public virtual Task ContinueIdsAsync(LedgerTransaction work, CancellationToken cancellationToken) => Task.CompletedTask;

    protected abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    protected abstract Task<DbTransaction> BeginWritingAsync(DbConnection connection, CancellationToken cancellationToken);

    protected abstract Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Before the schema is looked at: one migration at a time.</summary>
    protected virtual Task PrepareMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateAsync(DbConnection connection, DbTransaction transaction, int upTo, CancellationToken cancellationToken)
    {
        await PrepareMigrationAsync(connection, transaction, cancellationToken);
        var (versions, incidents) = (await CountAsync("schema_versions"), await CountAsync("incidents"));
        if (versions == 0 && incidents > 0)
            throw LedgerException.Damaged("the table schema_versions is missing");
        await connection.ExecuteAsync(Command(
            "create table if not exists schema_versions (version integer primary key, name text not null, applied_at bigint not null)"));
        var applied = (await connection.QueryAsync<int>(Command("select version from schema_versions"))).ToHashSet();
        var migrations = Migration.Of(Migrations);
        if (applied.Count > 0 && applied.Max() > migrations[^1].Version)
            throw LedgerException.Newer(Where, applied.Max(), migrations[^1].Version);
        if (applied.Count == 0 ? incidents > 0 : applied.Max() != applied.Count)
            throw LedgerException.Damaged("schema_versions lacks a step between others");
        foreach (var migration in migrations.Where(m => m.Version <= upTo && !applied.Contains(m.Version)))
        {
            await connection.ExecuteAsync(Command(migration.Sql));
            await connection.ExecuteAsync(Command(
                "insert into schema_versions (version, name, applied_at) values (@Version, @Name, @at)",
                new { migration.Version, migration.Name, at = Clock.GetUtcNow() }));
        }

        Task<int> CountAsync(string name) => connection.ExecuteScalarAsync<int>(Command(CountTable, new { name }));

        CommandDefinition Command(string sql, object? parameters = null) => new(sql, parameters, transaction, cancellationToken: cancellationToken);
    }
}
