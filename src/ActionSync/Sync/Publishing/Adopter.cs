using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>
/// Takes issues that exist already instead of making new ones: at first contact with a tracker all that carry our marker, so that a lost ledger does
/// not make everything twice, and later the one that a document names by its address.
/// </summary>
internal sealed class Adopter(LedgerDatabase ledger, FirstContact firstContact, LedgerOptions options, ItemFailures failures, TimeProvider clock)
{
    /// <summary>
    /// Lists our issues once per ledger and tracker, before anything is created there. False where issues of ours are there and others that cannot be read:
    /// these may be ours too, so that nothing is created yet.
    /// </summary>
    public async Task<bool> FirstSyncAsync(ITracker tracker, PassReport report, CancellationToken cancellationToken)
    {
        await using (var read = await ledger.ReadAsync(cancellationToken))
        {
            if ((await read.Trackers.FindAsync(tracker.Name, cancellationToken))?.FirstContactAt is not null)
                return true;
        }
        var listing = await firstContact.ListAsync(tracker, cancellationToken);
        if (listing.WhyIncomplete is { } why)
            report.Problems.Add(why);

        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Trackers.SaveFoundAsync(tracker.Name, listing.Ours, cancellationToken);
        var known = await work.Trackers.FindAsync(tracker.Name, cancellationToken);
        if (listing.WhyIncomplete is null)
            await work.Trackers.SaveAsync(known! with { FirstContactAt = clock.GetUtcNow() }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return listing.WhyIncomplete is null;
    }

    /// <summary>The items whose issue was found before are given it; those of the waiting ones that have none are returned.</summary>
    public async Task<IReadOnlyList<LedgerItem>> AdoptFoundAsync(
        ITracker tracker, IReadOnlyList<LedgerItem> waiting, PassReport report, CancellationToken cancellationToken)
    {
        var (found, closed) = await FoundAsync(tracker, cancellationToken);
        var left = waiting.ToList();
        foreach (var (item, issue) in FoundMatching.Match([.. waiting, .. closed], found, options.Namespace))
        {
            switch (await tracker.ReadTwiceAsync(issue.Ref, cancellationToken))
            {
                case ReadOutcome.Gone:
                    continue;
                case ReadOutcome.Found(var shown) when shown.Marker == issue.Marker:
                    await AdoptAsync(tracker, item, shown, issue, report, cancellationToken);
                    break;
                case ReadOutcome.Found:
                    await SyncAgainAsync(tracker, issue, report, cancellationToken);
                    break;
                case ReadOutcome.Failed(var reason, _) when left.Contains(item):
                    await failures.RecordAsync(tracker, item, ProblemCode.Failed, reason, report, cancellationToken);
                    break;
                case ReadOutcome.Refused(var reason) when left.Contains(item):
                    await failures.RecordAsync(tracker, item, ProblemCode.Refused, reason, report, cancellationToken);
                    break;
            }
            // Whatever became of it: while its issue may be there, it gets no second one.
            left.Remove(item);
        }
        return left;
    }

    /// <summary>The listing mixed issues up, or somebody took the marker out since: everything is listed anew before the item gets an issue.</summary>
    private async Task SyncAgainAsync(ITracker tracker, FoundIssue issue, PassReport report, CancellationToken cancellationToken)
    {
        report.Problems.Add($"Tracker {tracker.Name} listed {issue.Ref.Number} under a marker that the issue itself does not show. Our issues are listed again in the next pass.");
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Trackers.ForgetFoundAsync(tracker.Name, [issue.Marker], cancellationToken);
        var known = await work.Trackers.FindAsync(tracker.Name, cancellationToken);
        await work.Trackers.SaveAsync(known! with { FirstContactAt = null }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Takes the issue that the document names.</summary>
    public async Task AdoptNamedAsync(ITracker tracker, LedgerItem item, PassReport report, CancellationToken cancellationToken)
    {
        var outcome = tracker.Recognise(item.Url!) is { } issue
            ? await tracker.ReadTwiceAsync(issue, cancellationToken)
            : new ReadOutcome.Refused($"{item.Url} is no issue of {tracker.Place} any more. Correct the item's url, or configure the tracker that has it.");
        switch (outcome)
        {
            case ReadOutcome.Found(var snapshot):
                await AdoptAsync(tracker, item, snapshot, null, report, cancellationToken);
                break;
            case ReadOutcome.Gone(var reason):
                await failures.RecordAsync(
                    tracker, item, ProblemCode.Refused, $"{item.Url}: {reason} Correct or remove the item's url.", report, cancellationToken);
                break;
            case ReadOutcome.Refused(var reason):
                await failures.RecordAsync(tracker, item, ProblemCode.Refused, reason, report, cancellationToken);
                break;
            case ReadOutcome.Failed(var reason, _):
                await failures.RecordAsync(tracker, item, ProblemCode.Failed, reason, report, cancellationToken);
                break;
        }
    }

    private async Task AdoptAsync(
        ITracker tracker, LedgerItem chosen, IssueSnapshot issue, FoundIssue? found, PassReport report, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        if ((await work.Items.WithIdsAsync([chosen.Id], cancellationToken)) is not [{ Issue: null } current])
            return;
        var holder = found is null && issue.Marker != current.Marker ? await HolderAsync(tracker, current, issue, work, cancellationToken) : null;
        var item = found is null ? current : await RenamedAsync(current, found, work, cancellationToken);
        var fields = item.Fields with { AreFollowed = found is null && issue.Marker != item.Marker, LinkedTo = holder?.Key };
        var adopted = (item with { Tracker = tracker.Name, Attempts = 0, RetryAt = null, Problem = null, Fields = fields }).Adopt(issue, now);
        var events = Taken(adopted, holder, tracker, now).ToList();
        events.AddRange(Enum.GetValues<ItemField>()
            .Where(field => field != ItemField.State && adopted.Fields[field].Desired != adopted.Fields[field].LastWritten
                && !(field == ItemField.Title && IsNamedByTicket(tracker, adopted)))
            .Select(field => ItemEvents.Conflict(adopted, field, now)));
        events.AddRange(ItemEvents.Readings(item, adopted, tracker.Name, now));
        // Withdrawn while it had no issue: this one is yet to be told.
        var told = adopted.Withdrawal == Withdrawal.Told ? adopted with { Withdrawal = Withdrawal.Due } : adopted;
        await work.Items.UpdateAsync([told.Reconsider(null, now)], cancellationToken);
        await work.Events.AddAsync(events, cancellationToken);
        await work.Trackers.ForgetFoundAsync(tracker.Name, [adopted.Marker], cancellationToken);
        // A holder that has no issue yet will have this one, which was made for it.
        if (holder is null or { Issue: not null })
            await SharedIssues.SettleAsync(work, [issue.Ref], now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        report.Adopted++;
    }

    /// <summary>The document gives the item no title but its ticket: that the tracker has words for it is no difference.</summary>
    private static bool IsNamedByTicket(ITracker tracker, LedgerItem item) => item.Fields.Title.Desired is { } title
        && (tracker.Recognise(title) ?? tracker.RecogniseKey(title))?.Number == item.Issue!.Number;

    /// <summary>The other item whose issue this is, because it has it already or because the issue was made for it.</summary>
    private static async Task<LedgerItem?> HolderAsync(
        ITracker tracker, LedgerItem item, IssueSnapshot issue, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var all = await work.Items.WithIssuesAsync(tracker.Place.Server, tracker.Place.Path, [issue.Ref.Id], cancellationToken);
        var holders = all.Where(i => i.Id != item.Id).ToList();
        if (holders.Count > 0)
            return SharedIssues.FollowerOf(holders);
        var owners = issue.Marker is { } marker ? await work.Items.WithMarkersAsync([marker], cancellationToken) : [];
        return owners.FirstOrDefault(i => i is { Issue: null, IsWithdrawn: false });
    }

    /// <summary>Of several items with one issue one follows it; the others are linked to that one, and both histories name the other.</summary>
    private static IEnumerable<LedgerEvent> Taken(LedgerItem item, LedgerItem? holder, ITracker tracker, DateTimeOffset now) => holder is null
        ? [item.Event(EventKind.Adopted, now, Actor.ActionSync, $"Adopted {item.Issue!.Number} of {tracker.Name}: {item.Url}")]
        :
        [
            item.Event(
                EventKind.Linked, now, Actor.ActionSync, $"{item.Issue!.Number} of {tracker.Name} is the issue of {holder.Key}, which follows it: {item.Url}"),
            holder.Event(EventKind.Linked, now, Actor.ActionSync, $"{item.Key} names {item.Issue.Number} too; its document changes nothing here."),
        ];

    /// <summary>The item under the key and marker that its issue carries; an item that has no issue yet and was given these takes the other's.</summary>
    private static async Task<LedgerItem> RenamedAsync(LedgerItem item, FoundIssue found, LedgerTransaction work, CancellationToken cancellationToken)
    {
        if (found.Marker == item.Marker)
            return item;
        var renamed = item with { Key = found.Key!, Marker = found.Marker };
        if (await work.Items.FindAsync(found.Key!, cancellationToken) is { Issue: null } other)
        {
            await work.Items.UpdateAsync([other with { Key = $"~{other.Id}", Marker = $"~{other.Id}" }], cancellationToken);
            await work.Items.UpdateAsync([renamed, other with { Key = item.Key, Marker = item.Marker }], cancellationToken);
        }
        return renamed;
    }

    /// <summary>The issues that no item claims yet, and the items that had no need of one but whose marker is among them.</summary>
    private async Task<(IReadOnlyList<FoundIssue> Issues, IReadOnlyList<LedgerItem> Closed)> FoundAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var issues = await work.Trackers.FoundAsync(tracker.Name, cancellationToken);
        var items = await work.Items.WithMarkersAsync(issues.Select(i => i.Marker), cancellationToken);
        var claimed = items.Where(i => i.Issue is not null).Select(i => i.Marker).ToHashSet();
        return ([.. issues.Where(i => !claimed.Contains(i.Marker))], [.. items.Where(i => i.Issue is null && i.State.IsClosed())]);
    }
}
