using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>Channels at their limit: every wait ends, whatever the service says of when, and nobody waits for another's channel.</summary>
public sealed class LimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1_000_000)]
    [InlineData(0)]
    [InlineData(0.001)]
    [InlineData(10)]
    [InlineData(60)]
    public async Task A_channel_that_is_always_limited_is_asked_twice_a_pass_at_most(double seconds)
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync([.. Enumerable.Range(0, 10).Select(n => Some.Item($"INC-1/{n}", $"p{n}@x.org"))]);
        var asked = 0;
        harness.OwnChannels.Add(new RecordingChannel("Slack", repeatsHarmlessly: false)
        {
            Before = _ =>
            {
                asked++;
                return new SendOutcome.Limited("Slack's rate limit", harness.Clock.GetUtcNow().AddSeconds(seconds));
            },
        });

        var summary = await harness.RunWaitingAsync(ReminderMode.Now);

        Assert.Equal(10, summary.Failed);
        Assert.InRange(asked, 1, 2);
        Assert.All(await harness.RemindersAsync(), r => Assert.True(r.NextTryAt > harness.Clock.GetUtcNow(), $"{r.NextTryAt}"));
    }

    [Fact]
    public async Task The_others_go_out_before_anything_waits()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        harness.People["p9@x.org"] = new() { Channel = "Email" };
        await harness.AddAsync([.. Enumerable.Range(0, 10).Select(n => Some.Item($"INC-1/{n}", $"p{n}@x.org"))]);
        var start = harness.Clock.GetUtcNow();
        var (mailed, limited) = ((DateTimeOffset?)null, true);
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false)
        {
            Before = _ => limited ? new SendOutcome.Limited("limit", start.AddSeconds(10)) : null
        };
        harness.OwnChannels.AddRange([slack, new RecordingChannel("Email", repeatsHarmlessly: true)
        {
            Before = _ =>
            {
                mailed = harness.Clock.GetUtcNow();
                limited = false;
                return null;
            },
        }]);

        var summary = await harness.RunWaitingAsync(ReminderMode.Now);

        Assert.Equal((10, start), (summary.Sent, mailed));
        Assert.Equal(9, slack.Delivered.Count);
        Assert.True(harness.Clock.GetUtcNow() >= start.AddSeconds(10));
    }

    [Fact]
    public async Task A_channel_that_lets_one_message_through_for_each_refusal_is_waited_for_a_minute_in_all()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync([.. Enumerable.Range(0, 50).Select(n => Some.Item($"INC-1/{n}", $"p{n}@x.org"))]);
        var start = harness.Clock.GetUtcNow();
        var asked = 0;
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false)
        {
            Before = _ => ++asked % 2 == 1 ? new SendOutcome.Limited("limit", harness.Clock.GetUtcNow().AddSeconds(20)) : null
        };
        harness.OwnChannels.Add(slack);

        var summary = await harness.RunWaitingAsync(ReminderMode.Now);

        Assert.Equal(50, summary.Sent + summary.Failed);
        Assert.InRange(slack.Delivered.Count, 2, 4);
        Assert.InRange(harness.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(61));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task A_limit_that_never_ends_is_asked_with_growing_gaps_and_after_half_an_hour_the_next_way_is_taken(double seconds)
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b", "bob@x.org"));
        var asked = 0;
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        harness.OwnChannels.AddRange([new RecordingChannel("Slack", repeatsHarmlessly: false)
        {
            Before = _ =>
            {
                asked++;
                return new SendOutcome.Limited("Slack's rate limit", harness.Clock.GetUtcNow().AddSeconds(seconds));
            },
        }, mail]);

        for (var minute = 0; minute < 70; minute++)
        {
            await harness.RunWaitingAsync(ReminderMode.OnSchedule);
            harness.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["alice@x.org", "bob@x.org"], mail.Delivered.Select(d => d.To.Address).Order(StringComparer.Ordinal));
        Assert.Equal("This message came another way than usual, since Slack did not take it.", Assert.Single(mail.Delivered[0].Remarks));
        Assert.InRange(asked, 4, 30);
    }

    [Fact]
    public async Task A_limit_of_a_day_is_no_reason_to_lose_the_day()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        harness.OwnChannels.AddRange(
            [new RecordingChannel("Slack", repeatsHarmlessly: false) { Before = _ => new SendOutcome.Limited("limit", DateTimeOffset.MaxValue) }, mail]);

        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Single(mail.Delivered);
    }

    [Fact]
    public async Task A_wait_is_no_news_in_the_history()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        var limited = true;
        harness.OwnChannels.Add(new RecordingChannel("Slack", repeatsHarmlessly: false)
        {
            Before = _ =>
            {
                var outcome = limited ? new SendOutcome.Limited("limit", harness.Clock.GetUtcNow().AddSeconds(5)) : null;
                limited = false;
                return outcome;
            },
        });

        Assert.Equal(1, (await harness.RunWaitingAsync(ReminderMode.OnSchedule)).Sent);
        Assert.Equal(EventKind.Reminded, Assert.Single(await harness.HistoryAsync()).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_channel_that_throws_anything_costs_nobody_a_reminder(bool repeatsHarmlessly)
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync([.. Enumerable.Range(0, 5).Select(n => Some.Item($"INC-1/{n}", $"p{n}@x.org"))]);
        Exception[] all = [new KeyNotFoundException(), new InvalidOperationException(), new OperationCanceledException(), new ArithmeticException(),
            new FormatException()];
        var thrown = 0;
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        harness.OwnChannels.AddRange([new RecordingChannel("Odd", repeatsHarmlessly) { Before = _ => throw all[thrown++ % all.Length] }, mail]);

        var summary = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(5, summary.Sent);
        Assert.Equal(5, mail.Delivered.Count);
        Assert.All(await harness.RemindersAsync(), r => Assert.Equal(ReminderState.Sent, r.State));
    }

    [Fact]
    public async Task A_channel_whose_check_throws_is_a_finding()
    {
        var channels = new ReminderChannels([new ThrowingCheck()]);

        Assert.False(Assert.Single(await channels.CheckAsync(Token)).Good);
    }

    private sealed class ThrowingCheck : IReminderChannel
    {
        public string Name => "Odd";

        public bool RepeatsHarmlessly => true;

        public bool WritesFiles => false;

        public string? Unsuited(Digest digest) => null;

        public Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ActionSync.Items.Finding> CheckAsync(CancellationToken cancellationToken) => throw new KeyNotFoundException();
    }
}
