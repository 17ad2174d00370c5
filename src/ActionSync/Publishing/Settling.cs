using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Publishing;

/// <summary>Finds out what became of creates whose outcome is not known: found by its marker, or, once the tracker's listing can be trusted, not created.</summary>
internal sealed class Settling(LedgerDatabase ledger)
{
    public async Task SettleAsync(ITracker tracker, PassReport report, CancellationToken cancellationToken)
    {
        // The time before the look: what was intended long enough before it must show in the listing.
        var (unknown, lookedAt) = await UnknownAsync(tracker, cancellationToken);
        if (unknown.Count == 0)
            return;
        var found = (await tracker.FindAsync([.. unknown.Select(i => i.Marker)], unknown.Min(i => i.IntentAt!.Value), cancellationToken))
            .ToLookup(i => i.Marker!);

        await using var work = await ledger.BeginAsync(cancellationToken);
        var items = new List<LedgerItem>();
        var events = new List<LedgerEvent>();
        foreach (var item in await work.Items.UnknownAsync(tracker.Name, cancellationToken))
        {
            if (found[item.Marker].OrderBy(i => i.CreatedAt).ThenBy(i => i.Ref.Number, StringComparer.Ordinal).FirstOrDefault() is { } issue)
            {
                report.Created++;
                items.Add((item with { Attempts = 0, RetryAt = null, Problem = null })
                    .Arrived(issue, lookedAt)
                    .Reconsider(null, lookedAt));
                events.Add(item.Event(EventKind.Created, lookedAt, "actionsync", $"Found {issue.Ref.Number} in {tracker.Name}, whose create had no answer: {issue.Ref.Url}"));
            }
            else if (lookedAt >= item.IntentAt + tracker.Traits.SettleUnknown && unknown.Any(u => u.Id == item.Id && u.IntentAt == item.IntentAt))
            {
                items.Add(item.NotCreated(lookedAt));
            }
        }
        if (found.Any(issues => issues.Count() > 1))
            await work.Trackers.ForgetCursorAsync(tracker.Name, cancellationToken);
        await work.Items.UpdateAsync(items, cancellationToken);
        await work.Events.AddAsync(events, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Those that wait to be settled, and the time by the clock that their intents were written by.</summary>
    private async Task<(IReadOnlyList<LedgerItem> Items, DateTimeOffset Now)> UnknownAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var items = await work.Items.UnknownAsync(tracker.Name, cancellationToken);
        return (items, items.Count == 0 ? default : await ledger.NowAsync(work, cancellationToken));
    }
}
