using System.Data;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace ActionSync.Ledger;

/// <summary>Tells errors that a damaged ledger makes from others: neither waiting nor trying again helps.</summary>
internal static class LedgerDamage
{
    public static bool IsOne(Exception error) => error switch
    {
        LedgerException unusable => unusable.IsDamage,
        SqliteException failed =>
            failed.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB || (failed.SqliteErrorCode == raw.SQLITE_ERROR && LacksSomething(failed.Message)),
        // The scheduler's tables beside the ledger's are made anew when it starts again.
        PostgresException refused => !refused.MessageText.Contains("qrtz_", StringComparison.OrdinalIgnoreCase)
            && refused.SqlState is (PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DataCorrupted
                or PostgresErrorCodes.IndexCorrupted),
        _ => error.InnerException is { } inner && IsOne(inner),
    };

    /// <summary>The ledger itself cannot be used: it is damaged, gone, or of another version.</summary>
    public static bool IsOfLedger(Exception error) => error is LedgerException || IsOne(error) || (error.InnerException is { } inner && IsOfLedger(inner));

    /// <summary>A value that is there and is not what its column holds.</summary>
    public static bool IsUnreadable(Exception error) =>
        error is DataException or JsonException or FormatException or ArgumentException or OverflowException or InvalidCastException or NotSupportedException;

    private static bool LacksSomething(string message) =>
        message.Contains("no such table", StringComparison.Ordinal) || message.Contains("no such column", StringComparison.Ordinal)
        || message.Contains("has no column", StringComparison.Ordinal) || message.Contains("malformed", StringComparison.Ordinal);
}
