using ActionSync.Documents;
using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>Names the items of documents that no route would send anywhere, and those that their route ignores.</summary>
internal sealed class Unroutable(SyncPlanner planner, Router router)
{
    /// <summary>One for each such item, under the key that it would get if it was taken in now.</summary>
    public IEnumerable<Advice> Among(IEnumerable<IncidentDocument> documents, DateTimeOffset now) =>
        from document in documents
        from step in planner.Plan(document, [], now).Steps
        where step.Item.PendingAction == PendingAction.Create
        let routed = router.Route(step.Item, document.Incident)
        let line = Advice.LineOf(document, step.Item.Position)
        where routed.Tracker is null || routed.IsIgnored
        select routed.IsIgnored
            ? new Advice(line, Advice.Ignored, $"{routed.Key}: {LedgerItem.IgnoredText}.")
            : new Advice(line, Advice.NoRoute, $"{routed.Key}: {Router.NoRoute}");
}
