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
    public bool ChangesNothing => Steps.All(step => step.Kind == StepKind.Keep);

    /// <summary>Withdrawals that wait for a person's word.</summary>
    public int Held => Steps.Count(step => step.Kind == StepKind.Withdraw && step.Item.Withdrawal == Withdrawal.Held);
}

/// <summary>What is left of a plan once it was carried out: how many steps of each kind.</summary>
internal sealed record PlanCounts(string IncidentId, IReadOnlyList<KeyValuePair<StepKind, int>> Steps, int Held)
{
    public static PlanCounts Of(SyncPlan plan) => new(plan.Incident.Id, [.. plan.Steps.CountBy(step => step.Kind).OrderBy(count => count.Key)], plan.Held);
}

/// <summary>One item's step.</summary>
/// <param name="Item">The item as the ledger will have it after this step.</param>
/// <param name="Changes">What differs, from what to what; empty for <see cref="StepKind.Keep"/> and <see cref="StepKind.Create"/>.</param>
internal sealed record PlanStep(StepKind Kind, LedgerItem Item, IReadOnlyList<FieldChange> Changes);

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
