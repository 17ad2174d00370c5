using System.Data.Common;
using ActionSync.Items;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActionSync.Ledger;

/// <summary>The embedded ledger: one file in WAL mode, many readers beside one writer.</summary>
internal sealed class SqliteDatabase : LedgerDatabase, IDisposable
{
    /// <summary>How long a transaction waits for another to end.</summary>
    public const int BusySeconds = 30;

    private readonly string _connectionString;
    private readonly SqliteFile? _untouched;

    static SqliteDatabase() => SqliteLibrary.Load();

    public SqliteDatabase(string connectionString, TimeProvider clock, Outage? outage = null, LedgerAccess access = LedgerAccess.ReadWrite) : base(clock, outage)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = BusySeconds };
        _connectionString = builder.ToString();
        File = Path.GetFullPath(builder.DataSource);
        _untouched = access == LedgerAccess.ReadOnly ? new SqliteFile(File) : null;
    }

    /// <summary>The full path of the database file.</summary>
    public string File { get; }

    public override bool IsShared => false;

    protected override SqlDialect Dialect => SqlDialect.Sqlite;

    protected override string Migrations => "Sqlite";

    protected override string VersionsTable => "select count(*) from sqlite_master where type = 'table' and name = 'schema_versions'";

    public override async Task MigrateAsync(int upTo, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        try
        {
            await base.MigrateAsync(upTo, cancellationToken);
        }
        catch (SqliteException e) when (!Outage.IsOne(e))
        {
            throw NotOpenable(e);
        }
    }

    /// <summary>The disk is full or fails; the file itself is as good as it was.</summary>
    public static bool LacksRoom(SqliteException error) => error.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR;

    public override Task<bool> IsThereAsync(CancellationToken cancellationToken) => Task.FromResult(new FileInfo(File) is { Exists: true, Length: > 0 });

    /// <summary>One machine, one clock.</summary>
    public override Task<DateTimeOffset> NowAsync(LedgerWork work, CancellationToken cancellationToken) => Task.FromResult(Clock.GetUtcNow());

    public override bool WasWrittenMeanwhile => _untouched?.WasWrittenMeanwhile == true;

    public override Task<string?> WriteObstacleAsync(CancellationToken cancellationToken) =>
        Task.FromResult(WriteAccess.Obstacle(Path.GetDirectoryName(File)!) ?? (System.IO.File.Exists(File) ? WriteAccess.Obstacle(File) : null));

    public void Dispose() => _untouched?.Dispose();

    protected override Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        // FULL: a promise that was committed is still there after a power cut.
        _untouched is null ? OpenAsync(_connectionString, "pragma journal_mode = wal; pragma synchronous = full;", cancellationToken) : OpenUntouchedAsync(_untouched, cancellationToken);

    private async Task<DbConnection> OpenUntouchedAsync(SqliteFile untouched, CancellationToken cancellationToken)
    {
        // What is missing shows with the first read, and not when it is opened.
        const string firstRead = "pragma query_only = 1; select count(*) from sqlite_master;";
        try
        {
            return await OpenAsync(untouched.ToRead(), firstRead, cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY)
        {
            // A worker has it open, but what workers share cannot be used from here: their disk is only readable for this process.
            return await OpenAsync(untouched.ToReadCopy(), firstRead, cancellationToken);
        }
        catch (SqliteException e) when (!Outage.IsOne(e))
        {
            throw NotOpenable(e);
        }
    }

    private LedgerException NotOpenable(SqliteException e) =>
        new($"The ledger {File} cannot be opened: {e.Message} Check that it is a SQLite file and that this user may write it and its folder.", e);

    private static async Task<DbConnection> OpenAsync(string connectionString, string first, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(first, cancellationToken: cancellationToken));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the write lock at once, so that what was read in the transaction is still true when it is written.</summary>
    protected override Task<DbTransaction> BeginWritingAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    /// <summary>In WAL mode the first read fixes what is seen, and keeps nobody from writing.</summary>
    protected override Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));
}
