namespace ActionSync.Items;

/// <summary>A clock's reading in a time zone as a moment, and a moment as a day there.</summary>
public static class ZonedTime
{
    /// <summary>The moment that somebody means who writes this time.</summary>
    public static DateTimeOffset Of(DateTime time, TimeZoneInfo zone) =>
        // Where clocks go back the hour happens twice, and the second one is meant: nobody is late for reading it so.
        new(time, zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Min() : zone.GetUtcOffset(time));

    /// <summary>
    /// The first moment at which clocks in the zone show this time or, where they skip it, a later one: when a day begins, or something is due.
    /// </summary>
    public static DateTimeOffset FirstAt(DateTime time, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(time))
            time = time.AddMinutes(1);
        return new(time, zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time));
    }

    /// <summary>The day that it is in the zone at this moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
