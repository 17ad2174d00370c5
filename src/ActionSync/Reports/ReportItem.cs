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

    /// <summary>Not closed, and recorded without an issue, as backlog or since a route ignores it: nobody's promise.</summary>
    Backlog,

    /// <summary>It was done when it was first seen, and nobody knows since when, or it had no deadline.</summary>
    DoneBefore,
}

/// <summary>One action item, as far as the report is concerned. Days are those of the reminding time zone.</summary>
internal sealed record ReportItem
{
    public required string Key { get; init; }

    /// <summary>What tables show and commands take; null where it is only known by its key.</summary>
    public string? Short { get; init; }
    public required string IncidentId { get; init; }
    public required string IncidentTitle { get; init; }
    public required string Title { get; init; }
    public string? Owner { get; init; }

    /// <summary>The group that it belongs to; null for none.</summary>
    public string? Team { get; init; }
    public string? Service { get; init; }
    public string? Type { get; init; }
    public required Priority Priority { get; init; }
    public required ItemState State { get; init; }

    /// <summary>A day, or a time as the reminding time zone tells it.</summary>
    public string? Deadline { get; init; }
    public DateOnly? DueOn { get; init; }
    public required ItemResult Result { get; init; }

    /// <summary>What people call the issue, and where they open it; null without one.</summary>
    public string? Issue { get; init; }
    public string? Url { get; init; }

    /// <summary>When its time began: when its issue was made, as the tracker says, else the incident's end, else its beginning, else the intake.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>As the tracker says; null where it is not done, or nobody knows when it was.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    public DateOnly? ClosedOn { get; init; }

    /// <summary>The moves of its deadline, oldest first.</summary>
    public IReadOnlyList<DeadlineMove> Moves { get; init; } = [];

    /// <summary>Somebody is to do it.</summary>
    public bool IsOpen => Result is ItemResult.Open or ItemResult.Overdue;

    /// <summary>From the start to its being done; null for items that are not done.</summary>
    public double? DaysToClose => State == ItemState.Done && ClosedAt is { } closed ? Math.Max(0, (closed - StartedAt).TotalDays) : null;

    /// <summary>How many days all moves together brought; null where it was never moved from one date to another.</summary>
    public int? DaysMoved => Moves.Count == 0 ? null : Moves.Sum(m => m.Days);

    /// <summary>The day on which the promise was kept, or on which it was broken; null as long as it is neither.</summary>
    public DateOnly? DecidedOn => Result switch
    {
        ItemResult.OnTime => ClosedOn,
        ItemResult.Late or ItemResult.Overdue => DueOn,
        _ => null,
    };

    /// <summary>How many days its deadline is past; null where it is not overdue.</summary>
    public int? DaysOverdue(DateOnly today) => Result == ItemResult.Overdue && DueOn is { } due ? Math.Max(0, today.DayNumber - due.DayNumber) : null;
}

/// <param name="Days">Positive where it was moved to a later day; 0 where it was set for the first time or taken away.</param>
internal sealed record DeadlineMove(DateTimeOffset At, string? From, string? To, string? Who, int Days);
