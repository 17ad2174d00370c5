using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Retrying;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Sync.Refreshing;

/// <summary>Takes what a tracker shows into the ledger: fields that people changed, closings, moves, what is gone, and what cannot be read.</summary>
internal sealed partial class RefreshApplier(LedgerDatabase ledger, TrackerClaim claim, TimeProvider clock, ILogger<RefreshApplier> logger)
{
    /// <summary>So many issues with the same trouble are told one by one in the log; more of them together.</summary>
    private const int MostToldAlone = 3;

    /// <summary>Reports how many items look different now; false where another worker took over, whose picture is newer than this one.</summary>
    public async Task<bool> TakeInAsync(ITracker tracker, TrackerChanges changes, Emptied emptied, RefreshReport report, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (!await claim.ProveAsync(tracker.Name, work, cancellationToken))
            return false;
        var seen = await SeenAsync(tracker, changes, work, cancellationToken);
        if (emptied == Emptied.Doubt)
            seen = EmptiedFields.Doubt(seen, await work.Items.UnreadInPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken), tracker.Name);
        var unread = await UnreadAsync(tracker, changes, report, work, cancellationToken);
        var gone = await GoneAsync(tracker, changes, work, cancellationToken);
        var sighted = seen.Select(s => Refresh(s.Item, s.Issue, tracker, now))
            .Concat(unread.Select(u => Sighting.Of(u.Item, u.Item.Unreadable(u.Why), tracker, now)))
            .Concat(gone.Where(g => !g.Item.IsIssueGone)
                .Select(g => new Sighting(g.Item, g.Item.Gone(g.Reason), [g.Item.IssueGone(now, tracker.Name, g.Reason)])))
            .ToList();
        await work.Items.UpdateAsync(sighted.Where(s => s.After != s.Before).Select(s => s.After), cancellationToken);
        await work.Events.AddAsync([.. sighted.SelectMany(s => s.Events)], cancellationToken);
        await work.CommitAsync(cancellationToken);
        report.Changed = sighted.Where(s => s.Events.Any(e => e.Kind is not (EventKind.Unread or EventKind.Readable)))
            .DistinctBy(s => s.Before.Issue!.Id).Count();
        TellReadings(tracker, sighted.SelectMany(s => s.Readings));
        return true;
    }

    private static Sighting Refresh(LedgerItem item, IssueSnapshot issue, ITracker tracker, DateTimeOffset now)
    {
        var refreshed = item.Seen(issue, now);
        if (refreshed == item)
            return Sighting.Of(item, item, tracker, now);
        return Sighting.Of(item, refreshed.Reconsider(null, now), tracker, now, ItemEvents.Differences(item, refreshed, issue.ChangedBy ?? tracker.Name, now));
    }

    /// <summary>Once when it begins and once when it ends; many with the same reason in one line.</summary>
    private void TellReadings(ITracker tracker, IEnumerable<ReadingChange> readings)
    {
        foreach (var same in readings.GroupBy(change => (change.Kind, change.What, change.Sentence)))
        {
            var keys = same.Select(change => change.Item.Key).ToList();
            var text = keys.Count <= MostToldAlone
                ? $"{string.Join(", ", keys)}: {same.Key.Sentence}"
                : $"{keys.Count} items, such as {string.Join(", ", keys.Take(MostToldAlone))}: {same.Key.Sentence}";
            if (same.Key.Kind == EventKind.Unread)
                Log.Unread(logger, tracker.Name, text);
            else
                Log.Readable(logger, tracker.Name, text);
        }
    }

    /// <summary>The items of issues that cannot be read. An issue that is nobody's here is told all the same.</summary>
    private static async Task<IReadOnlyList<(LedgerItem Item, string Why)>> UnreadAsync(
        ITracker tracker, TrackerChanges changes, RefreshReport report, LedgerTransaction work, CancellationToken cancellationToken)
    {
        if (changes.Unread.Count == 0)
            return [];
        var items = (await work.Items.WithIssuesAsync(
            tracker.Place.Server, tracker.Place.Path, changes.Unread.Select(u => u.Id).OfType<string>(), cancellationToken))
            .ToLookup(i => i.Issue!.Id);
        foreach (var stranger in changes.Unread.Where(u => u.Id is null || !items.Contains(u.Id)))
            report.Problems.Add($"An issue of {tracker.Name} cannot be read: {stranger.Why}");
        return [.. changes.Unread.Where(u => u.Id is not null).DistinctBy(u => u.Id).SelectMany(u => items[u.Id!].Select(item => (item, u.Why)))];
    }

    /// <summary>The items that the changed issues belong to: an issue is the item's that has it; one that was moved is known by its marker.</summary>
    private static async Task<IReadOnlyList<(LedgerItem Item, IssueSnapshot Issue)>> SeenAsync(
        ITracker tracker, TrackerChanges changes, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var byId = (await work.Items.WithIssuesAsync(tracker.Place.Server, tracker.Place.Path, changes.Issues.Select(i => i.Ref.Id), cancellationToken))
            .ToLookup(i => i.Issue!.Id);
        var seen = changes.Issues.SelectMany(issue => byId[issue.Ref.Id].Select(item => (item, issue))).ToList();

        var strays = changes.Issues.Where(i => i.Marker is not null && !byId.Contains(i.Ref.Id)).ToLookup(i => i.Marker!);
        foreach (var item in await work.Items.WithMarkersAsync(strays.Select(g => g.Key), cancellationToken))
        {
            if (item.Issue is { } issue && (item.IsIssueGone || changes.Present?.Contains(issue.Id) == false))
                seen.Add((item, IssueAge.OldestOf(strays[item.Marker])));
        }
        return seen;
    }

    private static async Task<IReadOnlyList<(LedgerItem Item, string Reason)>> GoneAsync(
        ITracker tracker, TrackerChanges changes, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var reasons = changes.Gone.GroupBy(g => g.Issue.Id).ToDictionary(g => g.Key, g => g.First().Reason);
        var gone = (await work.Items.WithIssuesAsync(tracker.Place.Server, tracker.Place.Path, reasons.Keys, cancellationToken))
            .Select(item => (item, reasons[item.Issue!.Id])).ToList();
        if (changes.Present is not { } present)
            return gone;

        var markers = changes.Issues.Where(i => i.Marker is not null).Select(i => i.Marker!).ToHashSet();
        var known = await work.Items.InPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken);
        // What cannot be read is there, and what nobody can name could be any of them.
        var unread = changes.Unread.Select(u => u.Id).ToHashSet();
        if (unread.Contains(null))
            return gone;
        var absent = known.Where(i => !present.Contains(i.Issue!.Id) && !unread.Contains(i.Issue!.Id) && !markers.Contains(i.Marker)).ToList();
        // People delete one issue and then another, and a folder that is not mounted is empty all at once; what was missing before tells neither.
        var (vanished, there) = (IssuesThere(absent), IssuesThere(known));
        if (vanished > 1 && vanished == there)
        {
            throw new TrackerException(TrackerFault.NotFound,
                $"None of the {there} known issues is in {tracker.Place.Path} any more. If it is a mount, mount it; if they were deleted on purpose, " +
                "put one back, and the others are shown as missing.");
        }
        gone.AddRange(absent.Select(item => (item, $"{item.Issue!.Number} is not in {tracker.Place.Path} any more.")));
        return gone;

        static int IssuesThere(IEnumerable<LedgerItem> items) => items.Where(i => !i.IsIssueGone).DistinctBy(i => i.Issue!.Id).Count();
    }

    /// <summary>An item before and after a look at its issue.</summary>
    private sealed record Sighting(LedgerItem Before, LedgerItem After, IReadOnlyList<LedgerEvent> Events)
    {
        public IReadOnlyList<ReadingChange> Readings { get; init; } = [];

        /// <summary>With what can no longer, or again, be read; and with the time of the next look, where something cannot.</summary>
        public static Sighting Of(LedgerItem before, LedgerItem after, ITracker tracker, DateTimeOffset now, IEnumerable<LedgerEvent>? differences = null)
        {
            var readings = ReadingChange.Between(before, after).ToList();
            if (after.Unread.Count == 0)
                after = after with { Looks = 0, LookAt = null };
            else if (after.LookAt is not { } at || at <= now)
                after = after with { Looks = after.Looks + 1, LookAt = now + BackOff.Item(tracker.Traits.LongestRetry).After(after.Looks) };
            return new Sighting(before, after, [.. differences ?? [], .. readings.Select(change => change.Event(tracker.Name, now))]) { Readings = readings };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Tracker {Tracker}: {What}")]
        public static partial void Unread(ILogger logger, string tracker, string what);

        [LoggerMessage(Level = LogLevel.Information, Message = "Tracker {Tracker}: {What}")]
        public static partial void Readable(ILogger logger, string tracker, string what);
    }
}
