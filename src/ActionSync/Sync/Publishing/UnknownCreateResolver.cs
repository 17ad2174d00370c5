using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Telemetry;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>
/// Finds out what became of creates whose outcome is not known: found by its marker, or, once the tracker's listing can be trusted, not created.
/// </summary>
internal sealed class UnknownCreateResolver(LedgerDatabase ledger)
{
    public async Task SettleAsync(ITracker tracker, PassReport report, CancellationToken cancellationToken)
    {
        // The time before the look: what was intended long enough before it must show in the listing.
        var (unknown, lookedAt) = await UnknownAsync(tracker, cancellationToken);
        if (unknown.Count == 0)
            return;
        using var trace = Tracing.Step("settle unknown creates", unknown.Select(item => item.IncidentId));
        trace?.SetTag("actionsync.tracker", tracker.Name).SetTag("actionsync.items", unknown.Count);
        var listed = await ListedAsync(tracker, unknown, lookedAt, cancellationToken);
        var found = await ProvenAsync(tracker, unknown, listed, report, cancellationToken);

        var created = 0;
        await using var work = await ledger.BeginAsync(cancellationToken);
        var items = new List<LedgerItem>();
        var events = new List<LedgerEvent>();
        foreach (var item in await work.Items.UnknownAsync(tracker.Name, cancellationToken))
        {
            if (found.TryGetValue(item.Marker, out var issue))
            {
                created++;
                var arrived = (item with { Attempts = 0, RetryAt = null, Problem = null }).Arrived(issue, lookedAt).Reconsider(null, lookedAt);
                items.Add(arrived);
                events.Add(item.Event(
                    EventKind.Created, lookedAt, Actor.ActionSync, $"Found {issue.Ref.Number} in {tracker.Name}, whose create had no answer: {issue.Ref.Url}"));
                events.AddRange(ItemEvents.Readings(item, arrived, tracker.Name, lookedAt));
            }
            else if (!listed.Contains(item.Marker) && IsDue(tracker, item, lookedAt) && unknown.Any(u => u.Id == item.Id && u.IntentAt == item.IntentAt))
            {
                items.Add(item.GiveUp(lookedAt));
            }
        }
        if (listed.Any(issues => issues.DistinctBy(i => i.Ref.Id).Count() > 1))
            await work.Trackers.ForgetCursorAsync(tracker.Name, cancellationToken);
        await work.Items.UpdateAsync(items, cancellationToken);
        await work.Events.AddAsync(events, cancellationToken);
        await work.CommitAsync(cancellationToken);
        report.Created += created;
        Counters.IssuesCreated(tracker.Name, created);
    }

    /// <summary>
    /// What the tracker's listing shows. One listing that lacks an issue would make a second one, so an absence that counts is looked at twice.
    /// </summary>
    private static async Task<ILookup<string, IssueSnapshot>> ListedAsync(
        ITracker tracker, IReadOnlyList<LedgerItem> unknown, DateTimeOffset lookedAt, CancellationToken cancellationToken)
    {
        var since = unknown.Min(i => SentSince(i, lookedAt));
        var listed = (await tracker.FindAsync([.. unknown.Select(i => i.Marker)], since, cancellationToken)).ToList();
        var absent = unknown.Where(i => IsDue(tracker, i, lookedAt) && !listed.Exists(l => l.Marker == i.Marker)).Select(i => i.Marker).ToList();
        if (absent.Count > 0)
            listed.AddRange(await tracker.FindAsync(absent, since, cancellationToken));
        return listed.ToLookup(i => i.Marker!);
    }

    /// <summary>The oldest issue of each marker, where it shows the marker itself.</summary>
    private static async Task<IReadOnlyDictionary<string, IssueSnapshot>> ProvenAsync(
        ITracker tracker, IReadOnlyList<LedgerItem> unknown, ILookup<string, IssueSnapshot> listed, PassReport report, CancellationToken cancellationToken)
    {
        var proven = new Dictionary<string, IssueSnapshot>();
        foreach (var item in unknown.Where(i => listed.Contains(i.Marker)))
        {
            var oldest = IssueAge.OldestOf(listed[item.Marker]);
            var (issue, doubt) = await tracker.MarkedAsync(oldest.Ref, item.Marker, cancellationToken);
            if (issue is not null)
                proven[item.Marker] = issue;
            else
                report.Problems.Add($"{item.Key}: {doubt ?? $"{tracker.Name} lists {oldest.Ref.Number} as this item's issue, but the issue itself does not say so."} It is looked for again in the next pass.");
        }
        return proven;
    }

    /// <summary>Not sent before this time. Where its clock ran ahead, all that is sure is that the item was known by then.</summary>
    private static DateTimeOffset SentSince(LedgerItem item, DateTimeOffset now) =>
        item.IntentBy != FutureTimes.Corrected ? item.IntentAt!.Value : item.FirstSeenAt < now ? item.FirstSeenAt : DateTimeOffset.UnixEpoch;

    private static bool IsDue(ITracker tracker, LedgerItem item, DateTimeOffset lookedAt) => lookedAt >= item.IntentAt + tracker.Traits.SettleUnknown;

    /// <summary>Those that wait to be settled, and the time by the clock that their intents were written by.</summary>
    private async Task<(IReadOnlyList<LedgerItem> Items, DateTimeOffset Now)> UnknownAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var items = await work.Items.UnknownAsync(tracker.Name, cancellationToken);
        return (items, items.Count == 0 ? default : await ledger.NowAsync(work, cancellationToken));
    }
}
