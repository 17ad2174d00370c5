using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Refreshing;
using Npgsql;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>
/// Every trigger of the worker; its jobs stand beside it, a file each, and nothing outside of this folder knows Quartz. Jobs decide when and where, the ledger
/// what: a trigger that is lost loses no work. A job never overlaps itself, so a tracker is visited by one visit at a time.
/// There are two schedulers. What belongs to the whole cluster (visits) is scheduled where the ledger is: in memory beside SQLite, in the database's
/// tables <c>actionsync.qrtz_*</c> on PostgreSQL, where a tracker is visited by one worker at a time and a dead worker's jobs are taken over. What
/// belongs to one machine (a look at its drop folder) is always scheduled in memory, so that its beat costs the database nothing.
/// </summary>
internal static class Schedule
{
    /// <summary>The group of the jobs that visit a tracker, each named after its tracker.</summary>
    public const string Visits = "visits";

    /// <summary>The job data that say which tracker to visit, and how deep to read there.</summary>
    public const string TrackerKey = "tracker";
    public const string DepthKey = "depth";

    /// <summary>The scheduler whose schedule lies where the ledger is.</summary>
    public const string Cluster = "cluster";

    /// <summary>The scheduler of what belongs to this machine alone.</summary>
    public const string Machine = "machine";

    /// <summary>Reminding always finds a free thread beside the visits.</summary>
    private const int OwnThreads = 3;

    /// <summary>A slot is served within this time, and a message that failed is tried again when its gap is over.</summary>
    public static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    /// <summary>A worker is taken for dead once it is this late with its sign of life, which it gives at this interval.</summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(6);

    /// <summary>How soon a worker with nothing to do sees what another one scheduled.</summary>
    private static readonly TimeSpan IdleLook = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddSchedule(this IServiceCollection services, ScheduleSettings settings)
    {
        services.AddSingleton(settings).AddSingleton<ProblemLog>();
        services.AddQuartz(_ => { });
        return services.AddSingleton<SchedulerHost>().AddSingleton<VisitQueue>().AddSingleton<WorkerTimes>()
            .AddSingleton<TrackerTimes>().AddSingleton<ScheduleWatch>();
    }

    /// <summary>The triggers that must fire again and again.</summary>
    public static IReadOnlyList<WatchedTrigger> Watched(ScheduleSettings settings) =>
    [
        new("intake", Machine, new TriggerKey("intake"), IntakePulse.Beat(settings.Intake), WorkerTimes.Intake),
        new("remind", Cluster, new TriggerKey("remind"), RemindEvery, WorkerTimes.Reminding),
        .. settings.Trackers.Select(tracker =>
            new WatchedTrigger($"poll {tracker}", Cluster, new TriggerKey($"poll {tracker}"), settings.Refreshing.Poll, WorkerTimes.Tracker(tracker))),
    ];

    /// <summary>What is wrong with a cron expression, for the configuration's check; null where nothing is.</summary>
    public static string? CronProblem(string expression)
    {
        try
        {
            CronExpression.Parse(expression);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>When the nightly pass is due.</summary>
    public static NightlyTimes Nights(RefreshingOptions refreshing, TimeZoneInfo zone)
    {
        var cron = CronExpression.Parse(refreshing.Nightly).WithTimeZone(zone);
        return new NightlyTimes(after => cron.GetNextValidTimeAfter(after));
    }

    /// <summary>What belongs to this machine alone: the look at its drop folder, and the nightly one at the ledger.</summary>
    public static void ForMachine(IQuartzBuilder quartz, ScheduleSettings settings)
    {
        quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        quartz.UseInMemoryStore();
        quartz.AddJobListener<JobTrace>();
        quartz.UseDefaultThreadPool(1);
        quartz.ScheduleJob<IntakeJob>(
            trigger => trigger.WithIdentity("intake").StartNow().WithSimpleSchedule(IntakePulse.Beat(settings.Intake)),
            job => job.WithIdentity("intake"));
        quartz.ScheduleJob<LedgerCheckJob>(
            trigger => trigger.WithIdentity("ledger check").WithCronSchedule(settings.Refreshing.Nightly, cron => cron.InTimeZone(settings.Zone)),
            job => job.WithIdentity("ledger check"));
    }

    /// <summary>What belongs to the whole cluster: the visits, and reminding.</summary>
    public static void ForCluster(IQuartzBuilder quartz, ScheduleSettings settings)
    {
        quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        Store(quartz, settings.Ledger);
        quartz.AddJobListener<JobTrace>();
        quartz.UseDefaultThreadPool(settings.Schedule.MaxTrackers + OwnThreads);
        quartz.UseExecutionLimits(limits => limits.ForGroup(Visits, settings.Schedule.MaxTrackers));
        quartz.ScheduleJob<RemindJob>(
            trigger => trigger.WithIdentity("remind").StartNow().WithSimpleSchedule(RemindEvery),
            job => job.WithIdentity("remind"));
        foreach (var tracker in settings.Trackers)
            AddVisits(quartz, tracker, settings);
    }

    /// <summary>Where the cluster's schedule is kept.</summary>
    private static void Store(IQuartzBuilder quartz, LedgerOptions ledger)
    {
        if (ledger.Provider == LedgerProvider.Sqlite)
        {
            quartz.UseInMemoryStore();
            return;
        }
        quartz.ConfigureScheduler(scheduler => scheduler.IdleWaitTime = IdleLook);
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, PostgresDatabase.Complete(ledger.ConnectionString.Reveal()).ConnectionString);
            store.ConfigureStore(options =>
            {
                options.TablePrefix = $"{PostgresDatabase.Schema}.qrtz_";
                // A scheduler whose database is away cannot be shut down; that does not keep the process.
                options.UseBackgroundThreads = true;
            });
            store.ProvisionSchema();
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = CheckIn;
                cluster.CheckinMisfireThreshold = TooLate;
            });
        });
    }

    private static void AddVisits(IQuartzBuilder quartz, string tracker, ScheduleSettings settings)
    {
        var job = new JobKey(tracker, Visits);
        quartz.AddJob<VisitJob>(j => j.WithIdentity(job).StoreDurably().UsingJobData(TrackerKey, tracker));
        quartz.AddTrigger(trigger => trigger.ForJob(job).WithIdentity($"poll {tracker}").WithExecutionGroup(Visits)
            .UsingJobData(DepthKey, nameof(RefreshDepth.Changes)).StartNow().WithSimpleSchedule(settings.Refreshing.Poll));
        quartz.AddTrigger(trigger => trigger.ForJob(job).WithIdentity($"nightly {tracker}").WithExecutionGroup(Visits)
            .UsingJobData(DepthKey, nameof(RefreshDepth.Everything))
            .WithCronSchedule(settings.Refreshing.Nightly, cron => cron.InTimeZone(settings.Zone)));
    }
}
