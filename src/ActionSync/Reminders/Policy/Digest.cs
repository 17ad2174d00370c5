namespace ActionSync.Reminders.Policy;

/// <summary>One message to one person: everything that they are asked about on one day.</summary>
internal sealed record Digest
{
    public required Recipient To { get; init; }

    /// <summary>The day where the reader is.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>From 1; with the person and the day it makes the message unique.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>What is new first, then the most urgent, then the oldest; see <see cref="DigestEntry.ReadingOrder"/>.</summary>
    public required IReadOnlyList<DigestEntry> Entries { get; init; }

    /// <summary>The reader's other overdue items: too little urgent for a message, or not yet their turn. They are mentioned, and never promised.</summary>
    public IReadOnlyList<DigestEntry> AlsoOverdue { get; init; } = [];

    /// <summary>How many more of these there are.</summary>
    public int MoreAlsoOverdue { get; init; }

    /// <summary>For how many days an item can be snoozed; 0 where it cannot.</summary>
    public int MaxSnoozeDays { get; init; }

    /// <summary>What a channel that says a thing once said before: it counts as told again, and leaves no trace.</summary>
    public IReadOnlyList<DigestEntry> SaidBefore { get; init; } = [];

    /// <summary>What was planned, item by item, also what was settled since: with person and day it tells this digest from that of another ledger.</summary>
    public IReadOnlyList<string> Planned { get; init; } = [];

    /// <summary>What its reader can do with one click, by the keys of items; empty where messages carry no links.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<NamedLink>> Links { get; init; } = new Dictionary<string, IReadOnlyList<NamedLink>>();

    /// <summary>Where the reader unsubscribes; null where messages carry no links.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>What the reader should know about the message itself, such as the channel that failed before this one.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>One item in a digest.</summary>
internal sealed record DigestEntry
{
    public required ReminderKind Kind { get; init; }
    public required ReminderItem Item { get; init; }

    /// <summary>The deadline's day in the reminding time zone.</summary>
    public required DateOnly DueDay { get; init; }

    /// <summary>The deadline's moment in the reminding time zone; null where it is the whole day.</summary>
    public DateTimeOffset? DueTime { get; init; }

    /// <summary>Days since the deadline's day; negative while it is still to come.</summary>
    public required int DaysOverdue { get; init; }

    /// <summary>The deadline has passed, which for one with a time can be on its own day.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>Who is or was asked about the same item.</summary>
    public IReadOnlyList<string> AlsoAsked { get; init; } = [];

    /// <summary>Why this person and not the owner, as a sentence part; empty for owners.</summary>
    public required string Role { get; init; }

    /// <summary>The reader was not told of it before: not of this item under this deadline and for this reason.</summary>
    public bool IsNew { get; init; } = true;

    /// <summary>It is an item of an old incident; see <see cref="OldIncident"/>.</summary>
    public bool IsOld { get; init; }

    /// <summary>It was escalated to the reader since nobody else can be told of it, and not as their team's.</summary>
    public bool IsLastResort { get; init; }

    public DigestPart Part => this switch
    {
        { IsOld: true } => DigestPart.OldIncidents,
        { Kind: ReminderKind.Escalated, IsNew: true } => DigestPart.Escalated,
        { Kind: ReminderKind.Escalated } => DigestPart.InYourTeam,
        { IsNew: true } => DigestPart.New,
        { IsOverdue: true } => DigestPart.StillOverdue,
        _ => DigestPart.DueSoon,
    };

    /// <summary>The most urgent first, then the oldest.</summary>
    public static readonly IComparer<DigestEntry> UrgencyOrder = Comparer<DigestEntry>.Create((a, b) =>
        (a.Item.Priority, -a.DaysOverdue, a.Item.Key).CompareTo((b.Item.Priority, -b.DaysOverdue, b.Item.Key)));

    /// <summary>Likewise, but old incidents last: they have a message of their own each week.</summary>
    public static readonly IComparer<DigestEntry> MentionOrder = Comparer<DigestEntry>.Create((a, b) =>
        a.IsOld.CompareTo(b.IsOld) is var order and not 0 ? order : UrgencyOrder.Compare(a, b));

    /// <summary>Part by part, and in each what is new first.</summary>
    public static readonly IComparer<DigestEntry> ReadingOrder = Comparer<DigestEntry>.Create((a, b) =>
        (a.Part, !a.IsNew).CompareTo((b.Part, !b.IsNew)) is var order and not 0 ? order : UrgencyOrder.Compare(a, b));

    public static DigestEntry Of(ReminderItem item, ReminderKind kind, Timing timing, string role) => new()
    {
        Kind = kind,
        Item = item,
        DueDay = timing.DueDay,
        DueTime = timing.DueTime,
        DaysOverdue = timing.DaysOverdue,
        IsOverdue = timing.IsOverdue,
        IsOld = timing.IsOld,
        Role = role,
    };
}

/// <summary>The parts of a digest, in the order in which it is read.</summary>
internal enum DigestPart
{
    /// <summary>Escalated since the last message.</summary>
    Escalated,

    /// <summary>Overdue or due soon, and not told before.</summary>
    New,
    StillOverdue,
    DueSoon,

    /// <summary>The week's summary of what was escalated before.</summary>
    InYourTeam,
    OldIncidents,
}
