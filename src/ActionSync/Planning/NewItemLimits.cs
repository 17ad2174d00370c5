using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>
/// So many new items at once are rather a mistake than so many tasks, and every one would be an issue and a reminder: they are held until a person confirms
/// them. Of a document with too many, all new items are held; of the documents of one pass that are about new incidents, those from the first one on that goes
/// beyond. What is closed or follows an issue makes none, and is not counted. Where a file cannot be taken in after all, its items count all the same in this
/// pass.
/// </summary>
internal sealed class NewItemLimits(PlanningOptions options) : NewItemPolicy
{
    private int _inNewIncidents;
    private bool _isFull;

    public override SyncPlan Apply(SyncPlan plan, IReadOnlyList<LedgerItem> known, DocumentNews news)
    {
        if (news == DocumentNews.Latest)
            return plan;
        var steps = plan.NewIssues(known);
        if (steps.Count > options.MaxNewItemsPerDocument)
            return plan.Holding(steps);
        if (news != DocumentNews.FirstSeen || steps.Count == 0)
            return plan;
        _isFull |= _inNewIncidents + steps.Count > options.MaxNewItemsPerPass;
        if (_isFull)
            return plan.Holding(steps);
        _inNewIncidents += steps.Count;
        return plan;
    }
}
