namespace ActionSync.Ledger;

/// <summary>What a process may do with its ledger.</summary>
internal enum LedgerAccess
{
    ReadWrite,

    /// <summary>Commands that only show: not a byte of the ledger or beside it changes.</summary>
    ReadOnly,
}
