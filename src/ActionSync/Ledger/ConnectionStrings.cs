using System.Data.Common;
using ActionSync.Configuration;

namespace ActionSync.Ledger;

/// <summary>The connection string of a SQLite ledger: its default place, and the file that it names.</summary>
internal static class ConnectionStrings
{
    private const string DataSource = "Data Source";

    /// <summary>The connection string with its file at a full path.</summary>
    /// <param name="ledger">What is configured.</param>
    /// <param name="isGiven">A source gives a connection string.</param>
    /// <param name="data">The full path of <c>Data</c>.</param>
    /// <param name="currentDirectory">What relative paths are relative to.</param>
    public static Secret Complete(LedgerOptions ledger, bool isGiven, string data, string currentDirectory) =>
        ledger.Provider != LedgerProvider.Sqlite ? ledger.ConnectionString
        : isGiven ? WithFullPath(ledger.ConnectionString, currentDirectory)
        : new(new DbConnectionStringBuilder { [DataSource] = Path.Combine(data, "actionsync.db") }.ConnectionString);

    /// <summary>The file of a SQLite connection string; null where it names none or cannot be read.</summary>
    public static string? FileOf(Secret connectionString)
    {
        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = connectionString.Reveal() };
            string[] words = [DataSource, "DataSource", "Filename"];
            return words.Select(word => builder.TryGetValue(word, out var file) ? file.ToString() : null).FirstOrDefault(file => file is not null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Secret WithFullPath(Secret connectionString, string currentDirectory)
    {
        if (FileOf(connectionString) is not { Length: > 0 } file || file.StartsWith(':') || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return connectionString;
        var builder = new DbConnectionStringBuilder { ConnectionString = connectionString.Reveal() };
        builder.Remove("DataSource");
        builder.Remove("Filename");
        builder[DataSource] = Path.GetFullPath(file, currentDirectory);
        return new Secret(builder.ConnectionString);
    }
}
