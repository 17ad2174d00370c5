using System.Globalization;
using ActionSync.Items;

namespace ActionSync.Documents;

/// <summary>A day, or a time to the second with or without an offset, as ISO 8601 writes them.</summary>
internal readonly record struct IsoTime(DateOnly Day, TimeOnly? Time, TimeSpan? Offset)
{
    public const string Right = "a day that exists such as 2024-01-22, or a time such as 2024-01-22T17:00:00Z or 2024-01-22T17:00";

    // Years beyond these are slips of the keyboard, and calendars count badly there.
    private const int FirstYear = 1970;
    private const int LastYear = 2999;
    private const int DayLength = 10;

    private const int SecondsLength = 8;

    private static readonly string[] TimeFormats = ["HH:mm", "HH:mm:ss"];
    private static readonly TimeSpan WidestOffset = TimeSpan.FromHours(14);

    public Deadline ToDeadline(TimeZoneInfo zone) => Time is null ? Deadline.On(Day) : Deadline.At(ToTime(zone));

    /// <summary>The moment that is meant; of a day, its first.</summary>
    public DateTimeOffset ToTime(TimeZoneInfo zone)
    {
        var time = Day.ToDateTime(Time ?? TimeOnly.MinValue);
        if (Offset is { } offset)
            return new DateTimeOffset(time, offset);
        return ZonedTime.Of(time, zone);
    }

    /// <summary>The day or time, or what is wrong with the text, as a sentence part behind it.</summary>
    public static (IsoTime? Time, string? Wrong) Parse(string text)
    {
        if (text.Length < DayLength || ParseDay(text.AsSpan(0, DayLength)) is not var (year, month, day))
            return (null, "is no date");
        if (year is < FirstYear or > LastYear)
            return (null, $"is outside the years {FirstYear} to {LastYear}");
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return (null, "does not exist");
        var date = new DateOnly(year, month, day);
        if (text.Length == DayLength)
            return (new IsoTime(date, null, null), null);
        if (text[DayLength] is not ('T' or 't' or ' '))
            return (null, "is no date");
        var rest = text.AsSpan(DayLength + 1);
        if (SplitOffset(ref rest) is not { } split)
            return (null, "has no valid offset");
        if (!TimeOnly.TryParseExact(WithoutFraction(rest), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return (null, "has no valid time of day");
        return (new IsoTime(date, time, split.Offset), null);
    }

    /// <summary>Parts of a second are dropped, however many digits a producer writes: nothing here is timed so finely.</summary>
    private static ReadOnlySpan<char> WithoutFraction(ReadOnlySpan<char> time) =>
        time.Length > SecondsLength + 1 && (time[SecondsLength] is '.' or ',') && !time[(SecondsLength + 1)..].ContainsAnyExceptInRange('0', '9')
            ? time[..SecondsLength]
            : time;

    private static (int Year, int Month, int Day)? ParseDay(ReadOnlySpan<char> text)
    {
        if (text[4] != '-' || text[7] != '-')
            return null;
        return Digits(text[..4]) is { } year && Digits(text[5..7]) is { } month && Digits(text[8..]) is { } day ? (year, month, day) : null;
    }

    /// <summary>Takes the offset off the end of the text; null where it is none that clocks on earth have.</summary>
    private static (TimeSpan? Offset, bool)? SplitOffset(ref ReadOnlySpan<char> text)
    {
        if (text is [.. var time, 'Z' or 'z'])
        {
            text = time;
            return (TimeSpan.Zero, true);
        }
        var sign = text.LastIndexOfAny('+', '-');
        if (sign < 0)
            return (null, true);
        var offset = text[(sign + 1)..];
        var minutes = offset.Length switch
        {
            5 when offset[2] == ':' => Digits(offset[3..]),
            4 => Digits(offset[2..]),
            2 => 0,
            _ => null,
        };
        if (minutes is not < 60 || Digits(offset[..2]) is not { } hours
            || TimeSpan.FromMinutes((hours * 60) + minutes.Value) is var width && width > WidestOffset)
            return null;
        var negative = text[sign] == '-';
        text = text[..sign];
        return (negative ? -width : width, true);
    }

    private static int? Digits(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
