namespace ActionSync.Items;

/// <summary>A clock's reading in a time zone as a moment.</summary>
public static class ZonedTime
{
    /// <summary>The moment at which clocks in the zone show this time.</summary>
    public static DateTimeOffset Of(DateTime time, TimeZoneInfo zone) =>
        // Where clocks go back the hour happens twice, and the second one is meant: nobody is late for reading it so.
        new(time, zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Min() : zone.GetUtcOffset(time));

    /// <summary>The day that it is in the zone at this moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
