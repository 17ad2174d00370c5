using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

/// <summary>Days and hours in one time zone: which days are worked on, when a slot is, which day a moment belongs to.</summary>
/// <param name="options">Hours, working days and holidays, which are the same in every zone.</param>
/// <param name="zone">That of a person; null for the reminding time zone.</param>
internal sealed class ReminderCalendar(RemindingOptions options, TimeZoneInfo? zone = null)
{
    public const int DaysInWeek = 7;

    // With no working day at all in this time there will be none.
    private const int LookAheadDays = 800;

    public TimeZoneInfo Zone { get; } = zone ?? options.TimeZone;

    public DateOnly DayOf(DateTimeOffset moment) => ZonedTime.DayOf(moment, Zone);

    public bool IsWorkingDay(DateOnly day) => options.WorkingDays.Contains(day.DayOfWeek) && !options.Holidays.Contains(day);

    /// <summary>How many working days lie after <paramref name="from"/>, up to and including <paramref name="to"/>.</summary>
    public int WorkingDaysAfter(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
                count++;
        }
        return count;
    }

    /// <summary>The first day of the day's week: the weekday on which work begins again, Monday where it never stops.</summary>
    public DateOnly WeekOf(DateOnly day)
    {
        var start = Enumerable.Range(1, DaysInWeek).Where(n => IsWorked(n) && !IsWorked(n - 1)).Select(Weekday).FirstOrDefault(DayOfWeek.Monday);
        var back = ((int)day.DayOfWeek - (int)start + DaysInWeek) % DaysInWeek;
        return day.DayNumber >= back ? day.AddDays(-back) : DateOnly.MinValue;

        static DayOfWeek Weekday(int n) => (DayOfWeek)(n % DaysInWeek);
        bool IsWorked(int n) => options.WorkingDays.Contains(Weekday(n));
    }

    /// <summary>The working days from a day on, itself included, as far as one may look ahead.</summary>
    public IEnumerable<DateOnly> WorkingDaysFrom(DateOnly day) =>
        Enumerable.Range(0, Math.Min(LookAheadDays, DateOnly.MaxValue.DayNumber - day.DayNumber)).Select(day.AddDays).Where(IsWorkingDay);

    /// <summary>The day itself, or the last working day before it; the day itself where there is none.</summary>
    public DateOnly WorkingDayOnOrBefore(DateOnly day)
    {
        for (var candidate = day; candidate > day.AddDays(-LookAheadDays) && candidate > DateOnly.MinValue.AddDays(1); candidate = candidate.AddDays(-1))
        {
            if (IsWorkingDay(candidate))
                return candidate;
        }
        return day;
    }

    private TimeSpan CatchUp => TimeSpan.FromHours(options.CatchUpHours);

    /// <summary>
    /// Today's last slot that has come, while it is less than <c>CatchUpHours</c> past: people may be written to now. Null where messages wait for the next.
    /// </summary>
    public DateTimeOffset? OpenSlot(DateTimeOffset now) =>
        SlotsOf(DayOf(now)).Where(slot => slot <= now && now - slot < CatchUp).Select(slot => (DateTimeOffset?)slot).LastOrDefault();

    /// <summary>The first slot after now; null where no day is worked.</summary>
    public DateTimeOffset? NextSlot(DateTimeOffset now) => SlotsAfter(now).Select(slot => (DateTimeOffset?)slot).FirstOrDefault();

    /// <summary>The slots after a moment, as far as one may look ahead.</summary>
    public IEnumerable<DateTimeOffset> SlotsAfter(DateTimeOffset moment)
    {
        var today = DayOf(moment);
        return Enumerable.Range(0, LookAheadDays).SelectMany(n => SlotsOf(today.AddDays(n))).Where(slot => slot > moment);
    }

    /// <summary>The working days of which every slot came after <paramref name="since"/> and cannot be made up any more.</summary>
    public IReadOnlyList<DateOnly> DaysMissed(DateTimeOffset since, DateTimeOffset now)
    {
        var today = DayOf(now);
        var first = DayOf(since) > today.AddDays(-LookAheadDays) ? DayOf(since) : today.AddDays(-LookAheadDays);
        return [.. Enumerable.Range(0, Math.Max(0, today.DayNumber - first.DayNumber + 1)).Select(first.AddDays)
            .Where(day => SlotsOf(day).ToList() is { Count: > 0 } slots && slots[0] > since && slots[^1] + CatchUp <= now)];
    }

    /// <summary>When a day's first slot is, or would be if the day were worked.</summary>
    public DateTimeOffset FirstHourOf(DateOnly day) => ZonedTime.FirstAt(day.ToDateTime(options.At.Min()), Zone);

    private IEnumerable<DateTimeOffset> SlotsOf(DateOnly day) =>
        IsWorkingDay(day) ? options.At.Select(time => ZonedTime.FirstAt(day.ToDateTime(time), Zone)).Distinct().Order() : [];
}
