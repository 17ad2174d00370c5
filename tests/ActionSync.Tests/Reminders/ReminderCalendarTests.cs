using System.Globalization;
using ActionSync.Configuration;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Reminders;

public sealed class ReminderCalendarTests
{
    [Theory]
    [InlineData("UTC", "2024-01-15T08:59:59Z", null)]
    [InlineData("UTC", "2024-01-15T09:00:00Z", "2024-01-15T09:00:00Z")]
    [InlineData("UTC", "2024-01-20T12:00:00Z", null)]
    [InlineData("Pacific/Auckland", "2024-01-14T20:00:00Z", "2024-01-14T20:00:00Z")]
    [InlineData("America/New_York", "2024-01-15T14:30:00Z", "2024-01-15T14:00:00Z")]
    [InlineData("America/New_York", "2024-07-15T13:30:00Z", "2024-07-15T13:00:00Z")]
    [InlineData("Asia/Kathmandu", "2024-01-15T03:15:00Z", "2024-01-15T03:15:00Z")]
    [InlineData("UTC", "2024-01-15T12:59:59Z", "2024-01-15T09:00:00Z")]
    [InlineData("UTC", "2024-01-15T13:00:00Z", null)]
    public void The_slot_that_has_come_is_today_s_last_one_until_it_is_past_catching_up(string zone, string now, string? slot)
    {
        var calendar = Calendar(zone);

        Assert.Equal(slot is null ? null : Time(slot), calendar.OpenSlot(Time(now))?.ToUniversalTime());
    }

    [Theory]
    [InlineData("UTC", "2024-01-19T09:00:00Z", "2024-01-22T09:00:00Z")]
    [InlineData("America/New_York", "2024-03-08T14:00:00Z", "2024-03-11T13:00:00Z")]
    [InlineData("America/New_York", "2024-11-01T13:00:00Z", "2024-11-04T14:00:00Z")]
    [InlineData("Pacific/Auckland", "2024-04-04T20:00:00Z", "2024-04-07T21:00:00Z")]
    [InlineData("UTC", "2024-12-31T10:00:00Z", "2025-01-01T09:00:00Z")]
    public void The_next_slot_is_at_the_same_local_hour_across_weekends_and_clock_changes(string zone, string now, string slot) =>
        Assert.Equal(Time(slot), Calendar(zone).NextSlot(Time(now))?.ToUniversalTime());

    [Fact]
    public void A_slot_in_the_hour_that_clocks_skip_comes_right_after_it()
    {
        var calendar = Calendar("America/New_York", new TimeOnly(2, 30));

        Assert.Equal(Time("2024-03-10T07:00:00Z"), calendar.NextSlot(Time("2024-03-10T05:00:00Z"))?.ToUniversalTime());
    }

    [Fact]
    public void A_slot_in_the_hour_that_comes_twice_comes_once()
    {
        var calendar = Calendar("America/New_York", new TimeOnly(1, 30));

        Assert.Equal(Time("2024-11-03T05:30:00Z"), calendar.NextSlot(Time("2024-11-03T04:00:00Z"))?.ToUniversalTime());
        Assert.Equal(Time("2024-11-04T06:30:00Z"), calendar.NextSlot(Time("2024-11-03T05:30:00Z"))?.ToUniversalTime());
    }

    [Theory]
    [InlineData("2024-01-15T09:00:00Z", "2024-01-15T23:00:00Z", 0)]
    [InlineData("2024-01-15T08:59:00Z", "2024-01-15T12:59:00Z", 0)]
    [InlineData("2024-01-15T08:59:00Z", "2024-01-15T13:00:00Z", 1)]
    [InlineData("2024-01-12T10:00:00Z", "2024-01-15T12:00:00Z", 0)]
    [InlineData("2024-01-12T10:00:00Z", "2024-01-16T22:00:00Z", 2)]
    [InlineData("2020-01-12T10:00:00Z", "2024-01-16T22:00:00Z", 572)]
    [InlineData("2024-01-17T10:00:00Z", "2024-01-16T22:00:00Z", 0)]
    public void A_working_day_is_missed_once_its_last_slot_is_past_catching_up(string since, string now, int days) =>
        Assert.Equal(days, Calendar("UTC").DaysMissed(Time(since), Time(now)).Count);

    [Fact]
    public void A_day_of_which_one_slot_was_met_is_not_missed()
    {
        var calendar = new ReminderCalendar(new RemindingOptions { At = [new(9, 0), new(14, 0)] });

        Assert.Equal([new DateOnly(2024, 1, 16)], calendar.DaysMissed(Time("2024-01-15T09:30:00Z"), Time("2024-01-16T23:00:00Z")));
        Assert.Empty(calendar.DaysMissed(Time("2024-01-15T09:30:00Z"), Time("2024-01-16T17:00:00Z")));
    }

