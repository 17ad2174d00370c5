using System.Globalization;
using ActionSync.Configuration;
using Humanizer;

namespace ActionSync.Reminders;

/// <summary>The line of a crontab that reminds at the configured hours, below one for their time zone where cron goes by another.</summary>
internal static class CronLines
{
    private const int MostNamed = 3;

    /// <param name="options">Hours and days.</param>
    /// <param name="start">How the program is started here.</param>
    /// <param name="local">The zone that cron goes by where it is not told another.</param>
    public static IReadOnlyList<string> Of(RemindingOptions options, StartArguments start, TimeZoneInfo local)
    {
        var first = options.At.Min();
        // Cron has one minute for all hours of a line; slots at other minutes are caught up with.
        var hours = options.At.Where(at => at.Minute == first.Minute).Select(at => at.Hour).Distinct().Order();
        var days = options.WorkingDays.Select(day => (int)day).Order().ToList();
        var weekdays = days is [1, 2, 3, 4, 5] ? "1-5" : days.Count == 7 ? "*" : string.Join(',', days);
        // To cron a percent sign ends the line.
        var command = start.CommandAnywhere("once", "--remind").Replace("%", "\\%", StringComparison.Ordinal);
        var line = string.Create(CultureInfo.InvariantCulture, $"{first.Minute} {string.Join(',', hours)} * * {weekdays}  {command}");
        return options.TimeZone.Id == local.Id ? [line] : [$"CRON_TZ={options.TimeZone.Id}", line];
    }

    /// <summary>What has to be written down beside the line, behind a sentence; empty where nothing has. Values may be secrets: none is shown.</summary>
    public static string Unknown(StartArguments start)
    {
        if (start.Variables.Count == 0)
            return "";
        var more = start.Variables.Count - MostNamed;
        var names = start.Variables.Take(MostNamed).Concat(more > 0 ? [$"{more} more"] : []).Humanize("and");
        return $". Cron does not know what is set here by {names}; write that into a configuration file, or above it";
    }
}
