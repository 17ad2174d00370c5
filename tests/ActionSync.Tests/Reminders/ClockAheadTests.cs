using ActionSync.Configuration;
using ActionSync.Reminders;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>A clock that once ran ahead, and is right again: what is dated ahead of now was done in no past, and silences nobody.</summary>
public sealed class ClockAheadTests
{
    private static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(1000)]
    public async Task A_reminder_that_is_dated_ahead_of_now_does_not_count(int daysAhead)
    {
        await using var harness = await AheadAsync(Now.AddDays(daysAhead));
        await harness.Run.RunAsync(ReminderMode.Now, Token);
        harness.Clock.SetBack(Now);

        var again = await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        var second = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal((1, 0), (again.Sent, second.Sent));
        Assert.Contains("2024-01-16-alice@x.org.eml", harness.Outbox);
        Assert.Empty(await harness.RemindersAsync(DateOnly.FromDateTime(Now.AddDays(daysAhead).UtcDateTime)));
    }

    [Fact]
    public async Task The_preview_and_doctor_know_it_and_write_nothing()
    {
        await using var harness = await AheadAsync(Now.AddDays(500));
        await harness.Run.RunAsync(ReminderMode.Now, Token);
        harness.Clock.SetBack(Now);

        var preview = await harness.Run.PreviewAsync(Now, null, Token);
        var findings = await harness.Get<ReminderDoctor>().CheckAsync(Token);

        Assert.Equal("alice@x.org", Assert.Single(preview.Digests).Person);
        Assert.Contains(findings, f => f.Text.Contains("1 reminder and 1 slot are dated ahead of now, up to 2025-05-30", StringComparison.Ordinal));
        Assert.Single(await harness.RemindersAsync(DateOnly.FromDateTime(Now.AddDays(500).UtcDateTime)));
    }

    [Fact]
    public async Task A_clock_that_was_hours_ahead_on_the_same_day_sends_nobody_a_second_message_that_day()
    {
        await using var harness = await AheadAsync(Now.AddHours(3));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        harness.Clock.SetBack(Now.AddHours(-1));

        Assert.Equal(0, (await harness.Run.RunAsync(ReminderMode.OnSchedule, Token)).Sent);
        harness.Clock.MoveTo(Now.AddHours(1));
        Assert.Equal(0, (await harness.Run.RunAsync(ReminderMode.OnSchedule, Token)).Sent);
        harness.Clock.MoveTo(Now.AddDays(1));
        Assert.Equal(1, (await harness.Run.RunAsync(ReminderMode.OnSchedule, Token)).Sent);
    }

    [Fact]
    public async Task The_day_that_the_clock_once_showed_is_a_day_like_any_other_when_it_comes()
    {
        await using var harness = await AheadAsync(Now.AddDays(7));
        harness.Options.Reminding.OverdueEveryDays = NumberOrList.One(1);
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        harness.Clock.SetBack(Now);

        var days = new List<int>();
        for (var day = 16; day <= 23; day++)
        {
            await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
            if ((await harness.RemindersAsync(new DateOnly(2024, 1, day))).Any(r => r is { Person: "alice@x.org", State: ReminderState.Sent }))
                days.Add(day);
            harness.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([16, 17, 18, 19, 22, 23], days);
    }

    [Fact]
    public async Task A_retry_that_waits_for_a_time_far_ahead_is_made_now()
    {
        await using var harness = await AheadAsync(Now);
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => new ActionSync.Mail.SendOutcome.Failed("down") };
        harness.OwnChannels.Add(channel);
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        await using (var work = await harness.Database.BeginAsync(Token))
        {
            await work.ExecuteAsync("update reminders set next_try_at = @At", new { At = Now.AddDays(300) }, Token);
            await work.CommitAsync(Token);
        }
        channel.Before = _ => null;

        Assert.Equal(1, (await harness.Run.RunAsync(ReminderMode.OnSchedule, Token)).Sent);
    }

    [Fact]
    public async Task A_snooze_that_was_made_ahead_of_now_lasts_no_longer_than_one_that_is_made_now()
    {
        await using var harness = await AheadAsync(Now.AddDays(300));
        Assert.IsType<SnoozeOutcome.Snoozed>(await harness.Get<Snoozes>().SnoozeAsync("INC-1/a", new DateOnly(2024, 11, 20), "waiting", "alice", Token));
        harness.Clock.SetBack(Now);

        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Empty(harness.Outbox);

        harness.Clock.MoveTo(Now.AddDays(14));
        Assert.Equal(1, (await harness.Run.RunAsync(ReminderMode.OnSchedule, Token)).Sent);
    }

    [Fact]
    public async Task Who_was_unreachable_ahead_of_now_is_asked_now()
    {
        await using var harness = await AheadAsync(Now.AddDays(400));
        var channel = new RecordingChannel("Slack", repeatsHarmlessly: false) { Before = _ => new ActionSync.Mail.SendOutcome.Unreachable("no such member") };
        harness.OwnChannels.Add(channel);
        await harness.Run.RunAsync(ReminderMode.Now, Token);
        harness.Clock.SetBack(Now);
        channel.Before = _ => null;

        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal("alice@x.org", Assert.Single(channel.Delivered).To.Address);
    }

    private static async Task<ReminderHarness> AheadAsync(DateTimeOffset clock)
    {
        var harness = await new ReminderHarness(clock).MigratedAsync();
        await harness.AddAsync(Some.Item());
        return harness;
    }
}
