using ActionSync.Mail;
using ActionSync.Reminders;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>When people may be disturbed: at a slot and for some hours after it, or when somebody asks for it; files are written at any hour.</summary>
public sealed class ReminderHoursTests
{
    private static readonly DateTimeOffset Night = new(2024, 1, 16, 1, 52, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Slot = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_night_nobody_is_disturbed_nothing_is_promised_and_the_next_slot_decides_afresh()
    {
        await using var harness = await new ReminderHarness(Night).MigratedAsync();
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        harness.OwnChannels.Add(slack);
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b", "bob@x.org"));

        var night = await harness.Run.RunAsync(ReminderMode.CatchUp, Token);

        Assert.Equal((0, 2), (night.Sent, night.Held));
        Assert.Equal([new HeldMessages("message", "", 2, Slot, TimeZoneInfo.Utc)], await harness.Run.HeldAsync(Token));
        Assert.True(night.IsClean);
        Assert.Empty(slack.Delivered);
        Assert.Empty(await harness.RemindersAsync());
        await harness.ChangeAsync("INC-1/b", item => item with { State = Items.ItemState.Done });
        harness.Clock.MoveTo(Slot);
        Assert.Equal(1, (await harness.Run.RunAsync(ReminderMode.CatchUp, Token)).Sent);
        Assert.Equal("alice@x.org", Assert.Single(slack.Delivered).To.Address);
    }

    [Theory]
    [InlineData("2024-01-16T08:59:59Z", 0)]
    [InlineData("2024-01-16T09:00:00Z", 1)]
    [InlineData("2024-01-16T12:59:59Z", 1)]
    [InlineData("2024-01-16T13:00:00Z", 0)]
    [InlineData("2024-01-20T09:30:00Z", 0)]
    public async Task Whoever_starts_by_hand_or_by_cron_makes_up_a_slot_of_a_working_day_for_some_hours(string now, int sent)
    {
        await using var harness = await new ReminderHarness(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).MigratedAsync();
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        harness.OwnChannels.Add(slack);
        await harness.AddAsync(Some.Item());

        foreach (var _ in (int[])[1, 2])
            await harness.Run.RunAsync(ReminderMode.CatchUp, Token);

        Assert.Equal(sent, slack.Delivered.Count);
    }

    [Fact]
    public async Task Asked_for_it_is_sent_at_night_and_uses_up_that_day_s_digest()
    {
        await using var harness = await new ReminderHarness(Night).MigratedAsync();
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        harness.OwnChannels.Add(slack);
        await harness.AddAsync(Some.Item());

        Assert.Equal(1, (await harness.Run.RunAsync(ReminderMode.Now, Token)).Sent);
        harness.Clock.MoveTo(Slot);
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Single(slack.Delivered);
    }

    [Fact]
    public async Task One_run_writes_the_files_of_some_and_holds_the_messages_of_others()
    {
        await using var harness = await new ReminderHarness(Night).MigratedAsync();
        harness.People["bob@x.org"] = new() { Channel = "Email" };
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        var files = new RecordingChannel("Email", repeatsHarmlessly: true) { WritesFiles = true };
        harness.OwnChannels.AddRange([slack, files]);
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b", "bob@x.org"));

        var summary = await harness.Run.RunAsync(ReminderMode.CatchUp, Token);

        Assert.Equal((1, 1), (summary.Sent, summary.Held));
        Assert.Equal("bob@x.org", Assert.Single(files.Delivered).To.Address);
        Assert.Empty(slack.Delivered);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_at_night_becomes_no_message_then()
    {
        await using var harness = await new ReminderHarness(Night).MigratedAsync();
        harness.People["alice@x.org"] = new() { Channel = "Email" };
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        var files = new RecordingChannel("Email", repeatsHarmlessly: true) { WritesFiles = true, Before = _ => new SendOutcome.Failed("the disk is full") };
        harness.OwnChannels.AddRange([slack, files]);
        await harness.AddAsync(Some.Item());

        Assert.Equal(1, (await harness.Run.RunAsync(ReminderMode.CatchUp, Token)).Failed);
        Assert.Empty(slack.Delivered);
        Assert.Equal(ReminderState.Failed, Assert.Single(await harness.RemindersAsync()).State);
        harness.Clock.MoveTo(Slot);
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Single(slack.Delivered);
    }

    [Theory]
    [InlineData(nameof(ReminderMode.CatchUp))]
    [InlineData(nameof(ReminderMode.OnSchedule))]
    public async Task What_failed_all_morning_is_not_sent_in_the_evening_and_stays_a_failure(string name)
    {
        var mode = Enum.Parse<ReminderMode>(name);
        await using var harness = await new ReminderHarness().MigratedAsync();
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false) { Before = _ => new SendOutcome.Failed("Slack is down") };
        harness.OwnChannels.Add(slack);
        await harness.AddAsync(Some.Item());
        await harness.Run.RunAsync(mode, Token);

        slack.Before = _ => null;
        harness.Clock.MoveTo(Slot.AddHours(13));
        var evening = await harness.Run.RunAsync(mode, Token);

        Assert.Equal((0, 1, 0), (evening.Sent, evening.Waiting, evening.Held));
        harness.Clock.MoveTo(Slot.AddDays(1));
        Assert.Equal(1, (await harness.Run.RunAsync(mode, Token)).Sent);
    }

    [Fact]
    public async Task A_worker_that_slept_for_longer_waits_for_the_next_slot()
    {
        await using var harness = await new ReminderHarness(Slot.AddHours(4)).MigratedAsync();
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        harness.OwnChannels.Add(slack);
        await harness.AddAsync(Some.Item());

        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Empty(slack.Delivered);
        harness.Clock.MoveTo(Slot.AddDays(1).AddMinutes(1));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Single(slack.Delivered);
    }

    [Fact]
    public async Task Two_working_days_without_a_pass_near_a_slot_are_told_with_what_to_schedule()
    {
        await using var harness = await new ReminderHarness(Slot.AddHours(13)).MigratedAsync();
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        harness.OwnChannels.Add(slack);
        await harness.AddAsync(Some.Item() with { FirstSeenAt = Night });
        var missed = harness.Get<MissedSlots>();

        await harness.Run.RunAsync(ReminderMode.CatchUp, Token);
        Assert.Null(await missed.FindAsync(await harness.Run.HeldAsync(Token), Token));
        Assert.DoesNotContain(await harness.Get<ReminderDoctor>().CheckAsync(Token), finding => finding.Subject == "reminders");

        harness.Clock.Advance(TimeSpan.FromDays(1));
        var advice = await missed.FindAsync(await harness.Run.HeldAsync(Token), Token);
        Assert.Equal("nobody was written to on the last 2 working days: none of them saw a pass within 4 hours after 09:00, and no worker runs", advice!.What);
        Assert.StartsWith("Schedule actionsync once --remind", advice.Advice, StringComparison.Ordinal);
        Assert.StartsWith("0 9 * * 1-5  cd ", advice.Lines[^1], StringComparison.Ordinal);
        Assert.Contains(
            await harness.Get<ReminderDoctor>().CheckAsync(Token),
            finding => finding is { Good: false, Subject: "reminders" } && finding.Paste.SequenceEqual(advice.Lines));

        Assert.Contains(await harness.Get<ReminderDoctor>().CheckAsync(Token),
            finding => finding is { Good: true, Subject: "messages", Text: "1 message waits for tomorrow 09:00" });

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        Assert.Empty(await harness.Run.HeldAsync(Token));
    }

    [Fact]
    public async Task Where_mail_is_files_nothing_is_missed()
    {
        await using var harness = await new ReminderHarness(Slot.AddDays(9).AddHours(13)).MigratedAsync();
        await harness.AddAsync(Some.Item());

        Assert.DoesNotContain(await harness.Get<ReminderDoctor>().CheckAsync(Token), finding => finding.Subject == "reminders");
        var summary = await harness.Run.RunAsync(ReminderMode.CatchUp, Token);

        Assert.Equal((1, 0), (summary.Sent, summary.Held));
    }
}
