using ActionSync.Archive;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Trackers;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Takes in what was dropped, and has the trackers visited that now have work.</summary>
[DisallowConcurrentExecution]
internal sealed class IntakeJob(
    IntakePulse pulse, InboxPass inbox, ReceiptWriter receipts, LedgerDatabase ledger, LedgerGuard guard, TrackerSet trackers, VisitQueue queue,
    InboxTrouble trouble, WorkerTimes times, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!pulse.IsDue())
            return;
        await guard.EnterAsync(cancellationToken);
        var (results, moreToCome) = await inbox.RunAsync(cancellationToken);
        await pulse.LookedAsync(moreToCome, cancellationToken);
        foreach (var tracker in await WithWorkAsync(cancellationToken))
            await queue.PublishAsync(tracker, cancellationToken);
        if (results.Count > 0)
            await receipts.WriteStaleAsync(cancellationToken);
        times.Work.Note(WorkerTimes.Intake, trouble.Problem);
        if (trouble.Problem is null)
            times.Work.Done(WorkerTimes.Intake, clock.GetUtcNow());
    }

    /// <summary>Trackers with work that could be done now; one that fails or is limited waits for its poll.</summary>
    private async Task<IEnumerable<string>> WithWorkAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var stuck = (await work.Trackers.AllAsync(cancellationToken)).Where(t => t.WriteProblem is not null || t.BlockedUntil > now)
            .Select(t => t.Name).ToHashSet();
        return (await work.Items.WaitedForAsync(now, cancellationToken)).OfType<string>().Where(t => trackers.Find(t) is not null && !stuck.Contains(t));
    }
}