    [Theory]
    [InlineData("2024-01-15T09:00:00Z", "2024-01-15T01:52:00Z", "UTC", "today 09:00")]
    [InlineData("2024-01-16T09:00:00Z", "2024-01-15T22:10:00Z", "UTC", "tomorrow 09:00")]
    [InlineData("2024-01-15T23:30:00Z", "2024-01-15T22:10:00Z", "Europe/Berlin", "tomorrow 00:30")]
    [InlineData("2024-01-22T09:00:00Z", "2024-01-19T22:10:00Z", "UTC", "Monday 22 January 09:00")]
    public void When_a_slot_is_stands_in_words(string slot, string now, string zone, string words) =>
        Assert.Equal(words, SlotText.Of(Time(slot), Time(now), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin", "2 messages wait for tomorrow 09:00")]
    [InlineData("Europe/Berlin", "Europe/Paris", "2 messages wait for tomorrow 09:00")]
    [InlineData("Europe/Berlin", "UTC", "2 messages wait for tomorrow 09:00 (Europe/Berlin)")]
    public void The_zone_of_an_hour_is_named_where_the_readers_clock_shows_another(string zone, string reader, string sentence)
    {
        var held = new HeldMessages("message", "", 2, Time("2024-01-16T08:00:00Z"), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(sentence, HeldMessages.Sentence([held], Time("2024-01-15T20:00:00Z"), TimeZoneInfo.FindSystemTimeZoneById(reader)));
    }

    [Fact]
    public void What_variables_set_is_named_for_cron_without_a_value()
    {
        var sources = new ConfigurationSources(
            null, [new("ACTIONSYNC_B", "word"), new("PATH", "/bin"), new("ACTIONSYNC_A", "secret"), new("ACTIONSYNC_C", null)], "/srv", _ => null);

        Assert.Equal(["ACTIONSYNC_A", "ACTIONSYNC_B"], StartArguments.Of(sources).Variables);
        Assert.Equal("", CronLines.Unknown(StartArguments.Plain));
        Assert.Equal(
            ". Cron does not know what is set here by ACTIONSYNC_A and ACTIONSYNC_B; write that into a configuration file, or above it",
            CronLines.Unknown(StartArguments.Of(sources)));
        var many = StartArguments.Plain with { Variables = ["A", "B", "C", "D", "E"] };
        Assert.Contains(" by A, B, C and 2 more; ", CronLines.Unknown(many), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "09:00" }, new[] { 1, 2, 3, 4, 5 }, "UTC", "0 9 * * 1-5  cd /srv/sync && actionsync once --remind")]
    [InlineData(new[] { "14:30", "09:30" }, new[] { 0, 1, 2, 3, 4, 5, 6 }, "UTC", "30 9,14 * * *  cd /srv/sync && actionsync once --remind")]
    [InlineData(new[] { "14:30", "09:00" }, new[] { 0, 2 }, "Europe/Berlin",
        "CRON_TZ=Europe/Berlin|0 9 * * 0,2  cd /srv/sync && actionsync once --remind")]
    public void What_to_write_into_a_crontab_follows_from_hours_and_days(string[] at, int[] days, string zone, string line) =>
        Assert.Equal(line.Split('|'), CronLines.Of(new RemindingOptions
        {
            At = [.. at.Select(time => TimeOnly.Parse(time, CultureInfo.InvariantCulture))],
            WorkingDays = days.Select(day => (DayOfWeek)day).ToHashSet(),
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        }, new StartArguments("actionsync", "/srv/sync", null, null), TimeZoneInfo.Utc));

    [Fact]
    public void The_line_of_a_crontab_has_full_paths_each_one_word_to_a_shell_and_no_percent_sign_that_cron_would_take_for_an_end() =>
        Assert.Equal(
            @"0 9 * * 1-5  cd '/srv/our sync' && /opt/sync/actionsync once --remind --config '/etc/it'\''s.json' --data /srv/100\%",
            Assert.Single(CronLines.Of(
                new RemindingOptions(), new StartArguments("/opt/sync/actionsync", "/srv/our sync", "/etc/it's.json", "/srv/100%"), TimeZoneInfo.Utc)));

    [Fact]
    public void Without_working_days_there_is_no_slot()
    {
        var calendar = new ReminderCalendar(new RemindingOptions { WorkingDays = new HashSet<DayOfWeek>() });

        Assert.Null(calendar.NextSlot(Time("2024-01-15T00:00:00Z")));
        Assert.Equal(new DateOnly(2024, 1, 15), calendar.WorkingDayOnOrBefore(new DateOnly(2024, 1, 15)));
    }

    private static ReminderCalendar Calendar(string zone, TimeOnly? at = null) => new(new RemindingOptions
    {
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        At = [at ?? new TimeOnly(9, 0)],
        WorkingDays = at is null ? new RemindingOptions().WorkingDays : Enum.GetValues<DayOfWeek>().ToHashSet(),
    });

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
