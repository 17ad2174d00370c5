using System.Collections.Concurrent;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Sync.Refreshing;

/// <summary>
/// Looks one by one at issues that no list of changes shows: those of which something could not be read, since that a permission was given or the
/// configuration mended changes no issue, and those that documents named, since they carry no label of ours. What stands where an issue was makes it one that
/// cannot be read.
/// </summary>
internal sealed class UnlistedIssues(LedgerDatabase ledger, TimeProvider clock)
{
    /// <summary>A look costs a request, so that a pass takes no more than this of each sort; a person who asks gets more.</summary>
    private const int MostOnSchedule = 20;
    private const int MostForAPerson = 500;

    /// <summary>By tracker the item that was looked at last: where more are followed than one pass looks at, the next pass goes on behind it.</summary>
    private readonly ConcurrentDictionary<string, long> _lastFollowed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The changes, and with them the issues that were looked at.</summary>
    public async Task<TrackerChanges> LookAsync(ITracker tracker, TrackerChanges changes, Urgency urgency, CancellationToken cancellationToken)
    {
        changes = await WithOccupiedAsync(tracker, changes, cancellationToken);
        var listed = changes.Issues.Select(i => i.Ref.Id).Concat(changes.Unread.Select(u => u.Id)).Concat(changes.Gone.Select(g => g.Issue.Id)).ToHashSet();
        var (issues, unread, gone) = (changes.Issues.ToList(), changes.Unread.ToList(), changes.Gone.ToList());
        foreach (var issue in (await DueAsync(tracker, urgency, cancellationToken)).Where(i => listed.Add(i.Id)))
        {
            switch (await tracker.ReadAsync(issue, cancellationToken))
            {
                case ReadOutcome.Found(var shown):
                    issues.Add(shown);
                    break;
                case ReadOutcome.Failed(var reason, _):
                    unread.Add(new UnreadIssue(issue.Id, reason));
                    break;
                case ReadOutcome.Refused(var reason):
                    unread.Add(new UnreadIssue(issue.Id, reason));
                    break;
                case ReadOutcome.Gone(var reason):
                    gone.Add(new GoneIssue(issue, reason));
                    break;
            }
        }
        return changes with { Issues = issues, Unread = unread, Gone = gone };
    }

    /// <summary>The known issues in whose place something else is: told of them, where one is open, else of the place.</summary>
    private async Task<TrackerChanges> WithOccupiedAsync(ITracker tracker, TrackerChanges changes, CancellationToken cancellationToken)
    {
        if (changes.Occupied.Count == 0)
            return changes;
        await using var work = await ledger.ReadAsync(cancellationToken);
        var listed = changes.Issues.Select(i => i.Ref.Id).Concat(changes.Unread.Select(u => u.Id)).Concat(changes.Present ?? new HashSet<string>()).ToHashSet();
        var hidden = (await work.Items.InPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken))
            .Where(item => !item.IsIssueGone && !listed.Contains(item.Issue!.Id))
            .Select(item => (Item: item, Place: changes.Occupied.FirstOrDefault(place => place.Hides(item.Issue!.Number))))
            .Where(pair => pair.Place is not null).ToList();
        var unread = hidden.DistinctBy(pair => pair.Item.Issue!.Id).Select(pair => new UnreadIssue(pair.Item.Issue!.Id, pair.Place!.Why));
        var told = hidden.Where(pair => !pair.Item.State.IsClosed()).Select(pair => pair.Place!).ToHashSet();
        return changes with
        {
            Unread = [.. changes.Unread, .. unread],
            Problems = [.. changes.Problems, .. changes.Occupied.Where(place => !told.Contains(place)).Select(place => place.Why)],
            Occupied = [],
        };
    }

    private async Task<IReadOnlyList<IssueRef>> DueAsync(ITracker tracker, Urgency urgency, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var unread = await work.Items.UnreadInPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken);
        var followed = await work.Items.FollowedInPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken);
        return urgency == Urgency.Now
            ? [.. unread.Take(MostForAPerson).Concat(followed.Take(MostForAPerson)).Select(i => i.Issue!)]
            : [.. unread.Where(i => i.LookAt is not { } at || at <= clock.GetUtcNow()).Take(MostOnSchedule).Concat(Turn(tracker, followed))
                .Select(i => i.Issue!)];
    }

    /// <summary>Those whose turn it is.</summary>
    private List<LedgerItem> Turn(ITracker tracker, IReadOnlyList<LedgerItem> followed)
    {
        var last = _lastFollowed.GetValueOrDefault(tracker.Name);
        var turn = followed.OrderBy(i => i.Id <= last).ThenBy(i => i.Id).Take(MostOnSchedule).ToList();
        if (turn.Count > 0)
            _lastFollowed[tracker.Name] = turn[^1].Id;
        return turn;
    }
}
