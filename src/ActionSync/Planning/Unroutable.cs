using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>Names the items of a document that no route would send anywhere, and those that their route ignores.</summary>
internal sealed class Unroutable(Router router)
{
    /// <summary>One for each such item of the plan, under the key that it has there.</summary>
    public IEnumerable<Advice> Of(IncidentDocument document, SyncPlan plan) =>
        from step in plan.Steps
        where step.Item.PendingAction == PendingAction.Create
        let routed = router.Route(step.Item, document.Incident)
        where routed.Tracker is null || routed.IsIgnored
        select routed.IsIgnored
            ? ItemAdvice.Of(document, step.Item, Advice.Ignored, $"{LedgerItem.IgnoredText}.")
            : ItemAdvice.Of(document, step.Item, Advice.NoRoute, Router.NoRoute.Text);
}
