using ActionSync.Items;

namespace ActionSync.Ledger;

/// <summary>
/// Several items with one issue: one of them follows it, and the others are linked to that one. This is decided again whenever an item gets, loses or
/// leaves an issue, in the transaction that does so.
/// </summary>
internal static class SharedIssues
{
    /// <summary>Decides again who follows these issues, and writes down what changes.</summary>
    public static async Task SettleAsync(LedgerTransaction work, IEnumerable<IssueRef> issues, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var place in issues.GroupBy(issue => (issue.Server, issue.Place)).ToList())
        {
            var items = await work.Items.WithIssuesAsync(place.Key.Server, place.Key.Place, place.Select(issue => issue.Id), cancellationToken);
            foreach (var shared in items.GroupBy(item => item.Issue!.Id))
                await SettleAsync(work, [.. shared], now, cancellationToken);
        }
    }

    /// <summary>
    /// The item that follows their issue: the one that it was made for, else the one that follows it already, else the first in the ledger. A withdrawn item
    /// follows only where all of them are withdrawn.
    /// </summary>
    public static LedgerItem FollowerOf(IEnumerable<LedgerItem> items) =>
        items.OrderBy(i => i.IsWithdrawn).ThenBy(i => i.Fields.AreFollowed).ThenBy(i => i.LinkedTo is not null).ThenBy(i => i.Id).First();

    private static async Task SettleAsync(LedgerTransaction work, IReadOnlyList<LedgerItem> items, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var follower = FollowerOf(items);
        // What was made for an item stays its own, also while another one follows it.
        var changed = items.Where(i => i.LinkedTo != LinkOf(i)).ToList();
        await work.Items.UpdateAsync(changed.Select(i => i with { Fields = i.Fields with { LinkedTo = LinkOf(i) } }), cancellationToken);
        await work.Events.AddAsync([.. changed.Select(i => Event(i, follower, now))], cancellationToken);

        string? LinkOf(LedgerItem item) => item.Id == follower.Id || !item.Fields.AreFollowed ? null : follower.Key;
    }

    private static LedgerEvent Event(LedgerItem item, LedgerItem follower, DateTimeOffset now) => new()
    {
        At = now,
        IncidentId = item.IncidentId,
        ItemKey = item.Key,
        Kind = EventKind.Linked,
        Who = Actor.ActionSync,
        Text = item.Id == follower.Id
            ? $"Follows {item.Issue!.Number} from now on, which {item.LinkedTo} followed before: {item.Url}"
            : $"{item.Issue!.Number} is followed by {follower.Key} now: {item.Url}",
    };
}
