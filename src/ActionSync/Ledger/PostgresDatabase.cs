using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace ActionSync.Ledger;

/// <summary>
/// The ledger on a server, for several workers. All tables are in the schema <c>actionsync</c>. Rows that a transaction will write are locked when
/// they are read; what has no row yet is locked by its name. A worker that stops in the middle of a transaction loses it after
/// <see cref="IdleInTransaction"/>, so that nobody waits for a paused or vanished one.
/// </summary>
internal sealed class PostgresDatabase : LedgerDatabase, IAsyncDisposable
{
    public const string Schema = "actionsync";

    /// <summary>Longer than any transaction of ours rests, shorter than a claim on a tracker.</summary>
    private static readonly TimeSpan IdleInTransaction = TimeSpan.FromSeconds(10);

    private const string MigrationLock = "actionsync migration";
    private const int DefaultPoolSize = 20;
    private const int LongestApplicationName = 63;

    private readonly NpgsqlDataSource _source;
    private readonly string _process;
    private readonly string _where;

    public PostgresDatabase(
        string connectionString, Outage outage, TimeProvider clock, LedgerAccess access = LedgerAccess.ReadWrite, IItemIndex? index = null)
        : base(clock, outage, index)
    {
        var builder = Complete(connectionString);
        if (access == LedgerAccess.ReadOnly)
            builder.Options = $"{builder.Options} -c default_transaction_read_only=on";
        _process = builder.ApplicationName!;
        _where = $"{builder.Host}:{builder.Port}/{builder.Database}";
        _source = NpgsqlDataSource.Create(builder);
    }

    /// <summary>The configured connection with our schema, name and time limits; the schedule's own tables are reached by it too.</summary>
    public static NpgsqlConnectionStringBuilder Complete(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema };
        var process = $"actionsync {WorkerIdentity.Process}";
        builder.ApplicationName = process[..Math.Min(process.Length, LongestApplicationName)];
        if (!builder.ContainsKey("Maximum Pool Size"))
            builder.MaxPoolSize = DefaultPoolSize;
        builder.Options = $"{builder.Options} -c idle_in_transaction_session_timeout={IdleInTransaction.TotalMilliseconds:0}".TrimStart();
        return builder;
    }

    public override bool IsShared => true;

    protected override SqlDialect Dialect => SqlDialect.Postgres;

    protected override string Migrations => "Postgres";

    protected override string CountTable => $"select count(*) from pg_tables where schemaname = '{Schema}' and tablename = @name";

    protected override string TableNames => $"select tablename from pg_tables where schemaname = '{Schema}'";

    public override string Where => $"on {_where}";

    public override async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"select to_regclass('{Schema}.schema_versions') is not null", cancellationToken: cancellationToken));
    }

    public override async Task<string?> WriteObstacleAsync(CancellationToken cancellationToken)
    {
        await using var work = await ReadAsync(cancellationToken);
        if (await work.SingleAsync<bool>("select pg_is_in_recovery()", null, cancellationToken))
            return $"the server {_where} is a standby, which takes no changes";
        return await work.SingleAsync<bool>(
            $"select to_regclass('{Schema}.items') is null or has_table_privilege(to_regclass('{Schema}.items'), 'insert')", null, cancellationToken)
            ? null
            : $"this role may not write the tables of the schema {Schema}";
    }

    public override async Task<DateTimeOffset> NowAsync(LedgerTransaction work, CancellationToken cancellationToken) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            await work.SingleAsync<long>("select (extract(epoch from clock_timestamp()) * 1000)::bigint", null, cancellationToken));

    public override async Task<IReadOnlyList<string>> OthersAsync(CancellationToken cancellationToken)
    {
        await using var work = await ReadAsync(cancellationToken);
        return await work.QueryAsync<string>(
            "select distinct application_name from pg_stat_activity where datname = current_database() and application_name like 'actionsync %' and application_name <> @process",
            new { process = _process }, cancellationToken);
    }

    public override Task KeepOthersOutAsync(LedgerTransaction work, CancellationToken cancellationToken) =>
        work.LockNamesAsync([MigrationLock], cancellationToken);

    public override async Task ContinueIdsAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var tables = await work.QueryAsync<string>(
            "select table_name::text from information_schema.columns where table_schema = @Schema and column_name = 'id' and is_identity = 'YES'",
            new { Schema }, cancellationToken);
        foreach (var table in tables)
            await work.SingleAsync<long>(
                $"select setval(pg_get_serial_sequence('{Schema}.{table}', 'id'), coalesce(max(id), 0) + 1, false) from {table}", null, cancellationToken);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("28", StringComparison.Ordinal) || e.SqlState.StartsWith("3D", StringComparison.Ordinal))
        {
            throw new LedgerException($"The ledger's server {_where} refuses: {e.MessageText.TrimEnd('.')}. Check Ledger:ConnectionString.", e);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw LedgerException.Unreachable(_where, e);
        }
    }

    protected override async Task<DbTransaction> BeginWritingAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

    protected override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>
    /// Workers that start together migrate one after the other. The schema is only made where it is missing: a role that may not is fine otherwise.
    /// </summary>
    protected override async Task PrepareMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            Dialect.LockName!, new { name = MigrationLock }, transaction, cancellationToken: cancellationToken));
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select to_regnamespace(@Schema) is not null", new { Schema }, transaction, cancellationToken: cancellationToken)))
            await connection.ExecuteAsync(new CommandDefinition($"create schema {Schema}", transaction: transaction, cancellationToken: cancellationToken));
    }
}
