using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Trackers;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>What happens while a step is under way: documents that come, answers that are lost, trackers that refuse.</summary>
public sealed class ConcurrentChangeTests
{
    private static readonly CreateOutcome Refused = new CreateOutcome.Refused("Not now.");

    [Fact]
    public async Task A_document_that_comes_while_a_create_is_refused_leaves_the_item_waiting_for_its_create()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", Item("Add an alert")));
        app.Tracker.BeforeCreate = async () =>
        {
            await app.TakeInAsync(Json("INC-1", Item("Add an alert", priority: "P2")));
            return Refused;
        };
        await app.VisitAsync();
        app.Tracker.BeforeCreate = null;
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        await app.VisitAsync();

        var item = Assert.Single(await app.ItemsAsync());
        Assert.Equal((ItemState.Open, Priority.P2, PendingAction.None), (item.State, item.Priority, item.PendingAction));
    }

    [Fact]
    public async Task An_item_that_is_withdrawn_while_its_create_is_refused_never_gets_an_issue()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        app.Tracker.BeforeCreate = async () =>
        {
            await app.TakeInAsync(Json("INC-1"));
            return Refused;
        };
        await app.VisitAsync();
        app.Tracker.BeforeCreate = null;
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        await app.VisitAsync();

        var item = Assert.Single(await app.ItemsAsync());
        Assert.Equal((ItemState.WontDo, PendingAction.None, null), (item.State, item.PendingAction, item.Issue));
        Assert.Equal(1, app.Tracker.Creates);
    }

    [Fact]
    public async Task A_document_that_comes_while_the_issue_is_made_is_written_by_the_next_pass()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-01")));
        app.Tracker.BeforeCreate = async () =>
        {
            await app.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-02")));
            return null;
        };
        await app.VisitAsync();
        app.Tracker.BeforeCreate = null;
        Assert.Equal(PendingAction.Update, (await app.ItemsAsync())[0].PendingAction);

        await app.VisitAsync();

        Assert.Equal(("2024-02-02", PendingAction.None), ((await app.ItemsAsync())[0].Deadline?.ToWord(), (await app.ItemsAsync())[0].PendingAction));
        Assert.Equal(1, app.Tracker.Creates);
    }

    [Fact]
    public async Task An_update_whose_answer_was_lost_is_ours_and_not_a_persons()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-01")));
        await app.VisitAsync();
        app.Tracker.AfterUpdate = () => throw new TrackerException(TrackerFault.Unavailable, "The answer was lost.") { PerhapsDone = true };
        await app.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-02")));
        await app.VisitAsync();
        app.Tracker.AfterUpdate = null;
        await app.VisitAsync();

        await app.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-03")));
        await app.VisitAsync();

        Assert.Equal("2024-02-03", (await app.ItemsAsync())[0].Deadline?.ToWord());
        Assert.DoesNotContain(await app.HistoryAsync(), text => text.StartsWith("conflict", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withdrawal_whose_note_is_refused_is_not_told_yet_and_is_tried_again()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        await app.VisitAsync();
        await app.TakeInAsync(Json("INC-1"));
        app.Tracker.InsteadOfNote = () => new ReadOutcome.Refused("Comments are locked.");

        var report = await app.VisitAsync();
        Assert.Contains(report.Problems, problem => problem.Contains("Comments are locked.", StringComparison.Ordinal));
        Assert.Equal(Withdrawal.Due, (await app.ItemsAsync())[0].Withdrawal);

        app.Tracker.InsteadOfNote = null;
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.VisitAsync();
        Assert.Equal((Withdrawal.Told, null), ((await app.ItemsAsync())[0].Withdrawal, (await app.ItemsAsync())[0].Problem));
    }

    [Fact]
    public async Task A_tracker_that_cannot_be_read_stays_known_as_such_while_nothing_has_to_be_written_there()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        await app.VisitAsync();
        app.Tracker.Down = new TrackerException(TrackerFault.Unavailable, "The tracker is down.");

        await app.VisitAsync();
        Assert.Equal("The tracker is down.", (await app.TrackerMemoryAsync()).ReadProblem);

        app.Tracker.Down = null;
        await app.VisitAsync();
        Assert.Null((await app.TrackerMemoryAsync()).ReadProblem);
    }

    [Fact]
    public async Task Nothing_is_created_behind_a_limit_and_the_next_pass_after_it_goes_on()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Write a test"));
        app.Tracker.BeforeCreate = () => Task.FromResult<CreateOutcome?>(new CreateOutcome.Deferred("Too many.", app.Clock.GetUtcNow().AddMinutes(10)));
        await app.VisitAsync();
        app.Tracker.BeforeCreate = null;

        await app.VisitAsync();
        Assert.All(await app.ItemsAsync(), item => Assert.Equal(ItemState.Pending, item.State));

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.VisitAsync();
        Assert.All(await app.ItemsAsync(), item => Assert.Equal(ItemState.Open, item.State));
    }

    [Fact]
    public async Task A_create_at_a_fraction_of_a_millisecond_is_recorded_like_any_other()
    {
        await using var app = await AppFixture.OpenAsync();
        app.Clock.Advance(TimeSpan.FromTicks(1234));
        await app.TakeInAsync(Json("INC-1", "Add an alert"));

        await app.VisitAsync();

        Assert.Equal(ItemState.Open, Assert.Single(await app.ItemsAsync()).State);
    }

    [Fact]
    public async Task A_nightly_pass_that_was_missed_is_made_up_once()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        await app.VisitAsync();
        var missedNights = app.Get<MissedNightlyCheck>();
        Assert.False(await missedNights.WasMissedAsync("board", CancellationToken.None));

        app.Clock.Advance(TimeSpan.FromHours(16.9));
        Assert.False(await missedNights.WasMissedAsync("board", CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True(await missedNights.WasMissedAsync("board", CancellationToken.None));

        await app.VisitAsync(RefreshDepth.Everything);
        Assert.False(await missedNights.WasMissedAsync("board", CancellationToken.None));
    }
}
