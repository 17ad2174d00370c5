using ActionSync.Archive;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Trackers;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Visits one tracker: reads back if the trigger says how deep, publishes, writes receipts.</summary>
[DisallowConcurrentExecution]
internal sealed class VisitJob(TrackerVisit visit, ProblemLog problems, ReceiptWriter receipts, TrackerSet trackers, LedgerGuard guard) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (trackers.Find(context.MergedJobDataMap.GetString(Schedule.TrackerKey)) is not { } tracker)
        {
            // Left in the cluster's schedule by an earlier configuration.
            await context.Scheduler.DeleteJob(context.JobDetail.Key, cancellationToken);
            return;
        }
        await guard.EnterAsync(cancellationToken);
        RefreshDepth? depth = Enum.TryParse<RefreshDepth>(context.MergedJobDataMap.GetString(Schedule.DepthKey), out var asked) ? asked : null;
        if (depth is not null)
            await guard.ReadItemsAsync(cancellationToken);
        var report = await visit.VisitAsync(tracker, depth, Urgency.WhenDue, null, cancellationToken);
        if (depth is not null)
            problems.Tell(tracker.Name, ProblemLog.Reading, report.Read.Problems);
        problems.Tell(tracker.Name, ProblemLog.Publishing, report.Published.Problems);
        await receipts.WriteStaleAsync(cancellationToken);
    }
}
