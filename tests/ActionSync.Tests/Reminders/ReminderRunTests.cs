using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>When digests are planned and what they hold when they go out.</summary>
public sealed class ReminderRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_owner_gets_one_file_and_a_second_run_writes_nothing()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b"), Some.Item("INC-1/c", "bob@x.org"));

        var first = await harness.Run.RunAsync(ReminderMode.Now, Token);
        var before = harness.OutboxText("2024-01-16-alice@x.org.eml");
        await harness.RestartAsync();
        var second = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal((2, 0), (first.Sent, second.Sent));
        Assert.Equal(["2024-01-16-alice@x.org.eml", "2024-01-16-bob@x.org.eml"], harness.Outbox);
        Assert.Equal(before, harness.OutboxText("2024-01-16-alice@x.org.eml"));
    }

    [Fact]
    public async Task Three_working_days_later_the_escalation_manager_gets_a_digest_too()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/c", "bob@x.org"));

        for (var day = 0; day < 4; day++)
        {
            await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
            if (day < 3)
                harness.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            ["16-alice", "16-bob", "17-alice", "17-bob", "19-boss"], harness.Outbox.Select(f => f["2024-01-".Length..^"@x.org.eml".Length]));
        Assert.Single(harness.Outbox, f => f.Contains("boss", StringComparison.Ordinal));
        Assert.Equal(2, (await harness.HistoryAsync()).Count(e => e.Kind == EventKind.Escalated && e.New == "boss@x.org"));
        Assert.Equal(4, (await harness.HistoryAsync()).Count(e => e.Kind == EventKind.Reminded));
    }

    [Fact]
    public async Task Before_the_hour_nothing_goes_out_and_a_slot_that_was_slept_through_is_made_up()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 16, 8, 59, 0, TimeSpan.Zero)).MigratedAsync();
        await harness.AddAsync(Some.Item());

        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Empty(harness.Outbox);

        harness.Clock.Advance(TimeSpan.FromHours(4));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Single(harness.Outbox);
    }

    [Fact]
    public async Task A_slot_that_was_slept_through_for_longer_than_CatchUpHours_waits_for_the_next()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 16, 13, 0, 0, TimeSpan.Zero)).MigratedAsync();
        await harness.AddAsync(Some.Item());

        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Empty(harness.Outbox);

        harness.Clock.MoveTo(new DateTimeOffset(2024, 1, 17, 9, 0, 0, TimeSpan.Zero));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Equal(["2024-01-17-alice@x.org.eml"], harness.Outbox);
    }

    [Fact]
    public async Task Between_two_slots_a_restart_sends_nothing_new()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        await harness.AddAsync(Some.Incident("INC-2"), Some.Item("INC-2/a", "bob@x.org"));

        harness.Clock.Advance(TimeSpan.FromHours(1));
        await harness.RestartAsync();
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal(["2024-01-16-alice@x.org.eml"], harness.Outbox);
    }

    [Fact]
    public async Task What_was_closed_between_plan_and_send_is_dropped()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b", title: "Still to do"), Some.Item("INC-1/c", "bob@x.org"));
        using var kill = new CancellationTokenSource();
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => throw RecordingChannel.Killed(kill) };
        harness.OwnChannels.Add(channel);
        await Assert.ThrowsAsync<OperationCanceledException>(() => harness.Run.RunAsync(ReminderMode.Now, kill.Token));

        await harness.ChangeAsync("INC-1/a", i => i with { State = ItemState.Done });
        await harness.ChangeAsync("INC-1/c", i => i with { State = ItemState.Done });
        channel.Before = _ => null;
        await harness.RestartAsync();
        var summary = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(["INC-1/b"], Assert.Single(channel.Delivered).Entries.Select(e => e.Item.Key));
        Assert.Equal((1, 1), (summary.Sent, summary.Dropped));
    }

    [Fact]
    public async Task What_was_reassigned_or_postponed_between_plan_and_send_is_dropped()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b"), Some.Item("INC-1/c"));
        using var kill = new CancellationTokenSource();
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => throw RecordingChannel.Killed(kill) };
        harness.OwnChannels.Add(channel);
        await Assert.ThrowsAsync<OperationCanceledException>(() => harness.Run.RunAsync(ReminderMode.OnSchedule, kill.Token));

        await harness.ChangeAsync("INC-1/a", i => i with { Owner = "bob@x.org" });
        await harness.ChangeAsync("INC-1/b", i => i with { Deadline = Deadline.On(new(2024, 3, 1)) });
        channel.Before = _ => null;
        await harness.RestartAsync();
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal(["INC-1/c"], Assert.Single(channel.Delivered).Entries.Select(e => e.Item.Key));
    }

    [Fact]
    public async Task A_revised_escalation_manager_counts_at_once()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        harness.Options.Reminding.EscalateAfterDays = 1;
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        await using (var work = await harness.Database.BeginAsync(Token))
        {
            await work.Incidents.SaveRevisionAsync(
                new LedgerIncident(2, "other", Some.Incident() with { EscalationManager = "newboss@x.org" }, harness.Clock.GetUtcNow()), "{}", Token);
            await work.CommitAsync(Token);
        }

        harness.Clock.Advance(TimeSpan.FromDays(1));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Contains("2024-01-17-newboss@x.org.eml", harness.Outbox);
        Assert.DoesNotContain("2024-01-17-boss@x.org.eml", harness.Outbox);
    }

    [Fact]
    public async Task Whose_account_the_tracker_shows_as_deactivated_is_not_reminded_and_doctor_counts_their_items()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        harness.People["alice@x.org"] = new() { Backup = "bob@x.org" };
        await harness.AddAsync(
            Some.Item() with { Fields = new TrackedFields { OwnerHasLeft = true } }, Some.Item("INC-1/b", title: """A "owner_has_left":true of words"""));

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(["2024-01-16-alice@x.org.eml", "2024-01-16-bob@x.org.eml"], harness.Outbox);
        Assert.DoesNotContain("INC-1/a", harness.OutboxText("2024-01-16-alice@x.org.eml"), StringComparison.Ordinal);
        Assert.Contains(await harness.Get<ReminderDoctor>().CheckAsync(Token),
            f => f is { Subject: "people who left", Text: "1 open item is alice@x.org's; bob@x.org is asked in their place" });
    }

    [Fact]
    public async Task Who_left_between_promise_and_sending_is_not_written_to()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        using var kill = new CancellationTokenSource();
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => throw RecordingChannel.Killed(kill) };
        harness.OwnChannels.Add(channel);
        await Assert.ThrowsAsync<OperationCanceledException>(() => harness.Run.RunAsync(ReminderMode.OnSchedule, kill.Token));

        harness.People["alice@x.org"] = new() { Left = true };
        channel.Before = _ => null;
        await harness.RestartAsync();

        Assert.Equal(1, (await harness.Run.RunAsync(ReminderMode.OnSchedule, Token)).Dropped);
        Assert.Empty(channel.Delivered);
    }

    [Fact]
    public async Task The_preview_shows_the_next_slot_s_messages_and_writes_nothing()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b", "bob@x.org") with { Priority = Priority.P3 });

        var preview = await harness.Run.PreviewAsync(null, null, Token);
        var onlyBob = await harness.Run.PreviewAsync(null, "bob@x.org", Token);

        Assert.Equal(new DateTimeOffset(2024, 1, 17, 9, 0, 0, TimeSpan.Zero), preview.At);
        var digest = Assert.Single(preview.Digests);
        Assert.Equal(("alice@x.org", "Email"), (digest.Person, digest.Channel));
        Assert.Contains("5 days overdue", digest.Text, StringComparison.Ordinal);
        Assert.Contains(preview.Verdicts, v => v is { ItemKey: "INC-1/b", Included: false, Reason: "it is P3; reminders are for P1 and more urgent" });
        Assert.Empty(onlyBob.Digests);
        Assert.Empty(harness.Outbox);
        Assert.Empty(await harness.RemindersAsync());
    }

    [Fact]
    public async Task An_item_of_which_something_cannot_be_read_is_reminded_and_the_message_says_how_to_write_it()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        await harness.ChangeAsync(
            "INC-1/a", i => i with { Unread = [new ReadingProblem(ItemField.Deadline, "the line \"Deadline: soon\" holds no date. Write it as 2024-01-20.")] });

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        var mail = harness.OutboxText("2024-01-16-alice@x.org.eml").Replace("=\r\n", "", StringComparison.Ordinal);
        Assert.Contains("4 days overdue", mail, StringComparison.Ordinal);
        Assert.Contains(
            "#1: its deadline cannot be read: the line \"Deadline: soon\" holds no date. Write it as 2024-01-20. Until then the last known value counts.", mail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_whose_tracker_cannot_be_read_says_so()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());
        await using (var work = await harness.Database.BeginAsync(Token))
        {
            await work.Trackers.SaveAsync(
                new LedgerTracker
                {
                    Name = "board",
                    Server = "https://tracker.test",
                    Place = "x/y",
                    ReadProblem = "down",
                    RefreshedAt = new DateTimeOffset(2024, 1, 15, 22, 0, 0, TimeSpan.Zero)
                }, Token);
            await work.CommitAsync(Token);
        }

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("could not be read since 2024-01-15 22:00 UTC", harness.OutboxText("2024-01-16-alice@x.org.eml"), StringComparison.Ordinal);
    }
}
