using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>What becomes of a digest whose channel refuses it, loses the answer or reaches nobody.</summary>
public sealed class ReminderDeliveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_message_is_tried_again_with_growing_gaps_and_replaced_by_the_next_day_s()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        var attempts = new List<DateTimeOffset>();
        harness.OwnChannels.Add(new RecordingChannel("Email", repeatsHarmlessly: true)
        {
            Before = _ =>
            {
                attempts.Add(harness.Clock.GetUtcNow());
                return new SendOutcome.Failed("no room");
            },
        });

        for (var minute = 0; minute < 200; minute++)
        {
            await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
            harness.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], attempts.Zip(attempts.Skip(1)).Select(p => (p.Second - p.First).TotalMinutes));

        harness.Clock.MoveTo(new DateTimeOffset(2024, 1, 17, 9, 0, 0, TimeSpan.Zero));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Equal(ReminderState.Replaced, Assert.Single(await harness.RemindersAsync()).State);
        Assert.Equal(ReminderState.Failed, Assert.Single(await harness.RemindersAsync(new DateOnly(2024, 1, 17))).State);
    }

    [Fact]
    public async Task A_failing_channel_falls_back_to_the_next_and_says_so()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        harness.OwnChannels.AddRange(
            [new RecordingChannel("Slack", repeatsHarmlessly: false) { Before = _ => new SendOutcome.Failed("Slack refuses: invalid_auth") }, mail]);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal("This message came another way than usual, since Slack did not take it.", Assert.Single(Assert.Single(mail.Delivered).Remarks));
        Assert.Contains(await harness.HistoryAsync(),
            e => e.Kind == EventKind.Reminded && e.Text.Contains("Slack refuses", StringComparison.Ordinal)
                && e.Text.Contains("Email", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_answer_of_Slack_is_never_asked_for_twice_and_the_mail_says_so()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false) { After = _ => new SendOutcome.Unknown("the answer was lost") };
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        harness.OwnChannels.AddRange([slack, mail]);

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        await harness.RestartAsync();
        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Single(slack.Delivered);
        Assert.Equal(
            "This message came another way than usual. It may have arrived by Slack already.", Assert.Single(Assert.Single(mail.Delivered).Remarks));
    }

    [Fact]
    public async Task With_Slack_alone_a_lost_answer_stays_unknown_and_counts_as_told()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false) { Before = _ => new SendOutcome.Unknown("the answer was lost") };
        harness.OwnChannels.Add(slack);

        var first = await harness.Run.RunAsync(ReminderMode.Now, Token);
        slack.Before = _ => null;
        var second = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal((1, 0), (first.Unknown, second.Sent));
        Assert.Empty(slack.Delivered);
        Assert.Equal(ReminderState.Unknown, Assert.Single(await harness.RemindersAsync()).State);
    }

    [Fact]
    public async Task A_lost_answer_of_the_mail_server_is_asked_for_again()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true) { After = _ => new SendOutcome.Unknown("the connection broke") };
        harness.OwnChannels.Add(mail);
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        mail.After = _ => null;
        harness.Clock.Advance(TimeSpan.FromMinutes(1));

        var second = await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal((1, 2), (second.Sent, mail.Delivered.Count));
    }

    [Fact]
    public async Task A_person_s_own_channel_comes_first()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        harness.People["alice@x.org"] = new() { Channel = "slack" };
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b", "bob@x.org"));
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        harness.OwnChannels.AddRange([mail, slack]);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal("alice@x.org", Assert.Single(slack.Delivered).To.Address);
        Assert.Equal("bob@x.org", Assert.Single(mail.Delivered).To.Address);
    }

    [Fact]
    public async Task Whom_no_channel_reaches_has_their_backup_asked_in_the_same_run()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        harness.People["alice@x.org"] = new() { Backup = "bob@x.org" };
        await harness.AddAsync(Some.Item());
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false)
        {
            Before = d => d.To.Address == "alice@x.org" ? new SendOutcome.Unreachable("no such member") : null
        };
        harness.OwnChannels.Add(slack);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        var digest = Assert.Single(slack.Delivered);
        Assert.Equal(("bob@x.org", ReminderKind.Orphan), (digest.To.Address, digest.Entries[0].Kind));
    }

    [Fact]
    public async Task A_channel_that_is_down_is_not_asked_hundreds_of_times()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync([.. Enumerable.Range(0, 20).Select(n => Some.Item($"INC-1/{n}", $"p{n}@x.org"))]);
        var asked = 0;
        harness.OwnChannels.Add(new RecordingChannel("Email", repeatsHarmlessly: true)
        {
            Before = _ =>
            {
                asked++;
                return new SendOutcome.Failed("connection refused");
            },
        });

        var summary = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal((3, 20), (asked, summary.Failed));
    }
}
