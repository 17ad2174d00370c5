using ActionSync.Documents;

namespace ActionSync.Planning;

/// <summary>Names the items of documents that no route would send anywhere.</summary>
internal sealed class Unroutable(SyncPlanner planner, Router router)
{
    /// <summary>The keys that such items would get, if they were taken in now.</summary>
    public IEnumerable<string> Among(IEnumerable<IncidentDocument> documents, DateTimeOffset now) =>
        from document in documents
        from step in planner.Plan(document, [], now).Steps
        where step.Item.PendingAction == Ledger.PendingAction.Create && router.Route(step.Item, document.Incident).Tracker is null
        select step.Item.Key;
}
