using ActionSync.Configuration;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Starts and stops the schedulers; starting can be tried again as long as the database is not there.</summary>
internal sealed class Clockwork(ISchedulerRuntime runtime, ISchedulerFactory schedulers, ActionSyncOptions options)
{
    public async ValueTask<IScheduler> OfClusterAsync(CancellationToken cancellationToken) =>
        await schedulers.GetRequiredScheduler(Schedule.Cluster, cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // A scheduler that could not start never will: every attempt builds one of its own.
        await runtime.Remove(Schedule.Cluster, waitForJobsToComplete: true, cancellationToken);
        await runtime.Add(Schedule.Cluster, quartz => Schedule.ForCluster(quartz, options), cancellationToken: cancellationToken);
        await (await schedulers.GetScheduler(cancellationToken)).Start(cancellationToken);
    }

    /// <summary>Lets the steps at hand finish; those of the machine's own scheduler first, since they ask the cluster's for visits.</summary>
    public async Task StopAsync()
    {
        foreach (var scheduler in (await schedulers.GetAllSchedulers(CancellationToken.None)).OrderBy(s => s.SchedulerName == Schedule.Cluster))
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }
}
