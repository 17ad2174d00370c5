using ActionSync.Configuration;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Publishing;
using ActionSync.Refreshing;
using ActionSync.Reminding;
using ActionSync.Reminding.Policy;
using ActionSync.Reporting;
using ActionSync.Trackers;
using Npgsql;
using Quartz;

namespace ActionSync;

/// <summary>
/// Every job and trigger of the worker; nothing else knows Quartz. Jobs decide when and where, the ledger what: a trigger that is lost loses no work.
/// A job never overlaps itself, so a tracker is visited by one visit at a time.
/// There are two schedulers. What belongs to the whole cluster (visits) is scheduled where the ledger is: in memory beside SQLite, in the database's
/// tables <c>actionsync.qrtz_*</c> on PostgreSQL, where a tracker is visited by one worker at a time and a dead worker's jobs are taken over. What
/// belongs to one machine (a look at its drop folder) is always scheduled in memory, so that its beat costs the database nothing.
/// </summary>
internal static partial class Schedule
{
    private const string Visits = "visits";
    private const string TrackerKey = "tracker";
    private const string DepthKey = "depth";
    private const string Cluster = "cluster";

    /// <summary>Reminding always finds a free thread beside the visits.</summary>
    private const int OwnThreads = 3;

    /// <summary>A slot is served within this time, and a message that failed is tried again when its gap is over.</summary>
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    /// <summary>A worker is taken for dead once it is this late with its sign of life, which it gives at this interval.</summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(6);

