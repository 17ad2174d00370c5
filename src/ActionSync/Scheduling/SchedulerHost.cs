using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Starts and stops the schedulers; starting can be tried again as long as the database is not there.</summary>
internal sealed class SchedulerHost(ISchedulerRuntime runtime, ISchedulerFactory schedulers, ScheduleSettings settings)
{
    /// <summary>How long a scheduler that is started again waits for the steps at hand.</summary>
    private static readonly SchedulerRestartOptions Again = new() { DrainTimeout = TimeSpan.FromSeconds(30), Start = true };

    /// <summary>The schedule runs, so that work can be asked for.</summary>
    public bool IsStarted { get; private set; }

    public ValueTask<IScheduler> OfClusterAsync(CancellationToken cancellationToken) => schedulers.GetRequiredScheduler(Schedule.Cluster, cancellationToken);

    /// <summary>The scheduler of that name where it runs; null where it has to be started again.</summary>
    public async Task<IScheduler?> FindRunningAsync(string name, CancellationToken cancellationToken) =>
        await schedulers.LookupScheduler(name, cancellationToken) is { Status: SchedulerStatus.Running } scheduler ? scheduler : null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await StartAsync(Schedule.Cluster, cancellationToken);
        await StartAsync(Schedule.Machine, cancellationToken);
        IsStarted = true;
    }

    /// <summary>Another scheduler in the place of one that does not do its work.</summary>
    public async Task StartAgainAsync(string name, CancellationToken cancellationToken)
    {
        if (await schedulers.LookupScheduler(name, cancellationToken) is null)
            await StartAsync(name, cancellationToken);
        else
            await runtime.Restart(name, Again, cancellationToken);
    }

    /// <summary>Lets the steps at hand finish; those of the machine's own scheduler first, since they ask the cluster's for visits.</summary>
    public async Task StopAsync()
    {
        IsStarted = false;
        foreach (var scheduler in (await schedulers.GetAllSchedulers(CancellationToken.None)).OrderBy(s => s.SchedulerName == Schedule.Cluster))
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }

    /// <summary>A scheduler that could not start never will: every attempt builds one of its own.</summary>
    private async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        await runtime.Remove(name, waitForJobsToComplete: true, cancellationToken);
        await runtime.Add(name, quartz => Build(name, quartz), cancellationToken: cancellationToken);
    }

    private void Build(string name, IQuartzBuilder quartz)
    {
        if (name == Schedule.Cluster)
            Schedule.ForCluster(quartz, settings);
        else
            Schedule.ForMachine(quartz, settings);
    }
}
