using ActionSync.Items;

namespace ActionSync.Ledger;

/// <summary>What the ledger knows of one action item.</summary>
internal sealed record LedgerItem
{
    /// <summary>What stands for a tracker where a route says that there is none.</summary>
    public const string NoTracker = "none";

    /// <summary>What people are told of an item that <see cref="IsIgnored"/>.</summary>
    public const string IgnoredText = "its route ignores it: it is recorded and gets no issue";

    public long Id { get; init; }

    /// <summary>
    /// Which of its incident's items it was when it was first seen, from 1; 0 until it is in the ledger. It stays, whatever later revisions put before it or
    /// leave out.
    /// </summary>
    public int Ordinal { get; init; }

    /// <summary><c>incident/id-or-slug</c>, fixed at first sight.</summary>
    public required string Key { get; init; }
    public required string IncidentId { get; init; }

    /// <summary>The normalised title that the latest document knows it by.</summary>
    public required string Identity { get; init; }

    /// <summary>The document's own id for it.</summary>
    public string? ExplicitId { get; init; }
    public required string Marker { get; init; }

    /// <summary>Its place in the document, from 1.</summary>
    public required int Position { get; init; }
    public string? Type { get; init; }
    public required ItemState State { get; init; }

    // The values that count now: the tracker's where there is an issue, else the document's.
    public required string Title { get; init; }
    public string? Owner { get; init; }
    public required Priority Priority { get; init; }
    public Deadline? Deadline { get; init; }

    public required TrackedFields Fields { get; init; }
    public Withdrawal Withdrawal { get; init; }
    public PendingAction PendingAction { get; init; }

    /// <summary>
    /// The configured name of the tracker that has the issue, or that the routes choose for it; null where no route matches, <see cref="NoTracker"/> where
    /// one says that there is none.
    /// </summary>
    public string? Tracker { get; init; }
    public IssueRef? Issue { get; init; }

    /// <summary>The issue's address, or the one that the document gave.</summary>
    public string? Url { get; init; }

    /// <summary>When the create was last about to be sent, and by which process.</summary>
    public DateTimeOffset? IntentAt { get; init; }
    public string? IntentBy { get; init; }

    /// <summary>Refused attempts since the last success, and the time before which there is no other.</summary>
    public int Attempts { get; init; }
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Why it is stuck.</summary>
    public ItemProblem? Problem { get; init; }

    /// <summary>What of its issue cannot be read now. Beside <see cref="Problem"/>, so that neither the end of the one nor a success wipes the other.</summary>
    public IReadOnlyList<ReadingProblem> Unread { get; init; } = [];

