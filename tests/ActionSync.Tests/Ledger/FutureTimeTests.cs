using ActionSync.Items;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Trackers;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Ledger;

/// <summary>A clock once ran ahead by years and is right again: nothing waits until then.</summary>
public sealed class FutureTimeTests
{
    private static readonly DateTimeOffset Ahead = new(2031, 6, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_limit_and_a_visit_of_the_future_hold_up_no_tracker()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        await app.VisitAsync();
        await ExecuteAsync(app, "update trackers set blocked_until = @Ahead, refreshed_at = @Ahead, reconciled_at = @Ahead, first_contact_at = @Ahead, held_until = @Ahead, holder = 'nobody any more'");

        await app.TakeInAsync(Json("INC-2", "Write a test"));
        await app.VisitAsync();

        Assert.Equal(ItemState.Open, Assert.Single(await app.ItemsAsync("INC-2")).State);
        var known = await app.TrackerMemoryAsync();
        Assert.Null(known.BlockedUntil);
        Assert.True(known.RefreshedAt <= app.Clock.GetUtcNow());
        Assert.True(known.FirstContactAt <= app.Clock.GetUtcNow());
        Assert.True(known.ReconciledAt <= app.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_limit_that_can_be_meant_is_still_obeyed()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        await app.VisitAsync();
        var until = app.Clock.GetUtcNow() + TimeSpan.FromHours(1);
        await ExecuteAsync(app, "update trackers set blocked_until = @until", new { until });

        Assert.Contains((await app.VisitAsync()).Problems, problem => problem.Contains("is limited until", StringComparison.Ordinal));
        Assert.Equal(until, (await app.TrackerMemoryAsync()).BlockedUntil);
    }

    [Fact]
    public async Task A_refused_item_does_not_wait_until_then()
    {
        await using var app = await AppFixture.OpenAsync();
        app.Tracker.BeforeCreate = () => Task.FromResult<CreateOutcome?>(new CreateOutcome.Refused("not now"));
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        await app.VisitAsync();
        app.Tracker.BeforeCreate = null;
        await ExecuteAsync(app, "update items set retry_at = @Ahead");

        await app.VisitAsync();

        Assert.Equal(ItemState.Open, Assert.Single(await app.ItemsAsync()).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_create_that_was_sent_under_that_clock_is_looked_for_now_and_made_once(bool arrived)
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Write a test"));
        if (arrived)
            await app.VisitAsync();
        await ExecuteAsync(app, "update items set state = 'unknown', work = 'create', issue_id = null, server = null, place = null, number = null, url = null, tracker = 'board', intent_at = @Ahead, intent_by = 'a worker'");
        await ExecuteAsync(app, "delete from events");

        for (var pass = 0; pass < 3; pass++)
        {
            await app.VisitAsync(RefreshDepth.Everything);
            app.Clock.Advance(TimeSpan.FromMinutes(3));
        }

        Assert.All(await app.ItemsAsync(), item => Assert.Equal(ItemState.Open, item.State));
        Assert.Equal(2, (await app.Tracker.ListAsync([], TestContext.Current.CancellationToken)).Issues.Count);
        Assert.Equal(2, app.Tracker.Creates);
    }

    private static Task ExecuteAsync(AppFixture app, string sql) => ExecuteAsync(app, sql, new { Ahead });

    private static async Task ExecuteAsync(AppFixture app, string sql, object parameters)
    {
        await using var work = await app.Ledger.BeginAsync(TestContext.Current.CancellationToken);
        await work.ExecuteAsync(sql, parameters, TestContext.Current.CancellationToken);
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }
}
