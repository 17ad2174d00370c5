using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

/// <summary>Days and hours in the reminding time zone: which days are worked on, when a slot is, which day a moment belongs to.</summary>
internal sealed class ReminderCalendar(RemindingOptions options)
{
    // With no working day at all in this time there will be none.
    private const int LookAheadDays = 800;

    public DateOnly DayOf(DateTimeOffset moment) => ZonedTime.DayOf(moment, options.TimeZone);

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

    /// <summary>Today's last slot that has come; null before the first one and on days that are not worked. Older slots are replaced by today's.</summary>
    public DateTimeOffset? LatestSlot(DateTimeOffset now) =>
        SlotsOf(DayOf(now)).Where(slot => slot <= now).Select(slot => (DateTimeOffset?)slot).LastOrDefault();

    /// <summary>The first slot after now; null where no day is worked.</summary>
    public DateTimeOffset? NextSlot(DateTimeOffset now)
    {
        var today = DayOf(now);
        return Enumerable.Range(0, LookAheadDays).SelectMany(n => SlotsOf(today.AddDays(n))).Where(slot => slot > now)
            .Select(slot => (DateTimeOffset?)slot).FirstOrDefault();
    }

    private IEnumerable<DateTimeOffset> SlotsOf(DateOnly day) =>
        IsWorkingDay(day) ? options.At.Select(time => ZonedTime.FirstAt(day.ToDateTime(time), options.TimeZone)).Distinct().Order() : [];
}
