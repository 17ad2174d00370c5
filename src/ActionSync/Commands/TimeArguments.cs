using System.Globalization;
using ActionSync.Items;

namespace ActionSync.Commands;

/// <summary>Times and days as people write them on the command line.</summary>
internal static class TimeArguments
{
    /// <summary>Reads a time; one without an offset is in <paramref name="zone"/>. Nothing given is right, and null.</summary>
    public static bool TryRead(string? text, TimeZoneInfo zone, out DateTimeOffset? moment)
    {
        moment = null;
        if (text is null)
            return true;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var given))
            return false;
        // Unspecified: the text says no offset.
        moment = local.Kind == DateTimeKind.Unspecified ? ZonedTime.Of(local, zone) : given;
        return true;
    }

    /// <summary>An option that takes a day, yyyy-MM-dd.</summary>
    public static System.CommandLine.Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"{name} {result.Tokens[0].Value} is no day; write it as 2026-11-30.");
            return null;
        },
    };
}
