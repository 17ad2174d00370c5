using System.Data.Common;
using ActionSync.Configuration;
using ActionSync.Configuration.Binding;
using Npgsql;

namespace ActionSync.Ledger;

/// <summary>The connection string must suit the provider. It is a secret: no message shows it.</summary>
internal static class LedgerOptionsCheck
{
    private const string Key = "Ledger:ConnectionString";

    public static void Run(LedgerOptions ledger, bool connectionIsGiven, Findings findings)
    {
        if (!IsReadable(ledger.ConnectionString))
            findings.Add(Key, "cannot be read; it must be a list of Name=Value separated by semicolons");
        else if (ledger.Provider == LedgerProvider.Postgres && !connectionIsGiven)
            findings.Add(Key, "is missing; Ledger:Provider Postgres needs one, such as Host=db;Database=actionsync;Username=actionsync");
        else if (ledger.Provider == LedgerProvider.Postgres && PostgresProblem(ledger.ConnectionString) is { } problem)
            findings.Add(Key, problem);
        else if (ledger.Provider == LedgerProvider.Sqlite && ConnectionStrings.FileOf(ledger.ConnectionString) is not { Length: > 0 })
            findings.Add(Key, "names no file; Ledger:Provider Sqlite needs Data Source=PATH (for a PostgreSQL server set Ledger:Provider to Postgres)");
        else if (ledger.Provider == LedgerProvider.Sqlite
            && ConnectionStrings.FileOf(ledger.ConnectionString)!.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
            findings.Add(Key, "keeps the ledger in memory, where a restart forgets it; it must name a file");
    }

    private static bool IsReadable(Secret connectionString)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connectionString.Reveal() }.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Npgsql's own message may quote a value, so it is not shown.</summary>
    private static string? PostgresProblem(Secret connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString.Reveal()) switch
            {
                { Host: null or "" } => "names no server; Ledger:Provider Postgres needs Host=SERVER (for a file set Ledger:Provider to Sqlite)",
                { Database: null or "", Username: null or "" } => "names no database; Ledger:Provider Postgres needs Database=NAME",
                _ => null,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return "is not one of PostgreSQL; it must be such as Host=db;Database=actionsync;Username=actionsync";
        }
    }
}
