using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Store;
using ActionSync.Scheduling;
using ActionSync.Web.Signals;

namespace ActionSync.Testing.Ledger;

/// <summary>What health and metrics read of the ledger, against what the stages themselves say of each item.</summary>
public abstract class FiguresContract : LedgerHarness
{
    [Fact]
    public async Task What_waits_and_what_is_unknown_is_counted_by_tracker()
    {
        var now = Clock.GetUtcNow();
        await WriteAsync(async work =>
        {
            await work.Trackers.AddAsync("hub", "https://api.github.com", "acme/ops", Cancel);
            await work.Trackers.SaveAsync((await work.Trackers.FindAsync("hub", Cancel))! with { RefreshedAt = now.AddMinutes(-7) }, Cancel);
        });
        await InsertAsync(Waiting("INC-1/a", PendingAction.Create));
        await InsertAsync(Waiting("INC-1/b", PendingAction.Update) with { State = ItemState.Open });
        await InsertAsync(Waiting("INC-1/c", PendingAction.Held));
        await InsertAsync(Waiting("INC-1/d", PendingAction.Backlog));
        await InsertAsync(Waiting("INC-1/e", PendingAction.Create) with { State = ItemState.Unknown, IntentAt = now.AddHours(-3) });
        await InsertAsync(Waiting("INC-1/f", PendingAction.Create) with { State = ItemState.Unknown, IntentAt = now.AddHours(-1) });
        await InsertAsync(Waiting("INC-1/g", PendingAction.Create) with { Tracker = null });

        var reading = await FiguresAsync("board", "hub");

        Assert.Equal(
            [new TrackerFigures("board", null, 0, 0), new TrackerFigures("hub", now.AddMinutes(-7), 4, 2)], reading.Trackers);
        Assert.Equal(now.AddHours(-3), reading.OldestUnknown);
    }

    [Fact]
    public async Task An_empty_ledger_has_figures_too()
    {
        var reading = await FiguresAsync("board");

        Assert.Equal([new TrackerFigures("board", null, 0, 0)], reading.Trackers);
        Assert.Null(reading.OldestUnknown);
        Assert.Empty(reading.Overdue);
    }

    [Fact]
    public async Task A_channel_is_known_by_what_it_sent_last_and_by_what_waits_for_it()
    {
        var now = Clock.GetUtcNow();
        await WriteAsync(async work =>
        {
            await AddAsync(work, "ann@x.org", "sent", "Slack", now.AddDays(-2));
            await AddAsync(work, "bob@x.org", "sent", "Slack", now.AddDays(-1));
            await AddAsync(work, "cat@x.org", "failed", "Slack", now, nextTry: now.AddMinutes(5));
            await AddAsync(work, "dan@x.org", "unknown", "Email", now);
            await AddAsync(work, "eve@x.org", "failed", "Teams", now, nextTry: now.AddMinutes(5));
        });

        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal(
            [new ChannelTimes("Slack", now.AddDays(-1), 1), new ChannelTimes("Teams", null, 1)], await ChannelsAsync(read, now.AddDays(-2)));
    }

    [Fact]
    public async Task A_channel_that_was_passed_over_is_known_until_it_takes_something_and_not_for_one_reader_s_sake()
    {
        var now = Clock.GetUtcNow();
        await WriteAsync(async work =>
        {
            await AddAsync(work, "ann@x.org", "sent", "Email", now, remark: "Slack: refused (invalid_blocks). Email: outbox/1.eml");
            await AddAsync(work, "bob@x.org", "sent", "Email", now, remark: "Slack: refused (invalid_blocks). Email: outbox/2.eml");
            await AddAsync(work, "cat@x.org", "sent", "Email", now, remark: "Teams: nobody is called so. Email: outbox/3.eml", tried: "Teams");
            await AddAsync(work, "dan@x.org", "sent", "Email", now.AddDays(-3), remark: "Comment: no permission. Email: outbox/4.eml");
        });

        await using (var read = await Ledger.ReadAsync(Cancel))
            Assert.Equal([new("Email", now, 0), new("Slack", null, 0) { PassedOver = 2 }], await ChannelsAsync(read, now.AddDays(-2)));
        await WriteAsync(work => AddAsync(work, "eve@x.org", "sent", "Slack", now.AddMinutes(1), remark: "Slack: U1"));
        await using (var read = await Ledger.ReadAsync(Cancel))
            Assert.Equal([new("Email", now, 0), new("Slack", now.AddMinutes(1), 0)], await ChannelsAsync(read, now.AddDays(-2)));
    }

    private static Task<IReadOnlyList<ChannelTimes>> ChannelsAsync(LedgerTransaction read, DateTimeOffset since) =>
        new ChannelTimesStore(read).AllAsync(["Slack", "Teams", "Email", "Comment"], since, Cancel);

    private async Task<LedgerReading> FiguresAsync(params string[] trackers)
    {
        var people = new PeopleDirectory(new Dictionary<string, PersonOptions>());
        var groups = new Dictionary<string, GroupOptions>();
        var index = new ItemIndex(people, new GroupDirectory(groups, people), groups, new RemindingOptions());
        var settings = new ScheduleSettings(new(), new(), new(), new(), trackers, TimeZoneInfo.Utc);
        using var upkeep = new ItemIndexUpkeep(Ledger, index);
        return await new LedgerFigures(Ledger, upkeep, new ItemCounts(Clock), settings, Clock).ReadAsync(Cancel);
    }

    private static LedgerItem Waiting(string key, PendingAction action) => Some.Item(key) with { Tracker = "hub", PendingAction = action };

    private static Task<int> AddAsync(
        LedgerTransaction work, string person, string state, string channel, DateTimeOffset settledAt, DateTimeOffset? nextTry = null, string? remark = null,
        string tried = "") => work.ExecuteAsync(
        """
        insert into reminders (person, day, sequence, state, entries, planned_at, channel, tried, attempts, next_try_at, settled_at, remark)
        values (@person, '2024-01-16', 1, @state, '[]', @settledAt, @channel, @tried, 1, @nextTry, @settledAt, @remark)
        """, new { person, state, channel, settledAt, nextTry, remark, tried }, Cancel);
}
