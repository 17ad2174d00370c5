using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Sync.Publishing;
using ActionSync.Telemetry;
using ActionSync.Trackers;

namespace ActionSync.Sync.Refreshing;

/// <summary>
/// Two issues with one marker: the oldest stays, those that our own account made within the window of the intent are closed as its duplicates, and
/// anything else (a person's clone) is only pointed out.
/// </summary>
internal sealed class Duplicates(LedgerDatabase ledger, TimeProvider clock)
{
    /// <summary>How long before and after the intent a create of ours can have landed: clocks differ, and a paused worker sends late.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan After = TimeSpan.FromHours(1);

    /// <summary>False where an issue could not be looked at, so that it has to be listed again.</summary>
    public async Task<bool> ResolveAsync(ITracker tracker, TrackerChanges changes, RefreshReport report, CancellationToken cancellationToken)
    {
        var marked = changes.Issues.Where(i => i.Marker is not null).ToLookup(i => i.Marker!);
        var items = await ItemsAsync(marked.Select(g => g.Key), cancellationToken);
        await KeepForAdoptionAsync(tracker,
            [.. items.Where(i => i is { Issue: null, PendingAction: PendingAction.Create }).Select(i => IssueAge.OldestOf(marked[i.Marker]))
                .Where(i => i.State != ItemState.Duplicate)], cancellationToken);
        var isWhole = await TakeLateAsync(
            tracker, [.. items.Where(i => i is { Issue: null, Withdrawal: Withdrawal.Told, IntentAt: not null })], marked, report, cancellationToken);
        foreach (var item in items.Where(i => i.Issue is not null))
        {
            var (others, doubt) = await ProvenAsync(
                tracker, item.Marker, marked[item.Marker].Where(i => i.Ref.Id != item.Issue!.Id && i.State != ItemState.Duplicate), cancellationToken);
            var own = others.Count > 0 ? await tracker.ReadAsync(item.Issue!, cancellationToken) : null;
            doubt ??= own switch
            {
                ReadOutcome.Failed(var reason, _) => reason,
                ReadOutcome.Refused(var reason) => reason,
                _ => null,
            };
            if (own is ReadOutcome.Found(var shown))
                await ResolveAsync(tracker, item, [shown, .. others], report, cancellationToken);
            if (doubt is not null)
                report.Problems.Add($"{item.Key}: more than one issue carries its marker. {doubt}");
            isWhole &= doubt is null;
        }
        if (changes.Present is not null)
            await ForgetCopiesAsync(tracker, cancellationToken);
        return isWhole;
    }

