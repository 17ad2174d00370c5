using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

/// <param name="IsNew">The person was not told of it before: not of this item under this deadline and for this reason.</param>
internal sealed record CadenceAnswer(bool Due, bool IsNew, string Why)
{
    /// <summary>It is not yet time, but near enough to be told where a message goes out anyway, for this reason; null where it waits for its day.</summary>
    public string? WhyJoined { get; init; }
}

/// <summary>When an owner was first reminded of an overdue item, or will have been.</summary>
internal sealed record FirstReminder(DateOnly Day, bool IsForetold);

/// <summary>Whether it is time again, by what was told before. Days are those of the person who is told.</summary>
internal sealed class ReminderCadence(RemindingOptions options, PersonalCalendars calendars, IReadOnlyList<ReminderTally> told, DateTimeOffset now)
{
    private readonly ILookup<string, ReminderTally> _told = told.ToLookup(t => t.ItemKey);

    public CadenceAnswer Answer(ReminderItem item, Timing timing, ReminderKind kind, Recipient to)
    {
        var calendar = calendars.Of(to);
        var today = calendar.DayOf(now);
        var before = Find(item, kind, to, today);
        if (!timing.IsOverdue)
            return DueSoon(timing, before, today, to);
        if (kind == ReminderKind.Orphan && !WasOverdue(item, before, calendar))
            before = null;
        var rhythm = new ReminderRhythm(options, calendar);
        Func<DateOnly, bool> isDay = timing.IsOld ? day => rhythm.IsOldIncidentDay(before?.LastSent, before?.Times ?? 0, day)
            : kind == ReminderKind.Escalated ? day => rhythm.IsWeekly(before?.LastSent, day)
            : day => rhythm.IsOverdueDay(timing.DueDay, before, day);
        if (isDay(today))
            return new(Due: true, before?.LastSent is null, Due(timing, before));
        var joins = !timing.IsOld && kind != ReminderKind.Escalated && rhythm.MayJoin(timing.DueDay, before, today);
        return new(Due: false, before?.LastSent is null, Later(calendar, today, isDay, before, to))
        {
            WhyJoined = joins ? $"{Due(timing, before)}; its day is near, and a message goes out anyway" : null,
        };
    }

    /// <summary>
    /// Whoever stands in is told by one kind before the deadline and after it, and what was said before does not stand for "overdue". Of the day on which
    /// the deadline passed, its first slot counts.
    /// </summary>
    private bool WasOverdue(ReminderItem item, ReminderTally? told, ReminderCalendar calendar) =>
        told?.LastSent is { } last && item.Deadline!.Value.HasPassed(calendar.FirstHourOf(last), options.TimeZone);

    /// <summary>The day of the owner's first overdue reminder, if that is long enough ago to tell somebody else.</summary>
    public FirstReminder? EscalatesSince(ReminderItem item, Recipient owner)
    {
        var calendar = calendars.Of(owner);
        var today = calendar.DayOf(now);
        return Find(item, ReminderKind.Overdue, owner, today) is { } told && calendar.WorkingDaysAfter(told.FirstTried, today) >= options.EscalateAfterDays
            ? new(told.FirstTried, told.IsFirstForetold)
            : null;
    }

    /// <summary>Everybody who was told of the item under its present deadline.</summary>
    public IEnumerable<string> ToldAbout(ReminderItem item) =>
        _told[item.Key].Where(t => Deadline.ParseOrNull(t.Deadline) == item.Deadline && t.LastSent is not null).Select(t => t.Person).Distinct()
            .Order(StringComparer.Ordinal);

    private CadenceAnswer DueSoon(Timing timing, ReminderTally? before, DateOnly today, Recipient to)
    {
        var opened = DueSoonWindow.Opened(options, calendars.Of(options.TimeZone), timing.DueDay, today);
        return before?.LastSent is { } last && last >= opened
            ? new(Due: false, IsNew: false, $"{to.Address} {WasReminded(before)} on {last:yyyy-MM-dd}; nothing more comes until it is nearer or overdue")
            : new(Due: true, before?.LastSent is null, Age(timing));
    }

    private static string Due(Timing timing, ReminderTally? before)
    {
        var age = timing.IsOld ? $"{Age(timing)}, from an old incident" : Age(timing);
        return before is { LastSent: { } soon, IsLastForetold: true } ? $"{age}; the reminder before it comes on {soon:yyyy-MM-dd}"
            : before?.LastSent is { } last ? $"{age}; last reminded on {last:yyyy-MM-dd} ({Times(before.Times)})"
            : $"{age}; {(before is null ? "not reminded of it before" : "earlier attempts failed")}";
    }

    private static string Later(ReminderCalendar calendar, DateOnly today, Func<DateOnly, bool> isDay, ReminderTally? before, Recipient to)
    {
        var next = calendar.WorkingDaysFrom(today.AddDays(1)).Where(isDay).Select(day => (DateOnly?)day).FirstOrDefault();
        var comes = next is { } day ? $"reminder comes on {day:yyyy-MM-dd}" : "reminder comes on no day that is worked";
        return before?.LastSent is { } last ? $"{to.Address} {WasReminded(before)} on {last:yyyy-MM-dd}; the next {comes}" : $"{to.Address}'s first {comes}";
    }

    private static string WasReminded(ReminderTally before) => before.IsLastForetold ? "is reminded" : "was reminded";

    private ReminderTally? Find(ReminderItem item, ReminderKind kind, Recipient to, DateOnly today) =>
        _told[item.Key].Where(t => t.Person == to.Address && t.Kind == kind && Deadline.ParseOrNull(t.Deadline) == item.Deadline)
            .Select(t => WithoutFuture(t, today)).MaxBy(t => t.LastSent ?? t.FirstTried);

    /// <summary>A day that lies ahead of today, by more than time zones explain, was no day on which anybody was told: the clock once ran ahead.</summary>
    private static ReminderTally WithoutFuture(ReminderTally told, DateOnly today)
    {
        var tomorrow = today.AddDays(1);
        return told with { LastSent = told.LastSent > tomorrow ? null : told.LastSent, FirstTried = told.FirstTried > tomorrow ? today : told.FirstTried };
    }

    private static string Age(Timing timing) => timing.IsOverdue
        ? timing.DaysOverdue <= 0 ? "overdue since today" : $"overdue by {timing.DaysOverdue} {(timing.DaysOverdue == 1 ? "day" : "days")}"
        : timing.DaysOverdue == 0 ? "due today" : $"due in {-timing.DaysOverdue} {(timing.DaysOverdue == -1 ? "day" : "days")}";

    private static string Times(int times) => times == 1 ? "once" : $"{times} times";
}
