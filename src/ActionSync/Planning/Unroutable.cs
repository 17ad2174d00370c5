using ActionSync.Parsing;

namespace ActionSync.Planning;

/// <summary>Names the items of documents that no route would send anywhere.</summary>
internal sealed class Unroutable(SyncPlanner planner, Router router, TimeProvider clock)
{
    /// <summary>The keys that such items would get.</summary>
    public IEnumerable<string> Among(IEnumerable<IncidentDocument> documents) =>
        from document in documents
        from step in planner.Plan(document, [], clock.GetUtcNow()).Steps
        where step.Item.Work != Ledger.Work.None && router.Route(step.Item, document.Incident).Tracker is null
        select step.Item.Key;
}
