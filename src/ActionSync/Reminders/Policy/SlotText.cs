using System.Globalization;
using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

/// <summary>When a slot is, in words: "today 09:00", "tomorrow 09:00", "Monday 30 November 09:00".</summary>
internal static class SlotText
{
    public static string Of(DateTimeOffset slot, DateTimeOffset now, TimeZoneInfo zone)
    {
        var day = ZonedTime.DayOf(slot, zone);
        var word = (day.DayNumber - ZonedTime.DayOf(now, zone).DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            _ => day.ToString("dddd d MMMM", CultureInfo.InvariantCulture),
        };
        return $"{word} {TimeZoneInfo.ConvertTime(slot, zone).ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }
}
