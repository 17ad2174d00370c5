using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Recovery;

/// <summary>Compares ledger, archive and trackers, and says in sentences what differs. Nothing is written anywhere.</summary>
internal sealed class LedgerVerification(
    LedgerDatabase ledger, LedgerOptions options, ArchiveComparison archive, IItemIndex index, TrackerSet trackers, TimeProvider clock)
{
    public async Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        var items = new List<LedgerItem>();
        await using (var work = await ledger.SnapshotAsync(cancellationToken))
        {
            await foreach (var item in work.Items.AllAsync().WithCancellation(cancellationToken))
                items.Add(item);
            differences.AddRange(await archive.CompareAsync(work, items, cancellationToken));
            differences.AddRange(await CompareIndexAsync(work, items, cancellationToken));
        }
        differences.AddRange(items.Where(i => i.Marker != Marker.Of(options.Namespace, i.Key))
            .Select(i =>
                $"{i.Key}: its marker {i.Marker} is not that of namespace \"{options.Namespace}\". Was Ledger:Namespace changed? Then change it back."));
        differences.AddRange(items.Where(i => i.Issue is { } issue && trackers.All.All(t => t.Place != new TrackerPlace(issue.Server, issue.Place)))
            .Select(i => $"{i.Key}: its issue {i.Issue!.Number} lives in {new TrackerPlace(i.Issue.Server, i.Issue.Place)}, where no tracker is configured."));
        foreach (var tracker in trackers.All)
            await CompareTrackerAsync(tracker, items, differences, cancellationToken);
        return differences;
    }

    /// <summary>What lists are filtered and sorted by must follow from the items, as far as this configuration made it.</summary>
    private async Task<IReadOnlyList<string>> CompareIndexAsync(LedgerTransaction work, IReadOnlyList<LedgerItem> items, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        foreach (var chunk in items.Chunk(ItemStore.ChunkSize))
        {
            var kept = await new ItemIndexStore(work).OfAsync(chunk.Select(item => item.Id), cancellationToken);
            foreach (var (item, made) in chunk.Zip(await index.OfAsync(work, chunk, cancellationToken)))
            {
                if (!kept.TryGetValue(item.Id, out var entry))
                    differences.Add($"{item.Key}: lists do not find it, since the index has no entry of it. The next start of a worker makes one.");
                else if (entry.MadeBy == made.MadeBy && entry with { ChangedAt = made.ChangedAt } != made)
                    differences.Add($"{item.Key}: lists show it in the wrong place, since the index has something else of it than the ledger. {LedgerException.Replacement}");
            }
        }
        return differences;
    }

    private async Task CompareTrackerAsync(ITracker tracker, List<LedgerItem> items, List<string> differences, CancellationToken cancellationToken)
    {
        var here = items.Where(i => i.Issue is { } issue && issue.Server == tracker.Place.Server && issue.Place == tracker.Place.Path).ToList();
        try
        {
            var listing = await tracker.ListAsync([.. here.Select(i => i.Issue!)], cancellationToken);
            differences.AddRange(listing.AllProblems);
            var shown = listing.Issues.GroupBy(i => i.Ref.Id).ToDictionary(g => g.Key, g => g.First());
            var unread = listing.Unread.ToLookup(u => u.Id, u => u.Why);
            differences.AddRange(listing.Unread.Where(u => u.Id is null || !here.Exists(i => i.Issue!.Id == u.Id))
                .Select(u => $"An issue of {tracker.Name} cannot be read: {u.Why}"));
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

    private IEnumerable<string> CompareIssue(ITracker tracker, LedgerItem item, IssueSnapshot? shown) => (item.IsIssueGone, shown) switch
    {
        (true, null) => [],
        (true, _) => [$"{item.Key}: the ledger calls {item.Issue!.Number} missing, and {tracker.Name} shows it. The next refresh takes it up."],
        (_, null) when item.State.IsClosed() => [$"{item.Key}: {item.Issue!.Number} is not in {tracker.Name} any more. The next nightly pass takes that down; the item stays {item.State.ToWord()}."],
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

    private static string Describe(LedgerItem item) =>
        $"\"{item.Title}\" ({item.State.ToWord()}, {item.Priority}, {item.Deadline?.ToWord() ?? "no deadline"}, {item.Owner ?? PersonText.Nobody})";

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
                else if (item.Issue.Id != issue.Ref.Id && !item.IsIssueGone)
                    yield return $"{item.Key}: {issue.Ref.Number} in {tracker.Name} carries its marker beside {item.Issue.Number}. A refresh closes it if it is ours; remove the marker if it is a person's copy.";
            }
            else if (issue.Key is { } key && Marker.Of(options.Namespace, key) == issue.Marker)
            {
                yield return $"{issue.Ref.Number} in {tracker.Name} was made for {key}, which the ledger does not have. Drop its document again, or make the ledger anew with actionsync rebuild --replace.";
            }
        }
    }
}
