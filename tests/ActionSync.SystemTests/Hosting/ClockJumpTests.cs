using System.Net;
using ActionSync.Scheduling;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Quartz;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Hosting;

/// <summary>The clock on the wall of a running worker is set; the time that passes goes on.</summary>
public sealed class ClockJumpTests
{
    /// <summary>A Tuesday, on which the documents' items are overdue.</summary>
    private static readonly DateTimeOffset Start = new(2024, 1, 23, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(-30 * 24)]
    public async Task Intake_polls_and_reminders_go_on_and_health_is_right(int hours)
    {
        var clock = new SetClock(Start, speed: 5);
        await using var worker = await HostedWorker.StartAsync(clock);
        worker.Drop("a.json", Json("INC-1", "Add an alert"));
        await worker.HasStateAsync("INC-1", "open");

        clock.Set(TimeSpan.FromHours(hours));
        worker.Drop("b.json", Json("INC-2", "Write a test"));
        await worker.HasStateAsync("INC-2", "open");
        worker.Pages[0].Set("status", "done");
        await worker.HasStateAsync("INC-1", "done");
        // Work may go on sooner than the next look at the clock.
        var said = hours < 0 ? "The clock was set back by " : "The clock was set forth, or this machine slept, by ";
        await worker.UntilAsync(() => Task.FromResult(worker.Log.Says(said)), "the log says it");
        Assert.Equal(HttpStatusCode.OK, (await worker.AsksAsync("/health")).Status);
        // A moment of the clock on the wall is the next one of that clock.
        var cluster = await worker.SchedulerAsync(Schedule.Cluster);
        var nightly = await cluster.GetTrigger(new TriggerKey("nightly board"), TestContext.Current.CancellationToken);
        Assert.InRange(nightly!.NextFireTimeUtc!.Value, clock.GetUtcNow(), clock.GetUtcNow().AddDays(1));

        // The next morning's slot, by the clock on the wall.
        Assert.Equal(0, worker.Mails);
        clock.SetTo(Start.AddDays(1));
        await worker.UntilAsync(() => Task.FromResult(worker.Mails == 1), "the owner is reminded");
    }

    [Fact]
    public async Task A_clock_that_runs_on_is_not_taken_for_one_that_was_set()
    {
        await using var worker = await HostedWorker.StartAsync(new SetClock(Start, speed: 20));
        worker.Drop("a.json", Json("INC-1", "Add an alert"));
        await worker.HasStateAsync("INC-1", "open");
        worker.Pages[0].Set("status", "done");
        await worker.HasStateAsync("INC-1", "done");

        Assert.False(worker.Log.Says("The clock was set"), worker.Log.Text);
    }
}
