using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Items;

namespace ActionSync.Documents.Values;

/// <summary>A date as people write it.</summary>
/// <param name="Day">The day that is meant; null where two are possible and nobody said which.</param>
/// <param name="Time">The time as ISO 8601, where one stands beside the day in that form.</param>
/// <param name="Length">How many characters of the text it takes.</param>
internal readonly partial record struct DateText(DateOnly? Day, string? Time, int Length)
{
    private const int Century = 100;

    /// <summary>The date that a text begins with; null where it begins with none that exists.</summary>
    public static DateText? AtStart(string text, DateOrder? order)
    {
        foreach (var pattern in new[] { Iso(), MonthFirst(), DayFirst(), Numbers() })
        {
            if (pattern.Match(text) is { Success: true, Index: 0 } match && Read(match, order) is { } date)
                return date;
        }
        return null;
    }

    /// <summary>The first date anywhere in a text, and where it begins.</summary>
    public static (DateText Date, int Start)? Anywhere(string text, DateOrder? order)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsLetterOrDigit(text[at]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && AtStart(text[at..Math.Min(text.Length, at + Longest)], order) is { } date)
                return (date, at);
        }
        return null;
    }

    /// <summary>The day that a path names, as in <c>2026/05/21</c> or <c>2026-05-21-short-name</c>; null where it names none or an ambiguous one.</summary>
    public static DateOnly? OfPath(string path, DateOrder? order) =>
        InPath().Match(path) is { Success: true } match ? Existing(Int(match, "y"), Int(match, "m"), Int(match, "d"))
            : Anywhere(path.Replace('_', ' '), order) is { Date.Day: { } day } ? day : null;

    public Deadline? ToDeadline(TimeZoneInfo zone) =>
        Time is { } time && IsoTime.Parse(time).Time is { } moment ? moment.ToDeadline(zone) : Day is { } day ? Deadline.On(day) : null;

    /// <summary>The day, <c>yyyy-MM-dd</c>, or the time as it stands.</summary>
    public string? Written => Time ?? Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private const int Longest = 60;

    private static DateText? Read(Match match, DateOrder? order)
    {
        if (match.Groups["month"] is { Success: true, Value: var name })
            return Existing(Int(match, "y"), Month(name), Int(match, "d")) is { } named ? new DateText(named, null, match.Length) : null;
        if (match.Groups["m"].Success)
            return Existing(Int(match, "y"), Int(match, "m"), Int(match, "d")) is { } day
                ? new DateText(day, match.Groups["time"].Success ? match.Value : null, match.Length)
                : null;
        return ReadNumbers(match, order);
    }

    /// <summary>Two numbers and a year. Dots stand only where the day comes first.</summary>
    private static DateText? ReadNumbers(Match match, DateOrder? order)
    {
        var (first, second, year) = (Int(match, "a"), Int(match, "b"), Int(match, "y"));
        if (match.Groups["y"].Length == 2)
            return null;
        var (dayFirst, monthFirst) = (Existing(year, second, first), Existing(year, first, second));
        var meant = match.Groups["dot"].Success || monthFirst is null || order == Values.DateOrder.DMY ? dayFirst ?? monthFirst
            : dayFirst is null || order == Values.DateOrder.MDY || dayFirst == monthFirst ? monthFirst
            : null;
        return dayFirst is null && monthFirst is null ? null : new DateText(meant, null, match.Length);
    }

    private static DateOnly? Existing(int year, int month, int day) =>
        year is > 20 * Century - Century and < 30 * Century && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int Month(string name) =>
        "janfebmaraprmayjunjulaugsepoctnovdec".IndexOf(name[..3].ToLowerInvariant(), StringComparison.Ordinal) / 3 + 1;

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private const string Weekday = @"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?";
    private const string MonthName =
        @"(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    [GeneratedRegex(
        @"^" + Weekday + @"(?<y>[12]\d{3})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?<time>[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?(?:\b|$)", Any)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^" + Weekday + MonthName + @"\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>[12]\d{3})\b", Any)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"^" + Weekday + @"(?<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?" + MonthName + @",?[\s-]+(?<y>[12]\d{3})\b", Any)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^" + Weekday + @"(?<a>\d{1,2})(?:(?<dot>\.)\s?|[-/])(?<b>\d{1,2})[-/.]\s?(?<y>\d{4}|\d{2})\b", Any)]
    private static partial Regex Numbers();

    [GeneratedRegex(
        @"(?:^|[^\d])(?<y>[12]\d{3})[-_/.]?(?<m>\d{2})[-_/.]?(?<d>\d{2})(?:[^\d]|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InPath();
}
