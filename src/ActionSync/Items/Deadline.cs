using System.Globalization;

namespace ActionSync.Items;

/// <summary>
/// When an action item is due: a whole day (met until that day ends in the reminding time zone) or one moment.
/// Its text, <c>yyyy-MM-dd</c> or an ISO 8601 time with offset, is what the ledger, trackers and JSON carry.
/// </summary>
public readonly record struct Deadline
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:sszzz";

    private Deadline(DateOnly day, DateTimeOffset? time) => (Day, Time) = (day, time);

    /// <summary>The day that is meant, or the day of <see cref="Time"/> in the offset that it was written in.</summary>
    public DateOnly Day { get; }

    /// <summary>The moment that is meant, or null where the deadline is a whole day.</summary>
    public DateTimeOffset? Time { get; }

    public static Deadline On(DateOnly day) => new(day, null);

    public static Deadline At(DateTimeOffset time) => new(DateOnly.FromDateTime(time.DateTime), time);

    /// <summary>The first moment at which the deadline has passed; <paramref name="zone"/> says when a day ends.</summary>
    public DateTimeOffset EndsAt(TimeZoneInfo zone) => Time ?? (Day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOfDay(Day.AddDays(1), zone));

    /// <summary>True from <see cref="EndsAt"/> on.</summary>
    public bool HasPassed(DateTimeOffset now, TimeZoneInfo zone) => now >= EndsAt(zone);

    /// <summary>Reads the text that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out Deadline deadline)
    {
        deadline = default;
        if (DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            deadline = On(day);
            return true;
        }
        if (!DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return false;
        deadline = At(time);
        return true;
    }

    /// <summary>Reads a deadline, or null where the text is none.</summary>
    public static Deadline? ParseOrNull(string? text) => TryParse(text, out var deadline) ? deadline : null;

    public override string ToString() => Time is { } time
        ? time.ToString(TimeFormat, CultureInfo.InvariantCulture)
        : Day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset StartOfDay(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks spring forward over midnight, the day starts at the first moment that exists.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        // Where midnight happens twice, the day ends with the first one.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }
}
