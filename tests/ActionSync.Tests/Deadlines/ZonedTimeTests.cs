using System.Globalization;
using ActionSync.Items;

namespace ActionSync.Tests.Deadlines;

/// <summary>Which moment a local time is, on days on which clocks are moved too.</summary>
public sealed class ZonedTimeTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2024-01-15T12:00", "2024-01-15T12:00+01:00", "2024-01-15T12:00+01:00")]
    [InlineData("Europe/Berlin", "2024-07-15T12:00", "2024-07-15T12:00+02:00", "2024-07-15T12:00+02:00")]
    [InlineData("Europe/Berlin", "2024-03-31T02:30", "2024-03-31T02:30+01:00", "2024-03-31T03:00+02:00")]
    [InlineData("Europe/Berlin", "2024-10-27T02:30", "2024-10-27T02:30+01:00", "2024-10-27T02:30+02:00")]
    [InlineData("Australia/Lord_Howe", "2024-04-07T01:45", "2024-04-07T01:45+10:30", "2024-04-07T01:45+11:00")]
    [InlineData("America/Santiago", "2024-09-08T00:00", "2024-09-08T00:00-04:00", "2024-09-08T01:00-03:00")]
    [InlineData("UTC", "2024-10-27T02:30", "2024-10-27T02:30+00:00", "2024-10-27T02:30+00:00")]
    public void A_time_that_comes_twice_is_the_second_where_somebody_wrote_it_and_the_first_where_something_begins(
        string zone, string time, string written, string first)
    {
        var (local, there) = (DateTime.Parse(time, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(written, Text(ZonedTime.Of(local, there)));
        Assert.Equal(first, Text(ZonedTime.FirstAt(local, there)));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "2024-01-14T10:00+00:00", "2024-01-15")]
    [InlineData("Pacific/Kiritimati", "2024-01-14T09:59+00:00", "2024-01-14")]
    [InlineData("America/New_York", "2024-01-15T04:59+00:00", "2024-01-14")]
    [InlineData("America/New_York", "2024-01-15T00:00-05:00", "2024-01-15")]
    public void A_moment_has_the_day_of_the_zone(string zone, string moment, string day) =>
        Assert.Equal(day,
            ZonedTime.DayOf(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}
