using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Recovery;

/// <summary>All issues of ours that the trackers show, by marker, while a lost ledger is made again. Each is given out once.</summary>
internal sealed class MarkerIndex
{
    private readonly TrackerSet _trackers;
    private readonly Dictionary<string, ILookup<string, IssueSnapshot>> _issues = [];
    private readonly Dictionary<string, string?> _cursors = [];
    private readonly Dictionary<string, IReadOnlyList<UnreadIssue>> _unread = [];
    private readonly HashSet<string> _taken = [];

    private MarkerIndex(TrackerSet trackers) => _trackers = trackers;

    /// <summary>Lists every tracker. Throws <see cref="TrackerException"/> where one cannot be read: half of the truth would be taken for all of it.</summary>
    public static async Task<MarkerIndex> FillAsync(TrackerSet trackers, CancellationToken cancellationToken)
    {
        var shelf = new MarkerIndex(trackers);
        foreach (var tracker in trackers.All)
        {
            var listing = await tracker.ListAsync([], cancellationToken);
            shelf._issues[tracker.Name] = listing.Issues.Where(i => i.Marker is not null).ToLookup(i => i.Marker!);
            shelf._cursors[tracker.Name] = listing.Cursor;
            shelf._unread[tracker.Name] = listing.Unread;
        }
        return shelf;
    }

    public string? CursorOf(string tracker) => _cursors[tracker];

    /// <summary>
    /// The item's issue: by marker in the tracker that the receipt or the routes name, else in any; else the one that receipt or document give the address of.
    /// </summary>
    public async Task<Placement> FindAsync(LedgerItem item, ReceiptItem? past, CancellationToken cancellationToken)
    {
        foreach (var tracker in _issues.Keys.OrderByDescending(name => name == past?.Tracker).ThenByDescending(name => name == item.Tracker))
        {
            // The one that the receipt names; else the oldest, as at refresh, and of those that are closed as duplicates none was the item's own.
            if (_issues[tracker][item.Marker].OrderByDescending(i => i.Ref.Number == past?.Issue && tracker == past?.Tracker)
                .ThenBy(i => i.State == ItemState.Duplicate).ThenBy(i => i, IssueAge.OldestFirst)
                .FirstOrDefault() is { } issue)
            {
                _taken.Add(item.Marker);
                return new Placement.Found(tracker, issue);
            }
        }
        return (past is { Issue: not null } ? past.Url : item.Url) is { } url ? await ByAddressAsync(item, past, url, cancellationToken) : Nowhere(item);
    }

    /// <summary>An issue that cannot be read may be anybody's that has none: it would be made a second time.</summary>
    private Placement.Nowhere Nowhere(LedgerItem item) => _unread.FirstOrDefault(t => t.Value.Count > 0) is { Value: [var first, ..] } unread
        ? throw new TrackerException(
            TrackerFault.Unavailable, $"No issue of {item.Key} is found, and tracker {unread.Key} has {unread.Value.Count} that cannot be read: {first.Why}")
        : new Placement.Nowhere();

    /// <summary>Issues that carry our marker and that no item of the archive claims: a later document may.</summary>
    public IEnumerable<FoundIssue> Left(string tracker) => _issues[tracker].Where(g => !_taken.Contains(g.Key))
        .Select(IssueAge.OldestOf).Select(i => new FoundIssue(i.Ref, i.Marker!, i.Key, i.Title));

    private async Task<Placement> ByAddressAsync(LedgerItem item, ReceiptItem? past, string url, CancellationToken cancellationToken)
    {
        var tracker = _trackers.All.FirstOrDefault(t => t.Recognise(url) is not null) ?? _trackers.Find(past?.Tracker);
        if (tracker is null)
            return new Placement.Nowhere();
        if (tracker.Recognise(url) is not { } issue)
            return past?.Issue is { } number ? Lost(tracker, url, number, $"{number} is not in {tracker.Place} any more.") : new Placement.Nowhere();
        return await tracker.ReadAsync(issue, cancellationToken) switch
        {
            ReadOutcome.Found(var shown) => new Placement.Found(tracker.Name, shown),
            ReadOutcome.Gone(var reason) when past is { Issue: not null } => new Placement.Lost(tracker.Name, issue, reason),
            ReadOutcome.Failed(var reason, _) when past is { Issue: not null } => new Placement.Unreadable(tracker.Name, issue, reason),
            ReadOutcome.Refused(var reason) when past is { Issue: not null } => new Placement.Unreadable(tracker.Name, issue, reason),
            // The document names an issue that is not there: publishing says so.
            _ => new Placement.Nowhere(),
        };
    }

    private static Placement.Lost Lost(ITracker tracker, string url, string number, string reason) =>
        new(tracker.Name, new IssueRef(tracker.Place.Server, tracker.Place.Path, number, number, url), reason);

    /// <summary>Where an item's issue is.</summary>
    internal abstract record Placement
    {
        private Placement() { }

        public sealed record Found(string Tracker, IssueSnapshot Issue) : Placement;

        /// <summary>It had one, which is gone.</summary>
        public sealed record Lost(string Tracker, IssueRef Issue, string Reason) : Placement;

        /// <summary>It has one, of which nothing can be read now.</summary>
        public sealed record Unreadable(string Tracker, IssueRef Issue, string Why) : Placement;

        public sealed record Nowhere : Placement;
    }
}
