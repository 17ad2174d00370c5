using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Publishing;

/// <summary>Writes what a document changed, and only that; what people changed in the tracker meanwhile stands.</summary>
internal sealed class Updating(LedgerDatabase ledger, TrackerClaim claim, TimeProvider clock)
{
    /// <summary>Updates one issue. False where another worker took over.</summary>
    public async Task<bool> UpdateAsync(ITracker tracker, LedgerItem waiting, PassReport report, CancellationToken cancellationToken)
    {
        if (await ReloadAsync(tracker, waiting, cancellationToken) is not { } start)
            return false;
        if (start.Item is not { Work: Work.Update, Issue: { } issue } item)
            return true;

        // Read first: what people changed a moment ago must not be written over.
        switch (await tracker.ReadAsync(issue, cancellationToken))
        {
            case ReadOutcome.Gone(var reason):
                await SaveAsync(item, i => i.Gone(reason), i => [i.Event(EventKind.Missing, clock.GetUtcNow(), tracker.Name, reason)], cancellationToken);
                return true;
            case ReadOutcome.Refused(var reason):
                await RefuseAsync(tracker, item, reason, report, cancellationToken);
                return true;
            case ReadOutcome.Found(var shown):
                await WriteAsync(tracker, item, item.Seen(shown, clock.GetUtcNow()), start.Revision, report, cancellationToken);
                return true;
            default:
                throw new InvalidOperationException("A read found, lost or refused.");
        }
    }

    private async Task WriteAsync(ITracker tracker, LedgerItem before, LedgerItem item, int revision, PassReport report, CancellationToken cancellationToken)
    {
        var plan = PatchPlan.Of(item);
        ReadOutcome outcome = new ReadOutcome.Found(Shown(item));
        if (!plan.Patch.IsEmpty)
            outcome = await tracker.UpdateAsync(item.Issue!, plan.Patch, cancellationToken);
        if (outcome is ReadOutcome.Found && item.Withdrawal == Withdrawal.Due)
            await tracker.AddNoteAsync(item.Issue!, WithdrawalNote(item, revision), cancellationToken);

        var now = clock.GetUtcNow();
        switch (outcome)
        {
            case ReadOutcome.Gone(var reason):
                await SaveAsync(item, i => i.Gone(reason), i => [i.Event(EventKind.Missing, now, tracker.Name, reason)], cancellationToken);
                break;
            case ReadOutcome.Refused(var reason):
                await RefuseAsync(tracker, item, reason, report, cancellationToken);
                break;
            case ReadOutcome.Found(var shown):
                report.Updated += plan.Patch.IsEmpty ? 0 : 1;
                await SaveAsync(
                    before,
                    current => Finish(current, item, plan, shown, now),
                    after => Trace(tracker, before, item, after, plan, now),
                    cancellationToken);
                break;
        }
    }

    /// <summary>The item after the write; asks that came in meanwhile stay unsettled.</summary>
    private static LedgerItem Finish(LedgerItem current, LedgerItem written, PatchPlan plan, IssueSnapshot shown, DateTimeOffset now)
    {
        var item = current.Seen(shown, now).Written(shown, written.Fields, plan.Writes, now);
        foreach (var field in Enum.GetValues<ItemField>())
        {
            if (item.Fields[field].Asked == written.Fields[field].Asked)
                item = item with { Fields = item.Fields.With(field, item.Fields[field].Settle()) };
        }
        return (item with
        {
            Attempts = 0,
            RetryAt = null,
            Problem = null,
            Withdrawal = (current.Withdrawal, written.Withdrawal) switch
            {
                (Withdrawal.Due, Withdrawal.Due) => Withdrawal.Told,
                (Withdrawal.Returning, Withdrawal.Returning) => Withdrawal.None,
                // The document changed its mind while we wrote: the issue's flag is what we wrote, not what it asks now.
                (Withdrawal.None, Withdrawal.Due) => Withdrawal.Returning,
                var (now_, _) => now_,
            },
        }).Reconsider(null, now);
    }

    private static IReadOnlyList<LedgerEvent> Trace(
        ITracker tracker, LedgerItem before, LedgerItem seen, LedgerItem after, PatchPlan plan, DateTimeOffset now)
    {
        var events = ItemTrace.Differences(before, seen, tracker.Name, now).ToList();
        events.AddRange(plan.Conflicts.Select(field => ItemTrace.Conflict(seen, field, now)));
        foreach (var field in plan.Writes)
        {
            var name = field.ToString().ToLowerInvariant();
            events.Add(after.Event(field == ItemField.Title ? EventKind.Renamed : EventKind.Updated, now, "actionsync",
                $"Wrote {name}: {seen.Fields[field].Shown ?? "none"} -> {seen.Fields[field].Asked ?? "none"}.") with
            {
                Field = name,
                Old = seen.Fields[field].Shown,
                New = seen.Fields[field].Asked,
            });
        }
        if (seen.Withdrawal == Withdrawal.Due)
            events.Add(after.Event(EventKind.Withdrawn, now, "actionsync", $"Told {after.Issue!.Number} that the document no longer names this item."));
        if (seen.Withdrawal == Withdrawal.Returning)
            events.Add(after.Event(EventKind.Reappeared, now, "actionsync", $"Took the withdrawn flag off {after.Issue!.Number}: the document names this item again."));
        return events;
    }

    private async Task RefuseAsync(ITracker tracker, LedgerItem item, string reason, PassReport report, CancellationToken cancellationToken)
    {
        report.Refused++;
        report.Problems.Add($"{item.Key}: {reason}");
        await SaveAsync(
            item,
            i => i with { Problem = reason, Attempts = i.Attempts + 1, RetryAt = clock.GetUtcNow() + TimeSpan.FromMinutes(10) },
            i => item.Problem == reason ? [] : [i.Event(EventKind.Refused, clock.GetUtcNow(), tracker.Name, reason)],
            cancellationToken);
    }

    private async Task<(LedgerItem Item, int Revision)?> ReloadAsync(ITracker tracker, LedgerItem waiting, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (!await claim.ProveAsync(tracker.Name, work, cancellationToken))
            return null;
        var items = await work.Items.WithIdsAsync([waiting.Id], cancellationToken);
        var incident = await work.Incidents.FindAsync(waiting.IncidentId, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return (items[0], incident!.Revision);
    }

    private async Task SaveAsync(
        LedgerItem item, Func<LedgerItem, LedgerItem> change, Func<LedgerItem, IReadOnlyList<LedgerEvent>> trace, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var current = (await work.Items.WithIdsAsync([item.Id], cancellationToken))[0];
        var after = change(current);
        await work.Items.UpdateAsync([after], cancellationToken);
        await work.Events.AddAsync(trace(after), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static IssueNote WithdrawalNote(LedgerItem item, int revision) => new(
        $"withdrawn-{revision}",
        $"Revision {revision} of incident {item.IncidentId}'s document no longer names this action item. Close this issue if it is not needed any more; ActionSync leaves it as it is.");

    /// <summary>The issue as the item remembers it, where nothing had to be sent.</summary>
    private static IssueSnapshot Shown(LedgerItem item) => new()
    {
        Ref = item.Issue!,
        Marker = item.Marker,
        Title = item.Fields.Title.Shown!,
        Owner = item.Fields.Owner.Shown,
        Priority = Priorities.ParseOrNull(item.Fields.Priority.Shown),
        Deadline = Deadline.ParseOrNull(item.Fields.Deadline.Shown),
        State = item.State,
        ClosedAt = item.DoneAt,
    };
}
