using System.Globalization;

namespace ActionSync.Reminders;

/// <summary>The line of a crontab that reminds at the configured hours.</summary>
internal static class CronLine
{
    /// <param name="options">Hours and days.</param>
    /// <param name="folder">The folder that the program is started in.</param>
    /// <param name="local">The zone that cron goes by where it is not told another.</param>
    public static string Of(RemindingOptions options, string folder, TimeZoneInfo local)
    {
        var first = options.At.Min();
        // Cron has one minute for all hours of a line; slots at other minutes are caught up with.
        var hours = options.At.Where(at => at.Minute == first.Minute).Select(at => at.Hour).Distinct().Order();
        var days = options.WorkingDays.Select(day => (int)day).Order().ToList();
        var weekdays = days is [1, 2, 3, 4, 5] ? "1-5" : days.Count == 7 ? "*" : string.Join(',', days);
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{first.Minute} {string.Join(',', hours)} * * {weekdays}  cd {folder} && actionsync once --remind");
        return options.TimeZone.Id == local.Id ? line : $"{line}  (below a line CRON_TZ={options.TimeZone.Id})";
    }
}
