using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Refreshing;
using ActionSync.Tests.Support;
using ActionSync.Trackers;
using static ActionSync.Tests.Support.Incident;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>What happens while a step is under way: documents that come, answers that are lost, trackers that refuse.</summary>
public sealed class Meanwhile
{
    private static readonly CreateOutcome Refused = new CreateOutcome.Refused("Not now.");

    [Fact]
    public async Task A_document_that_comes_while_a_create_is_refused_leaves_the_item_waiting_for_its_create()
    {
        await using var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", Item("Add an alert")));
        line.Tracker.BeforeCreate = async () =>
        {
            await line.TakeInAsync(Json("INC-1", Item("Add an alert", priority: "P2")));
            return Refused;
        };
        await line.VisitAsync();
        line.Tracker.BeforeCreate = null;
        line.Clock.Advance(TimeSpan.FromMinutes(5));

        await line.VisitAsync();

        var item = Assert.Single(await line.ItemsAsync());
        Assert.Equal((ItemState.Open, Priority.P2, PendingAction.None), (item.State, item.Priority, item.PendingAction));
    }

    [Fact]
    public async Task An_item_that_is_withdrawn_while_its_create_is_refused_never_gets_an_issue()
    {
        await using var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", "Add an alert"));
        line.Tracker.BeforeCreate = async () =>
        {
            await line.TakeInAsync(Json("INC-1"));
            return Refused;
        };
        await line.VisitAsync();
        line.Tracker.BeforeCreate = null;
        line.Clock.Advance(TimeSpan.FromMinutes(5));

        await line.VisitAsync();

        var item = Assert.Single(await line.ItemsAsync());
        Assert.Equal((ItemState.WontDo, PendingAction.None, null), (item.State, item.PendingAction, item.Issue));
        Assert.Equal(1, line.Tracker.Creates);
    }

    [Fact]
    public async Task A_document_that_comes_while_the_issue_is_made_is_written_by_the_next_pass()
    {
        await using var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-01")));
        line.Tracker.BeforeCreate = async () =>
        {
            await line.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-02")));
            return null;
        };
        await line.VisitAsync();
        line.Tracker.BeforeCreate = null;
        Assert.Equal(PendingAction.Update, (await line.ItemsAsync())[0].PendingAction);

        await line.VisitAsync();

        Assert.Equal(("2024-02-02", PendingAction.None), ((await line.ItemsAsync())[0].Deadline?.ToWord(), (await line.ItemsAsync())[0].PendingAction));
        Assert.Equal(1, line.Tracker.Creates);
    }

    [Fact]
    public async Task An_update_whose_answer_was_lost_is_ours_and_not_a_persons()
    {
        await using var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-01")));
        await line.VisitAsync();
        line.Tracker.AfterUpdate = () => throw new TrackerException(TrackerFault.Unavailable, "The answer was lost.") { PerhapsDone = true };
        await line.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-02")));
        await line.VisitAsync();
        line.Tracker.AfterUpdate = null;
        await line.VisitAsync();

        await line.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-03")));
        await line.VisitAsync();

        Assert.Equal("2024-02-03", (await line.ItemsAsync())[0].Deadline?.ToWord());
        Assert.DoesNotContain(await line.HistoryAsync(), text => text.StartsWith("conflict", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withdrawal_whose_note_is_refused_is_not_told_yet_and_is_tried_again()
    {
        await using var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", "Add an alert"));
        await line.VisitAsync();
        await line.TakeInAsync(Json("INC-1"));
        line.Tracker.InsteadOfNote = () => new ReadOutcome.Refused("Comments are locked.");

        var report = await line.VisitAsync();
        Assert.Contains(report.Problems, problem => problem.Contains("Comments are locked.", StringComparison.Ordinal));
        Assert.Equal(Withdrawal.Due, (await line.ItemsAsync())[0].Withdrawal);

        line.Tracker.InsteadOfNote = null;
        line.Clock.Advance(TimeSpan.FromMinutes(11));
        await line.VisitAsync();
        Assert.Equal((Withdrawal.Told, null), ((await line.ItemsAsync())[0].Withdrawal, (await line.ItemsAsync())[0].Problem));
    }

    [Fact]
    public async Task A_tracker_that_cannot_be_read_stays_known_as_such_while_nothing_has_to_be_written_there()
    {
        await using var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", "Add an alert"));
        await line.VisitAsync();
        line.Tracker.Down = new TrackerException(TrackerFault.Unavailable, "The tracker is down.");

        await line.VisitAsync();
        Assert.Equal("The tracker is down.", (await line.TrackerMemoryAsync()).ReadProblem);

        line.Tracker.Down = null;
        await line.VisitAsync();
        Assert.Null((await line.TrackerMemoryAsync()).ReadProblem);
    }

    [Fact]
    public async Task Nothing_is_created_behind_a_limit_and_the_next_pass_after_it_goes_on()
    {
        await using var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", "Add an alert", "Write a test"));
        line.Tracker.BeforeCreate = () => Task.FromResult<CreateOutcome?>(new CreateOutcome.Deferred("Too many.", line.Clock.GetUtcNow().AddMinutes(10)));
        await line.VisitAsync();
        line.Tracker.BeforeCreate = null;

        await line.VisitAsync();
        Assert.All(await line.ItemsAsync(), item => Assert.Equal(ItemState.Pending, item.State));

        line.Clock.Advance(TimeSpan.FromMinutes(11));
        await line.VisitAsync();
        Assert.All(await line.ItemsAsync(), item => Assert.Equal(ItemState.Open, item.State));
    }

    [Fact]
    public async Task A_create_at_a_fraction_of_a_millisecond_is_recorded_like_any_other()
    {
        await using var line = await AppFixture.OpenAsync();
        line.Clock.Advance(TimeSpan.FromTicks(1234));
        await line.TakeInAsync(Json("INC-1", "Add an alert"));

        await line.VisitAsync();

        Assert.Equal(ItemState.Open, Assert.Single(await line.ItemsAsync()).State);
    }

    [Fact]
    public async Task A_nightly_pass_that_was_missed_is_made_up_once()
    {
        await using var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", "Add an alert"));
        await line.VisitAsync();
        var nights = line.Get<MissedNightlyCheck>();
        Assert.False(await nights.WasMissedAsync("board", CancellationToken.None));

        line.Clock.Advance(TimeSpan.FromHours(16.9));
        Assert.False(await nights.WasMissedAsync("board", CancellationToken.None));
        line.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True(await nights.WasMissedAsync("board", CancellationToken.None));

        await line.VisitAsync(RefreshDepth.Everything);
        Assert.False(await nights.WasMissedAsync("board", CancellationToken.None));
    }
}
