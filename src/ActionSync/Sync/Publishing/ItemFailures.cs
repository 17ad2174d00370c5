using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>An item whose work failed keeps its reason and waits a growing gap; everything else goes on.</summary>
internal sealed class ItemFailures(LedgerDatabase ledger, TimeProvider clock)
{
    /// <param name="kind">Why it is in the history: <see cref="EventKind.Refused"/> or <see cref="EventKind.Failed"/>.</param>
    public async Task RecordAsync(ITracker tracker, LedgerItem item, string kind, string reason, PassReport report, CancellationToken cancellationToken)
    {
        report.Refused++;
        report.Problems.Add($"{item.Key}: {reason}");
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        var items = await work.Items.WithIdsAsync([item.Id], cancellationToken);
        await work.Items.UpdateAsync(items.Select(i => StepBack(i, tracker, now) with { Problem = reason }), cancellationToken);
        if (item.Problem != reason)
            await work.Events.AddAsync([item.Event(kind, now, kind == EventKind.Failed ? "actionsync" : tracker.Name, reason)], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>One more attempt in vain: the next one comes later, and after work that was not tried yet.</summary>
    public static LedgerItem StepBack(LedgerItem item, ITracker tracker, DateTimeOffset now) =>
        item with { Attempts = item.Attempts + 1, RetryAt = now + RetryGap.After(item.Attempts, tracker.Traits.LongestRetry) };
}
