using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;
using Humanizer;

namespace ActionSync.Sync.Publishing;

/// <summary>Lists our issues in a tracker, as is done before the first is created there. Writes nothing.</summary>
internal sealed class FirstContact(LedgerDatabase ledger)
{
    public async Task<FirstListing> ListAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        var listing = await tracker.ListAsync([], cancellationToken);
        var unread = await StrangersAsync(tracker, listing, cancellationToken);
        var ours = listing.Issues
            .Where(i => i.Marker is not null)
            .GroupBy(i => i.Marker!)
            .Select(IssueAge.OldestOf)
            .Select(i => new FoundIssue(i.Ref, i.Marker!, i.Key, i.Title))
            .Concat(listing.Unread.Where(u => u is { Marker: not null, Id: not null }).Select(u => new FoundIssue(Ref(tracker, u.Id!), u.Marker!, null, "")));
        var why = unread.Count > 0 && listing.Issues.Any(i => i.Marker is not null)
            ? $"Tracker {tracker.Name} shows {"issue".ToQuantity(unread.Count)} that cannot be read and may be ours, so that none is made there yet: {unread[0].Why}"
            : null;
        return new FirstListing([.. ours], why);
    }

    /// <summary>Issues that cannot be read and that nobody knows: neither an item of this ledger nor their own marker tells whose they are.</summary>
    private async Task<IReadOnlyList<UnreadIssue>> StrangersAsync(ITracker tracker, TrackerChanges listing, CancellationToken cancellationToken)
    {
        var unread = listing.Unread.Where(u => u.Marker is null).ToList();
        if (unread.Count == 0 || !await ledger.IsThereAsync(cancellationToken))
            return unread;
        await using var work = await ledger.ReadAsync(cancellationToken);
        var known = (await work.Items.WithIssuesAsync(tracker.Place.Server, tracker.Place.Path, unread.Select(u => u.Id).OfType<string>(), cancellationToken))
            .Select(i => i.Issue!.Id).ToHashSet();
        return unread.FindAll(u => u.Id is null || !known.Contains(u.Id));
    }

    private static IssueRef Ref(ITracker tracker, string id) => new(tracker.Place.Server, tracker.Place.Path, id, id, "");
}

/// <summary>Our issues in a tracker; of several with one marker the oldest.</summary>
/// <param name="WhyIncomplete">Issues are there that cannot be read and may be ours too, so that nothing is created yet; else null.</param>
internal sealed record FirstListing(IReadOnlyList<FoundIssue> Ours, string? WhyIncomplete);
