using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>Who asked for quiet, and for how long it is kept.</summary>
public sealed class SnoozeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snooze_is_capped_recorded_and_keeps_everybody_quiet()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());

        var outcome = await harness.Get<Snoozes>().SnoozeAsync("INC-1/a", new DateOnly(2024, 12, 31), "waiting for parts", "cli:alice", Token);
        await harness.Run.RunAsync(ReminderMode.Now, Token);
        Assert.Equal(new SnoozeOutcome.Snoozed(new DateOnly(2024, 1, 30), WasCapped: true, 14), outcome);
        Assert.Empty(harness.Outbox);
        Assert.Contains(await harness.HistoryAsync(),
            e => e.Kind == EventKind.Snoozed && e.Text == "snoozed until 2024-01-30 by alice (asked: 2024-12-31): waiting for parts");

        harness.Clock.MoveTo(new DateTimeOffset(2024, 1, 30, 9, 0, 0, TimeSpan.Zero));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Contains("waiting for parts", harness.OutboxText("2024-01-30-alice@x.org.eml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_far_in_the_future_is_quiet_for_fourteen_days_from_when_it_was_seen()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item() with { SnoozeUntil = new DateOnly(2030, 1, 1) });

        for (var day = 0; day < 15; day++)
        {
            await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
            harness.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["2024-01-30-alice@x.org.eml"], harness.Outbox);
        Assert.Single(await harness.HistoryAsync(), e => e.Kind == EventKind.Snoozed);
    }

    /// <summary>Slots come on working days at 09:00.</summary>
    [Theory]
    // Before the day's slot it is left out; behind it, the next working day's.
    [InlineData("2024-01-16T08:00:00Z", false, 14, "2024-01-17")]
    [InlineData("2024-01-16T10:00:00Z", false, 14, "2024-01-18")]
    [InlineData("2024-01-19T10:00:00Z", false, 14, "2024-01-23")]
    [InlineData("2024-01-20T10:00:00Z", false, 14, "2024-01-23")]
    [InlineData("2024-01-20T10:00:00Z", false, 2, "2024-01-22")]
    [InlineData("2024-01-16T10:00:00Z", true, 14, "2024-01-23")]
    [InlineData("2024-01-20T10:00:00Z", true, 14, "2024-01-29")]
    [InlineData("2024-01-20T10:00:00Z", true, 7, "2024-01-27")]
    public async Task A_link_puts_off_by_working_days(string now, bool isWeek, int most, string until)
    {
        var at = DateTimeOffset.Parse(now, null);
        await using var harness = await new ReminderHarness(at).MigratedAsync();
        harness.Options.Reminding.MaxSnoozeDays = most;

        var day = harness.Get<Snoozes>().DayAfter(SignedLink.Of(isWeek ? LinkAct.SnoozeWeek : LinkAct.SnoozeDay, "alice@x.org", null, null, at));

        Assert.Equal(DateOnly.Parse(until, null), day);
    }

    [Theory]
    [InlineData("INC-1/a", "2024-01-15", "is over")]
    [InlineData("INC-1/zzz", "2024-01-20", "not in the ledger")]
    public async Task A_snooze_that_makes_no_sense_is_refused(string key, string until, string reason)
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());

        var outcome = await harness.Get<Snoozes>().SnoozeAsync(key, DateOnly.Parse(until, null), null, "alice", Token);

        Assert.Contains(reason, Assert.IsType<SnoozeOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }
}
