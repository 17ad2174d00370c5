using ActionSync.Configuration;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Publishing;
using ActionSync.Refreshing;
using ActionSync.Reminding;
using ActionSync.Reminding.Policy;
using ActionSync.Reporting;
using ActionSync.Trackers;
using Quartz;

namespace ActionSync;

/// <summary>
/// Every job and trigger of the worker; nothing else knows Quartz. Jobs decide when and where, the ledger what: a trigger that is lost loses no work.
/// A job never overlaps itself, so a tracker is visited by one visit at a time.
/// </summary>
internal static class Schedule
{
    private const string Visits = "visits";
    private const string TrackerKey = "tracker";
    private const string DepthKey = "depth";

    /// <summary>Intake and reminding always find a free thread beside the visits.</summary>
    private const int OwnThreads = 3;

    /// <summary>A slot is served within this time, and a message that failed is tried again when its gap is over.</summary>
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddSchedule(this IServiceCollection services, ActionSyncOptions options)
    {
        services.AddSingleton<IntakePulse>();
        services.AddSingleton<ProblemMemory>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(options.Schedule.MaxTrackers + OwnThreads);
            quartz.UseExecutionLimits(limits => limits.ForGroup(Visits, options.Schedule.MaxTrackers));
            quartz.ScheduleJob<IntakeJob>(
                trigger => trigger.WithIdentity("intake").StartNow().WithSimpleSchedule(IntakePulse.Beat(options.Intake)),
                job => job.WithIdentity("intake"));
            quartz.ScheduleJob<RemindJob>(
                trigger => trigger.WithIdentity("remind").StartNow().WithSimpleSchedule(RemindEvery),
                job => job.WithIdentity("remind"));
            foreach (var tracker in options.Trackers.Keys)
                AddVisits(quartz, tracker, options);
        });
        return services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
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

    /// <summary>Has a tracker visited as soon as a thread is free; asking twice before that is asking once.</summary>
    private static async Task VisitSoonAsync(IScheduler scheduler, string tracker, CancellationToken cancellationToken)
    {
        try
        {
            await scheduler.ScheduleJob(
                TriggerBuilder.Create().ForJob(new JobKey(tracker, Visits)).WithIdentity($"soon {tracker}").WithExecutionGroup(Visits).StartNow().Build(),
                cancellationToken: cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            // It was asked for already, and that visit will find this work too.
        }
    }

    /// <summary>Takes in what was dropped, and has the trackers visited that now have work.</summary>
    [DisallowConcurrentExecution]
    internal sealed class IntakeJob(IntakePulse pulse, InboxPass inbox, ReceiptWriter receipts, LedgerDatabase ledger, TrackerSet trackers, TimeProvider clock) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            if (!pulse.IsDue())
                return;
            var (results, moreToCome) = await inbox.RunAsync(cancellationToken);
            pulse.Looked(moreToCome);
            foreach (var tracker in await WithWorkAsync(cancellationToken))
                await VisitSoonAsync(context.Scheduler, tracker, cancellationToken);
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
            var tracker = trackers.Find(context.MergedJobDataMap.GetString(TrackerKey))!;
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
}