    /// <summary>A copy that is gone takes its problem with it; that it is gone shows only where everything that is there is listed.</summary>
    private async Task ForgetCopiesAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        IReadOnlyList<LedgerItem> copied;
        await using (var read = await ledger.ReadAsync(cancellationToken))
            copied = await read.Items.WithIdleProblemAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken);
        if (copied.Count == 0)
            return;
        var issues = (await tracker.FindAsync([.. copied.Select(i => i.Marker)], DateTimeOffset.MinValue, cancellationToken)).ToLookup(i => i.Marker);
        var alone = copied.Where(i => issues[i.Marker].Count() < 2).Select(i => i.Id).ToHashSet();
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        var current = (await work.Items.WithIdleProblemAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken))
            .Where(i => alone.Contains(i.Id)).ToList();
        await work.Items.UpdateAsync(current.Select(i => i with { Problem = null }), cancellationToken);
        await work.Events.AddAsync(
            [.. current.Select(i => i.Event(EventKind.Duplicate, now, tracker.Name, "No other issue carries its marker any more."))], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Those that show the marker themselves: a listing that mixes two issues up must not close one of them. With the reason where one cannot be looked at.
    /// </summary>
    private static async Task<(IReadOnlyList<IssueSnapshot> Issues, string? Doubt)> ProvenAsync(
        ITracker tracker, string marker, IEnumerable<IssueSnapshot> listed, CancellationToken cancellationToken)
    {
        var proven = new List<IssueSnapshot>();
        string? doubt = null;
        foreach (var issue in listed)
        {
            var (own, why) = await tracker.MarkedAsync(issue.Ref, marker, cancellationToken);
            if (own is not null && own.State != ItemState.Duplicate)
                proven.Add(own);
            doubt ??= why;
        }
        return (proven, doubt);
    }

    private async Task ResolveAsync(
        ITracker tracker, LedgerItem item, IReadOnlyList<IssueSnapshot> issues, RefreshReport report, CancellationToken cancellationToken)
    {
        var oldest = IssueAge.OldestOf(issues);
        var now = clock.GetUtcNow();
        var events = new List<LedgerEvent>();
        ItemProblem? problem = null;
        var closed = 0;
        foreach (var issue in issues.Where(i => i.Ref.Id != oldest.Ref.Id))
        {
            if (IsOurDuplicate(item, issue))
            {
                if ((issue.IsUnread(ItemField.State) || !issue.State.IsClosed()) && await CloseAsync(tracker, issue, oldest, cancellationToken) is { } stays)
                {
                    problem = new ItemProblem(ProblemCode.SharedMarker, stays);
                    report.Problems.Add($"{item.Key}: {problem}");
                    continue;
                }
                closed++;
                events.Add(item.Event(EventKind.Duplicate, now, Actor.ActionSync,
                    $"Closed {issue.Ref.Number} as a duplicate of {oldest.Ref.Number}: both were made for this item."));
            }
            else
            {
                problem = new ItemProblem(
                    ProblemCode.SharedMarker,
                    $"{issue.Ref.Number} carries the marker of {oldest.Ref.Number}, probably a person's copy; it is left alone. Remove the marker from the copy if it is a thing of its own.");
                report.Problems.Add($"{item.Key}: {problem}");
                if (item.Problem != problem)
                    events.Add(item.Event(EventKind.Duplicate, now, tracker.Name, problem.Text));
            }
        }
        await SaveAsync(item, oldest, problem, events, now, cancellationToken);
        report.DuplicatesClosed += closed;
        Counters.DuplicatesHealed(tracker.Name, closed);
    }

    /// <summary>Null where it was closed; else why it stays open and what to do.</summary>
    private static async Task<string?> CloseAsync(ITracker tracker, IssueSnapshot issue, IssueSnapshot oldest, CancellationToken cancellationToken) =>
        await tracker.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Duplicate, DuplicateOf = oldest.Ref }, cancellationToken) switch
        {
            ReadOutcome.Refused(var reason) =>
                $"{issue.Ref.Number} was made for this item too and could not be closed as a duplicate of {oldest.Ref.Number}: {reason} Close it by hand.",
            ReadOutcome.Failed(var reason, _) => $"{issue.Ref.Number} was made for this item too and could not be closed as a duplicate of {oldest.Ref.Number}: {reason} Close it by hand if it stays open.",
            _ => null,
        };

    /// <summary>
    /// An item was withdrawn after its create was given up, and the create arrived all the same: the item has an issue, which is yet to be told.
    /// </summary>
    private async Task<bool> TakeLateAsync(
        ITracker tracker, IReadOnlyList<LedgerItem> items, ILookup<string, IssueSnapshot> marked, RefreshReport report, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
            return true;
        var isWhole = true;
        var now = clock.GetUtcNow();
        var found = new Dictionary<string, IssueSnapshot>();
        foreach (var item in items)
        {
            var (proven, doubt) = await ProvenAsync(tracker, item.Marker, [IssueAge.OldestOf(marked[item.Marker])], cancellationToken);
            if (proven is [var own])
                found[item.Marker] = own;
            if (doubt is not null)
                report.Problems.Add($"{item.Key}: an issue carries its marker. {doubt}");
            isWhole &= doubt is null;
        }
        await using var work = await ledger.BeginAsync(cancellationToken);
        var taken = (await work.Items.WithIdsAsync(items.Select(i => i.Id), cancellationToken))
            .Where(i => i is { Issue: null, Withdrawal: Withdrawal.Told } && found.ContainsKey(i.Marker))
            .Select(i => (i with { Tracker = tracker.Name, Withdrawal = Withdrawal.Due }).Adopt(found[i.Marker], now).Reconsider(null, now))
            .ToList();
        await work.Items.UpdateAsync(taken, cancellationToken);
        await work.Events.AddAsync(
            [.. taken.Select(i => i.Event(EventKind.Adopted, now, Actor.ActionSync, $"Took {i.Issue!.Number}, which was made after all: {i.Url}"))],
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return isWhole;
    }

    /// <summary>A worker that slept made an issue after another one had given its create up: the item takes that issue, instead of a second one.</summary>
    private async Task KeepForAdoptionAsync(ITracker tracker, IReadOnlyList<IssueSnapshot> issues, CancellationToken cancellationToken)
    {
        if (issues.Count == 0)
            return;
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Trackers.SaveFoundAsync(tracker.Name, issues.Select(i => new FoundIssue(i.Ref, i.Marker!, i.Key, i.Title)), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static bool IsOurDuplicate(LedgerItem item, IssueSnapshot issue) =>
        issue.CreatedByUs && item.IntentAt is { } intent && issue.CreatedAt > intent - Before && issue.CreatedAt < intent + After;

    private async Task SaveAsync(
        LedgerItem item, IssueSnapshot oldest, ItemProblem? problem, IReadOnlyList<LedgerEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var current = await work.Items.WithIdsAsync([item.Id], cancellationToken);
        var after = current.Select(i =>
            i.Issue?.Id == oldest.Ref.Id ? i : i.Adopt(oldest, now).Reconsider(null, now)).Select(i => i with { Problem = problem ?? i.Problem }).ToList();
        await work.Items.UpdateAsync(after, cancellationToken);
        await work.Events.AddAsync(
            [.. events, .. current.Zip(after).SelectMany(i => ItemEvents.Readings(i.First, i.Second, oldest.Ref.Place, now))], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<LedgerItem>> ItemsAsync(IEnumerable<string> markers, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Items.WithMarkersAsync(markers, cancellationToken);
    }
}
