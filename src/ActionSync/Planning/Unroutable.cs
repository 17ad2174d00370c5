using ActionSync.Documents;

namespace ActionSync.Planning;

/// <summary>Names the items of documents that no route would send anywhere.</summary>
internal sealed class Unroutable(SyncPlanner planner, Router router)
{
    /// <summary>One for each such item, under the key that it would get if it was taken in now.</summary>
    public IEnumerable<Advice> Among(IEnumerable<IncidentDocument> documents, DateTimeOffset now) =>
        from document in documents
        from step in planner.Plan(document, [], now).Steps
        where step.Item.PendingAction == Ledger.PendingAction.Create && router.Route(step.Item, document.Incident).Tracker is null
        select new Advice(Advice.LineOf(document, step.Item.Position), Advice.NoRoute, $"{step.Item.Key}: {Router.NoRoute}");
}
