using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>What one document changes: a step for each item that it names or no longer names.</summary>
internal sealed record SyncPlan(IncidentBrief Incident, IReadOnlyList<PlanStep> Steps)
{
    /// <summary>The plan of a document that says nothing new of these items.</summary>
    public static SyncPlan Unchanged(IncidentBrief incident, IEnumerable<LedgerItem> items) =>
        new(incident, [.. items.Select(item => new PlanStep(StepKind.Keep, item, []))]);

    /// <summary>Of a plan for a document that is the latest already: the items that are not there any more. Of the others it says nothing new.</summary>
    public SyncPlan OnlyLost(IReadOnlyList<LedgerItem> known) =>
        new(Incident, [.. Steps.Where(step => step.Kind == StepKind.Create), .. Unchanged(Incident, known).Steps]);

    /// <summary>Nothing but <see cref="StepKind.Keep"/>.</summary>
    public bool ChangesNothing => Steps.All(step => step is { Kind: StepKind.Keep, Instead: PendingAction.None });

    /// <summary>The steps that would have an item get a new issue which it did not wait for before.</summary>
    /// <param name="known">All items of the incident before the plan.</param>
    public IReadOnlySet<PlanStep> NewIssues(IReadOnlyList<LedgerItem> known)
    {
        var waiting = known.Where(item => item.PendingAction == PendingAction.Create).Select(item => item.Id).ToHashSet();
        return Steps
            .Where(step => step.Item is { PendingAction: PendingAction.Create, IsIgnored: false }
                && (step.Kind == StepKind.Create || !waiting.Contains(step.Item.Id)))
            .ToHashSet<PlanStep>(ReferenceEqualityComparer.Instance);
    }

    /// <summary>The same plan with each item where the routes send it.</summary>
    public SyncPlan Routed(Func<LedgerItem, LedgerItem> route) => this with { Steps = [.. Steps.Select(step => step with { Item = route(step.Item) })] };

    /// <summary>The same plan with the items of these steps held until a person confirms them.</summary>
    public SyncPlan Holding(IReadOnlySet<PlanStep> steps) => this with
    {
        Steps = [.. Steps.Select(step =>
            steps.Contains(step) ? step with { Item = step.Item with { PendingAction = PendingAction.Held }, Instead = PendingAction.Held } : step)],
    };

    /// <summary>Withdrawals that wait for a person's word.</summary>
    public int Held => Steps.Count(step => step.Kind == StepKind.Withdraw && step.Item.Withdrawal == Withdrawal.Held);
}

/// <summary>What is left of a plan once it was carried out: how many steps of each kind.</summary>
/// <param name="Held">Withdrawals that wait for a person's word.</param>
/// <param name="NewHeld">New items that wait for it.</param>
/// <param name="Backlog">Items that were recorded without an issue.</param>
/// <param name="Advice">What is advised about the document; nothing for one that was known.</param>
internal sealed record PlanCounts(
    string IncidentId, IReadOnlyList<KeyValuePair<StepKind, int>> Steps, int Held, int NewHeld, int Backlog, IReadOnlyList<Advice> Advice)
{
    public static PlanCounts Of(SyncPlan plan) => new(
        plan.Incident.Id,
        [.. plan.Steps.CountBy(step => step.Kind).OrderBy(count => count.Key)],
        plan.Held,
        plan.Steps.Count(step => step.Instead == PendingAction.Held),
        plan.Steps.Count(step => step.Instead == PendingAction.Backlog),
        plan.Incident.Advice ?? []);
}

/// <summary>One item's step.</summary>
/// <param name="Item">The item as the ledger will have it after this step.</param>
/// <param name="Changes">What differs, from what to what; empty for <see cref="StepKind.Keep"/> and <see cref="StepKind.Create"/>.</param>
internal sealed record PlanStep(StepKind Kind, LedgerItem Item, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>What this step does in place of a new issue: <see cref="PendingAction.Held"/> or <see cref="PendingAction.Backlog"/>; else None.</summary>
    public PendingAction Instead { get; init; }
}

/// <summary>What a step does.</summary>
internal enum StepKind
{
    Create,
    Update,
    Rename,
    Withdraw,
    Keep,
}

/// <summary>A field's old and new value in canonical words; null for none.</summary>
internal sealed record FieldChange(string Field, string? From, string? To)
{
    /// <summary>The issue that the document names.</summary>
    public const string Url = "url";

    // What is remembered and written to no issue.
    public const string Owners = "further owners";
    public const string Links = "links";
    public const string Details = "details";
}
