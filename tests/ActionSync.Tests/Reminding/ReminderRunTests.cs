using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminding;
using ActionSync.Reminding.Channels;
using ActionSync.Reminding.Delivery;
using ActionSync.Reminding.Policy;
using static ActionSync.Tests.Reminding.RemindingBench;

namespace ActionSync.Tests.Reminding;

public sealed class ReminderRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_owner_gets_one_file_and_a_second_run_writes_nothing()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item(), Some.Item("INC-1/b"), Some.Item("INC-1/c", "bob@x.org"));

        var first = await bench.Run.RunAsync(ReminderMode.Now, Token);
        var before = bench.OutboxText("2024-01-16-alice@x.org.eml");
        await bench.RestartAsync();
        var second = await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal((2, 0), (first.Sent, second.Sent));
        Assert.Equal(["2024-01-16-alice@x.org.eml", "2024-01-16-bob@x.org.eml"], bench.Outbox);
        Assert.Equal(before, bench.OutboxText("2024-01-16-alice@x.org.eml"));
    }

    [Fact]
    public async Task Three_working_days_later_the_escalation_manager_gets_a_digest_too()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item(), Some.Item("INC-1/c", "bob@x.org"));

        for (var day = 0; day < 4; day++)
        {
            await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
            if (day < 3)
                bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["2024-01-19-alice@x.org.eml", "2024-01-19-bob@x.org.eml", "2024-01-19-boss@x.org.eml"], bench.Outbox.Where(f => f.StartsWith("2024-01-19", StringComparison.Ordinal)));
        Assert.Single(bench.Outbox, f => f.Contains("boss", StringComparison.Ordinal));
        Assert.Equal(2, (await bench.HistoryAsync()).Count(e => e.Kind == EventKind.Escalated && e.New == "boss@x.org"));
        Assert.Equal(8, (await bench.HistoryAsync()).Count(e => e.Kind == EventKind.Reminded));
    }

    [Fact]
    public async Task Before_the_hour_nothing_goes_out_and_a_slot_that_was_slept_through_is_made_up()
    {
        await using var bench = await new RemindingBench(new DateTimeOffset(2024, 1, 16, 8, 59, 0, TimeSpan.Zero)).MigratedAsync();
        await bench.AddAsync(Some.Item());

        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Empty(bench.Outbox);

        bench.Clock.Advance(TimeSpan.FromHours(5));
        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Single(bench.Outbox);
    }

    [Fact]
    public async Task Between_two_slots_a_restart_sends_nothing_new()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());
        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
        await bench.AddAsync(Some.Incident("INC-2"), Some.Item("INC-2/a", "bob@x.org"));

        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.RestartAsync();
        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal(["2024-01-16-alice@x.org.eml"], bench.Outbox);
    }

    [Fact]
    public async Task What_was_closed_between_plan_and_send_is_dropped()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item(), Some.Item("INC-1/b", title: "Still to do"), Some.Item("INC-1/c", "bob@x.org"));
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => throw new InvalidOperationException("killed") };
        bench.OwnChannels.Add(channel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Run.RunAsync(ReminderMode.Now, Token));

        await bench.ChangeAsync("INC-1/a", i => i with { State = ItemState.Done });
        await bench.ChangeAsync("INC-1/c", i => i with { State = ItemState.Done });
        channel.Before = _ => null;
        await bench.RestartAsync();
        var summary = await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(["INC-1/b"], Assert.Single(channel.Delivered).Entries.Select(e => e.Item.Key));
        Assert.Equal((1, 1), (summary.Sent, summary.Dropped));
    }

    [Fact]
    public async Task What_was_reassigned_or_postponed_between_plan_and_send_is_dropped()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item(), Some.Item("INC-1/b"), Some.Item("INC-1/c"));
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => throw new InvalidOperationException("killed") };
        bench.OwnChannels.Add(channel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Run.RunAsync(ReminderMode.OnSchedule, Token));

        await bench.ChangeAsync("INC-1/a", i => i with { Owner = "bob@x.org" });
        await bench.ChangeAsync("INC-1/b", i => i with { Deadline = Deadline.On(new(2024, 3, 1)) });
        channel.Before = _ => null;
        await bench.RestartAsync();
        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal(["INC-1/c"], Assert.Single(channel.Delivered).Entries.Select(e => e.Item.Key));
    }

    [Fact]
    public async Task A_refused_message_is_tried_again_with_growing_gaps_and_replaced_by_the_next_day_s()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());
        var attempts = new List<DateTimeOffset>();
        bench.OwnChannels.Add(new RecordingChannel("Email", repeatsHarmlessly: true)
        {
            Before = _ =>
            {
                attempts.Add(bench.Clock.GetUtcNow());
                return new SendOutcome.Failed("no room");
            },
        });

        for (var minute = 0; minute < 200; minute++)
        {
            await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], attempts.Zip(attempts.Skip(1)).Select(p => (p.Second - p.First).TotalMinutes));

        bench.Clock.MoveTo(new DateTimeOffset(2024, 1, 17, 9, 0, 0, TimeSpan.Zero));
        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Equal(ReminderState.Replaced, Assert.Single(await bench.RemindersAsync()).State);
        Assert.Equal(ReminderState.Failed, Assert.Single(await bench.RemindersAsync(new DateOnly(2024, 1, 17))).State);
    }

    [Fact]
    public async Task A_failing_channel_falls_back_to_the_next_and_says_so()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        bench.OwnChannels.AddRange([new RecordingChannel("Slack", repeatsHarmlessly: false) { Before = _ => new SendOutcome.Failed("Slack refuses: invalid_auth") }, mail]);

        await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("Slack refuses: invalid_auth", Assert.Single(mail.Delivered).Remarks[0], StringComparison.Ordinal);
        Assert.Contains(await bench.HistoryAsync(), e => e.Kind == EventKind.Reminded && e.Text.Contains("Slack refuses", StringComparison.Ordinal) && e.Text.Contains("Email", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_answer_of_Slack_is_never_asked_for_twice_and_the_mail_says_so()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false) { After = _ => new SendOutcome.Unknown("the answer was lost") };
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        bench.OwnChannels.AddRange([slack, mail]);

        await bench.Run.RunAsync(ReminderMode.Now, Token);
        await bench.RestartAsync();
        await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Single(slack.Delivered);
        Assert.Contains("may have arrived there", Assert.Single(mail.Delivered).Remarks[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_Slack_alone_a_lost_answer_stays_unknown_and_counts_as_told()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false) { Before = _ => new SendOutcome.Unknown("the answer was lost") };
        bench.OwnChannels.Add(slack);

        var first = await bench.Run.RunAsync(ReminderMode.Now, Token);
        slack.Before = _ => null;
        var second = await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal((1, 0), (first.Unknown, second.Sent));
        Assert.Empty(slack.Delivered);
        Assert.Equal(ReminderState.Unknown, Assert.Single(await bench.RemindersAsync()).State);
    }

    [Fact]
    public async Task A_lost_answer_of_the_mail_server_is_asked_for_again()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true) { After = _ => new SendOutcome.Unknown("the connection broke") };
        bench.OwnChannels.Add(mail);
        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
        mail.After = _ => null;
        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        var second = await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal((1, 2), (second.Sent, mail.Delivered.Count));
    }

    [Fact]
    public async Task A_person_s_own_channel_comes_first()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        bench.People["alice@x.org"] = new() { Channel = "slack" };
        await bench.AddAsync(Some.Item(), Some.Item("INC-1/b", "bob@x.org"));
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true);
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        bench.OwnChannels.AddRange([mail, slack]);

        await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal("alice@x.org", Assert.Single(slack.Delivered).To.Address);
        Assert.Equal("bob@x.org", Assert.Single(mail.Delivered).To.Address);
    }

    [Fact]
    public async Task Whom_no_channel_reaches_has_their_backup_asked_in_the_same_run()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        bench.People["alice@x.org"] = new() { Backup = "bob@x.org" };
        await bench.AddAsync(Some.Item());
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false) { Before = d => d.To.Address == "alice@x.org" ? new SendOutcome.Unreachable("no such member") : null };
        bench.OwnChannels.Add(slack);

        await bench.Run.RunAsync(ReminderMode.Now, Token);

        var digest = Assert.Single(slack.Delivered);
        Assert.Equal(("bob@x.org", ReminderKind.Orphan), (digest.To.Address, digest.Entries[0].Kind));
    }

    [Fact]
    public async Task A_channel_that_is_down_is_not_asked_hundreds_of_times()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync([.. Enumerable.Range(0, 20).Select(n => Some.Item($"INC-1/{n}", $"p{n}@x.org"))]);
        var asked = 0;
        bench.OwnChannels.Add(new RecordingChannel("Email", repeatsHarmlessly: true)
        {
            Before = _ =>
            {
                asked++;
                return new SendOutcome.Failed("connection refused");
            },
        });

        var summary = await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal((3, 20), (asked, summary.Failed));
    }

    [Fact]
    public async Task A_snooze_is_capped_recorded_and_keeps_everybody_quiet()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());

        var outcome = await bench.Get<Snoozing>().SnoozeAsync("INC-1/a", new DateOnly(2024, 12, 31), "waiting for parts", "alice", Token);
        await bench.Run.RunAsync(ReminderMode.Now, Token);
        Assert.Equal(new SnoozeOutcome.Snoozed(new DateOnly(2024, 1, 30), WasCapped: true, 14), outcome);
        Assert.Empty(bench.Outbox);
        Assert.Contains(await bench.HistoryAsync(), e => e.Kind == EventKind.Snoozed && e.Text == "snoozed until 2024-01-30 by alice (asked: 2024-12-31): waiting for parts");

        bench.Clock.MoveTo(new DateTimeOffset(2024, 1, 30, 9, 0, 0, TimeSpan.Zero));
        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Contains("waiting for parts", bench.OutboxText("2024-01-30-alice@x.org.eml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_far_in_the_future_is_quiet_for_fourteen_days_from_when_it_was_seen()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item() with { SnoozeUntil = new DateOnly(2030, 1, 1) });

        for (var day = 0; day < 15; day++)
        {
            await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
            bench.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["2024-01-30-alice@x.org.eml"], bench.Outbox);
        Assert.Single(await bench.HistoryAsync(), e => e.Kind == EventKind.Snoozed);
    }

    [Theory]
    [InlineData("INC-1/a", "2024-01-15", "is over")]
    [InlineData("INC-1/zzz", "2024-01-20", "there is no item")]
    public async Task A_snooze_that_makes_no_sense_is_refused(string key, string until, string reason)
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());

        var outcome = await bench.Get<Snoozing>().SnoozeAsync(key, DateOnly.Parse(until, null), null, "alice", Token);

        Assert.Contains(reason, Assert.IsType<SnoozeOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_shows_the_next_slot_s_messages_and_writes_nothing()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item(), Some.Item("INC-1/b", "bob@x.org") with { Priority = Priority.P3 });

        var preview = await bench.Run.PreviewAsync(null, null, Token);
        var onlyBob = await bench.Run.PreviewAsync(null, "bob@x.org", Token);

        Assert.Equal(new DateTimeOffset(2024, 1, 17, 9, 0, 0, TimeSpan.Zero), preview.At);
        var digest = Assert.Single(preview.Digests);
        Assert.Equal(("alice@x.org", "Email"), (digest.Person, digest.Channel));
        Assert.Contains("5 days overdue", digest.Text, StringComparison.Ordinal);
        Assert.Contains(preview.Verdicts, v => v is { ItemKey: "INC-1/b", Included: false, Reason: "it is P3; reminders are for P1 and more urgent" });
        Assert.Empty(onlyBob.Digests);
        Assert.Empty(bench.Outbox);
        Assert.Empty(await bench.RemindersAsync());
    }

    [Fact]
    public async Task An_item_whose_tracker_cannot_be_read_says_so()
    {
        await using var bench = await new RemindingBench().MigratedAsync();
        await bench.AddAsync(Some.Item());
        await using (var work = await bench.Database.BeginAsync(Token))
        {
            await work.Trackers.SaveAsync(new LedgerTracker { Name = "board", Server = "https://tracker.test", Place = "x/y", Problem = "down", RefreshedAt = new DateTimeOffset(2024, 1, 15, 22, 0, 0, TimeSpan.Zero) }, Token);
            await work.CommitAsync(Token);
        }

        await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("could not be read since 2024-01-15 22:00 UTC", bench.OutboxText("2024-01-16-alice@x.org.eml"), StringComparison.Ordinal);
    }
}
