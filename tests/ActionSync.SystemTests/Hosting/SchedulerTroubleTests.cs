using System.Net;
using ActionSync.Scheduling;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Quartz;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Hosting;

/// <summary>Quartz stops to fire, for whatever reason: the worker notices, says so, and goes on by itself.</summary>
public sealed class SchedulerTroubleTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 23, 10, 0, 0, TimeSpan.Zero);

    public enum Fault
    {
        StandsBy,
        IsShutDown,
        LosesItsJob,
        IsPaused,
        CannotMakeItsJob,
    }

    public static TheoryData<string, Fault> Faults => new(
        from scheduler in new[] { Schedule.Machine, Schedule.Cluster }
        from fault in Enum.GetValues<Fault>()
        select (scheduler, fault));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_schedule_that_does_not_fire_is_told_of_and_goes_on(string name, Fault fault)
    {
        await using var worker = await HostedWorker.StartAsync(new SetClock(Start, speed: 10));
        worker.Drop("a.json", Json("INC-1", "Add an alert"));
        await worker.HasStateAsync("INC-1", "open");
        var job = name == Schedule.Machine ? new JobKey("intake") : new JobKey("board", Schedule.Visits);

        await BreakAsync(await worker.SchedulerAsync(name), job, fault);
        await worker.UntilAsync(() => Task.FromResult(worker.Log.Says(fault == Fault.IsPaused ? "it is set to now" : $"the scheduler {name} is started again")),
            "the fault is noticed");

        worker.Drop("b.json", Json("INC-2", "Write a test"));
        await worker.HasStateAsync("INC-2", "open");
        worker.Pages[0].Set("status", "done");
        await worker.HasStateAsync("INC-1", "done");
        foreach (var path in new[] { "/health/live", "/health/ready", "/health" })
            await worker.AnswersAsync(path, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_names_the_trigger_that_is_silent_and_when_it_came_last()
    {
        await using var worker = await HostedWorker.StartAsync(new SetClock(Start, speed: 10));
        var machine = await worker.SchedulerAsync(Schedule.Machine);
        await BreakAsync(machine, new JobKey("intake"), Fault.IsPaused);

        foreach (var path in new[] { "/health/live", "/health" })
            await worker.UntilAsync(
                async () => await worker.AsksAsync(path) is (HttpStatusCode.ServiceUnavailable, var body)
                    && body.ToString().Contains("intake is silent: it should come every 00:00:01, and last came at 2024-01-23", StringComparison.Ordinal),
                    $"{path} names it");
        await worker.AnswersAsync("/health/live", HttpStatusCode.OK);

        Assert.True(worker.Log.Says("The schedule's intake has not fired for"), worker.Log.Text);
    }

    private static async Task BreakAsync(IScheduler scheduler, JobKey job, Fault fault)
    {
        var cancel = TestContext.Current.CancellationToken;
        switch (fault)
        {
            case Fault.StandsBy:
                await scheduler.Standby(cancel);
                break;
            case Fault.IsShutDown:
                await scheduler.Shutdown(waitForJobsToComplete: true, cancel);
                break;
            case Fault.LosesItsJob:
                await Eventually.IsTrue(() => TryDeleteAsync(scheduler, job), "the job is deleted");
                break;
            case Fault.IsPaused:
                await scheduler.PauseJob(job, cancel);
                break;
            default:
                var broken = JobBuilder.Create<CannotBeMade>().WithIdentity(job).StoreDurably()
                    .UsingJobData((await scheduler.GetJobDetail(job, cancel))!.JobDataMap).Build();
                await scheduler.AddJob(broken, AddJobOptions.Replacing, cancel);
                break;
        }
    }

    /// <summary>A trigger of a single visit that ends just now makes Quartz give up.</summary>
    private static async Task<bool> TryDeleteAsync(IScheduler scheduler, JobKey job)
    {
        try
        {
            return await scheduler.DeleteJob(job, TestContext.Current.CancellationToken);
        }
        catch (SchedulerException)
        {
            return false;
        }
    }

    [DisallowConcurrentExecution]
    private sealed class CannotBeMade : IJob
    {
        public CannotBeMade() => throw new IOException("No space left on device");

        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
