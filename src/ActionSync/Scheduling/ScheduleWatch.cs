using ActionSync.Ledger;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>
/// Looks, beside the schedule, whether it still does what it should: a trigger that fell silent is set to now, and where that does not help its scheduler
/// is started again. After the clock on the wall was set everything is set to now, since Quartz plans by that clock: intervals follow the time that passes,
/// moments such as the nightly listing the clock on the wall.
/// </summary>
internal sealed partial class ScheduleWatch(
    SchedulerHost schedulerHost, WorkerTimes times, TrackerTimes trackers, ScheduleSettings settings, Outage outage, TimeProvider clock,
    ILogger<ScheduleWatch> logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>What was mended is given this time before more is done about it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>No step takes longer than this; a job that runs on hangs.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<WatchedTrigger> _triggers = Schedule.Watched(settings);
    private readonly Dictionary<WatchedTrigger, (DateTimeOffset Fired, long Seen)> _fired = [];
    private readonly Dictionary<WatchedTrigger, (int Times, long Last)> _mended = [];

    private readonly HashSet<string> _late = [];

    /// <summary>What went wrong in the latest look; it is told once for as long as it lasts.</summary>
    private string? _fault;

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        foreach (var trigger in _triggers)
            times.Triggers.Expect(trigger.Name, trigger.Every);
        times.Work.Expect(WorkerTimes.Intake, settings.Intake.Rescan);
        times.Work.Expect(WorkerTimes.Reminding, Schedule.RemindEvery);
        var jump = new ClockJump(clock);
        using var looks = new PeriodicTimer(LookEvery, clock);
        for (var last = clock.GetTimestamp(); await looks.WaitForNextTickAsync(cancellationToken); last = clock.GetTimestamp())
            await LookAsync(jump.SinceLastLook(), wasPaused: clock.GetElapsedTime(last) > LookEvery * 2, cancellationToken);
    }

    private async Task LookAsync(TimeSpan? jump, bool wasPaused, CancellationToken cancellationToken)
    {
        if (jump is { } by)
            Log.ClockWasSet(logger, by < TimeSpan.Zero ? "was set back" : "was set forth, or this machine slept,",
                TimeSpan.FromSeconds(Math.Round(by.Duration().TotalSeconds)));
        foreach (var scheduler in _triggers.GroupBy(trigger => trigger.Scheduler))
        {
            // A process that was paused is late with everything, and nothing is to blame.
            if (wasPaused)
                Excuse(scheduler);
            await SafelyAsync(
                async () =>
                {
                    if (jump is not null)
                        await SetToNowAsync(scheduler.Key, cancellationToken);
                    foreach (var trigger in scheduler)
                        await LookAtAsync(trigger, cancellationToken);
                },
                scheduler, cancellationToken);
        }
        await SafelyAsync(() => trackers.LookAsync(cancellationToken), [], cancellationToken);
        TellLateParts();
    }

    /// <summary>A worker that is stuck with something says so once, and when that is over.</summary>
    private void TellLateParts()
    {
        foreach (var part in times.Work.All)
        {
            if (times.Work.IsLate(part) && _late.Add(part.Name))
                Log.IsLate(logger, part.Name, PartTimes.Limit(part.Every), part.Problem is { } problem ? $": {problem}" : "");
            else if (!times.Work.IsLate(part) && _late.Remove(part.Name))
                Log.IsOnTime(logger, part.Name);
        }
    }

    /// <summary>Whatever goes wrong in a look, the next one follows.</summary>
    private async Task SafelyAsync(Func<Task> look, IEnumerable<WatchedTrigger> triggers, CancellationToken cancellationToken)
    {
        try
        {
            await look();
            _fault = null;
        }
        catch (Exception e) when (Outage.IsOne(e))
        {
            outage.Report(e);
            Excuse(triggers);
        }
        catch (Exception e) when (LedgerDamage.IsOfLedger(e))
        {
            // A ledger that is damaged or gone is told by the jobs that need it.
            Excuse(triggers);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (_fault != e.Message)
                Log.LookFailed(logger, e);
            _fault = e.Message;
            if (triggers.FirstOrDefault() is { } trigger)
                await SafelyAsync(() => MendAsync(trigger, "cannot be looked at", null, null, cancellationToken), [], cancellationToken);
        }
    }

    private void Excuse(IEnumerable<WatchedTrigger> triggers)
    {
        foreach (var trigger in triggers)
            times.Triggers.Excuse(trigger.Name);
    }

    private async Task LookAtAsync(WatchedTrigger trigger, CancellationToken cancellationToken)
    {
        if (await schedulerHost.FindRunningAsync(trigger.Scheduler, cancellationToken) is not { } scheduler
            || await scheduler.GetTrigger(trigger.Key, cancellationToken) is not { } stored)
        {
            await MendAsync(trigger, "is gone", null, null, cancellationToken);
            return;
        }
        var state = await scheduler.GetTriggerState(trigger.Key, cancellationToken);
        Note(trigger, stored.PreviousFireTimeUtc, state);
        if (state == TriggerState.Error)
            await MendAsync(trigger, "could not start its job", scheduler, stored, cancellationToken);
        else if (times.Triggers.IsLate(trigger.Name))
            await MendAsync(trigger, $"has not fired for {PartTimes.Limit(trigger.Every):c}", scheduler, stored, cancellationToken);
    }

    /// <summary>Whichever worker of a cluster has fired it.</summary>
    private void Note(WatchedTrigger trigger, DateTimeOffset? fired, TriggerState state)
    {
        (DateTimeOffset Fired, long Seen) known = _fired.GetValueOrDefault(trigger, (DateTimeOffset.MinValue, clock.GetTimestamp()));
        if (fired is { } at && at != known.Fired)
        {
            _fired[trigger] = (at, clock.GetTimestamp());
            // It fired, and its job could not begin.
            if (state == TriggerState.Error)
                return;
            _mended.Remove(trigger);
            times.Triggers.Done(trigger.Name, at);
            // In a cluster another worker may have done it.
            if (trigger.Part == WorkerTimes.Reminding && times.Work.ProblemOf(trigger.Part) is null)
                times.Work.Done(trigger.Part, at);
        }
        else if (state is TriggerState.Executing or TriggerState.Blocked && clock.GetElapsedTime(known.Seen) < LongestJob)
        {
            times.Triggers.Excuse(trigger.Name);
            times.Work.Excuse(trigger.Part);
        }
    }

    /// <summary>First the trigger is set to now; where that did not help, its scheduler is started again.</summary>
    private async Task MendAsync(WatchedTrigger trigger, string fault, IScheduler? scheduler, ITrigger? stored, CancellationToken cancellationToken)
    {
        var tries = _mended.GetValueOrDefault(trigger);
        if (tries.Times > 0 && clock.GetElapsedTime(tries.Last) < Patience)
            return;
        _mended[trigger] = (tries.Times + 1, clock.GetTimestamp());
        if (tries.Times == 0 && scheduler is not null && stored is not null)
        {
            Log.SetToNow(logger, trigger.Name, fault);
            await SetToNowAsync(scheduler, stored, cancellationToken);
        }
        else
        {
            Log.StartedAgain(logger, trigger.Name, fault, trigger.Scheduler);
            await schedulerHost.StartAgainAsync(trigger.Scheduler, cancellationToken);
        }
    }

    /// <summary>All triggers of a scheduler: those of single visits come sooner than they were asked for, and that does no harm.</summary>
    private async Task SetToNowAsync(string name, CancellationToken cancellationToken)
    {
        if (await schedulerHost.FindRunningAsync(name, cancellationToken) is not { } scheduler)
            return;
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancellationToken))
        {
            if (await scheduler.GetTrigger(key, cancellationToken) is { NextFireTimeUtc: not null } stored)
                await SetToNowAsync(scheduler, stored, cancellationToken);
        }
    }

    /// <summary>An interval begins now; a moment of a cron expression is the next one from now.</summary>
    private async Task SetToNowAsync(IScheduler scheduler, ITrigger stored, CancellationToken cancellationToken)
    {
        var anew = stored.GetTriggerBuilder().StartAt(clock.GetUtcNow()).Build();
        await scheduler.ResetTriggerFromErrorState(stored.Key, cancellationToken);
        await scheduler.ScheduleJob(anew, ScheduleJobOptions.Replacing, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The clock {What} by {By}; the schedule goes on from now")]
        public static partial void ClockWasSet(ILogger logger, string what, TimeSpan by);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule's {Trigger} {Fault}; it is set to now")]
        public static partial void SetToNow(ILogger logger, string trigger, string fault);

        [LoggerMessage(Level = LogLevel.Error, Message = "The schedule's {Trigger} {Fault}; the scheduler {Scheduler} is started again")]
        public static partial void StartedAgain(ILogger logger, string trigger, string fault, string scheduler);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Late: {Part} was not done for {Limit}{Why}")]
        public static partial void IsLate(ILogger logger, string part, TimeSpan limit, string why);

        [LoggerMessage(Level = LogLevel.Information, Message = "On time again: {Part}")]
        public static partial void IsOnTime(ILogger logger, string part);

        [LoggerMessage(Level = LogLevel.Error, Message = "The schedule could not be looked at; the next look follows in seconds")]
        public static partial void LookFailed(ILogger logger, Exception error);
    }
}
