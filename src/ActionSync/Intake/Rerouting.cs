using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>An item that has no issue yet, before and after the routes are asked again.</summary>
internal sealed record ReroutedItem(LedgerItem Before, LedgerItem After)
{
    public bool IsChanged => Before != After;

    /// <summary>It was to get an issue, and its route ignores it now.</summary>
    public bool IsIgnoredNow => After.IsIgnored && !Before.IsIgnored;
}

/// <summary>Where the routes lead the items that have no issue yet; a changed route moves them, and only them. Nothing is written.</summary>
internal sealed class Rerouting(ItemRouting routing)
{
    public async Task<IReadOnlyList<ReroutedItem>> OfAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var items = await work.Items.UncreatedAsync(cancellationToken);
        var incidents = await work.Incidents.OfItemsAsync(items, cancellationToken);
        return [.. items.Select(item => new ReroutedItem(item, routing.Route(item, incidents[item.IncidentId].Brief)))];
    }
}
