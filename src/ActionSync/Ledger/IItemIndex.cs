namespace ActionSync.Ledger;

/// <summary>
/// Works out what lists ask of items, by a configuration. The ledger calls it before each commit, with all items that the transaction wrote, so that no writer
/// can forget it.
/// </summary>
internal interface IItemIndex
{
    /// <summary>The entries of these items; every one gets one, also where its incident cannot be read.</summary>
    Task<IReadOnlyList<ItemIndexEntry>> OfAsync(LedgerTransaction work, IReadOnlyCollection<LedgerItem> items, CancellationToken cancellationToken);
}
