using ActionSync.Ledger;
using ActionSync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Refreshing;

/// <summary>
/// Looks again at the issues of which something could not be read. That a permission was given or the configuration mended changes no issue, so it shows in
/// no list of changes.
/// </summary>
internal sealed class UnreadIssues(LedgerDatabase ledger, TimeProvider clock)
{
    /// <summary>A look costs a request, so that a pass takes no more than this; a person who asks gets more.</summary>
    private const int MostOnSchedule = 20;
    private const int MostForAPerson = 500;

    /// <summary>The changes, and with them the issues that were looked at again.</summary>
    public async Task<TrackerChanges> LookAgainAsync(ITracker tracker, TrackerChanges changes, Urgency urgency, CancellationToken cancellationToken)
    {
        var listed = changes.Issues.Select(i => i.Ref.Id).Concat(changes.Unread.Select(u => u.Id)).Concat(changes.Gone.Select(g => g.Issue.Id)).ToHashSet();
        var (issues, unread, gone) = (changes.Issues.ToList(), changes.Unread.ToList(), changes.Gone.ToList());
        foreach (var issue in (await DueAsync(tracker, urgency, cancellationToken)).Where(i => !listed.Contains(i.Id)))
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

    private async Task<IEnumerable<IssueRef>> DueAsync(ITracker tracker, Urgency urgency, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var unread = await work.Items.UnreadInPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken);
        return urgency == Urgency.Now
            ? unread.Take(MostForAPerson).Select(i => i.Issue!)
            : unread.Where(i => i.LookAt is not { } at || at <= clock.GetUtcNow()).Take(MostOnSchedule).Select(i => i.Issue!);
    }
}
