using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Refreshing;

/// <summary>Takes what a tracker shows into the ledger: fields that people changed, closings, moves, and what is gone.</summary>
internal sealed class Sightings(LedgerDatabase ledger, TrackerClaim claim, TimeProvider clock)
{
    /// <summary>Returns how many items look different now; null where another worker took over, whose picture is newer than this one.</summary>
    public async Task<int?> TakeInAsync(ITracker tracker, TrackerChanges changes, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (!await claim.ProveAsync(tracker.Name, work, cancellationToken))
            return null;
        var seen = await SeenAsync(tracker, changes, work, cancellationToken);
        var gone = await GoneAsync(tracker, changes, work, cancellationToken);
        var events = new List<LedgerEvent>();
        var after = new List<LedgerItem>();
        foreach (var (item, issue) in seen)
        {
            var refreshed = item.Seen(issue, now);
            if (refreshed == item)
                continue;
            if (item.State == ItemState.Missing)
                refreshed = refreshed with { Problem = null };
            after.Add(refreshed.Reconsider(null, now));
            events.AddRange(ItemTrace.Differences(item, refreshed, issue.ChangedBy ?? tracker.Name, now));
        }
        foreach (var (item, reason) in gone.Where(g => g.Item.State != ItemState.Missing))
        {
            after.Add(item.Gone(reason));
            events.Add(item.Event(EventKind.Missing, now, tracker.Name, reason));
        }
        await work.Items.UpdateAsync(after, cancellationToken);
        await work.Events.AddAsync(events, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return after.Count;
    }

    /// <summary>The items that the changed issues belong to: an issue is the item's that has it; one that was moved is known by its marker.</summary>
    private static async Task<IReadOnlyList<(LedgerItem Item, IssueSnapshot Issue)>> SeenAsync(
        ITracker tracker, TrackerChanges changes, LedgerWork work, CancellationToken cancellationToken)
    {
        var byId = (await work.Items.WithIssuesAsync(tracker.Place.Server, tracker.Place.Path, changes.Issues.Select(i => i.Ref.Id), cancellationToken))
            .ToLookup(i => i.Issue!.Id);
        var seen = changes.Issues.SelectMany(issue => byId[issue.Ref.Id].Select(item => (item, issue))).ToList();

        var strays = changes.Issues.Where(i => i.Marker is not null && !byId.Contains(i.Ref.Id)).ToLookup(i => i.Marker!);
        foreach (var item in await work.Items.WithMarkersAsync(strays.Select(g => g.Key), cancellationToken))
        {
            if (item.Issue is { } issue && (item.State == ItemState.Missing || changes.Present?.Contains(issue.Id) == false))
                seen.Add((item, strays[item.Marker].OrderBy(i => i.CreatedAt).First()));
        }
        return seen;
    }

    private static async Task<IReadOnlyList<(LedgerItem Item, string Reason)>> GoneAsync(
        ITracker tracker, TrackerChanges changes, LedgerWork work, CancellationToken cancellationToken)
    {
        var reasons = changes.Gone.GroupBy(g => g.Issue.Id).ToDictionary(g => g.Key, g => g.First().Reason);
        var gone = (await work.Items.WithIssuesAsync(tracker.Place.Server, tracker.Place.Path, reasons.Keys, cancellationToken))
            .Select(item => (item, reasons[item.Issue!.Id])).ToList();
        if (changes.Present is not { } present)
            return gone;

        var markers = changes.Issues.Where(i => i.Marker is not null).Select(i => i.Marker!).ToHashSet();
        var known = await work.Items.InPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken);
        var absent = known.Where(i => !present.Contains(i.Issue!.Id) && !markers.Contains(i.Marker)).ToList();
        // People delete one issue and then another, and a folder that is not mounted is empty all at once; what was missing before tells neither.
        var (vanished, there) = (absent.Count(IsThere), known.Count(IsThere));
        if (vanished > 1 && vanished == there)
        {
            throw new TrackerException(TrackerFault.NotFound,
                $"None of the {there} known issues is in {tracker.Place.Path} any more. If it is a mount, mount it; if they were deleted on purpose, " +
                "put one back, and the others are shown as missing.");
        }
        gone.AddRange(absent.Select(item => (item, $"{item.Issue!.Number} is not in {tracker.Place.Path} any more.")));
        return gone;

        static bool IsThere(LedgerItem item) => item.State != ItemState.Missing;
    }
}
