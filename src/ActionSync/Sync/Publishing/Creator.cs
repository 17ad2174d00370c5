using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Telemetry;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>How a batch of creates ended.</summary>
internal enum BatchEnd
{
    Answered,

    /// <summary>Nothing is known of any of them.</summary>
    Unheard,

    /// <summary>The pass has to stop: a limit, or another worker took over.</summary>
    Stopped,
}

/// <summary>
/// Creates issues, each exactly once: the intent is committed before anything is sent, and an outcome that is not known is never sent again
/// blindly but left to <see cref="UnknownCreateResolver"/>.
/// </summary>
internal sealed class Creator(LedgerDatabase ledger, TrackerClaim claim, WorkerIdentity worker, TimeProvider clock)
{
    /// <summary>Creates the issues of one batch.</summary>
    public async Task<BatchEnd> CreateAsync(ITracker tracker, IReadOnlyList<LedgerItem> batch, PassReport report, CancellationToken cancellationToken)
    {
        using var trace = Tracing.Step("create issues", batch.Select(item => item.IncidentId));
        trace?.SetTag("actionsync.tracker", tracker.Name).SetTag("actionsync.items", batch.Count);
        var promised = await CommitIntentAsync(tracker, batch, cancellationToken);
        if (promised is null)
            return BatchEnd.Stopped;
        if (promised.Count == 0)
            return BatchEnd.Answered;
        IReadOnlyList<CreateOutcome> outcomes;
        using var step = new LastStep(cancellationToken);
        try
        {
            outcomes = await tracker.CreateAsync([.. promised.Select(p => IssueDrafts.Of(p.Item, p.Brief, p.Ordinal))], step.Token);
        }
        catch (TrackerException e)
        {
            CreateOutcome outcome = e.PerhapsDone ? new CreateOutcome.Unknown(e.Message) : new CreateOutcome.Deferred(e.Message, e.Until ?? clock.GetUtcNow());
            await RecordAsync(tracker, promised, [.. promised.Select(_ => outcome)], isAlone: false, ProblemCode.TrackerFails, report);
            throw;
        }
        await RecordAsync(tracker, promised, outcomes, promised.Count == 1, null, report);
        return outcomes.Any(o => o is CreateOutcome.Deferred) ? BatchEnd.Stopped
            : outcomes.All(o => o is CreateOutcome.Unknown) ? BatchEnd.Unheard
            : BatchEnd.Answered;
    }

