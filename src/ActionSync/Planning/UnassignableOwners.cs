using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using Humanizer;

namespace ActionSync.Planning;

/// <summary>Names the owners whom the tracker of their items could not assign, as far as the configuration tells, and what to write down for them.</summary>
internal sealed class UnassignableOwners(Router router, Assignability people, UnknownOwners unknown)
{
    /// <returns>One an owner and tracker, at the first of their items.</returns>
    public IEnumerable<Advice> Of(IncidentDocument document, SyncPlan plan) =>
        from step in plan.Steps
        let item = router.Route(step.Item, document.Incident)
        where item is { PendingAction: PendingAction.Create, Owner: not null } && !people.MayBeAssigned(item.Owner, item.Tracker)
            // That somebody is not known at all says it with the same entry.
            && unknown.IsKnown(item.Owner, document)
        group item by (item.Owner, item.Tracker) into same
        select ItemAdvice.OfOwner(document, same.First(), Advice.Unassignable,
            $"{same.Key.Tracker} knows no account of the owner {same.Key.Owner}, so that nobody is assigned to {"item".ToQuantity(same.Count())}. " +
            $"Add under People: {string.Join(", ", people.Entries([(same.Key.Owner!, same.Key.Tracker)]))}");
}
