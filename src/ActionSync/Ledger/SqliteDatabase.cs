using System.Data.Common;
using ActionSync.Files;
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
    private readonly bool _isAddress;
    private (ulong Device, ulong Inode)? _opened;

    public SqliteDatabase(
        string connectionString, TimeProvider clock, Outage? outage = null, LedgerAccess access = LedgerAccess.ReadWrite, FileRights? rights = null,
        IItemIndex? index = null)
        : base(clock, outage, index)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = BusySeconds };
        _connectionString = builder.ToString();
        File = Path.GetFullPath(builder.DataSource);
        Rights = rights ?? FileRights.Private;
        _isAddress = builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        _untouched = access == LedgerAccess.ReadOnly ? new SqliteFile(File) : null;
    }

    /// <summary>The full path of the database file.</summary>
    public string File { get; }

    /// <summary>The permissions of the file, where it is made, and of what lies beside it.</summary>
    public FileRights Rights { get; }

    public override bool IsShared => false;

    protected override SqlDialect Dialect => SqlDialect.Sqlite;

    protected override string Migrations => "Sqlite";

    protected override string CountTable => "select count(*) from sqlite_master where type = 'table' and name = @name";

    protected override string TableNames => "select name from sqlite_master where type = 'table'";

    public override string Where => File;

    public override async Task MigrateAsync(int upTo, CancellationToken cancellationToken)
    {
        MakeFile();
        try
        {
            await base.MigrateAsync(upTo, cancellationToken);
        }
        catch (SqliteException e) when (!Outage.IsOne(e))
        {
            throw NotOpenable(e);
        }
    }

    // SQLite gives the files that it makes beside this one the permissions of this one, and takes an empty file for a new database.
    private void MakeFile()
    {
        Rights.MakeFolder(Path.GetDirectoryName(File)!);
        if (_isAddress || _opened is not null || FileFacts.At(File) is not null)
            return;
        try
        {
            Rights.Create(File).Dispose();
        }
        catch (IOException) when (FileFacts.At(File) is not null)
        {
            // Another process was faster.
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotOpenable(e);
        }
    }

    /// <summary>The disk is full or fails; the file itself is as good as it was.</summary>
    public static bool LacksRoom(SqliteException error) => error.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR;

    /// <summary>A file without a table is of a process that was killed while it made the ledger.</summary>
    public override async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        RequireFile();
        if (new FileInfo(File) is not { Exists: true, Length: > 0 })
            return false;
        try
        {
            await using var work = await ReadAsync(cancellationToken);
            return await work.SingleAsync<int>("select count(*) from sqlite_master", null, cancellationToken) > 0;
        }
        catch (Exception e) when (LedgerDamage.IsOne(e))
        {
            return true;
        }
    }

    /// <summary>One machine, one clock.</summary>
    public override Task<DateTimeOffset> NowAsync(LedgerTransaction work, CancellationToken cancellationToken) => Task.FromResult(Clock.GetUtcNow());

    public override bool WasWrittenMeanwhile => _untouched?.WasWrittenMeanwhile == true;

    public override Task<string?> WriteObstacleAsync(CancellationToken cancellationToken) =>
        Task.FromResult(WriteAccess.Obstacle(Path.GetDirectoryName(File)!) ?? (System.IO.File.Exists(File) ? WriteAccess.Obstacle(File) : null));

    public override Task<IReadOnlyList<string>> CheckFileAsync(LedgerTransaction work, bool thorough, CancellationToken cancellationToken) =>
        SoundnessAsync(work, thorough ? "pragma integrity_check(20)" : "pragma quick_check(20)", cancellationToken);

    public override string? PutAside()
    {
        SqliteConnection.ClearAllPools();
        // A device, even one that was given as the ledger by mistake, is the machine's.
        if (FileFacts.At(File) is { Kind: FileKind.Device and var kind })
            throw LedgerException.NotAFile(File, kind);
        var aside = $"{File}.damaged-{Clock.GetUtcNow():yyyyMMdd-HHmmss}";
        foreach (var part in (string[])["", "-wal", "-shm", "-journal"])
        {
            if (System.IO.File.Exists(File + part))
                System.IO.File.Move(File + part, aside + part, overwrite: true);
        }
        if (Directory.Exists(File))
            Directory.Move(File, aside);
        _opened = null;
        return aside;
    }

    public void Dispose() => _untouched?.Dispose();

    private static async Task<IReadOnlyList<string>> SoundnessAsync(LedgerTransaction work, string check, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        try
        {
            await foreach (var lines in work.StreamAsync<string>(check, null, cancellationToken))
                said.AddRange(lines.Split('\n'));
        }
        catch (SqliteException e) when (LedgerDamage.IsOne(e))
        {
            // The check runs into what it looks for; what it found before counts, and the tables are still read.
            said.Add(e.Message);
        }
        // Lines of stars are headings.
        return [.. said.Where(line => line is not "ok" and not "" && !line.StartsWith("***", StringComparison.Ordinal)).Select(line => $"the file: {line}")];
    }

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        RequireFile();
        if (_untouched is not null)
            return await OpenUntouchedAsync(_untouched, cancellationToken);
        if (_opened is { } opened && opened != Identity())
            throw LedgerException.Gone(File);
        // FULL: a promise that was committed is still there after a power cut.
        var connection = await OpenAsync(_connectionString, "pragma journal_mode = wal; pragma synchronous = full;", cancellationToken);
        _opened ??= Identity();
        return connection;
    }

    /// <summary>SQLite would wait for a pipe, and call a folder a fault of the disk.</summary>
    private void RequireFile()
    {
        if (Kind() is not FileKind.Regular and { } kind)
            throw LedgerException.NotAFile(File, kind);
    }

    private FileKind? Kind()
    {
        try
        {
            return FileFacts.Behind(File)?.Kind;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // SQLite says what is wrong with the way to it.
            return null;
        }
    }

    /// <summary>Which file lies in the ledger's place; always the same where the system does not tell files apart.</summary>
    private (ulong Device, ulong Inode)? Identity() => FileFacts.Behind(File) is { } facts ? (facts.Device, facts.Inode) : null;

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

    private LedgerException NotOpenable(Exception e) => LedgerDamage.IsOne(e) || e is SqliteException { SqliteErrorCode: raw.SQLITE_ERROR }
        ? LedgerException.Damaged(File, [e.Message], e)
        : new($"The ledger {File} cannot be opened: {e.Message} Check that it is a SQLite file and that this user may write it and its folder.", e);

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
