using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.DryRun;

/// <summary>Says of each item of a plan what its tracker would make of it. The trackers are asked by reading alone.</summary>
internal sealed class DryRunOutlook(PublishPreview publishing, TrackerSet trackers, Assignability people)
{
    public async Task<DryRunResult> AskAsync(DryRunPlan plan, CancellationToken cancellationToken)
    {
        var previews = new Dictionary<string, TrackerPreview>(StringComparer.OrdinalIgnoreCase);
        var latest = Latest(plan);
        foreach (var tracker in trackers.All.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            var creates = latest.Values
                .Where(entry => IsNew(entry.Item) && tracker.Name.Equals(entry.Item.Tracker, StringComparison.OrdinalIgnoreCase)).ToList();
            var earlier = plan.Earlier.ToCreate.Where(item => tracker.Name.Equals(item.Tracker, StringComparison.OrdinalIgnoreCase)).ToList();
            if (creates.Count > 0 || earlier.Count > 0)
                previews[tracker.Name] = await publishing.AskAsync(tracker, creates, earlier, plan.ListsAnew, cancellationToken);
        }
        return ResultOf(plan, latest, previews);
    }

    /// <summary>The same by the ledger and the configuration alone: what a tracker would make of it stays open.</summary>
    public DryRunResult Foresee(DryRunPlan plan) => ResultOf(plan, Latest(plan), []);

    /// <summary>Where an incident has several documents, what counts is the item behind the last of them.</summary>
    private static Dictionary<string, (LedgerItem Item, IncidentBrief Incident)> Latest(DryRunPlan plan) =>
        plan.Plans.SelectMany(p => p.Steps.Select(step => (step.Item, p.Incident))).GroupBy(entry => entry.Item.Key)
            .ToDictionary(same => same.Key, same => same.Last());

    private DryRunResult ResultOf(
        DryRunPlan plan, Dictionary<string, (LedgerItem Item, IncidentBrief Incident)> latest, Dictionary<string, TrackerPreview> previews)
    {
        var followers = plan.Shared.Where(ticket => ticket.Follower is not null)
            .SelectMany(ticket => ticket.Items.Select(item => (item.Key, Follower: ticket.Follower!)))
            .DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Follower.Key);
        return new DryRunResult(
            [.. plan.Plans.Select(p => new DryRunIncident(
                p.Incident, [.. p.Steps.Select(step => ItemOf(
                    step, latest[step.Item.Key].Item, p.Incident, plan.IgnoredNow.Contains(step.Item.Key), previews, followers) with
                {
                    Short = plan.Names.GetValueOrDefault(step.Item.Key, step.Item.Key),
                })]))],
            [.. previews.Values],
            plan.Earlier);
    }

    /// <summary>It waits for an issue of its own.</summary>
    private static bool IsNew(LedgerItem item) =>
        item is { PendingAction: PendingAction.Create, State: ItemState.Pending, Tracker: not null, IsIgnored: false };

    private DryRunItem ItemOf(
        PlanStep step, LedgerItem latest, IncidentBrief incident, bool isIgnoredNow, Dictionary<string, TrackerPreview> previews,
        Dictionary<string, string> followers)
    {
        var item = new DryRunItem(step, incident, ActionOf(step))
        {
            Place = trackers.Find(step.Item.Tracker)?.Place,
            CannotBeAssigned = step.Item.Owner is { } owner && !people.MayBeAssigned(owner, step.Item.Tracker),
        };
        return step switch
        {
            { Kind: StepKind.Withdraw, Item.Withdrawal: Withdrawal.Held } => Waiting(item, DryRunWait.Confirm),
            { Kind: StepKind.Withdraw } => item,
            { Item.IsIgnored: true } => item with { Action = step.Kind == StepKind.Create || isIgnoredNow ? DryRunAction.Record : DryRunAction.Keep },
            { Instead: PendingAction.Held } or { Item.IsHeld: true } => Waiting(item, DryRunWait.Confirm),
            { Item: { PendingAction: PendingAction.Create, State: ItemState.Unknown } } => Waiting(item, DryRunWait.NoAnswer, step.Item.Problem?.Text),
            { Item: { PendingAction: PendingAction.Create, Tracker: null } } => Waiting(item, DryRunWait.NoRoute),
            _ when followers.TryGetValue(step.Item.Key, out var follower) && follower != step.Item.Key =>
                item with { Action = DryRunAction.Link, Follower = follower },
            _ when IsNew(step.Item) && IsNew(latest) && previews.TryGetValue(step.Item.Tracker!, out var preview) => New(item, preview),
            _ => item,
        };
    }

    private static DryRunItem New(DryRunItem item, TrackerPreview preview) => preview.Items.GetValueOrDefault(item.Item.Key) switch
    {
        ItemPreview.Found(var issue) => item with { Action = DryRunAction.Adopt, Found = issue },
        ItemPreview.New { Create: { Refusal: { } refusal } create } => Waiting(item, DryRunWait.Refused, refusal) with { Create = create },
        ItemPreview.New { IsBeyondCap: true, Create: var create } => Waiting(item, DryRunWait.Cap) with { Create = create },
        ItemPreview.New(var create, _) => item with { Action = DryRunAction.Create, Create = create },
        _ when preview.Hold is { } hold => Waiting(item, DryRunWait.Tracker, hold),
        _ => item with { Action = DryRunAction.Create },
    };

    private static DryRunItem Waiting(DryRunItem item, DryRunWait wait, string? why = null) =>
        item with { Action = DryRunAction.Wait, Wait = wait, WaitReason = why };

    /// <summary>By the step alone, before anybody is asked.</summary>
    private static DryRunAction ActionOf(PlanStep step) => (step.Kind, step.Item.PendingAction) switch
    {
        (StepKind.Withdraw, _) => DryRunAction.Withdraw,
        (_, PendingAction.Create) => DryRunAction.Create,
        (_, PendingAction.Adopt) => DryRunAction.Follow,
        (StepKind.Create, _) => DryRunAction.Record,
        (StepKind.Rename, _) => DryRunAction.Rename,
        (StepKind.Update, _) or (_, PendingAction.Update) => DryRunAction.Update,
        _ => DryRunAction.Keep,
    };
}
