using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActionSync.Ledger;

/// <summary>The embedded ledger: one file in WAL mode, many readers beside one writer.</summary>
internal sealed class SqliteDatabase : LedgerDatabase
{
    private readonly string _connectionString;

    static SqliteDatabase() => SqliteLibrary.Load();

    public SqliteDatabase(string connectionString, TimeProvider clock) : base(clock)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 30 };
        _connectionString = builder.ToString();
        File = Path.GetFullPath(builder.DataSource);
    }

    /// <summary>The full path of the database file.</summary>
    public string File { get; }

    public override bool IsShared => false;

    protected override SqlDialect Dialect => SqlDialect.Sqlite;

    protected override string Migrations => "Sqlite";

    public override async Task MigrateAsync(int upTo, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        try
        {
            await base.MigrateAsync(upTo, cancellationToken);
        }
        catch (SqliteException e) when (!LacksRoom(e))
        {
            throw new LedgerException($"The ledger {File} cannot be opened: {e.Message} Check that it is a SQLite file and that this user may write it and its folder.", e);
        }
    }

    /// <summary>The disk is full or fails; the file itself is as good as it was.</summary>
    public static bool LacksRoom(SqliteException error) => error.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR;

    public override Task<bool> IsThereAsync(CancellationToken cancellationToken) => Task.FromResult(new FileInfo(File) is { Exists: true, Length: > 0 });

    /// <summary>One machine, one clock.</summary>
    public override Task<DateTimeOffset> NowAsync(LedgerWork work, CancellationToken cancellationToken) => Task.FromResult(Clock.GetUtcNow());

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        // FULL: a promise that was committed is still there after a power cut.
        await connection.ExecuteAsync("pragma journal_mode = wal; pragma synchronous = full;");
        return connection;
    }

    /// <summary>Takes the write lock at once, so that what was read in the transaction is still true when it is written.</summary>
    protected override Task<DbTransaction> BeginWritingAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    /// <summary>In WAL mode the first read fixes what is seen, and keeps nobody from writing.</summary>
    protected override Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));
}
