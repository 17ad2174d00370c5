using ActionSync.Ledger;
using ActionSync.Sync.Refreshing;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>
/// Has trackers visited between their polls, by whichever worker is free. A visit that still waits will see all that happened before it begins, so asking
/// twice is asking once; one that has begun may have looked already, so another follows it.
/// </summary>
internal sealed partial class VisitQueue(SchedulerHost schedulerHost, Outage outage, TimeProvider clock, ILogger<VisitQueue> logger)
{
    /// <summary>Lists and search indexes lag behind the change that a tracker tells of: a second look finds what the first came too early for.</summary>
    private static readonly TimeSpan FollowUpAfter = TimeSpan.FromSeconds(20);

    /// <summary>As soon as a thread is free, and without reading back.</summary>
    public Task PublishAsync(string tracker, CancellationToken cancellationToken) =>
        VisitOnceAsync(tracker, null, clock.GetUtcNow(), cancellationToken);

    /// <summary>The same for somebody who does not wait for it; false where the schedule is out of reach, and then the poll does it.</summary>
    public Task<bool> AskToPublishAsync(string tracker, CancellationToken cancellationToken) =>
        TryAsync(tracker, () => PublishAsync(tracker, cancellationToken));

    /// <summary>Reads back at that time, and a second time a little later. False where the schedule is out of reach: then only the poll finds it.</summary>
    public Task<bool> ReadAsync(string tracker, RefreshDepth depth, DateTimeOffset at, CancellationToken cancellationToken) => TryAsync(tracker, async () =>
    {
        await VisitOnceAsync(tracker, depth, at, cancellationToken);
        await PutAsync(Trigger(tracker, depth, "again", at + FollowUpAfter), cancellationToken);
    });

    private async Task<bool> TryAsync(string tracker, Func<Task> ask)
    {
        try
        {
            await ask();
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
        // One that has fired keeps its name until its visit is over, and has no next time; one from before the clock was set back would come too late.
        if (await (await schedulerHost.OfClusterAsync(cancellationToken)).GetTrigger(trigger.Key, cancellationToken) is not { NextFireTimeUtc: { } planned }
            || planned > at + FollowUpAfter)
            await PutAsync(trigger, cancellationToken);
    }

    private async Task PutAsync(ITrigger trigger, CancellationToken cancellationToken) =>
        await (await schedulerHost.OfClusterAsync(cancellationToken)).ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellationToken);

    private static ITrigger Trigger(string tracker, RefreshDepth? depth, string when, DateTimeOffset at) => TriggerBuilder.Create()
        .ForJob(new JobKey(tracker, Schedule.Visits)).WithIdentity($"{when} {tracker} {depth}".TrimEnd()).WithExecutionGroup(Schedule.Visits)
        .UsingJobData(Schedule.DepthKey, depth.ToString() ?? "").StartAt(at).Build();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Tracker {Tracker} cannot be visited now, only at its next poll: {Reason}")]
        public static partial void NotTaken(ILogger logger, string tracker, string reason);
    }
}
