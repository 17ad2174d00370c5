using ActionSync.Archive;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Trackers;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Takes in what was dropped, and has the trackers visited that now have work.</summary>
[DisallowConcurrentExecution]
internal sealed partial class IntakeJob(
    IntakePulse pulse, InboxPass inbox, ReceiptWriter receipts, LedgerDatabase ledger, LedgerGuard guard, TrackerSet trackers, VisitQueue queue,
    UnroutedItems unrouted, InboxTrouble trouble, WorkerTimes times, TimeProvider clock, ILogger<IntakeJob> logger) : IJob
{
    /// <summary>Of a document; its author reads the rest in <c>check</c>.</summary>
    private const int MostUnread = 5;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!pulse.IsDue())
            return;
        await guard.EnterAsync(cancellationToken);
        var results = new List<ImportResult>();
        var moreToCome = await inbox.RunAsync(
            result =>
            {
                results.Add(result);
                Tell(result);
            },
            cancellationToken);
        trouble.Tell();
        await unrouted.TellAsync(cancellationToken);
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

    /// <summary>What stays in the drop folder, and what waits for a person; the rest is told where it is done. <c>once</c> tells it with its result.</summary>
    private void Tell(ImportResult result)
    {
        if (result is ImportResult.Accepted accepted)
        {
            foreach (var unread in accepted.Unread.Take(MostUnread))
                Log.Unread(logger, unread.Headline);
            if (accepted.Unread.Count > MostUnread)
                Log.MoreUnread(logger, accepted.Source, accepted.Unread.Count - MostUnread);
            foreach (var waiting in accepted.Plans.Select(AwaitingConfirmation.Of).OfType<Awaiting>())
                Log.Held(logger, waiting.Subject, waiting.Text, waiting.Next);
        }
        if (result is ImportResult.Left { MayBeDocument: true } left)
            Log.Left(logger, left.Source, left.Why);
        else if (result is ImportResult.Held held)
            Log.Left(logger, held.Source, held.Why);
        else if (result is ImportResult.Unreadable unreadable)
            Log.NotTaken(logger, unreadable.Source, unreadable.Reason);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Not understood: {Unread}")]
        public static partial void Unread(ILogger logger, string unread);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: {Count} more were not understood; actionsync check names them all")]
        public static partial void MoreUnread(ILogger logger, string file, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Not taken in from the drop folder: {File} {Why}")]
        public static partial void Left(ILogger logger, string file, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Incident}: {What} {Next}")]
        public static partial void Held(ILogger logger, string incident, string what, string next);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot take in {File}: {Reason}")]
        public static partial void NotTaken(ILogger logger, string file, string reason);
    }
}
