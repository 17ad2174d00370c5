using ActionSync.People;

namespace ActionSync.Reminders.Policy;

/// <param name="At">The moment.</param>
/// <param name="Zones">The ids of the time zones that have a slot at this moment.</param>
internal sealed record ReminderSlot(DateTimeOffset At, IReadOnlySet<string> Zones);

/// <summary>The slots of all time zones that people live by: the hours of <c>Reminding:At</c> come in each at another moment.</summary>
internal sealed class ReminderSlots
{
    private readonly PersonalCalendars _calendars;
    private readonly PeopleDirectory _people;
    private readonly IReadOnlyList<ReminderCalendar> _all;

    public ReminderSlots(RemindingOptions options, PeopleDirectory people)
    {
        (_calendars, _people) = (new PersonalCalendars(options), people);
        _all = [.. people.All.Select(person => person.TimeZone).Prepend(null).Select(_calendars.Of).Distinct()];
    }

    /// <summary>The slots that are open, one a zone at most; see <see cref="ReminderCalendar.OpenSlot"/>.</summary>
    public IReadOnlyList<ReminderSlot> Open(DateTimeOffset now) =>
        Together(_all.SelectMany(calendar => calendar.OpenSlot(now) is { } slot ? new[] { (slot, calendar) } : []));

    /// <summary>Somebody may be written to now, by their own clocks.</summary>
    public bool IsOpenFor(string address, DateTimeOffset now) => Of(address).OpenSlot(now) is not null;

    /// <summary>The first slot after now, wherever it is; null where no day is worked.</summary>
    public DateTimeOffset? Next(DateTimeOffset now) => _all.Min(calendar => calendar.NextSlot(now));

    /// <summary>The first slot of one person after now, by their own clocks; null where no day is worked.</summary>
    public DateTimeOffset? NextOf(string address, DateTimeOffset now) => Of(address).NextSlot(now);

    /// <summary>
    /// The slot at which reminders come again to somebody who puts them off now: for less than a week, the first one on another day than the so many working
    /// days that come next; for a week, seven days on or the first working day behind. Null where no day is worked.
    /// </summary>
    /// <param name="address">Whose clocks and working days count.</param>
    /// <param name="now">When they put it off.</param>
    /// <param name="days">For how long.</param>
    public DateTimeOffset? AfterSnooze(string address, DateTimeOffset now, int days)
    {
        var calendar = Of(address);
        var firstOfDays = calendar.SlotsAfter(now).DistinctBy(calendar.DayOf);
        var later = calendar.DayOf(now).AddDays(days);
        return (days < ReminderCalendar.DaysInWeek ? firstOfDays.Skip(days) : firstOfDays.SkipWhile(slot => calendar.DayOf(slot) < later))
            .Select(slot => (DateTimeOffset?)slot).FirstOrDefault();
    }

    /// <summary>Whose clocks those are.</summary>
    public TimeZoneInfo ZoneOf(string address) => Of(address).Zone;

    /// <summary>The first slot of each of these people after now, by the clocks of their zone.</summary>
    public IReadOnlyList<(DateTimeOffset? Slot, TimeZoneInfo Zone, int People)> NextOf(IEnumerable<string> addresses, DateTimeOffset now) =>
        [.. addresses.Select(Of).CountBy(calendar => calendar).Select(each => (each.Key.NextSlot(now), each.Key.Zone, each.Value))];

    /// <summary>The slots after a moment and up to another one, each zone's up to the day before the other one's.</summary>
    public IReadOnlyList<ReminderSlot> BeforeDayOf(DateTimeOffset from, DateTimeOffset to) => Together(_all.SelectMany(calendar => calendar
        .SlotsAfter(from).TakeWhile(slot => calendar.DayOf(slot) < calendar.DayOf(to)).Select(slot => (slot, calendar))));

    /// <summary>Which day it is where somebody is.</summary>
    public DateOnly DayOf(string address, DateTimeOffset moment) => Of(address).DayOf(moment);

    private ReminderCalendar Of(string address) => _calendars.Of(_people.FindByAddress(address)?.TimeZone);

    private static IReadOnlyList<ReminderSlot> Together(IEnumerable<(DateTimeOffset At, ReminderCalendar Calendar)> slots) =>
        [.. slots.GroupBy(slot => slot.At.UtcTicks).OrderBy(group => group.Key)
            .Select(group => new ReminderSlot(group.First().At, group.Select(slot => slot.Calendar.Zone.Id).ToHashSet()))];
}
