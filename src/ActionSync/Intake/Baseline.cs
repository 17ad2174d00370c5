using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>
/// For an old collection of documents (<c>once --baseline</c>): what names an issue of a configured tracker is followed, all else is recorded as backlog and
/// gets no issue. What was held for having been too many at once becomes backlog, too.
/// </summary>
internal sealed class Baseline : NewItemPolicy
{
    public override SyncPlan Apply(SyncPlan plan, IReadOnlyList<LedgerItem> known, DocumentNews news)
    {
        var newIssues = plan.NewIssues(known);
        return plan with
        {
            Steps = [.. plan.Steps.Select(step => IsBacklog(step)
                ? step with { Item = step.Item.IntoBacklog(), Instead = PendingAction.Backlog }
                : step)],
        };

        // What was lost may have its issue, and is looked for as ever.
        bool IsBacklog(PlanStep step) => step switch
        {
            { Item.PendingAction: PendingAction.Held } => true,
            _ when news == DocumentNews.Latest => false,
            { Kind: StepKind.Create, Item.PendingAction: PendingAction.None } => true,
            _ => newIssues.Contains(step),
        };
    }
}
