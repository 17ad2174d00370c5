using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers;

/// <summary>An issue as the tracker shows it now.</summary>
public sealed record IssueSnapshot
{
    public required IssueRef Ref { get; init; }

    /// <summary>Our marker, where the issue carries one.</summary>
    public string? Marker { get; init; }

    /// <summary>The item key that the issue names, where it can be read.</summary>
    public string? Key { get; init; }
    public required string Title { get; init; }

    /// <summary>The assignee: an address where <c>People</c> knows one, else the tracker's own name for the person.</summary>
    public string? Owner { get; init; }

    /// <summary>The assignee's account is deactivated, so that nobody reads what is written to it.</summary>
    public bool OwnerHasLeft { get; init; }
    public Priority? Priority { get; init; }
    public Deadline? Deadline { get; init; }

    /// <summary>The zone whose day stands for a deadline with a time, where the tracker keeps days; null where it keeps times.</summary>
    public TimeZoneInfo? DaysIn { get; init; }

    /// <summary>Open, InProgress, Done, WontDo or Duplicate.</summary>
    public required ItemState State { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who changed it last, where the tracker tells.</summary>
    public string? ChangedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Our own account created it, so we may close it as a duplicate.</summary>
    public bool CreatedByUs { get; init; }

    /// <summary>From <c>snooze_until</c> or a <c>snooze-until:</c> label.</summary>
    public DateOnly? SnoozeUntil { get; init; }

    /// <summary>Whether it is snoozed is not shown, or stands there in words that cannot be read: what was known of it stands.</summary>
    public bool IsSnoozeUnread { get; init; }

    /// <summary>What was asked and silently not taken ("assignee alice: cannot be assigned here"); sentences for history.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>
    /// Fields of which the tracker does not show what they hold: hidden, absent, or in words that cannot be read. Their members here mean nothing; the last
    /// known value stands. A field that is surely empty is not among them.
    /// </summary>
    public IReadOnlyList<UnreadField> Unread { get; init; } = [];
}

/// <summary>A field whose value is not known.</summary>
/// <param name="Why">What is there or missing, and what to do, as in "the line \"Deadline: soon\" holds no date. Write it as 2026-11-20."</param>
public sealed record UnreadField(ItemField Field, string Why)
{
    public string Why { get; } = PlainText.Readable(Why);

    /// <summary>It shows no value; set by the stages where so many issues do at once that this is not believed.</summary>
    public bool Doubted { get; init; }

    /// <summary>The tracker has no such field any more, in which the value lives.</summary>
    public bool FieldIsGone { get; init; }
}
