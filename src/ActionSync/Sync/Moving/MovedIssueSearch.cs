using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync.Moving;

/// <summary>
/// Looks in a tracker's new place for the issues that the ledger knows in the old one. The marker that an issue carries decides; an issue that carries none,
/// since it was only followed, is known by its number and title together.
/// </summary>
internal static class MovedIssueSearch
{
    /// <param name="tracker">As it is configured now.</param>
    /// <param name="items">The items whose issues live in the old place; several may have one issue.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="TrackerException">The new place cannot be read, or shows issues that cannot be read and may be among those.</exception>
    public static async Task<IReadOnlyList<MovedIssue>> FindAsync(ITracker tracker, IReadOnlyList<LedgerItem> items, CancellationToken cancellationToken)
    {
        var listing = await tracker.ListAsync([], cancellationToken);
        var issues = items.GroupBy(item => item.Issue!.Id).Select(issue => issue.ToList()).ToList();
        var marked = await MarkedAsync(tracker, listing, issues, cancellationToken);
        var moved = new List<MovedIssue>();
        foreach (var issue in issues)
        {
            var found = Marked(issue, marked) ?? await FollowedAsync(tracker, listing, issue, cancellationToken);
            moved.Add(new MovedIssue(issue, found?.Ref));
        }
        // It would count as missing, and a document would have it made a second time.
        var unreadable = listing.Unread.Select(unread => unread.Why).Concat(listing.Occupied.Select(occupied => occupied.Why)).FirstOrDefault();
        if (unreadable is not null && moved.Exists(issue => issue is { Now: null, WasThere: true }))
        {
            throw new TrackerException(TrackerFault.Unavailable,
                $"Not every issue is found in {tracker.Place}, and what cannot be read there may be among them: {unreadable}");
        }
        return moved;
    }

    /// <summary>
    /// By marker, from the listing of our issues; what that lacks, since a label may have been lost on the way, from the one that is complete.
    /// </summary>
    private static async Task<ILookup<string, IssueSnapshot>> MarkedAsync(
        ITracker tracker, TrackerChanges listing, IReadOnlyList<IReadOnlyList<LedgerItem>> issues, CancellationToken cancellationToken)
    {
        var listed = listing.Issues.Where(issue => issue.Marker is not null).ToList();
        var markers = listed.Select(issue => issue.Marker!).ToHashSet();
        var lacking = issues.Where(issue => !issue.Any(item => markers.Contains(item.Marker)) && !issue.Any(item => item.Fields.AreFollowed))
            .SelectMany(issue => issue.Select(item => item.Marker)).ToList();
        var more = lacking.Count == 0 ? [] : await tracker.FindAsync(lacking, DateTimeOffset.UnixEpoch, cancellationToken);
        return listed.Concat(more).ToLookup(issue => issue.Marker!);
    }

    /// <summary>Of several with one marker the one that kept its number, else the oldest that is not closed as a duplicate.</summary>
    private static IssueSnapshot? Marked(IReadOnlyList<LedgerItem> items, ILookup<string, IssueSnapshot> marked) =>
        items.SelectMany(item => marked[item.Marker])
            .OrderByDescending(issue => issue.Ref.Number == items[0].Issue!.Number)
            .ThenBy(issue => issue.State == ItemState.Duplicate).ThenBy(issue => issue, IssueAge.OldestFirst)
            .FirstOrDefault();

    private static async Task<IssueSnapshot?> FollowedAsync(
        ITracker tracker, TrackerChanges listing, IReadOnlyList<LedgerItem> items, CancellationToken cancellationToken)
    {
        if (items.FirstOrDefault(item => item.Fields.AreFollowed && item.LinkedTo is null) is not { Fields.Title.Current: { } title, Issue: { } before })
            return null;
        var shown = listing.Issues.FirstOrDefault(issue => issue.Ref.Number == before.Number);
        if (shown is null && tracker.RecogniseKey(before.Number) is { } named
            && await tracker.ReadAsync(named, cancellationToken) is ReadOutcome.Found(var read))
            shown = read;
        return shown?.Title == title ? shown : null;
    }
}

/// <summary>An issue that the ledger knows in the old place.</summary>
/// <param name="Items">The items that have it.</param>
/// <param name="Now">Where it is in the new place; null where it was not found.</param>
internal sealed record MovedIssue(IReadOnlyList<LedgerItem> Items, IssueRef? Now)
{
    public IssueRef Before => Items[0].Issue!;

    /// <summary>It was not missing before: then it has to be found.</summary>
    public bool WasThere => Items.Any(item => !item.IsIssueGone);

    /// <summary>Its items were closed, and stay so without it.</summary>
    public bool WasClosed => Items.All(item => item.State.IsClosed());
}
