using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ActionSync.Ledger;

/// <summary>Says once that the ledger is out of reach, and once that it is back, however many jobs run into it meanwhile.</summary>
internal sealed partial class Outage(ILogger<Outage> logger)
{
    private int _isDown;

    /// <summary>True for errors that pass with the outage and lose no work; anything else is a fault of its own.</summary>
    public static bool IsOne(Exception error) => Cause(error) is not null;

    /// <summary>What of an error, or of what is behind it, tells of an outage; null where nothing does.</summary>
    private static Exception? Cause(Exception error) => error switch
    {
        LedgerException unusable => unusable.IsPassing ? error : null,
        // Two transactions in each other's way (class 40) are no outage.
        PostgresException refused => refused.SqlState.StartsWith("57P", StringComparison.Ordinal) || (refused.IsTransient && !refused.SqlState.StartsWith("40", StringComparison.Ordinal)) ? error : null,
        NpgsqlException or SqliteException => error,
        DbException failed => failed.IsTransient ? error : null,
        _ => error.InnerException is { } inner ? Cause(inner) : null,
    };

    public void Report(Exception error)
    {
        if (Interlocked.Exchange(ref _isDown, 1) == 0)
            Log.Down(logger, (Cause(error) ?? error).Message);
    }

    public void Over()
    {
        if (Interlocked.Exchange(ref _isDown, 0) == 1)
            Log.Back(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The ledger cannot be used now, and work waits: {Reason}")]
        public static partial void Down(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The ledger can be used again; work goes on")]
        public static partial void Back(ILogger logger);
    }
}
