using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Testing;
using ActionSync.Trackers;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>When work that was refused is tried again: how long that may take is the tracker's to say, and a board costs nothing to ask.</summary>
public sealed class RefusedWorkTests
{
    private const string FullDisk = "The disk is full.";

    [Fact]
    public async Task A_board_that_was_full_for_long_gets_its_issues_within_minutes_of_having_room()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        app.Tracker.BeforeCreate = () => Task.FromResult<CreateOutcome?>(new CreateOutcome.Refused(FullDisk));
        await VisitForLongAsync(app);
        Assert.Equal(new ItemProblem(ProblemCode.Refused, FullDisk), Assert.Single(await app.ItemsAsync()).Problem);

        app.Tracker.BeforeCreate = null;
        await app.VisitAsync();

        Assert.Equal((ItemState.Open, null), Assert.Single(await app.ItemsAsync()) is var item ? (item.State, item.Problem) : default);
    }

    [Fact]
    public async Task So_does_a_change_that_was_refused()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Write a test"));
        await app.VisitAsync();
        await app.TakeInAsync(Json("INC-1", "Write a test"));
        app.Tracker.InsteadOfNote = () => new ReadOutcome.Refused(FullDisk);
        await VisitForLongAsync(app);
        Assert.Contains(await app.ItemsAsync(), item => item is { Withdrawal: Withdrawal.Due, Problem.Code: ProblemCode.Refused });

        app.Tracker.InsteadOfNote = null;
        await app.VisitAsync();

        Assert.Contains(await app.ItemsAsync(), item => item is { Withdrawal: Withdrawal.Told, Problem: null });
    }

    private static async Task VisitForLongAsync(AppFixture app)
    {
        for (var minutes = 0; minutes < 54; minutes += 3)
        {
            await app.VisitAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(3));
        }
    }
}
