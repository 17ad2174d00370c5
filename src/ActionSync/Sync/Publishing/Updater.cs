using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Telemetry;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>Writes what a document changed, and only that; what people changed in the tracker meanwhile stands.</summary>
internal sealed class Updater(LedgerDatabase ledger, TrackerClaim claim, ItemFailures failures, TimeProvider clock)
{
    /// <summary>Updates one issue. False where another worker took over.</summary>
    public async Task<bool> UpdateAsync(ITracker tracker, LedgerItem waiting, PassReport report, CancellationToken cancellationToken)
    {
        using var trace = Tracing.Step("update issue", [waiting.IncidentId]);
        trace?.SetTag("actionsync.tracker", tracker.Name);
        if (await ReloadAsync(tracker, waiting, cancellationToken) is not { } start)
            return false;
        if (start.Item is not { PendingAction: PendingAction.Update, Issue: { } issue } item)
            return true;

        // Read first: what people changed a moment ago must not be written over.
        switch (await tracker.ReadAsync(issue, cancellationToken))
        {
            case ReadOutcome.Gone(var reason):
                await SaveAsync(item, i => i.Gone(reason), i => [i.IssueGone(clock.GetUtcNow(), tracker.Name, reason)], cancellationToken);
                return true;
            case ReadOutcome.Refused(var reason):
                await failures.RecordAsync(tracker, item, ProblemCode.Refused, reason, report, cancellationToken);
                return true;
            case ReadOutcome.Failed(var reason, _):
                await failures.RecordAsync(tracker, item, ProblemCode.Failed, reason, report, cancellationToken);
                return true;
            case ReadOutcome.Found(var shown):
                return await WriteAsync(tracker, item, EmptiedFields.DoubtAlone(item, shown, []), start.Revision, report, cancellationToken);
            default:
                throw new InvalidOperationException("A read found, lost, refused or failed.");
        }
    }

    private async Task<bool> WriteAsync(
        ITracker tracker, LedgerItem before, IssueSnapshot read, int revision, PassReport report, CancellationToken cancellationToken)
    {
        var item = before.Seen(read, clock.GetUtcNow());
        var plan = PatchPlan.Of(item);
        // What the document asks is given up for what people did, and for nothing else.
        if (plan.Conflicts.Count > 0 && await tracker.DoubtAsync(read, cancellationToken) is { } doubt)
        {
            await failures.RecordAsync(tracker, item, ProblemCode.Failed, doubt, report, cancellationToken);
            return true;
        }
        if (!plan.Patch.IsEmpty)
        {
            if (!await CommitIntentAsync(tracker, item, read, plan, cancellationToken))
                return false;
            before = item;
        }
        var outcome = await SendAsync(tracker, item, read, plan, revision, cancellationToken);
        var now = clock.GetUtcNow();
        switch (outcome)
        {
            case ReadOutcome.Gone(var reason):
                await SaveAsync(item, i => i.Gone(reason), i => [i.IssueGone(now, tracker.Name, reason)], cancellationToken);
                break;
            case ReadOutcome.Refused(var reason):
                await failures.RecordAsync(tracker, item, ProblemCode.Refused, reason, report, cancellationToken);
                break;
            case ReadOutcome.Failed(var reason, _):
                await failures.RecordAsync(tracker, item, ProblemCode.Failed, reason, report, cancellationToken);
                break;
            case ReadOutcome.Found(var echo):
                var shown = EmptiedFields.DoubtAlone(item, echo, plan.Writes);
                report.Updated += plan.Patch.IsEmpty ? 0 : 1;
                await SaveAsync(
                    before,
                    current => Finish(tracker, current, item, plan, shown, now),
                    after => Trace(tracker, before, item, after, plan, now),
                    cancellationToken);
                break;
        }
        return true;
    }

    /// <summary>Sends what the plan holds; found where all of it arrived and is shown the same way twice.</summary>
    private static async Task<ReadOutcome> SendAsync(
        ITracker tracker, LedgerItem item, IssueSnapshot read, PatchPlan plan, int revision, CancellationToken cancellationToken)
    {
        ReadOutcome outcome = new ReadOutcome.Found(read);
        if (!plan.Patch.IsEmpty)
            outcome = await tracker.UpdateAsync(item.Issue!, plan.Patch, cancellationToken);
        if (outcome is ReadOutcome.Found(var echo) && plan.Writes.Any(field => !echo.IsUnread(field) && echo.Word(field) != item.Fields[field].Desired)
            && await tracker.DoubtAsync(echo, cancellationToken) is { } doubt)
        {
            return new ReadOutcome.Failed(doubt, PerhapsDone: true);
        }
        return outcome is ReadOutcome.Found && item.Withdrawal == Withdrawal.Due && !item.Fields.AreFollowed
            ? await tracker.AddNoteAsync(item.Issue!, WithdrawalNote(item, revision), cancellationToken)
            : outcome;
    }

