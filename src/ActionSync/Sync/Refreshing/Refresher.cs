using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;
using Humanizer;

namespace ActionSync.Sync.Refreshing;

/// <summary>How thoroughly a tracker is asked.</summary>
internal enum RefreshDepth
{
    /// <summary>What changed since the last time.</summary>
    Changes,

    /// <summary>Everything, so that what was deleted, transferred or hidden shows.</summary>
    Everything,
}

/// <summary>Whether many issues that lost the same field at once are believed.</summary>
internal enum Emptied
{
    /// <summary>
    /// A renamed field or a lost permission looks like that: the last known values stand until a person says otherwise, or the values are shown again.
    /// </summary>
    Doubt,

    /// <summary>A person said that it was meant.</summary>
    Believe,
}

/// <summary>Brings what people did in a tracker back into the ledger. Nothing is written to the tracker but the closing of our own duplicates.</summary>
internal sealed partial class Refresher(
    LedgerDatabase ledger, TrackerClaim claim, PlaceCheck places, UnlistedIssues unlisted, RefreshApplier applier, Duplicates duplicates, TimeProvider clock,
    ILogger<Refresher> logger)
{
    /// <param name="tracker">Where to look.</param>
    /// <param name="depth">How thoroughly.</param>
    /// <param name="urgency">Whether what could not be read waits out its gap before it is looked at again.</param>
    /// <param name="emptied">Whether many fields that are gone at once are believed.</param>
    /// <param name="cancellationToken">Ends the look between two steps.</param>
    public async Task<RefreshReport> RefreshAsync(ITracker tracker, RefreshDepth depth, Urgency urgency, Emptied emptied, CancellationToken cancellationToken)
    {
        var report = new RefreshReport(tracker.Name);
        if (!await claim.TakeAsync(tracker, cancellationToken))
            return report;
        try
        {
            await ReadAsync(tracker, depth, urgency, emptied, report, cancellationToken);
        }
        catch (TrackerException e)
        {
            report.Problems.Add(e.Message);
            await RememberAsync(tracker, known => known with
            {
                ReadProblem = e.Message,
                ReadFailingSince = known.ReadFailingSince ?? clock.GetUtcNow(),
                BlockedUntil = e.Until ?? known.BlockedUntil,
            });
        }
        finally
        {
            await claim.ReleaseAsync(tracker.Name);
        }
        if (report.Changed > 0)
            Log.Refreshed(logger, tracker.Name, "issue".ToQuantity(report.Changed));
        return report;
    }

    private async Task ReadAsync(
        ITracker tracker, RefreshDepth depth, Urgency urgency, Emptied emptied, RefreshReport report, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(tracker, cancellationToken);
        var hasIssues = await HasIssuesAsync(tracker, cancellationToken);
        // Nothing of ours is there before publishing has met it, unless the ledger was put back from an older day.
        if (known.FirstContactAt is null && !hasIssues)
            return;
        if (known.BlockedUntil > clock.GetUtcNow())
        {
            report.Problems.Add($"Tracker {tracker.Name} is limited until {known.BlockedUntil:u}; what people did there is read later.");
            return;
        }
        if (hasIssues)
            await places.ProveAsync(tracker, again: depth == RefreshDepth.Everything, cancellationToken);
        if (await ChangesAsync(tracker, depth, known, hasIssues, cancellationToken) is not { } listed)
            return;
        var changes = await unlisted.LookAsync(tracker, listed, urgency, cancellationToken);
        if (!await applier.TakeInAsync(tracker, changes, emptied, report, cancellationToken))
            return;
        foreach (var problem in changes.Problems)
            report.Problems.Add(problem);
        var isWhole = await duplicates.ResolveAsync(tracker, changes, report, cancellationToken);

        // The bookmark moves last: what a crash interrupts, and a double that could not be looked at, is read again.
        var now = clock.GetUtcNow();
        await RememberAsync(tracker, before => before with
        {
            Cursor = isWhole ? changes.Cursor ?? before.Cursor : before.Cursor,
            RefreshedAt = now,
            ReconciledAt = depth == RefreshDepth.Everything ? now : before.ReconciledAt,
            ReadProblem = null,
            ReadFailingSince = null,
        });
    }

    /// <summary>
    /// Null where nothing of ours is there and the place is not there either: nobody could have changed anything, and publishing says what is wrong.
    /// </summary>
    private async Task<TrackerChanges?> ChangesAsync(
        ITracker tracker, RefreshDepth depth, LedgerTracker known, bool hasIssues, CancellationToken cancellationToken)
    {
        try
        {
            return depth == RefreshDepth.Everything
                ? await tracker.ListAsync(await IssuesAsync(tracker, cancellationToken), cancellationToken)
                : await tracker.ChangesAsync(known.Cursor, cancellationToken);
        }
        catch (TrackerException e) when (e.Fault == TrackerFault.NotFound && !hasIssues)
        {
            return null;
        }
    }

    private async Task<bool> HasIssuesAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return (await work.Items.PlacesAsync(cancellationToken)).Any(p => p.Server == tracker.Place.Server && p.Place == tracker.Place.Path);
    }

    private async Task<LedgerTracker> KnownAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return (await work.Trackers.FindAsync(tracker.Name, cancellationToken))!;
    }

    private async Task<IReadOnlyList<IssueRef>> IssuesAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return [.. (await work.Items.InPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken)).Select(i => i.Issue!)];
    }

    private async Task RememberAsync(ITracker tracker, Func<LedgerTracker, LedgerTracker> change)
    {
        await using var work = await ledger.BeginAsync(CancellationToken.None);
        var known = (await work.Trackers.FindAsync(tracker.Name, CancellationToken.None))!;
        await work.Trackers.SaveAsync(change(known), CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Tracker {Tracker}: {Changed} changed by people")]
        public static partial void Refreshed(ILogger logger, string tracker, string changed);
    }
}
