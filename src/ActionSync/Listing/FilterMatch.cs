using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>Whether an item passes a filter: what the database can tell is a selection, the rest is looked at item by item.</summary>
internal sealed class FilterMatch(ItemFilter filter, IReadOnlyList<OwnerFilter> owners)
{
    /// <summary>What the database can tell; null where nothing can pass.</summary>
    public static async Task<ItemSelection?> SelectionAsync(ItemFilter filter, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var incidents = filter.Incidents.Count == 0 ? [] : Incidents(filter, await work.Incidents.IdsAsync(cancellationToken));
        var states = (filter.States.Count > 0 ? filter.States : ItemFilter.OpenStates)
            .Where(state => !(filter.OnlyOpen || filter.Overdue) || !state.IsClosed()).ToList();
        if (states.Count == 0 || (filter.Incidents.Count > 0 && incidents.Count == 0))
            return null;
        return new ItemSelection
        {
            Incidents = incidents,
            States = filter.States.Count > 0 || filter.OnlyOpen || filter.Overdue ? states : [],
            Priorities = filter.Priorities,
            HasDeadline = filter.Overdue,
        };
    }

    /// <summary>The rest, for an item of that selection.</summary>
    public bool Passes(ListedItem item) =>
        (!filter.Overdue || item.IsOverdue)
        && (!filter.OnlyOpen || item.Item.IsOpen)
        && SearchText.Fits(filter.Search, item.Item, item.Incident)
        && (owners.Count == 0 || owners.Any(owner => owner.Passes(item)))
        && (filter.Teams.Count == 0 || filter.Teams.Contains(item.Team ?? PersonText.Nobody, StringComparer.OrdinalIgnoreCase))
        && (filter.Trackers.Count == 0 || filter.Trackers.Contains(item.Item.Tracker, StringComparer.OrdinalIgnoreCase));

    /// <summary>A whole id means that incident; anything else is the beginning of ids.</summary>
    private static IReadOnlyList<string> Incidents(ItemFilter filter, IReadOnlyList<string> ids) =>
        [.. filter.Incidents.SelectMany(asked => IncidentNames.Whole(ids, asked) is { } whole ? [whole] : IncidentNames.Begun(ids, asked)).Distinct()];
}
