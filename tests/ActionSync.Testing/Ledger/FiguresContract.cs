using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Store;
using ActionSync.Scheduling;
using ActionSync.Web.Signals;

namespace ActionSync.Testing.Ledger;

/// <summary>What health and metrics read of the ledger, against what the stages themselves say of each item.</summary>
public abstract class FiguresContract : LedgerHarness
{
    private static readonly string[] Deadlines =
    [
        "2024-01-15", "2024-01-16", "2024-01-17", "2024-01-16T08:59:59+00:00", "2024-01-16T09:00:00+00:00", "2024-01-16T09:00:01+00:00",
        "2024-01-16T22:30:00+14:00", "2024-01-16T23:30:00+14:00", "2024-01-15T20:30:00-12:00", "2024-01-15T21:30:00-12:00", "2024-01-01T00:00:00+02:00",
        "2023-12-31", "2025-01-01T00:00:00-05:00",
    ];

    private static readonly string?[] Owners = [null, "ann@x.org", "bob@x.org", "Ann", "nobody in particular"];

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public async Task Overdue_is_counted_as_each_item_says_of_itself(string zone)
    {
        var reminding = new RemindingOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        var people = new PeopleDirectory(new Dictionary<string, PersonOptions> { ["ann@x.org"] = new() { Name = "Ann" } });
        var groups = new GroupDirectory(
            new Dictionary<string, GroupOptions> { ["payments"] = new() { Members = ["ann@x.org"] }, ["platform"] = new() { Services = ["db*"] } }, people);
        var items = Items().ToList();
        await InsertAllAsync(items);

        foreach (var directory in new[] { groups, new GroupDirectory(new Dictionary<string, GroupOptions>(), people) })
        {
            await using var read = await Ledger.ReadAsync(Cancel);
            var counted = await new OverdueCounts(directory).ReadAsync(read, Clock.GetUtcNow(), reminding.TimeZone, Cancel);

            var expected = items.Where(item => item.IsOverdue(Clock.GetUtcNow(), reminding.TimeZone))
                .GroupBy(item => (item.Priority, Team: directory.Of(item.Owner, BriefOf(item.IncidentId))))
                .Select(rows => new OverdueCount(rows.Key.Priority, rows.Key.Team, rows.Count())).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(Ordered(expected), Ordered(counted));
        }
    }

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
            [new ChannelTimes("Slack", now.AddDays(-1), 1), new ChannelTimes("Teams", null, 1)], await new ChannelTimesStore(read).AllAsync(Cancel));
    }

    /// <summary>Every state, withdrawal and kind of work with every deadline, and owners and incidents of all kinds among them.</summary>
    private static IEnumerable<LedgerItem> Items()
    {
        var n = 0;
        return
            from state in Enum.GetValues<ItemState>()
            from withdrawal in Enum.GetValues<Withdrawal>()
            from action in new[] { PendingAction.None, PendingAction.Backlog, PendingAction.Held }
            from deadline in Deadlines.Append(null)
            let number = ++n
            select Some.Item($"INC-{number % 3}/{number}") with
            {
                State = state,
                Withdrawal = withdrawal,
                PendingAction = action,
                Deadline = Deadline.ParseOrNull(deadline),
                Owner = Owners[number % Owners.Length],
                Priority = (Priority)(number % 2),
                Tracker = (number % 7) switch { 0 => LedgerItem.NoTracker, 1 => null, _ => "board" },
                Issue = number % 4 == 0 ? new IssueRef("folder", "/board", $"{number}", $"{number}.md", $"/board/{number}.md") : null,
            };
    }

    private static IncidentBrief BriefOf(string id) => Some.Incident(id).Brief with
    {
        Service = id == "INC-1" ? "db-main" : "web",
        Participants = id == "INC-2" ? [new Participant("Ann", null, "bob@x.org")] : [],
    };

    private async Task InsertAllAsync(IReadOnlyList<LedgerItem> items) => await WriteAsync(async work =>
    {
        foreach (var id in items.Select(item => item.IncidentId).Distinct())
            await work.Incidents.SaveRevisionAsync(Some.Incident(id) with { Brief = BriefOf(id) }, "one.json", Cancel);
        foreach (var item in items)
            await work.Items.InsertAsync(item, Cancel);
    });

    private async Task<LedgerReading> FiguresAsync(params string[] trackers)
    {
        var groups = new GroupDirectory(new Dictionary<string, GroupOptions>(), new PeopleDirectory(new Dictionary<string, PersonOptions>()));
        var settings = new ScheduleSettings(new(), new(), new(), new(), trackers, TimeZoneInfo.Utc);
        return await new LedgerFigures(Ledger, new OverdueCounts(groups), settings, new RemindingOptions(), Clock).ReadAsync(Cancel);
    }

    private static LedgerItem Waiting(string key, PendingAction action) => Some.Item(key) with { Tracker = "hub", PendingAction = action };

    private static Task<int> AddAsync(
        LedgerTransaction work, string person, string state, string channel, DateTimeOffset settledAt, DateTimeOffset? nextTry = null) => work.ExecuteAsync(
        """
        insert into reminders (person, day, sequence, state, entries, planned_at, channel, tried, attempts, next_try_at, settled_at)
        values (@person, '2024-01-16', 1, @state, '[]', @settledAt, @channel, '', 1, @nextTry, @settledAt)
        """, new { person, state, channel, settledAt, nextTry }, Cancel);

    private static IReadOnlyList<OverdueCount> Ordered(IEnumerable<OverdueCount> counts) =>
        [.. counts.OrderBy(count => count.Priority).ThenBy(count => count.Team, StringComparer.Ordinal)];
}
