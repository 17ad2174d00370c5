using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.GitHub;

/// <summary>The deadline's line of a body, which people may write in their own words.</summary>
internal static partial class GitHubDeadlineLine
{
    /// <summary>What surely means that there is no deadline.</summary>
    private static readonly string[] Nothing = ["", "none", "no deadline", "-", "\u2013", "\u2014", "n/a"];

    /// <summary>The date at the beginning of the line, surely none, or why the line cannot be read.</summary>
    /// <param name="zone">In which a time without an offset is meant.</param>
    public static FieldReading<Deadline> Read(string line, TimeZoneInfo zone)
    {
        var words = line.Trim('*', '`', '_', ' ', '\t');
        if (Nothing.Contains(words, StringComparer.OrdinalIgnoreCase))
            return FieldReading<Deadline>.None;
        if (Deadline.ParseOrNull(words) is { } whole)
            return FieldReading<Deadline>.Of(whole);
        return DateAndWords().Match(words) is { Success: true } match && !AnotherDate().IsMatch(match.Groups["rest"].Value) && Date(match, zone) is { } date
            ? FieldReading<Deadline>.Of(date)
            : FieldReading<Deadline>.Unknown(
                $"the line \"{GitHubBodyFacts.Deadline}: {PlainText.Line(words, 100)}\" of the issue cannot be read. Begin it with the date, as in 2026-11-20, or write none");
    }

    /// <summary>What people wrote behind the date; empty where nothing is.</summary>
    public static string WordsBehind(string? line, TimeZoneInfo zone) =>
        line is not null && Deadline.ParseOrNull(line.Trim('*', '`', '_', ' ', '\t')) is null && Read(line, zone).Value is not null
        && DateAndWords().Match(line.TrimStart('*', '`', '_', ' ', '\t')) is { Success: true } match ? match.Groups["rest"].Value.TrimEnd() : "";

    private static Deadline? Date(Match match, TimeZoneInfo zone)
    {
        var (day, time, offset) = (match.Groups["day"].Value, match.Groups["time"].Value, match.Groups["offset"].Value.Trim());
        if (match.Groups["words"] is { Success: true, Value: var words })
        {
            if (!DateOnly.TryParseExact(words, "d MMMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var said))
                return null;
            day = said.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        if (time.Length == 0)
            return Deadline.ParseOrNull(day);
        if (offset.Length == 0)
            return DateTime.TryParse($"{day}T{time}", CultureInfo.InvariantCulture, DateTimeStyles.None, out var bare)
                ? Deadline.At(ZonedTime.Of(bare, zone))
                : null;
        return DateTimeOffset.TryParse($"{day}T{time}{offset}", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? Deadline.At(moment) : null;
    }

    // As we write it (22 January 2024, 14:00 (UTC+01:00)), or as people do who think of machines.
    [GeneratedRegex(@"^((?<day>\d{4}-\d{2}-\d{2})([T ](?<time>\d{2}:\d{2}(:\d{2})?)(?<offset> ?(Z|[+-]\d{2}:\d{2}))?)?"
        + @"|(?<words>\d{1,2} [A-Za-z]{3,9} \d{4})(, (?<time>\d{2}:\d{2}(:\d{2})?)( \(UTC(?<offset>[+-]\d{2}:\d{2})\))?)?)(?<rest>$|[^\dA-Za-z~-].*$)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DateAndWords();

    // Which of two dates counts is for people to say, and what an hour means that is none.
    [GeneratedRegex(@"^ ?\d{1,2}[:.]\d|\d{1,4}[-./]\d{1,2}|->|=>|\u2192|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AnotherDate();
}
