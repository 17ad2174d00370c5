using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace ActionSync.Ledger;

/// <summary>Says once that the ledger is out of reach, and once that it is back, however many jobs run into it meanwhile.</summary>
internal sealed partial class Outage(TimeProvider clock, ILogger<Outage> logger)
{
    /// <summary>A server that stops ends its connections one after another, and some still commit in between.</summary>
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(1);

    private int _isDown;
    private int _reports;
    private long _lastReport;

    /// <summary>How often the ledger was out of reach so far; work that began before the last of these proves nothing by its end.</summary>
    public int Reports => Volatile.Read(ref _reports);

    /// <summary>True for errors that pass with the outage and lose no work; anything else is a fault of its own.</summary>
    public static bool IsOne(Exception error) => Cause(error) is not null;

    /// <summary>True for two transactions in each other's way: no outage, but the same work succeeds when it is done again.</summary>
    public static bool IsCollision(Exception error) => error is PostgresException { SqlState: var state } && state.StartsWith("40", StringComparison.Ordinal);

    /// <summary>What of an error, or of what is behind it, tells of an outage; null where nothing does.</summary>
    private static Exception? Cause(Exception error) => error switch
    {
        LedgerException unusable => unusable.IsPassing ? error : null,
        SqliteException failed => Passes(failed) ? error : null,
        PostgresException refused => Passes(refused) ? error : null,
        // What breaks on the way to the server and back; the rest are mistakes in a statement or a value.
        NpgsqlException { IsTransient: true } => error,
        NpgsqlException { InnerException: null } broken when broken.Message.Contains("connection", StringComparison.OrdinalIgnoreCase) => error,
        NpgsqlException { InnerException: { } inner } => inner is EndOfStreamException or ObjectDisposedException ? error : Cause(inner),
        DbException failed => failed.IsTransient ? error : null,
        _ => error.InnerException is { } inner ? Cause(inner) : null,
    };

    /// <summary>Somebody else writes, or the disk is full or fails: the file itself is as good as it was.</summary>
    private static bool Passes(SqliteException error) => error.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR or raw.SQLITE_FULL;

    /// <summary>The server is stopping, starting, cut off, or short of something; a constraint or a column that is missing stays so.</summary>
    private static bool Passes(PostgresException error) =>
        error.SqlState.StartsWith("57P", StringComparison.Ordinal) || error.SqlState.StartsWith("08", StringComparison.Ordinal)
        || error.SqlState.StartsWith("53", StringComparison.Ordinal)
        || error.SqlState.StartsWith("58", StringComparison.Ordinal) || (error.IsTransient && !IsCollision(error));

    public void Report(Exception error)
    {
        Volatile.Write(ref _lastReport, clock.GetTimestamp());
        Interlocked.Increment(ref _reports);
        if (Interlocked.Exchange(ref _isDown, 1) == 0)
            Log.Down(logger, (Cause(error) ?? error).Message);
    }

    public void Ended()
    {
        if (Interlocked.Exchange(ref _isDown, 0) == 1)
            Log.Back(logger);
    }

    /// <summary>Work that began after that many reports was carried out. It shows that the outage is over, unless the last report was just now.</summary>
    public void EndedSince(int reports)
    {
        if (reports == Reports && clock.GetElapsedTime(Volatile.Read(ref _lastReport)) >= Stopping)
            Ended();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The ledger cannot be used now, and work waits: {Reason}")]
        public static partial void Down(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The ledger can be used again; work goes on")]
        public static partial void Back(ILogger logger);
    }
}
