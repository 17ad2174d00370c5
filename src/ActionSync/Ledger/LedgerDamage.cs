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

    /// <summary>
    /// The column, such as items.marker, of which a row was to be written a second time; null for other errors. Only one process writes this kind of ledger, so
    /// no other was faster: the row that is there no longer says what it is.
    /// </summary>
    public static string? WrittenTwice(Exception error) => error switch
    {
        SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY } failed => Column(failed.Message),
        _ => error.InnerException is { } inner ? WrittenTwice(inner) : null,
    };

    /// <summary>"UNIQUE constraint failed: items.marker" has it last.</summary>
    private static string Column(string message) => message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 1)..].Trim(' ', '\'', '.');

    private static bool LacksSomething(string message) =>
        message.Contains("no such table", StringComparison.Ordinal) || message.Contains("no such column", StringComparison.Ordinal)
        || message.Contains("has no column", StringComparison.Ordinal) || message.Contains("malformed", StringComparison.Ordinal);
}
