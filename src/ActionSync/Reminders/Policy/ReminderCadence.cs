using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

internal sealed record CadenceAnswer(bool Due, string Why);

/// <summary>Whether it is time again, by what was told before.</summary>
internal sealed class ReminderCadence(RemindingOptions options, ReminderCalendar calendar, IReadOnlyList<ReminderTally> told, DateOnly today)
{
    private readonly ILookup<string, ReminderTally> _told = told.Select(t => WithoutFuture(t, today)).ToLookup(t => t.ItemKey);

    public CadenceAnswer Answer(ReminderItem item, Timing timing, ReminderKind kind, Recipient to)
    {
        var before = Find(item, kind, to);
        if (!timing.IsOverdue)
            return DueSoon(timing, before);
        var gap = Math.Max(1, kind == ReminderKind.Escalated ? options.EscalateAfterDays : options.OverdueEveryDays);
        var age = Age(timing);
        return before?.LastSent is not { } last ? new(Due: true, $"{age}; {(before is null ? "not reminded of it before" : "earlier attempts failed")}")
            : Steps(last) >= gap ? new(Due: true, $"{age}; last reminded on {last:yyyy-MM-dd} ({Times(before.Times)})")
            : new(Due: false, $"{to.Address} was reminded on {last:yyyy-MM-dd}; the next reminder comes {gap} working {(gap == 1 ? "day" : "days")} later");
    }

    /// <summary>The day of the owner's first overdue reminder, if that is long enough ago to tell somebody else.</summary>
    public DateOnly? EscalatesSince(ReminderItem item, Recipient owner)
    {
        var first = Find(item, ReminderKind.Overdue, owner)?.FirstTried;
        return first is { } day && calendar.WorkingDaysAfter(day, today) >= options.EscalateAfterDays ? day : null;
    }

    /// <summary>Everybody who was told of the item under its present deadline.</summary>
    public IEnumerable<string> ToldAbout(ReminderItem item) =>
        _told[item.Key].Where(t => Deadline.ParseOrNull(t.Deadline) == item.Deadline && t.LastSent is not null).Select(t => t.Person).Distinct();

    private CadenceAnswer DueSoon(Timing timing, ReminderTally? before)
    {
        var opened = DueSoonWindow.Opened(options, calendar, timing.DueDay, today);
        return before?.LastSent is { } last && last >= opened
            ? new(Due: false, $"reminded on {last:yyyy-MM-dd}; nothing more comes until it is nearer or overdue")
            : new(Due: true, Age(timing));
    }

    /// <summary>Working days from the last message to today, where today counts whatever it is: <c>once</c> reminds on any day.</summary>
    private int Steps(DateOnly last) => last >= today ? 0 : calendar.WorkingDaysAfter(last, today.AddDays(-1)) + 1;

    private ReminderTally? Find(ReminderItem item, ReminderKind kind, Recipient to) =>
        _told[item.Key].Where(t => t.Person == to.Address && t.Kind == kind && Deadline.ParseOrNull(t.Deadline) == item.Deadline)
            .MaxBy(t => t.LastSent ?? t.FirstTried);

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
