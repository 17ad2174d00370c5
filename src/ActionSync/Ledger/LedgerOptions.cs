using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Ledger;

public enum LedgerProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where the ledger is kept.</summary>
public sealed class LedgerOptions
{
    /// <summary>Default: Sqlite.</summary>
    public LedgerProvider Provider { get; set; } = LedgerProvider.Sqlite;

    /// <summary>An ADO.NET connection string; a secret, since it may hold a password. Default: the file <c>actionsync.db</c> under <c>Data</c>.</summary>
    [UnderData("actionsync.db", Before = "Data Source=")]
    public Secret ConnectionString { get; set; } = new("Data Source=data/actionsync.db");

    /// <summary>Part of every marker: two installations that share a tracker need two namespaces. Default: <c>default</c>.</summary>
    public string Namespace { get; set; } = "default";
}
