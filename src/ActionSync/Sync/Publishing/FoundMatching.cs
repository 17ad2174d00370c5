using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Sync.Publishing;

/// <summary>
/// Which issue, found in a tracker by its marker, belongs to which item of a new ledger. A marker speaks first; where a title was corrected before the
/// ledger was lost, the item has another marker now, and incident and title speak. Pure.
/// </summary>
internal static class FoundMatching
{
    public static IReadOnlyList<(LedgerItem Item, FoundIssue Issue)> Match(
        IReadOnlyList<LedgerItem> items, IReadOnlyList<FoundIssue> issues, string ledgerNamespace)
    {
        var byMarker = issues.ToDictionary(i => i.Marker);
        // Titles speak only for issues of this namespace: another installation may follow the same incident in the same tracker.
        var byTitle = issues.Where(i => i.Key is { } key && Marker.Of(ledgerNamespace, key) == i.Marker)
            .ToLookup(i => (IncidentOf(i.Key!), ItemIdentity.Normalise(i.Title)));
        var pairs = new Dictionary<long, (LedgerItem Item, FoundIssue Issue)>();
        var taken = new HashSet<string>();

        Pair(item => Own(item) is { } own && ItemIdentity.Normalise(own.Title) == item.Identity ? own : null);
        // A title that a correction set free and that was used again: the marker names the issue of its first owner.
        Pair(item => Own(item) is null ? null : Titled(item));
        Pair(Own);
        Pair(Titled);
        return [.. pairs.Values];

        FoundIssue? Own(LedgerItem item) => byMarker.GetValueOrDefault(item.Marker);

        FoundIssue? Titled(LedgerItem item) => byTitle[(item.IncidentId, item.Identity)].FirstOrDefault(i => !taken.Contains(i.Marker));

        void Pair(Func<LedgerItem, FoundIssue?> choose)
        {
            foreach (var item in items.Where(i => !pairs.ContainsKey(i.Id)))
            {
                if (choose(item) is { } issue && taken.Add(issue.Marker))
                    pairs.Add(item.Id, (item, issue));
            }
        }
    }

    /// <summary>No incident's id holds a slash; an item's own id may.</summary>
    private static string IncidentOf(string key) => key[..Math.Max(0, key.IndexOf('/'))];
}
