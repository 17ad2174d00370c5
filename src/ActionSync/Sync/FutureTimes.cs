using ActionSync.Ledger;
using ActionSync.Trackers;
using Humanizer;

namespace ActionSync.Sync;

/// <summary>
/// A clock that once ran ahead left times in the ledger that nobody can have lived through yet. Nothing may wait for them: they are put right before a tracker
/// is worked on, and the log says so.
/// </summary>
internal sealed partial class FutureTimes(ILogger<FutureTimes> logger)
{
    /// <summary>Who intended a create whose time was put right: when it was really sent is not known.</summary>
    public const string Corrected = "a clock that was put right";

    /// <summary>Clocks of several machines differ by less.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>No service asks for a longer pause.</summary>
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(1);

    /// <summary>Puts right what the ledger knows of a tracker and of the items that wait for it.</summary>
    public async Task PutRightAsync(ITracker tracker, LedgerTracker known, DateTimeOffset now, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var right = known with
        {
            FirstContactAt = NotAhead(known.FirstContactAt, now),
            RefreshedAt = NotAhead(known.RefreshedAt, now),
            ReadFailingSince = NotAhead(known.ReadFailingSince, now),
            WriteFailingSince = NotAhead(known.WriteFailingSince, now),
            // Whether everything was read since is not known.
            ReconciledAt = known.ReconciledAt > now + Tolerance ? null : known.ReconciledAt,
            BlockedUntil = known.BlockedUntil > now + LongestLimit ? null : known.BlockedUntil,
        };
        if (right != known)
        {
            await work.Trackers.SaveAsync(right, cancellationToken);
            Log.Tracker(logger, tracker.Name);
        }
        var items = await work.Items.PutTimesRightAsync(
            tracker.Name, Corrected, now, now + Tolerance, now + tracker.Traits.LongestRetry + Tolerance, cancellationToken);
        if (items > 0)
            Log.Items(logger, tracker.Name, "item".ToQuantity(items));
    }

    private static DateTimeOffset? NotAhead(DateTimeOffset? time, DateTimeOffset now) => time > now + Tolerance ? now : time;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning,
            Message = "Tracker {Tracker}: what the ledger remembers of it lay ahead of the clock, which must have run ahead once, and was put right")]
        public static partial void Tracker(ILogger logger, string tracker);

        [LoggerMessage(Level = LogLevel.Warning,
            Message = "Tracker {Tracker}: {Items} waited for a time far ahead of the clock, which must have run ahead once; that wait is over")]
        public static partial void Items(ILogger logger, string tracker, string items);
    }
}