    /// <summary>
    /// Commits what is about to be written: if nothing is heard of it, what the tracker then shows is ours and not people's. False where another worker
    /// took over since the issue was read.
    /// </summary>
    private async Task<bool> CommitIntentAsync(ITracker tracker, LedgerItem item, IssueSnapshot read, PatchPlan plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (!await claim.ProveAsync(tracker.Name, work, cancellationToken))
            return false;
        var current = (await work.Items.WithIdsAsync([item.Id], cancellationToken))[0];
        var seen = current.Seen(read, now);
        var fields = plan.Writes.Aggregate(seen.Fields, (all, field) => all.With(field, all[field].MarkSending(item.Fields[field].Desired)));
        await work.Items.UpdateAsync([seen with { Fields = fields }], cancellationToken);
        await work.Events.AddAsync(
            [.. ItemEvents.Differences(current, seen, tracker.Name, now), .. ItemEvents.Readings(current, seen, tracker.Name, now)], cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// The item after the write; asks that came in meanwhile stay unsettled, and so does what cannot be read: it is not known whether it was written.
    /// </summary>
    private static LedgerItem Finish(ITracker tracker, LedgerItem current, LedgerItem written, PatchPlan plan, IssueSnapshot shown, DateTimeOffset now)
    {
        var item = current.Seen(shown, now).Written(shown, written.Fields, plan.Writes, now);
        var unread = Enum.GetValues<ItemField>().Where(field => shown.IsUnread(field) || plan.Waits.Contains(field)).ToHashSet();
        foreach (var field in Enum.GetValues<ItemField>().Except(unread))
        {
            var tracked = item.Fields[field];
            item = item with { Fields = item.Fields.With(field, tracked.Desired == written.Fields[field].Desired ? Done(tracked) : tracked.Unsent()) };
        }
        var waits = unread.Any(field => item.Fields[field].IsUnsettled);
        return ((waits ? ItemFailures.StepBack(item, tracker, now) : item with { Attempts = 0, RetryAt = null }) with
        {
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

    /// <summary>An ask that the tracker shows already is as good as written: document and people agree, and go on from there.</summary>
    private static TrackedField Done(TrackedField field) =>
        field.IsUnsettled && field.Desired == field.Current ? field.Written(field.Desired, field.Current) : field.Settle();

    private static IReadOnlyList<LedgerEvent> Trace(
        ITracker tracker, LedgerItem before, LedgerItem seen, LedgerItem after, PatchPlan plan, DateTimeOffset now)
    {
        var events = ItemEvents.Differences(before, seen, tracker.Name, now).Concat(ItemEvents.Readings(before, after, tracker.Name, now)).ToList();
        events.AddRange(plan.Conflicts.Select(field => ItemEvents.Conflict(seen, field, now)));
        foreach (var field in plan.Writes.Where(field => after.Fields[field].InFlight is null))
        {
            var name = field.ToWord();
            events.Add(after.Event(field == ItemField.Title ? EventKind.Renamed : EventKind.Updated, now, Actor.ActionSync,
                $"Wrote {name}: {seen.Fields[field].Current ?? "none"} -> {seen.Fields[field].Desired ?? "none"}.") with
            {
                Field = name,
                Old = seen.Fields[field].Current,
                New = seen.Fields[field].Desired,
            });
        }
        if (seen.Fields.AreFollowed)
            return events;
        if (seen.Withdrawal == Withdrawal.Due)
            events.Add(after.Event(EventKind.Withdrawn, now, Actor.ActionSync, $"Told {after.Issue!.Number} that the document no longer names this item."));
        if (seen.Withdrawal == Withdrawal.Returning)
            events.Add(after.Event(
                EventKind.Reappeared, now, Actor.ActionSync, $"Took the withdrawn flag off {after.Issue!.Number}: the document names this item again."));
        return events;
    }

    private async Task<(LedgerItem Item, int Revision)?> ReloadAsync(ITracker tracker, LedgerItem waiting, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (!await claim.ProveAsync(tracker.Name, work, cancellationToken))
            return null;
        var items = await work.Items.WithIdsAsync([waiting.Id], cancellationToken);
        var incident = await work.Incidents.RequireAsync(waiting.IncidentId, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return (items[0], incident.Revision);
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
}
