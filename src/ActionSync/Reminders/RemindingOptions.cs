using ActionSync.Configuration;
using ActionSync.Configuration.Rules;
using ActionSync.Items;

namespace ActionSync.Reminders;

/// <summary>Who is reminded of what, and when.</summary>
public sealed class RemindingOptions
{
    /// <summary>
    /// An IANA name; rules which day it is and when it ends, the day and hour of deadlines, the hours of reminders and the nightly pass. Default: UTC.
    /// </summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>HH:mm, the hours at which digests go out. Default: 09:00.</summary>
    [NotEmpty]
    public IReadOnlyList<TimeOnly> At { get; set; } = [new(9, 0)];

    /// <summary>
    /// Hours for which a slot that was missed is made up, by <c>run</c> and by <c>once</c>; after that messages wait for the next one. Mail that becomes files
    /// waits for nothing. Default: 4.
    /// </summary>
    [Between(1, 24)]
    public int CatchUpHours { get; set; } = 4;

    /// <summary>Default: Monday to Friday.</summary>
    [NotEmpty]
    public IReadOnlySet<DayOfWeek> WorkingDays { get; set; } = new HashSet<DayOfWeek>
    {
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday,
    };

    /// <summary>These or more urgent; empty for no reminders. Default: P1.</summary>
    public IReadOnlyList<Priority> Priorities { get; set; } = [Priority.P1];

    /// <summary>How many days before the deadline a reminder comes. Default: 2.</summary>
    [Between(0, 365)]
    public IReadOnlyList<int> DueSoonDays { get; set; } = [2];

    /// <summary>
    /// On which of its working days overdue an item is told, and after the last of them every 5 working days. One number N: every N working days from the
    /// first on. A day on which nobody ran is made up at the next slot. Default: 1, 3, 7.
    /// </summary>
    [Between(1, 365)]
    [NotEmpty]
    public NumberOrList OverdueEveryDays { get; set; } = NumberOrList.Of(1, 3, 7);

    /// <summary>
    /// Days. An item that was overdue by more than these when it was first seen is of an old incident: told at the next slot, then once a week, and never
    /// escalated. Default: 30.
    /// </summary>
    [Between(0, 36500)]
    public int BacklogAfterDays { get; set; } = 30;

    /// <summary>Working days after the owner's first overdue reminder; an item is escalated once, and then told weekly. Default: 3.</summary>
    [Between(1, 365)]
    public int EscalateAfterDays { get; set; } = 3;

    /// <summary>Digests. Default: 1.</summary>
    [Between(1, 24)]
    public int MaxPerPersonPerDay { get; set; } = 1;

    /// <summary>yyyy-MM-dd, days on which nobody is reminded. Default: none.</summary>
    public IReadOnlySet<DateOnly> Holidays { get; set; } = new HashSet<DateOnly>();

    /// <summary>How far ahead an item can be snoozed; 0 forbids it. Default: 14.</summary>
    [Between(0, 365)]
    public int MaxSnoozeDays { get; set; } = 14;

    /// <summary>The address that is told of items that nobody else can be told of. Default: nobody.</summary>
    [Address]
    public string? Orphans { get; set; }

    /// <summary>The addresses that get the weekly report. Default: none.</summary>
    [Address]
    public IReadOnlyList<string> Report { get; set; } = [];
}
