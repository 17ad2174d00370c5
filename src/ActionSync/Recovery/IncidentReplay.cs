using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Archive;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Recovery;

/// <summary>An incident as its documents alone make it: no item has an issue yet. The events are those that no receipt tells of.</summary>
internal sealed record ReplayedIncident(
    IReadOnlyList<(LedgerIncident Revision, string Source)> Revisions, IReadOnlyList<LedgerItem> Items, IReadOnlyList<LedgerEvent> Events);

/// <summary>
/// Takes the documents of an incident in again, one after the other and at the times at which they were first taken in, so that keys, markers and
/// default deadlines come out the same; a key that the receipt has otherwise, as an earlier version made it, stays. Pure.
/// </summary>
internal sealed partial class IncidentReplay(
    DocumentPlanner planner, ItemRouting router, DocumentAdvice advice, PlanningOptions planning, LedgerOptions ledger)
{
    public ReplayedIncident Replay(ArchivedIncident archived)
    {
        var history = archived.Receipt?.History ?? [];
        var keys = history.Where(e => e is { Kind: EventKind.Found, Item: not null }).ToLookup(e => e.Text, e => e.Item!);
        var marks = history
            .Where(e => e.Item is not null && e.Kind is EventKind.Held or EventKind.Confirmed or EventKind.Backlog or EventKind.Recreated).ToList();
        var revisions = new List<(LedgerIncident Revision, string Source)>();
        var items = new List<LedgerItem>();
        var events = new List<LedgerEvent>();
        foreach (var revision in archived.Revisions)
        {
            var (at, source) = FirstTaken(revision, history);
            items = Mark(Confirm(items, history.Where(e => e.At <= at)), marks, e => e.At < at, at);
            var plan = planner.Plan(revision.Document, items, at).Routed(item => router.Route(item, revision.Document.Incident));
            // Without a history nobody knows what was confirmed; what has an issue gets it back all the same.
            if (archived.Receipt is null)
                plan = new NewItemLimits(planning).Apply(plan, items, DocumentNews.Revision);
            var next = items.Count;
            var taken = plan.Steps.Select(step => step.Item.Key).ToHashSet();
            items = [.. plan.Steps
                .Select(step => step.Kind != StepKind.Create ? step.Item
                    : UnderItsKey(step.Item, KeysOf(revision, step.Item, keys), taken) with { Id = ++next })
                .OrderBy(i => i.Position).ThenBy(i => i.Id)];
            items = Mark(items, marks, e => e.At <= at, at);
            var told = archived.Receipt?.Revision == revision.Number ? archived.Receipt.Advice : advice.Of(revision.Document, plan);
            var brief = revision.Document.Incident with { Advice = told is { Count: > 0 } ? told : null };
            revisions.Add((new LedgerIncident(revision.Number, revision.Hash, brief, at), source));
            // The receipt has the whole history, this part of it too.
            if (archived.Receipt is null)
                events.AddRange(PlanEvents.Of(plan, source, revision.Number, at));
        }
        return new ReplayedIncident(Placed(revisions, history), Mark(Confirm(items, history), marks, _ => true, revisions[^1].Revision.TakenInAt), events);
    }

    /// <summary>The key that the item was given when its document was taken in; where that was not kept, those that history gives to its title.</summary>
    private static IEnumerable<string> KeysOf(ArchivedRevision revision, LedgerItem item, ILookup<string, string> keys) =>
        revision.Keys.ElementAtOrDefault(item.Position - 1) is { } key ? [key] : keys[PlanEvents.FoundText(item.Title)];

    /// <summary>The item under the first free key that history gives to its title, unless it has one of these already.</summary>
    private LedgerItem UnderItsKey(LedgerItem item, IEnumerable<string> given, HashSet<string> taken) =>
        !given.Contains(item.Key) && given.FirstOrDefault(taken.Add) is { } key ? item with { Key = key, Marker = Marker.Of(ledger.Namespace, key) } : item;

    /// <summary>The latest revision under the file that the incident is known by now: a renamed file is no revision.</summary>
    private static List<(LedgerIncident Revision, string Source)> Placed(
        List<(LedgerIncident Revision, string Source)> revisions, IReadOnlyList<ReceiptEvent> history)
    {
        if (revisions is not [.., var (latest, source)] || latest.Brief.Path is null
            || history.LastOrDefault(e => e is { Kind: EventKind.Moved, To: not null } && e.At >= latest.TakenInAt) is not { To: { } path })
            return revisions;
        return [.. revisions.SkipLast(1), (latest with { Brief = latest.Brief with { Path = path } }, source)];
    }

    /// <summary>Withdrawals that waited for a person's word and got it.</summary>
    private static List<LedgerItem> Confirm(List<LedgerItem> items, IEnumerable<ReceiptEvent> history)
    {
        var confirmed = history.Where(e => e.Kind == EventKind.Withdrawn && Actor.IsPerson(e.Who)).Select(e => e.Item).ToHashSet();
        return items.ConvertAll(i => i.Withdrawal == Withdrawal.Held && confirmed.Contains(i.Key) ? (i with { Withdrawal = Withdrawal.None }).Withdraw() : i);
    }

    /// <summary>Items that were held, confirmed, recorded as backlog or given an issue after that; of each the last one counts, once.</summary>
    /// <param name="items">The items so far.</param>
    /// <param name="marks">The events that were not carried out yet; those that are, are taken away.</param>
    /// <param name="isDue">Which of them had happened by now.</param>
    /// <param name="now">When that is.</param>
    private static List<LedgerItem> Mark(List<LedgerItem> items, List<ReceiptEvent> marks, Predicate<ReceiptEvent> isDue, DateTimeOffset now)
    {
        if (marks.Count == 0)
            return items;
        var keys = items.Select(item => item.Key).ToHashSet();
        var last = new Dictionary<string, string>();
        foreach (var e in marks.Where(e => isDue(e) && keys.Contains(e.Item!)))
            last[e.Item!] = e.Kind;
        marks.RemoveAll(e => isDue(e) && keys.Contains(e.Item!));
        return items.ConvertAll(item => (last.GetValueOrDefault(item.Key), item.PendingAction) switch
        {
            (EventKind.Held, PendingAction.Create) => item with { PendingAction = PendingAction.Held },
            (EventKind.Confirmed, PendingAction.Held) => item.Release(now),
            (EventKind.Backlog, not PendingAction.Update) => item.IntoBacklog(),
            (EventKind.Recreated, PendingAction.Backlog) => item.OwnIssue(now),
            _ => item,
        });
    }

    /// <summary>When, and from which file; the receipt knows, else the file's own time has to do.</summary>
    private static (DateTimeOffset At, string Source) FirstTaken(ArchivedRevision revision, IEnumerable<ReceiptEvent> history)
    {
        foreach (var e in history.Where(e => e.Kind == EventKind.Imported))
        {
            if (TookIn().Match(e.Text) is { Success: true } match && match.Groups["number"].Value == revision.Number.ToString(CultureInfo.InvariantCulture))
                return (e.At, match.Groups["source"].Value);
        }
        return (revision.WrittenAt, "the archive");
    }

    [GeneratedRegex(@"^Took in revision (?<number>\d+) from (?<source>.+)\.$", RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TookIn();
}
