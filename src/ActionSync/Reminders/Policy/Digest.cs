namespace ActionSync.Reminders.Policy;

/// <summary>One message to one person: everything that they are asked about on one day.</summary>
internal sealed record Digest
{
    public required Recipient To { get; init; }

    /// <summary>The day in the reminding time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>From 1; with the person and the day it makes the message unique.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>Escalated first, then overdue by age, then due soon.</summary>
    public required IReadOnlyList<DigestEntry> Entries { get; init; }

    /// <summary>What was planned, item by item, also what was settled since: with person and day it tells this digest from that of another ledger.</summary>
    public IReadOnlyList<string> Planned { get; init; } = [];

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

    public static readonly IComparer<DigestEntry> ReadingOrder = Comparer<DigestEntry>.Create((a, b) =>
        (Section(a), -a.DaysOverdue, a.Item.Key).CompareTo((Section(b), -b.DaysOverdue, b.Item.Key)));

    /// <summary>0 escalated, 1 overdue, 2 due soon; items without an owner stand among the overdue or due ones.</summary>
    public static int Section(DigestEntry entry) => entry switch
    {
        { Kind: ReminderKind.Escalated } => 0,
        { IsOverdue: true } => 1,
        _ => 2,
    };
}
