using ActionSync.Items;

namespace ActionSync.Reports;

/// <summary>How an item ended, or where it stands.</summary>
internal enum ItemResult
{
    OnTime,
    Late,
    Overdue,

    /// <summary>Not closed, and not due yet.</summary>
    Open,
    WontDo,

    /// <summary>Not closed, and recorded without an issue: nobody's promise.</summary>
    Backlog,
}

/// <summary>One action item, as far as the report is concerned.</summary>
internal sealed record ReportItem
{
    public required string Key { get; init; }
    public required string IncidentId { get; init; }
    public required string IncidentTitle { get; init; }
    public required string Title { get; init; }
    public string? Owner { get; init; }
    public string? Service { get; init; }
    public string? Type { get; init; }
    public required Priority Priority { get; init; }
    public required ItemState State { get; init; }

    /// <summary>A day, or a time as the reminding time zone tells it.</summary>
    public string? Deadline { get; init; }
    public required ItemResult Result { get; init; }

    /// <summary>When its time began: the incident's end, else its beginning, else the intake.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The moves of its deadline, oldest first.</summary>
    public IReadOnlyList<DeadlineMove> Moves { get; init; } = [];

    /// <summary>From the start to its being done; null for items that are not done.</summary>
    public double? DaysToClose => State == ItemState.Done && ClosedAt is { } closed ? Math.Max(0, (closed - StartedAt).TotalDays) : null;

    /// <summary>How many days all moves together brought; null where it was never moved from one date to another.</summary>
    public int? DaysMoved => Moves.Count == 0 ? null : Moves.Sum(m => m.Days);
}

/// <param name="Days">Positive where it was moved to a later day; 0 where it was set for the first time or taken away.</param>
internal sealed record DeadlineMove(DateTimeOffset At, string? From, string? To, string? Who, int Days);
