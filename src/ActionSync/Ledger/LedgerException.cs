namespace ActionSync.Ledger;

/// <summary>The ledger cannot be used. The message is a sentence for people with a next step.</summary>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Waiting may help: the database is down, starting or out of reach.</summary>
    public bool IsPassing { get; private init; }

    internal static LedgerException Unreachable(string where, Exception inner) => new(
        $"The ledger's server {where} cannot be reached: {inner.Message.TrimEnd('.')}. Work waits until it can.", inner)
    {
        IsPassing = true,
    };

    internal static LedgerException Newer(int found, int known) => new(
        $"The ledger was written by a newer version of ActionSync (schema {found}; this program knows up to {known}). " +
        "Use that version or a later one, or point Ledger:ConnectionString at another ledger.");
}
