using ActionSync.Ledger;
using ActionSync.Parsing;

namespace ActionSync.Planning;

/// <summary>Names the items of several documents that have one issue in their url.</summary>
internal sealed class SharedTickets(SyncPlanner planner)
{
    /// <summary>A sentence for each address that more than one item names.</summary>
    public IEnumerable<string> Among(IEnumerable<IncidentDocument> documents, DateTimeOffset now) =>
        from document in documents
        from step in planner.Plan(document, [], now).Steps
        where step.Item.Work == Work.Adopt
        group step.Item by step.Item.Url into same
        where same.Count() > 1
        select $"{string.Join(" and ", same.Select(item => item.Key))} have the same url, {same.Key}: the first of them in the ledger follows that issue, the others are linked to it.";
}