    /// <summary>Commits the intent of those that still wait; null where the claim is lost.</summary>
    private async Task<IReadOnlyList<CreateIntent>?> CommitIntentAsync(ITracker tracker, IReadOnlyList<LedgerItem> batch, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (!await claim.ProveAsync(tracker.Name, work, cancellationToken))
            return null;
        // By the clock that all workers share, since another one may settle it. To the millisecond, as the ledger keeps it: the promise is known by
        // this time when its outcome is recorded.
        var intentAt = DateTimeOffset.FromUnixTimeMilliseconds((await ledger.NowAsync(work, cancellationToken)).ToUnixTimeMilliseconds());
        var items = (await work.Items.WithIdsAsync(batch.Select(i => i.Id), cancellationToken))
            .Where(i => i is { PendingAction: PendingAction.Create, State: ItemState.Pending } && i.Tracker == tracker.Name)
            .OrderBy(i => i.Id)
            .Select(i => i with { State = ItemState.Unknown, IntentAt = intentAt, IntentBy = worker.Name, Fields = i.Fields.MarkSending() })
            .ToList();
        var incidents = await work.Incidents.OfItemsAsync(items, cancellationToken);
        foreach (var incident in items.GroupBy(i => i.IncidentId))
        {
            // A ledger that forgot an issue must not make a second one.
            if (await work.Events.FirstMadeAsync(incident.Key, [.. incident.Select(i => i.Key)], cancellationToken) is { } made)
                throw LedgerException.Damaged(
                    $"items row {items.First(i => i.Key == made).Id} ({made}), issue_id: it is empty, and the history says that there is an issue");
        }
        await work.Items.UpdateAsync(items, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return [.. items.Select(i => new CreateIntent(i, incidents[i.IncidentId].Brief, i.Ordinal))];
    }

    /// <summary>What became of the promises; not cancelled, since what was sent has to be known.</summary>
    /// <param name="cause">What all of them are stuck at; null where each has a problem of its own.</param>
    private async Task RecordAsync(
        ITracker tracker, IReadOnlyList<CreateIntent> promised, IReadOnlyList<CreateOutcome> outcomes, bool isAlone, ProblemCode? cause, PassReport report)
    {
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(CancellationToken.None);
        var current = (await work.Items.WithIdsAsync(promised.Select(p => p.Item.Id), CancellationToken.None)).ToDictionary(i => i.Id);
        var items = new List<LedgerItem>();
        var events = new List<LedgerEvent>();
        var settled = new List<CreateOutcome>();
        foreach (var (promise, outcome) in promised.Zip(outcomes))
        {
            var item = current[promise.Item.Id];
            // Another worker may have settled it while this one slept; what was made all the same is a double now, or will be adopted.
            if (item.State != ItemState.Unknown || item.IntentBy != worker.Name || item.IntentAt != promise.Item.IntentAt)
            {
                if (outcome is CreateOutcome.Created)
                    await work.Trackers.ForgetCursorAsync(tracker.Name, CancellationToken.None);
                continue;
            }
            settled.Add(outcome);
            items.Add(Apply(tracker, item, promise, outcome, isAlone, cause, events, report, now));
        }
        await work.Items.UpdateAsync(items, CancellationToken.None);
        await work.Events.AddAsync(events, CancellationToken.None);
        if (outcomes.OfType<CreateOutcome.Deferred>().FirstOrDefault() is { } deferred
            && await work.Trackers.FindAsync(tracker.Name, CancellationToken.None) is { } known)
        {
            await work.Trackers.SaveAsync(known with { BlockedUntil = deferred.Until }, CancellationToken.None);
            report.Problems.Add(deferred.Reason);
        }
        await work.CommitAsync(CancellationToken.None);
        Counters.IssuesCreated(tracker.Name, settled.OfType<CreateOutcome.Created>().Count());
        Counters.IssuesUnknown(tracker.Name, settled.OfType<CreateOutcome.Unknown>().Count());
    }

    private static LedgerItem Apply(
        ITracker tracker, LedgerItem item, CreateIntent promise, CreateOutcome outcome, bool isAlone, ProblemCode? cause, List<LedgerEvent> events,
        PassReport report, DateTimeOffset now)
    {
        switch (outcome)
        {
            case CreateOutcome.Created(var issue):
                report.Created++;
                events.Add(item.Event(EventKind.Created, now, Actor.ActionSync, $"Created {issue.Ref.Number} in {tracker.Name}: {issue.Ref.Url}"));
                events.AddRange(issue.Remarks.Select(remark => item.Event(EventKind.Remark, now, tracker.Name, remark)));
                var made = (item with { Attempts = 0, RetryAt = null, Problem = null, SnoozeUntil = item.SnoozeUntil })
                    .Written(issue, promise.Item.Fields, Enum.GetValues<ItemField>(), now)
                    .Reconsider(null, now);
                events.AddRange(ItemEvents.Readings(item, made, tracker.Name, now));
                return made;

            case CreateOutcome.Refused(var reason):
                report.Refused++;
                report.Problems.Add($"{item.Key}: {reason}");
                var refusal = new ItemProblem(ProblemCode.Refused, reason);
                if (item.Problem != refusal)
                    events.Add(item.Event(EventKind.Refused, now, tracker.Name, reason));
                return ItemFailures.StepBack(item.NotCreated(now), tracker, now) with { Problem = refusal };

            case CreateOutcome.Deferred(var reason, _):
                return item.NotCreated(now) with { Problem = new ItemProblem(cause ?? ProblemCode.Limited, reason) };

            case CreateOutcome.Unknown(var reason):
                report.Problems.Add($"{item.Key}: {reason} It is looked for before anything is sent again.");
                events.Add(item.Event(EventKind.Unknown, now, tracker.Name, reason));
                // Of several that went together nobody knows which one it is: each goes alone once it is settled, and one that failed alone waits longer each
                // time.
                return (isAlone ? ItemFailures.StepBack(item, tracker, now) : item with { Attempts = item.Attempts + 1 }) with
                {
                    Problem = new ItemProblem(cause ?? ProblemCode.NoAnswer, reason)
                };

            default:
                throw new InvalidOperationException($"A create cannot end as {outcome}.");
        }
    }

    /// <summary>An item whose create is about to be sent, as it was then.</summary>
    private sealed record CreateIntent(LedgerItem Item, IncidentBrief Brief, long Ordinal);
}
