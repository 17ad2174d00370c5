using System.Globalization;
using ActionSync.Configuration;

namespace ActionSync.Reminders;

/// <summary>The line of a crontab that reminds at the configured hours, below one for their time zone where cron goes by another.</summary>
internal static class CronLines
{
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
}
