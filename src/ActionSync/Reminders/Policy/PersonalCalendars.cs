namespace ActionSync.Reminders.Policy;

/// <summary>The calendar that each person lives by: days and hours are those of their own time zone, where one is configured.</summary>
internal sealed class PersonalCalendars(RemindingOptions options)
{
    private readonly Dictionary<string, ReminderCalendar> _byZone = [];

    public ReminderCalendar Of(TimeZoneInfo? zone)
    {
        var own = zone ?? options.TimeZone;
        if (!_byZone.TryGetValue(own.Id, out var calendar))
            _byZone[own.Id] = calendar = new ReminderCalendar(options, own);
        return calendar;
    }

    public ReminderCalendar Of(Recipient person) => Of(person.TimeZone);
}
