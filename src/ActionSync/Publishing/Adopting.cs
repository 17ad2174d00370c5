using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Parsing;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Publishing;

/// <summary>
/// Takes issues that exist already instead of making new ones: at first contact with a tracker all that carry our marker, so that a lost ledger does
/// not make everything twice, and later the one that a document names by its address.
/// </summary>
internal sealed class Adopting(LedgerDatabase ledger, TimeProvider clock)
{
    /// <summary>Lists our issues once per ledger and tracker, before anything is created there.</summary>
    public async Task MeetAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using (var read = await ledger.ReadAsync(cancellationToken))
        {
            if ((await read.Trackers.FindAsync(tracker.Name, cancellationToken))?.FirstContactAt is not null)
                return;
        }
        var listing = await tracker.ListAsync([], cancellationToken);
        var ours = listing.Issues
            .Where(i => i.Marker is not null)
            .GroupBy(i => i.Marker!)
            .Select(g => g.OrderBy(i => i.CreatedAt).ThenBy(i => i.Ref.Number, StringComparer.Ordinal).First())
            .Select(i => new FoundIssue(i.Ref, i.Marker!, i.Key, i.Title));

        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Trackers.SaveFoundAsync(tracker.Name, ours, cancellationToken);
        var known = await work.Trackers.FindAsync(tracker.Name, cancellationToken);
        await work.Trackers.SaveAsync(known! with { FirstContactAt = clock.GetUtcNow() }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Those of the waiting items whose issue was found before are given it; the rest is returned.</summary>
    public async Task<IReadOnlyList<LedgerItem>> AdoptFoundAsync(
        ITracker tracker, IReadOnlyList<LedgerItem> waiting, PassReport report, CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
            return waiting;
        var found = new FoundIssues(await FoundAsync(tracker, cancellationToken));
        var left = new List<LedgerItem>();
        foreach (var item in waiting)
        {
            if (found.Of(item) is not { } issue)
                left.Add(item);
            else if (await tracker.ReadAsync(issue.Ref, cancellationToken) is ReadOutcome.Found(var snapshot))
                await AdoptAsync(tracker, item with { Key = FoundIssues.KeyOf(item, issue), Marker = issue.Marker }, snapshot, report, cancellationToken);
            else
                left.Add(item);
        }
        return left;
    }

    /// <summary>Takes the issue that the document names.</summary>
    public async Task AdoptNamedAsync(ITracker tracker, LedgerItem item, PassReport report, CancellationToken cancellationToken)
    {
        var outcome = tracker.Recognise(item.Url!) is { } issue
            ? await tracker.ReadAsync(issue, cancellationToken)
            : new ReadOutcome.Refused($"{item.Url} is not an issue of {tracker.Place}. Correct the item's url, or route it to the tracker that has this issue.");
        switch (outcome)
        {
            case ReadOutcome.Found(var snapshot):
                await AdoptAsync(tracker, item, snapshot, report, cancellationToken);
                break;
            case ReadOutcome.Gone(var reason):
                await StickAsync(item, $"{item.Url}: {reason} Correct or remove the item's url.", report, cancellationToken);
                break;
            case ReadOutcome.Refused(var reason):
                await StickAsync(item, reason, report, cancellationToken);
                break;
        }
    }

    private async Task AdoptAsync(ITracker tracker, LedgerItem chosen, IssueSnapshot issue, PassReport report, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        if ((await work.Items.WithIdsAsync([chosen.Id], cancellationToken)) is not [{ Issue: null } item])
            return;
        var adopted = (item with { Key = chosen.Key, Marker = chosen.Marker, Attempts = 0, RetryAt = null, Problem = null }).Adopt(issue, now);
        var events = new List<LedgerEvent> { adopted.Event(EventKind.Adopted, now, "actionsync", $"Adopted {issue.Ref.Number} of {tracker.Name}: {issue.Ref.Url}") };
        events.AddRange(Enum.GetValues<ItemField>()
            .Where(field => field != ItemField.State && adopted.Fields[field].Asked != adopted.Fields[field].Wrote)
            .Select(field => ItemTrace.Conflict(adopted, field, now)));
        await work.Items.UpdateAsync([adopted with { Work = Work.None }], cancellationToken);
        await work.Events.AddAsync(events, cancellationToken);
        await work.Trackers.ForgetFoundAsync(tracker.Name, [adopted.Marker], cancellationToken);
        await work.CommitAsync(cancellationToken);
        report.Adopted++;
    }

    private async Task StickAsync(LedgerItem item, string problem, PassReport report, CancellationToken cancellationToken)
    {
        report.Refused++;
        report.Problems.Add($"{item.Key}: {problem}");
        await using var work = await ledger.BeginAsync(cancellationToken);
        var items = await work.Items.WithIdsAsync([item.Id], cancellationToken);
        await work.Items.UpdateAsync(items.Select(i => i with { Problem = problem, RetryAt = clock.GetUtcNow() + TimeSpan.FromHours(1) }), cancellationToken);
        if (item.Problem != problem)
            await work.Events.AddAsync([item.Event(EventKind.Refused, clock.GetUtcNow(), "actionsync", problem)], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<FoundIssue>> FoundAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Trackers.FoundAsync(tracker.Name, cancellationToken);
    }

    /// <summary>Looks found issues up by marker, or, where a title was corrected before the ledger was lost, by incident and title.</summary>
    private sealed class FoundIssues(IReadOnlyList<FoundIssue> issues)
    {
        private readonly Dictionary<string, FoundIssue> _byMarker = issues.ToDictionary(i => i.Marker);

        private readonly ILookup<(string Incident, string Title), FoundIssue> _byTitle = issues
            .Where(i => i.Key is not null)
            .ToLookup(i => (IncidentOf(i.Key!), ItemIdentity.Normalise(i.Title)));

        public FoundIssue? Of(LedgerItem item) =>
            _byMarker.GetValueOrDefault(item.Marker) ?? _byTitle[(item.IncidentId, item.Identity)].FirstOrDefault();

        public static string KeyOf(LedgerItem item, FoundIssue issue) => issue.Marker == item.Marker ? item.Key : issue.Key!;

        private static string IncidentOf(string key) => key[..Math.Max(0, key.LastIndexOf('/'))];
    }
}
