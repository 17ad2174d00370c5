using System.Globalization;

namespace ActionSync.Items;

/// <summary>
/// When an action item is due: a whole day (met until that day ends in the reminding time zone) or one moment.
/// Its word, <c>yyyy-MM-dd</c> or an ISO 8601 time with offset, is what the ledger, trackers and JSON carry. A moment has no day of its own: whoever
/// shows or writes one says in which zone.
/// </summary>
public readonly record struct Deadline
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:sszzz";

    private Deadline(DateOnly? day, DateTimeOffset? time) => (WholeDay, Time) = (day, time);

    /// <summary>The day that is meant, or null where the deadline is a moment.</summary>
    public DateOnly? WholeDay { get; }

    /// <summary>The moment that is meant, or null where the deadline is a whole day.</summary>
    public DateTimeOffset? Time { get; }

    public static Deadline On(DateOnly day) => new(day, null);

    public static Deadline At(DateTimeOffset time) => new(null, time);

    /// <summary>The day of the deadline where clocks are those of <paramref name="zone"/>.</summary>
    public DateOnly DayIn(TimeZoneInfo zone) => Time is { } time ? ZonedTime.DayOf(time, zone) : WholeDay.GetValueOrDefault();

    /// <summary>The same deadline, told by the clocks of <paramref name="zone"/>.</summary>
    public Deadline In(TimeZoneInfo zone) => Time is { } time ? At(TimeZoneInfo.ConvertTime(time, zone)) : this;

    /// <summary>The deadline for people and services: its word, told by the clocks of <paramref name="zone"/>.</summary>
    public string ToText(TimeZoneInfo zone) => In(zone).ToWord();

    /// <summary>The first moment at which the deadline has passed; <paramref name="zone"/> says when a day ends.</summary>
    public DateTimeOffset EndsAt(TimeZoneInfo zone) =>
        Time ?? (DayIn(zone) is var day && day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOfDay(day.AddDays(1), zone));

    /// <summary>True from <see cref="EndsAt"/> on.</summary>
    public bool HasPassed(DateTimeOffset now, TimeZoneInfo zone) => now >= EndsAt(zone);

    /// <summary>Reads what <see cref="ToWord"/> and <see cref="ToText"/> write.</summary>
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

    /// <summary>True where both words are deadlines and mean the same, whatever the offset that a moment is told in.</summary>
    public static bool SameMeaning(string? one, string? other) => TryParse(one, out var a) && TryParse(other, out var b) && a == b;

    /// <summary>The deadline for the ledger, in the offset that it came in.</summary>
    public string ToWord() => Time is { } time
        ? time.ToString(TimeFormat, CultureInfo.InvariantCulture)
        : WholeDay.GetValueOrDefault().ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>For tests and debuggers; the program says <see cref="ToText"/> or <see cref="ToWord"/>.</summary>
    public override string ToString() => ToWord();

    /// <summary>Where midnight happens twice, the day before ends with the first one.</summary>
    private static DateTimeOffset StartOfDay(DateOnly day, TimeZoneInfo zone) => ZonedTime.FirstAt(day.ToDateTime(TimeOnly.MinValue), zone);
}
