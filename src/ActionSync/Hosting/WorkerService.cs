using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Recovery;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using ActionSync.Scheduling;
using ActionSync.Trackers;

namespace ActionSync.Hosting;

/// <summary>
/// Opens the ledger and starts the schedule once the worker can be reached, and watches the schedule from then on. A server that is down at start is waited
/// for, and the worker is not ready meanwhile; a ledger that cannot be used with this configuration ends the worker.
/// </summary>
internal sealed partial class WorkerService(
    StartupChecks startupChecks, RouteHoles holes, LostLedger lost, RemindingOptions reminding, SchedulerHost schedulerHost, ScheduleWatch watch,
    DropFolder inbox, TrackerSet trackers, Outage outage, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WorkerService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>Why the worker ended by itself.</summary>
    public Exception? Failure { get; private set; }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await schedulerHost.StopAsync().WaitAsync(cancellationToken);
        }
        catch (Exception e) when (Outage.IsOne(e) || cancellationToken.IsCancellationRequested)
        {
            // A server that is away or hangs must not keep the worker: what is under way ends with it, and the ledger remembers what was promised.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // A worker that cannot be reached because its port is taken ends before it did anything.
            using var isListening = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, isListening.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var turns = new PeriodicTimer(Retry, clock);
            while (!await TryStartAsync(stoppingToken))
                await turns.WaitForNextTickAsync(stoppingToken);
            await watch.WatchAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Failure = e;
            lifetime.StopApplication();
        }
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await startupChecks.OpenAsync(cancellationToken);
            await lost.RequireNoneAsync(cancellationToken);
            if (holes.Find() is { } hole)
                Log.Hole(logger, hole, holes.Next);
            await schedulerHost.StartAsync(cancellationToken);
            Log.Watching(logger, inbox.FullPath, string.Join(", ", trackers.All.Select(tracker => tracker.Name)));
            SayNextSlot();
            outage.Ended();
            return true;
        }
        catch (Exception e) when (Outage.IsOne(e))
        {
            outage.Report(e);
            return false;
        }
    }

    private void SayNextSlot()
    {
        var now = clock.GetUtcNow();
        if (new ReminderCalendar(reminding).NextSlot(now) is { } slot)
            Log.NextSlot(logger, SlotText.Of(slot, now, reminding.TimeZone), reminding.TimeZone.Id);
        else
            Log.NoSlot(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "There is a hole in Routes: {Hole}. {Next}")]
        public static partial void Hole(ILogger logger, string hole, string next);

        [LoggerMessage(Level = LogLevel.Information, Message = "ActionSync watches {Inbox}; trackers: {Trackers}. Ctrl+C stops it.")]
        public static partial void Watching(ILogger logger, string inbox, string trackers);

        [LoggerMessage(Level = LogLevel.Information, Message = "Next reminders: {Slot} ({Zone})")]
        public static partial void NextSlot(ILogger logger, string slot, string zone);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody will be reminded: Reminding:At, WorkingDays and Holidays leave no day")]
        public static partial void NoSlot(ILogger logger);
    }
}