    /// <summary>How often it was looked again whether that can be read, and when the next look is due; null for at once.</summary>
    public int Looks { get; init; }
    public DateTimeOffset? LookAt { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public DateOnly? SnoozeUntil { get; init; }
    public string? SnoozeReason { get; init; }

    /// <summary>Who asked for that snooze.</summary>
    public SnoozeSource? SnoozeSource { get; init; }

    /// <summary>The key of the item that follows this item's issue; null where that is this one. Nobody is reminded of a linked item.</summary>
    public string? LinkedTo => Fields.LinkedTo;

    /// <summary>The tickets that the document names and no configured tracker has.</summary>
    public IReadOnlyList<string> Links => Fields.Extras?.Links ?? [];

    /// <summary>The fields that hold a default, since the document says nothing of them and people have set nothing else.</summary>
    public IEnumerable<ItemField> Defaults => Enum.GetValues<ItemField>().Where(IsDefault);

    /// <summary>Its issue was there, and is not any more; it is missing then, unless it was closed before.</summary>
    public bool IsIssueGone => State == ItemState.Missing || Problem?.Code == ProblemCode.Missing;

    /// <summary>The document no longer names it.</summary>
    public bool IsWithdrawn => Withdrawal is Withdrawal.Due or Withdrawal.Told;

    /// <summary>It would get an issue, and waits for a person's word first: too many were new at once.</summary>
    public bool IsHeld => PendingAction == PendingAction.Held && State == ItemState.Pending && !IsIgnored;

    /// <summary>Open, and recorded without an issue: nobody is asked for it.</summary>
    public bool IsBacklog => PendingAction == PendingAction.Backlog && State == ItemState.Pending;

    /// <summary>Open, and its route leads to no tracker on purpose: it gets no issue, so nobody could close it there.</summary>
    public bool IsIgnored => Tracker == NoTracker && Issue is null && State == ItemState.Pending;

    /// <summary>Something is left to do; what its route ignores is neither open nor closed.</summary>
    public bool IsOpen => !State.IsClosed() && !IsIgnored;

    /// <summary>
    /// Past its deadline and not closed; what is only recorded is nobody's promise, what is withdrawn no longer one, and neither is ever overdue.
    /// </summary>
    public bool IsOverdue(DateTimeOffset now, TimeZoneInfo zone) =>
        IsOpen && !IsBacklog && !IsWithdrawn && Deadline is { } deadline && deadline.HasPassed(now, zone);

    /// <summary>
    /// Duplicates are counted under the issue that stays, and linked items under the one that follows it; withdrawn items are nobody's success or failure.
    /// </summary>
    public bool IsCounted => State != ItemState.Duplicate && LinkedTo is null && !IsWithdrawn;

    /// <summary>Its document called it done when it was first seen, and no issue says since when: its time is that of the intake.</summary>
    public bool WasDoneBefore => State == ItemState.Done && Issue is null && DoneAt <= FirstSeenAt;

    /// <summary>
    /// The deadline by which it is kept or broken. What was closed before it was first seen was never given one in the tracker by us: then the document's own
    /// counts, and a default is nobody's word.
    /// </summary>
    public Deadline? PromisedDeadline => Deadline is not null || !(State == ItemState.Done && DoneAt <= FirstSeenAt) ? Deadline
        : Fields.Extras?.Defaults?.Contains(ItemField.Deadline.ToWord()) == true ? null
        : Items.Deadline.ParseOrNull(Fields.Deadline.Desired);

    /// <summary>
    /// Done by its deadline; null until it is done, and where nobody knows when that was. An item without a deadline is on time, unless it was done before it
    /// was first seen, so that nothing was ever promised.
    /// </summary>
    public bool? IsOnTime(TimeZoneInfo zone) => State == ItemState.Done && DoneAt is { } done && !WasDoneBefore
        ? PromisedDeadline is { } deadline ? !deadline.HasPassed(done, zone) : done > FirstSeenAt ? true : null
        : null;

    private bool IsDefault(ItemField field) =>
        Fields.Extras?.Defaults?.Contains(field.ToWord()) == true && (Issue is null || Fields[field].Effective == Fields[field].Desired);
}

/// <summary>Where a snooze was asked for.</summary>
internal enum SnoozeSource
{
    Command,

    /// <summary>A label or a board file; it ends with these.</summary>
    Tracker,
}

/// <summary>How far the withdrawal of an item has come.</summary>
internal enum Withdrawal
{
    None,

    /// <summary>Too many at once: waits for <c>confirm</c>.</summary>
    Held,

    /// <summary>Withdrawn; the issue is yet to be told.</summary>
    Due,

    /// <summary>Withdrawn, and the issue says so.</summary>
    Told,

    /// <summary>Named again; the issue still says withdrawn.</summary>
    Returning,
}

/// <summary>What publishing has to do for an item.</summary>
internal enum PendingAction
{
    None,
    Create,

    /// <summary>Take the issue that the document names.</summary>
    Adopt,

    /// <summary>Write what the document changed.</summary>
    Update,

    /// <summary>Nothing until a person confirms it; then <see cref="Create"/>. It stays so while its document says it is closed.</summary>
    Held,

    /// <summary>Nothing, unless a person has its issue made; so were items recorded of documents that were old already. It stays so while closed.</summary>
    Backlog,
}
