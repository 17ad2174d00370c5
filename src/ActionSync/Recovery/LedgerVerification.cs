using ActionSync.Archive;
using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Recovery;

/// <summary>Compares ledger, archive and trackers, and says in sentences what differs. Nothing is written anywhere.</summary>
internal sealed class LedgerVerification(LedgerDatabase ledger, LedgerOptions options, ArchiveReader archive, SyncPlanner planner, TrackerSet trackers, TimeProvider clock)
{
    public async Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        var items = new List<LedgerItem>();
        await using (var work = await ledger.SnapshotAsync(cancellationToken))
        {
            await foreach (var item in work.Items.AllAsync().WithCancellation(cancellationToken))
                items.Add(item);
            await CompareArchiveAsync(work, items, differences, cancellationToken);
        }
        differences.AddRange(items.Where(i => i.Marker != Marker.Of(options.Namespace, i.Key))
            .Select(i => $"{i.Key}: its marker {i.Marker} is not that of namespace \"{options.Namespace}\". Was Ledger:Namespace changed? Then change it back."));
        differences.AddRange(items.Where(i => i.Issue is { } issue && trackers.All.All(t => t.Place != new TrackerPlace(issue.Server, issue.Place)))
            .Select(i => $"{i.Key}: its issue {i.Issue!.Number} lives in {i.Issue.Place} of {i.Issue.Server}, where no tracker is configured."));
        foreach (var tracker in trackers.All)
            await CompareTrackerAsync(tracker, items, differences, cancellationToken);
        return differences;
    }

    private async Task CompareArchiveAsync(LedgerTransaction work, List<LedgerItem> items, List<string> differences, CancellationToken cancellationToken)
    {
        var (incidents, problems) = await archive.ReadAsync(cancellationToken);
        differences.AddRange(problems);
        var kept = incidents.ToDictionary(i => i.Id);
        var known = new HashSet<string>();
        var itemsOf = items.ToLookup(i => i.IncidentId);
        var stale = (await work.Events.StaleReceiptsAsync(cancellationToken)).Select(r => r.IncidentId).ToHashSet();
        foreach (var (id, revisions) in await RevisionsAsync(work, cancellationToken))
        {
            known.Add(id);
            var inArchive = kept.GetValueOrDefault(id)?.Revisions.ToDictionary(r => r.Number) ?? [];
            differences.AddRange(revisions.Where(r => !inArchive.ContainsKey(r.Revision)).Select(r => $"{id}: revision {r.Revision} is in the ledger and not in the archive. Copy it from another worker's archive or a backup of the data folder: actionsync rebuild would need it."));
            differences.AddRange(revisions.Where(r => inArchive.TryGetValue(r.Revision, out var file) && file.Hash != r.Hash)
                .Select(r => $"{id}: revision {r.Revision} in the archive is not the document that was taken in. Put the original back from a backup of the data folder."));
            differences.AddRange(inArchive.Keys.Except(revisions.Select(r => r.Revision)).Select(number =>
                $"{id}: revision {number} is in the archive and not in the ledger. Drop that file again, or make the ledger anew with actionsync rebuild --replace."));
            if (inArchive.TryGetValue(revisions[^1].Revision, out var latest))
                differences.AddRange(CompareDocument(id, latest, [.. itemsOf[id]]));
            if (!stale.Contains(id))
                differences.AddRange(await CompareReceiptAsync(id, kept.GetValueOrDefault(id)?.Receipt, [.. itemsOf[id]], work, cancellationToken));
        }
        differences.AddRange(kept.Keys.Except(known).Select(id => $"{id} is in the archive and not in the ledger. Drop its last document again, or make the ledger anew with actionsync rebuild --replace."));
    }

    /// <summary>Every item that the latest document names, and no other that is not withdrawn.</summary>
    private IEnumerable<string> CompareDocument(string id, ArchivedRevision latest, IReadOnlyList<LedgerItem> items)
    {
        var byKey = items.ToDictionary(i => i.Key);
        foreach (var step in planner.Plan(latest.Document, items, clock.GetUtcNow()).Steps)
        {
            // What it asks of the five fields depends on the configuration too; these do not.
            if (byKey.TryGetValue(step.Item.Key, out var known) && Named(known) is var inLedger && Named(step.Item) is var inDocument && inLedger != inDocument)
                yield return $"{known.Key}: the ledger has it as {inLedger}, and revision {latest.Number} of {id} as {inDocument}. Drop that document again with any change, or make the ledger anew with actionsync rebuild --replace.";
            foreach (var change in AskedOtherwise(step, latest.Document))
                yield return $"{step.Item.Key}: the ledger remembers that {change.Field} {change.From ?? "none"} is asked, and revision {latest.Number} of {id} asks {change.To ?? "none"}. Drop that document again with any change, or make the ledger anew with actionsync rebuild --replace.";
            if (step.Kind == StepKind.Create)
                yield return $"{step.Item.Key}: revision {latest.Number} of {id} names it, and the ledger does not have it. Drop that document again, or make the ledger anew with actionsync rebuild --replace.";
            else if (step.Kind == StepKind.Withdraw && byKey[step.Item.Key].Withdrawal != Withdrawal.Held)
                yield return $"{step.Item.Key}: the ledger has it, and revision {latest.Number} of {id} does not name it.";
        }
    }

    /// <summary>What the document itself says; defaults and names of people are the configuration's, which may have changed since.</summary>
    private static IEnumerable<FieldChange> AskedOtherwise(PlanStep step, IncidentDocument document) =>
        step.Kind is StepKind.Update or StepKind.Rename && document.ActionItems is { } asked && asked[step.Item.Position - 1] is var source
            ? step.Changes.Where(change => change.Field switch
            {
                "title" or "state" => true,
                "priority" => source.Priority is not null,
                "deadline" => source.Deadline is not null,
                "owner" => source.Owner == change.To,
                _ => false,
            })
            : [];

    private static string Named(LedgerItem item) =>
        $"item {item.Position} ({item.Type ?? "no type"}, {(item.ExplicitId is { } id ? $"id {id}" : "no id")}, \"{item.Identity}\")";

    /// <summary>A receipt that is not due to be written again says what the ledger says, unless a worker has gone on since this look at the ledger.</summary>
    private async Task<IReadOnlyList<string>> CompareReceiptAsync(string id, Receipt? receipt, IReadOnlyList<LedgerItem> items, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var events = await work.Events.OfIncidentAsync(id, cancellationToken);
        var different = ReceiptComparison.Of(id, receipt, items, events).ToList();
        if (different.Count == 0)
            return [];
        await using var now = await ledger.ReadAsync(cancellationToken);
        return (await now.Events.OfIncidentAsync(id, cancellationToken)).Count == events.Count ? different : [];
    }

    private async Task CompareTrackerAsync(ITracker tracker, List<LedgerItem> items, List<string> differences, CancellationToken cancellationToken)
    {
        var here = items.Where(i => i.Issue is { } issue && issue.Server == tracker.Place.Server && issue.Place == tracker.Place.Path).ToList();
        try
        {
            var listing = await tracker.ListAsync([.. here.Select(i => i.Issue!)], cancellationToken);
            differences.AddRange(listing.Problems);
            var shown = listing.Issues.GroupBy(i => i.Ref.Id).ToDictionary(g => g.Key, g => g.First());
            var unread = listing.Unread.ToLookup(u => u.Id, u => u.Why);
            differences.AddRange(listing.Unread.Where(u => u.Id is null || !here.Exists(i => i.Issue!.Id == u.Id)).Select(u => $"An issue of {tracker.Name} cannot be read: {u.Why}"));
            foreach (var item in here)
            {
                var isShown = shown.ContainsKey(item.Issue!.Id);
                var why = unread[item.Issue.Id].FirstOrDefault()
                    ?? (isShown ? null : listing.Occupied.FirstOrDefault(place => place.Hides(item.Issue.Number))?.Why);
                if (why is not null)
                    differences.Add($"{item.Key}: {item.Issue.Number} in {tracker.Name} cannot be read and so not be compared: {why}");
                else
                    differences.AddRange(CompareIssue(tracker, item, shown.GetValueOrDefault(item.Issue.Id)));
            }
            differences.AddRange(UnknownMarkers(tracker, items, listing.Issues));
        }
        catch (TrackerException e)
        {
            differences.Add(e.Message);
        }
    }

    private IEnumerable<string> CompareIssue(ITracker tracker, LedgerItem item, IssueSnapshot? shown) => (item.State, shown) switch
    {
        (ItemState.Missing, null) => [],
        (ItemState.Missing, _) => [$"{item.Key}: the ledger calls {item.Issue!.Number} missing, and {tracker.Name} shows it. The next refresh takes it up."],
        (_, null) => [$"{item.Key}: {item.Issue!.Number} is not in {tracker.Name} any more. The next nightly pass shows it as missing; actionsync recreate makes it anew."],
        _ => CompareIssue(tracker, item, item.Seen(shown, clock.GetUtcNow())),
    };

    private IEnumerable<string> CompareIssue(ITracker tracker, LedgerItem item, LedgerItem seen)
    {
        var differences = ItemEvents.Differences(item, seen, tracker.Name, clock.GetUtcNow())
            .Select(e => $"{item.Key}: {e.Text} The next refresh takes it up.")
            .Concat(seen.Unread.Select(u => $"{item.Key}: {item.Issue!.Number}: {u.Sentence} It cannot be compared.")).ToList();
        if (differences.Count > 0)
            return differences;
        if (Describe(item) == Describe(seen))
            return item.Url == seen.Url ? [] : [$"{item.Key}: the ledger has the address {item.Url} for its issue, and {tracker.Name} shows {seen.Url}. The next nightly pass writes it right."];
        return [$"{item.Key}: the ledger shows {Describe(item)}, and from {item.Issue!.Number} in {tracker.Name} follows {Describe(seen)}. The next nightly pass writes it right."];
    }

    private static string Describe(LedgerItem item) => $"\"{item.Title}\" ({item.State.ToWord()}, {item.Priority}, {item.Deadline?.ToWord() ?? "no deadline"}, {item.Owner ?? "no owner"})";

    /// <summary>Issues that carry a marker of this ledger and are no item's own.</summary>
    private IEnumerable<string> UnknownMarkers(ITracker tracker, IEnumerable<LedgerItem> items, IEnumerable<IssueSnapshot> issues)
    {
        var byMarker = items.ToDictionary(i => i.Marker);
        foreach (var issue in issues.Where(i => i.Marker is not null && i.State != ItemState.Duplicate))
        {
            if (byMarker.TryGetValue(issue.Marker!, out var item))
            {
                if (item.Issue is null)
                    yield return $"{item.Key}: {issue.Ref.Number} in {tracker.Name} is its issue, and the ledger does not know that. The next pass settles or adopts it.";
                else if (item.Issue.Id != issue.Ref.Id && item.State != ItemState.Missing)
                    yield return $"{item.Key}: {issue.Ref.Number} in {tracker.Name} carries its marker beside {item.Issue.Number}. A refresh closes it if it is ours; remove the marker if it is a person's copy.";
            }
            else if (issue.Key is { } key && Marker.Of(options.Namespace, key) == issue.Marker)
            {
                yield return $"{issue.Ref.Number} in {tracker.Name} was made for {key}, which the ledger does not have. Drop its document again, or make the ledger anew with actionsync rebuild --replace.";
            }
        }
    }

    private static async Task<IReadOnlyList<(string Id, IReadOnlyList<KnownRevision> Revisions)>> RevisionsAsync(LedgerTransaction work, CancellationToken cancellationToken) =>
        [.. (await work.Incidents.RevisionsAsync(cancellationToken)).GroupBy(r => r.IncidentId).Select(g => (g.Key, (IReadOnlyList<KnownRevision>)[.. g]))];
}
