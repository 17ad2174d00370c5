using ActionSync.Configuration;

namespace ActionSync.Reminders.Policy;

/// <summary>On which days an item is told, by when it was told last. A day on which nobody ran is made up by the next.</summary>
internal sealed class ReminderRhythm(RemindingOptions options, ReminderCalendar calendar)
{
    // After the listed days of Reminding:OverdueEveryDays.
    private const int LaterEvery = 5;

    // What is told anyway may be told some working days before its turn, so that items with different days share a message.
    private const int Early = 2;

    // An old incident is no reason to hear of it twice within a week of work.
    private const int QuietAfterFirst = 4;

    private readonly NumberOrList _days = options.OverdueEveryDays;

    /// <summary>On the listed working days overdue, and then every so many.</summary>
    /// <param name="told">What was told of it while it was overdue, if anything was.</param>
    /// <param name="day">The day in question, which counts as a working day whatever it is: <c>once</c> reminds on any.</param>
    public bool IsOverdueDay(DateOnly dueDay, ReminderTally? told, DateOnly day) => told?.LastSent is not { } last
        ? _days.IsOne || DayOverdue(dueDay, day) >= _days[0]
        : _days.IsOne ? WorkingDays(last, day) >= _days[0] : DayOverdue(dueDay, day) >= NextTurn(dueDay, told.FirstTried, last);

    /// <summary>
    /// Its turn comes within the next two working days, so that it may stand in a message that goes out before for another reason, instead of making one of
    /// its own then. Never what was not told yet, and never where one number is the rhythm, which is taken at its word.
    /// </summary>
    public bool MayJoin(DateOnly dueDay, ReminderTally? told, DateOnly day) =>
        !_days.IsOne && told?.LastSent is { } last && last < day && DayOverdue(dueDay, day) + Early >= NextTurn(dueDay, told.FirstTried, last);

    /// <summary>
    /// The working day overdue on which it is told again. What is told up to two days before a turn stands for it, so that the turns stay where they are, and
    /// an item is told at most once for each.
    /// </summary>
    private int NextTurn(DateOnly dueDay, DateOnly first, DateOnly last)
    {
        var (begin, told) = (DayOverdue(dueDay, first), DayOverdue(dueDay, last));
        var turns = Turns(begin);
        var isTurn = turns.TakeWhile(turn => turn <= told).Contains(told);
        return turns.First(turn => turn > (isTurn ? told : told + Early));
    }

    /// <summary>The first telling, the listed days after it, and then every so many, without end.</summary>
    private IEnumerable<int> Turns(int first)
    {
        yield return first;
        foreach (var listed in _days.Where(listed => listed > first))
            yield return listed;
        for (var turn = Math.Max(first, _days[^1]) + LaterEvery; ; turn += LaterEvery)
            yield return turn;
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
