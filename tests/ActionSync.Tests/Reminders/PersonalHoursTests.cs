using ActionSync.Mail;
using ActionSync.Reminders;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>Slots of people who live by other clocks than the house (<c>People:&lt;address&gt;:TimeZone</c>), as the ledger keeps them.</summary>
public sealed class PersonalHoursTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_in_other_time_zones_are_told_at_their_own_hour_of_their_own_day()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 15, 19, 59, 0, TimeSpan.Zero)).MigratedAsync();
        harness.People["alice@x.org"] = new() { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland") };
        harness.People["mia@x.org"] = new() { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b", "bob@x.org"), Some.Item("INC-1/c", "mia@x.org"));
        var mails = new List<string>();

        // A minute before and at nine in Auckland (Tuesday), in Greenwich and in New York, and once more in Auckland (Wednesday).
        foreach (var hours in new[] { 0, 0.0167, 12.9833, 0.0167, 4.9833, 0.0167, 5.9833, 0.0167 })
        {
            harness.Clock.Advance(TimeSpan.FromMinutes(Math.Round(hours * 60)));
            await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
            await harness.RestartAsync();
            mails.Add(string.Join(", ", harness.Outbox.Except(mails.SelectMany(m => m.Split(", ")))));
        }

        Assert.Equal(
            ["", "2024-01-16-alice@x.org.eml", "", "2024-01-16-bob@x.org.eml", "", "2024-01-16-mia@x.org.eml", "", "2024-01-17-alice@x.org.eml"], mails);
    }

    [Fact]
    public async Task What_waits_names_the_zone_where_that_is_another()
    {
        var now = new DateTimeOffset(2024, 1, 15, 19, 0, 0, TimeSpan.Zero);
        await using var harness = await new ReminderHarness(now).MigratedAsync();
        harness.People["alice@x.org"] = new() { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo") };
        harness.OwnChannels.Add(new RecordingChannel("Slack", repeatsHarmlessly: false));
        await harness.AddAsync(Some.Item());

        Assert.Equal("1 message waits for today 09:00 (Asia/Tokyo)", await SentenceAsync());
        await harness.AddAsync(Some.Incident("INC-2"), Some.Item("INC-2/b", "bob@x.org"), Some.Item("INC-2/c", "carol@x.org"));
        Assert.Equal("1 message waits for today 09:00 (Asia/Tokyo), 2 messages for tomorrow 09:00", await SentenceAsync());

        async Task<string?> SentenceAsync() => HeldMessages.Sentence(await harness.Run.HeldAsync(Token), now, TimeZoneInfo.Utc);
    }

    [Fact]
    public async Task A_message_that_failed_where_its_reader_s_day_has_begun_is_tried_again_before_ours_begins()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 15, 20, 0, 0, TimeSpan.Zero)).MigratedAsync();
        harness.People["alice@x.org"] = new() { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland") };
        await harness.AddAsync(Some.Item());
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => new SendOutcome.Failed("no room") };
        harness.OwnChannels.Add(channel);
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        channel.Before = _ => null;
        harness.Clock.Advance(TimeSpan.FromHours(3));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Equal(new DateOnly(2024, 1, 16), Assert.Single(channel.Delivered).Day);
        Assert.Equal(ReminderState.Sent, Assert.Single(await harness.RemindersAsync()).State);
    }

    [Fact]
    public async Task Who_is_found_unreachable_where_the_day_has_begun_has_somebody_asked_in_their_place_at_once()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 15, 20, 0, 0, TimeSpan.Zero)).MigratedAsync();
        var auckland = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland");
        harness.People["alice@x.org"] = new() { TimeZone = auckland, Backup = "bea@x.org" };
        harness.People["bea@x.org"] = new() { TimeZone = auckland };
        await harness.AddAsync(Some.Item());
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true)
        {
            Before = digest => digest.To.Address == "alice@x.org" ? new SendOutcome.Unreachable("no such address") : null,
        };
        harness.OwnChannels.Add(channel);

        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal("bea@x.org", Assert.Single(channel.Delivered).To.Address);
    }
}
