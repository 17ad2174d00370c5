using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Retrying;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>An item whose work failed keeps its reason and waits a growing gap; everything else goes on.</summary>
internal sealed class ItemFailures(LedgerDatabase ledger, TimeProvider clock)
{
    /// <param name="code"><see cref="ProblemCode.Refused"/>, by the tracker, or <see cref="ProblemCode.Failed"/>.</param>
    public async Task RecordAsync(ITracker tracker, LedgerItem item, ProblemCode code, string reason, PassReport report, CancellationToken cancellationToken)
    {
        var problem = new ItemProblem(code, reason);
        report.Refused++;
        report.Problems.Add($"{item.Key}: {reason}");
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        var items = await work.Items.WithIdsAsync([item.Id], cancellationToken);
        await work.Items.UpdateAsync(items.Select(i => StepBack(i, tracker, now) with { Problem = problem }), cancellationToken);
        if (item.Problem != problem)
            await work.Events.AddAsync(
                [code == ProblemCode.Failed
                    ? item.Event(EventKind.Failed, now, Actor.ActionSync, reason)
                    : item.Event(EventKind.Refused, now, tracker.Name, reason)], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>One more attempt in vain: the next one comes later, and after work that was not tried yet.</summary>
    public static LedgerItem StepBack(LedgerItem item, ITracker tracker, DateTimeOffset now) =>
        item with { Attempts = item.Attempts + 1, RetryAt = now + BackOff.Item(tracker.Traits.LongestRetry).After(item.Attempts) };
}
