namespace ActionSync.Reminders.Policy;

/// <summary>On which days an item is told, by when it was told last. A day on which nobody ran is made up by the next.</summary>
internal sealed class ReminderRhythm(RemindingOptions options, ReminderCalendar calendar)
{
    // After the listed days of Reminding:OverdueEveryDays.
    private const int LaterEvery = 5;

    // An old incident is no reason to hear of it twice within a week of work.
    private const int QuietAfterFirst = 4;

    /// <summary>On the listed working days overdue, and then every so many.</summary>
    /// <param name="last">The day on which it was told last, if it was.</param>
    /// <param name="day">The day in question, which counts as a working day whatever it is: <c>once</c> reminds on any.</param>
    public bool IsOverdueDay(DateOnly dueDay, DateOnly? last, DateOnly day)
    {
        var days = options.OverdueEveryDays;
        if (last is not { } told)
            return days.IsOne || DayOverdue(dueDay, day) >= days[0];
        var since = WorkingDays(told, day);
        if (days.IsOne)
            return since >= days[0];
        var before = DayOverdue(dueDay, told);
        return before >= days[^1] ? since >= LaterEvery : DayOverdue(dueDay, day) >= days.First(listed => listed > before);
    }

    /// <summary>Once a week, in its first slot.</summary>
    public bool IsWeekly(DateOnly? last, DateOnly day) => last is not { } told || calendar.WeekOf(told) < calendar.WeekOf(day);

    /// <summary>Once a week, too, but not in a week that begins soon after a first message at any other time than the beginning of one.</summary>
    public bool IsOldIncidentDay(DateOnly? last, int times, DateOnly day) => IsWeekly(last, day)
        && !(times == 1 && last is { } first && first != FirstOfWeek(first) && calendar.WorkingDaysAfter(first, FirstOfWeek(day)) <= QuietAfterFirst);

    private DateOnly FirstOfWeek(DateOnly day) => calendar.WorkingDaysFrom(calendar.WeekOf(day)).FirstOrDefault(day);

    /// <summary>1 on the first working day overdue, also where the deadline's time passed on its own day.</summary>
    private int DayOverdue(DateOnly dueDay, DateOnly day) => Math.Max(1, WorkingDays(dueDay, day));

    /// <summary>From one day to another, which counts as a working day whatever it is.</summary>
    private int WorkingDays(DateOnly from, DateOnly to) => to <= from ? 0 : calendar.WorkingDaysAfter(from, to.AddDays(-1)) + 1;
}
