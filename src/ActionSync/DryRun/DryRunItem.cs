using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.DryRun;

/// <summary>What would become of one item.</summary>
internal enum DryRunAction
{
    /// <summary>Its issue is made.</summary>
    Create,

    /// <summary>Its issue is found in the tracker by the mark that it carries, and taken.</summary>
    Adopt,

    /// <summary>The issue that its document names is followed; nothing is written to it.</summary>
    Follow,

    /// <summary>Another item follows the issue that it names.</summary>
    Link,

    /// <summary>It is remembered, and gets no issue.</summary>
    Record,
    Update,
    Rename,
    Withdraw,
    Keep,

    /// <summary>It gets no issue in this pass; see <see cref="DryRunWait"/>.</summary>
    Wait,
}

/// <summary>Why an item waits.</summary>
internal enum DryRunWait
{
    NoRoute,

    /// <summary>For a person's word: too many are new or withdrawn at once.</summary>
    Confirm,

    /// <summary>More than one pass may create.</summary>
    Cap,

    /// <summary>Nothing is created in the tracker for now.</summary>
    Tracker,

    /// <summary>The tracker would refuse the issue.</summary>
    Refused,

    /// <summary>An earlier create was not answered, and is looked for first.</summary>
    NoAnswer,
}

/// <summary>One item of a document with what would become of it.</summary>
/// <param name="Step">What the ledger would make of it.</param>
/// <param name="Incident">Its incident.</param>
internal sealed record DryRunItem(PlanStep Step, IncidentBrief Incident, DryRunAction Action)
{
    public LedgerItem Item => Step.Item;

    /// <summary>What people will call it.</summary>
    public string Short { get; init; } = Step.Item.Key;

    public DryRunWait? Wait { get; init; }

    /// <summary>Why it waits, as a sentence, where there is more to say than the word.</summary>
    public string? WaitReason { get; init; }

    /// <summary>Where its issue is or would be; null for nowhere.</summary>
    public TrackerPlace? Place { get; init; }

    /// <summary>What the create would ask for; null where there is none, or the tracker could not be asked.</summary>
    public CreatePreview? Create { get; init; }

    /// <summary>For Adopt: the issue that was found.</summary>
    public FoundIssue? Found { get; init; }

    /// <summary>For Link: the item that follows the issue.</summary>
    public string? Follower { get; init; }

    /// <summary>By the configuration alone, nobody would be assigned for its owner.</summary>
    public bool CannotBeAssigned { get; init; }

    /// <summary>It would get an issue, now or later, and nobody would be assigned for its owner.</summary>
    public bool IsUnassigned => IsNew && Item is { Owner: not null, Tracker: not null } && (Create is { } create ? create.Assignee is null : CannotBeAssigned);

    /// <summary>It would get an issue, now or later, and nobody owns it.</summary>
    public bool IsOwnerless => IsNew && Item.Owner is null;

    private bool IsNew => Action is DryRunAction.Create or DryRunAction.Wait && Item.Issue is null;

    /// <summary>It would be created, and nobody is assigned.</summary>
    public bool IsNobodys => Action == DryRunAction.Create && Create is { Assignee: null };

    /// <summary>Nothing is left as it is.</summary>
    public bool IsWork => Action is not (DryRunAction.Keep or DryRunAction.Wait) || Step is not { Kind: StepKind.Keep, Instead: PendingAction.None };
}