    /// <summary>How soon a worker with nothing to do sees what another one scheduled.</summary>
    private static readonly TimeSpan IdleLook = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddSchedule(this IServiceCollection services, ActionSyncOptions options)
    {
        services.AddSingleton<IntakePulse>();
        services.AddSingleton<ProblemMemory>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.UseInMemoryStore();
            quartz.AddJobListener<JobTrace>();
            quartz.UseDefaultThreadPool(1);
            quartz.ScheduleJob<IntakeJob>(
                trigger => trigger.WithIdentity("intake").StartNow().WithSimpleSchedule(IntakePulse.Beat(options.Intake)),
                job => job.WithIdentity("intake"));
        });
        return services.AddSingleton<Clockwork>().AddSingleton<Requests>();
    }

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

    /// <summary>What belongs to the whole cluster: the visits, and reminding.</summary>
    private static void ForCluster(IQuartzBuilder quartz, ActionSyncOptions options)
    {
        quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        Store(quartz, options.Ledger);
        quartz.AddJobListener<JobTrace>();
        quartz.UseDefaultThreadPool(options.Schedule.MaxTrackers + OwnThreads);
        quartz.UseExecutionLimits(limits => limits.ForGroup(Visits, options.Schedule.MaxTrackers));
        quartz.ScheduleJob<RemindJob>(
            trigger => trigger.WithIdentity("remind").StartNow().WithSimpleSchedule(RemindEvery),
            job => job.WithIdentity("remind"));
        foreach (var tracker in options.Trackers.Keys)
            AddVisits(quartz, tracker, options);
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
            store.ConfigureStore(tables => tables.TablePrefix = $"{PostgresDatabase.Schema}.qrtz_");
            store.ProvisionSchema();
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = CheckIn;
                cluster.CheckinMisfireThreshold = TooLate;
            });
        });
    }

    private static void AddVisits(IQuartzBuilder quartz, string tracker, ActionSyncOptions options)
    {
        var job = new JobKey(tracker, Visits);
        quartz.AddJob<VisitJob>(j => j.WithIdentity(job).StoreDurably().UsingJobData(TrackerKey, tracker));
        quartz.AddTrigger(trigger => trigger.ForJob(job).WithIdentity($"poll {tracker}").WithExecutionGroup(Visits)
            .UsingJobData(DepthKey, nameof(RefreshDepth.Changes)).StartNow().WithSimpleSchedule(options.Refreshing.Poll));
        quartz.AddTrigger(trigger => trigger.ForJob(job).WithIdentity($"nightly {tracker}").WithExecutionGroup(Visits)
            .UsingJobData(DepthKey, nameof(RefreshDepth.Everything))
            .WithCronSchedule(options.Refreshing.Nightly, cron => cron.InTimeZone(options.Reminding.TimeZone)));
    }

    /// <summary>Takes in what was dropped, and has the trackers visited that now have work.</summary>
    [DisallowConcurrentExecution]
    internal sealed class IntakeJob(IntakePulse pulse, InboxPass inbox, ReceiptWriter receipts, LedgerDatabase ledger, TrackerSet trackers, Requests requests, TimeProvider clock) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            if (!pulse.IsDue())
                return;
            var (results, moreToCome) = await inbox.RunAsync(cancellationToken);
            pulse.Looked(moreToCome);
            foreach (var tracker in await WithWorkAsync(cancellationToken))
                await requests.PublishAsync(tracker, cancellationToken);
            if (results.Count > 0)
                await receipts.WriteStaleAsync(cancellationToken);
        }

        /// <summary>Trackers with work that could be done now; one that fails or is limited waits for its poll.</summary>
        private async Task<IEnumerable<string>> WithWorkAsync(CancellationToken cancellationToken)
        {
            await using var work = await ledger.ReadAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var stuck = (await work.Trackers.AllAsync(cancellationToken)).Where(t => t.Problem is not null || t.BlockedUntil > now).Select(t => t.Name).ToHashSet();
            return (await work.Items.WaitedForAsync(now, cancellationToken)).OfType<string>().Where(t => trackers.Find(t) is not null && !stuck.Contains(t));
        }
    }

    /// <summary>Visits one tracker: reads back if the trigger says how deep, publishes, writes receipts.</summary>
    [DisallowConcurrentExecution]
    internal sealed class VisitJob(TrackerVisit visit, NightlyMemory nights, ProblemMemory problems, ReceiptWriter receipts, TrackerSet trackers) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            if (trackers.Find(context.MergedJobDataMap.GetString(TrackerKey)) is not { } tracker)
            {
                // Left in the cluster's schedule by an earlier configuration.
                await context.Scheduler.DeleteJob(context.JobDetail.Key, cancellationToken);
                return;
            }
            RefreshDepth? depth = Enum.TryParse<RefreshDepth>(context.MergedJobDataMap.GetString(DepthKey), out var asked) ? asked : null;
            if (depth == RefreshDepth.Changes && await nights.WasMissedAsync(tracker.Name, cancellationToken))
                depth = RefreshDepth.Everything;
            var report = await visit.VisitAsync(tracker, depth, Urgency.WhenDue, null, cancellationToken);
            if (depth is not null)
                problems.Tell(tracker.Name, "reading", report.Read.Problems);
            problems.Tell(tracker.Name, "publishing", report.Published.Problems);
            await receipts.WriteStaleAsync(cancellationToken);
        }
    }

    /// <summary>Reminds whom a slot calls for; a slot that was missed is made up, and a day's digest goes out once.</summary>
    [DisallowConcurrentExecution]
    internal sealed class RemindJob(ReminderRun reminders, WeeklyReport report, ReceiptWriter receipts) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await reminders.RunAsync(ReminderMode.OnSchedule, cancellationToken);
            await report.RunAsync(cancellationToken);
            await receipts.WriteStaleAsync(cancellationToken);
        }
    }

    /// <summary>Knows whether a nightly pass was missed while nobody ran: then the next poll reads everything.</summary>
    internal sealed class NightlyMemory(LedgerDatabase ledger, RefreshingOptions refreshing, RemindingOptions reminding, TimeProvider clock)
    {
        private readonly CronExpression _nightly = CronExpression.Parse(refreshing.Nightly).WithTimeZone(reminding.TimeZone);

        public async Task<bool> WasMissedAsync(string tracker, CancellationToken cancellationToken)
        {
            await using var work = await ledger.ReadAsync(cancellationToken);
            return await work.Trackers.FindAsync(tracker, cancellationToken) is { } known
                && (known.ReconciledAt ?? known.FirstContactAt) is { } last
                && _nightly.GetNextValidTimeAfter(last) <= clock.GetUtcNow();
        }
    }

    /// <summary>
    /// Has trackers visited between their polls, by whichever worker is free. A visit that still waits will see all that happened before it begins, so asking
    /// twice is asking once; one that has begun may have looked already, so another follows it.
    /// </summary>
    internal sealed partial class Requests(Clockwork clockwork, Outage outage, TimeProvider clock, ILogger<Requests> logger)
    {
        /// <summary>Lists and search indexes lag behind the change that a tracker tells of: a second look finds what the first came too early for.</summary>
        private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(20);

        /// <summary>As soon as a thread is free, and without reading back.</summary>
        public Task PublishAsync(string tracker, CancellationToken cancellationToken) =>
            VisitOnceAsync(tracker, null, clock.GetUtcNow(), cancellationToken);

        /// <summary>Reads back at that time, and a second time a little later. False where the schedule is out of reach: then only the poll finds it.</summary>
        public async Task<bool> ReadAsync(string tracker, RefreshDepth depth, DateTimeOffset at, CancellationToken cancellationToken)
        {
            try
            {
                await VisitOnceAsync(tracker, depth, at, cancellationToken);
                await PutAsync(Trigger(tracker, depth, "again", at + SecondLook), cancellationToken);
                return true;
            }
            catch (Exception e) when (Outage.IsOne(e))
            {
                outage.Report(e);
            }
            catch (SchedulerException e)
            {
                Log.NotTaken(logger, tracker, e.Message);
            }
            return false;
        }

        private async Task VisitOnceAsync(string tracker, RefreshDepth? depth, DateTimeOffset at, CancellationToken cancellationToken)
        {
            var trigger = Trigger(tracker, depth, "soon", at);
            // One that has fired keeps its name until its visit is over, and has no next time.
            if (await (await clockwork.OfClusterAsync(cancellationToken)).GetTrigger(trigger.Key, cancellationToken) is not { NextFireTimeUtc: not null })
                await PutAsync(trigger, cancellationToken);
        }

        private async Task PutAsync(ITrigger trigger, CancellationToken cancellationToken) =>
            await (await clockwork.OfClusterAsync(cancellationToken)).ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellationToken);

        private static ITrigger Trigger(string tracker, RefreshDepth? depth, string when, DateTimeOffset at) => TriggerBuilder.Create()
            .ForJob(new JobKey(tracker, Visits)).WithIdentity($"{when} {tracker} {depth}".TrimEnd()).WithExecutionGroup(Visits)
            .UsingJobData(DepthKey, depth.ToString() ?? "").StartAt(at).Build();

        private static partial class Log
        {
            [LoggerMessage(Level = LogLevel.Warning, Message = "Tracker {Tracker} cannot be visited now, only at its next poll: {Reason}")]
            public static partial void NotTaken(ILogger logger, string tracker, string reason);
        }
    }

    /// <summary>Starts and stops the schedulers; starting can be tried again as long as the database is not there.</summary>
    internal sealed class Clockwork(ISchedulerRuntime runtime, ISchedulerFactory schedulers, ActionSyncOptions options)
    {
        public async ValueTask<IScheduler> OfClusterAsync(CancellationToken cancellationToken) =>
            await schedulers.GetRequiredScheduler(Cluster, cancellationToken);

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            // A scheduler that could not start never will: every attempt builds one of its own.
            await runtime.Remove(Cluster, waitForJobsToComplete: true, cancellationToken);
            await runtime.Add(Cluster, quartz => ForCluster(quartz, options), cancellationToken: cancellationToken);
            await (await schedulers.GetScheduler(cancellationToken)).Start(cancellationToken);
        }

        /// <summary>Lets the steps at hand finish; those of the machine's own scheduler first, since they ask the cluster's for visits.</summary>
        public async Task StopAsync()
        {
            foreach (var scheduler in (await schedulers.GetAllSchedulers(CancellationToken.None)).OrderBy(s => s.SchedulerName == Cluster))
                await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }
    }

    /// <summary>Says what went wrong in a job; an outage of the ledger once, however many jobs run into it.</summary>
    internal sealed partial class JobTrace(Outage outage, ILogger<JobTrace> logger) : IJobListener
    {
        public string Name => nameof(JobTrace);

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            if (jobException is null || cancellationToken.IsCancellationRequested)
                return ValueTask.CompletedTask;
            if (Outage.IsOne(jobException))
                outage.Report(jobException);
            else if (jobException.GetBaseException() is not OperationCanceledException)
                Log.Failed(logger, context.JobDetail.Key.Name, jobException);
            return ValueTask.CompletedTask;
        }

        private static partial class Log
        {
            [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed; it is tried again at its next turn")]
            public static partial void Failed(ILogger logger, string job, Exception error);
        }
    }
}
