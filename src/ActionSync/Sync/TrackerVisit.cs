using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Trackers;

namespace ActionSync.Sync;

/// <summary>One visit to a tracker: what people did there comes back first, then what documents ask is written.</summary>
internal sealed class TrackerVisit(Refresher refresher, Publisher publisher, MissedNightlyCheck missedNights, TrackerSet trackers, ScheduleOptions schedule)
{
    /// <param name="tracker">Where to go.</param>
    /// <param name="depth">How much to read back at least; null to only publish. What is gone shows only where everything is read, so a nightly pass that was
    /// missed is made up.</param>
    /// <param name="urgency">Whether refused work waits out its gap.</param>
    /// <param name="progress">Told of what was published.</param>
    /// <param name="cancellationToken">Ends the visit between two steps.</param>
    public Task<VisitReport> VisitAsync(
        ITracker tracker, RefreshDepth? depth, Urgency urgency, IProgress<PassReport>? progress, CancellationToken cancellationToken) =>
        VisitAsync(tracker, depth, urgency, Emptied.Doubt, progress, cancellationToken);

    /// <summary>All trackers, at most <see cref="ScheduleOptions.MaxTrackers"/> at once.</summary>
    public Task<IReadOnlyList<VisitReport>> VisitAllAsync(
        RefreshDepth? depth, Urgency urgency, IProgress<PassReport>? progress, CancellationToken cancellationToken) =>
        VisitAllAsync(depth, urgency, Emptied.Doubt, progress, cancellationToken);

    private async Task<VisitReport> VisitAsync(
        ITracker tracker, RefreshDepth? depth, Urgency urgency, Emptied emptied, IProgress<PassReport>? progress, CancellationToken cancellationToken)
    {
        if (depth == RefreshDepth.Changes && await missedNights.WasMissedAsync(tracker.Name, cancellationToken))
            depth = RefreshDepth.Everything;
        var read = depth is { } how ? await refresher.RefreshAsync(tracker, how, urgency, emptied, cancellationToken) : new RefreshReport(tracker.Name);
        var published = await publisher.PublishAsync(tracker, urgency, progress, cancellationToken);
        return new VisitReport(read, published);
    }

    /// <summary>The same, and a person may say that fields that are gone from many issues at once were emptied on purpose.</summary>
    public async Task<IReadOnlyList<VisitReport>> VisitAllAsync(
        RefreshDepth? depth, Urgency urgency, Emptied emptied, IProgress<PassReport>? progress, CancellationToken cancellationToken)
    {
        var reports = new VisitReport[trackers.All.Count];
        await Parallel.ForEachAsync(
            trackers.All.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = schedule.MaxTrackers, CancellationToken = cancellationToken },
            async (entry, cancel) => reports[entry.Index] = await VisitAsync(entry.Item, depth, urgency, emptied, progress, cancel));
        return reports;
    }
}

/// <summary>What a visit brought and did.</summary>
internal sealed record VisitReport(RefreshReport Read, PassReport Published)
{
    public IEnumerable<string> Problems => Read.Problems.Concat(Published.Problems).Distinct();
}
