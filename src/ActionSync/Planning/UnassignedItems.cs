using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;

namespace ActionSync.Planning;

/// <summary>Open items to which nobody is assigned although somebody owns them: what their tracker shows counts, else what the configuration tells.</summary>
internal sealed class UnassignedItems(Assignability people)
{
    private const string NextPass = "People gives their account now: the next pass assigns them";
    private const string ByHand = "their issues have no assignee, actionsync history says why; assign them by hand in the tracker";

    /// <returns>One an owner and tracker, in the order of the items.</returns>
    public IReadOnlyList<UnassignedOwner> Among(IEnumerable<LedgerItem> items) =>
    [
        .. items.Where(IsUnassigned).GroupBy(item => (Owner: OwnerOf(item)!, Tracker: item.Tracker!))
            .Select(same => new UnassignedOwner(
                same.Key.Owner, same.Key.Tracker,
                people.LacksAccount(same.Key.Owner, same.Key.Tracker) ? null : same.All(item => item.Fields.OwnerLacksAccount) ? NextPass : ByHand,
                same.Count())),
    ];

    /// <summary>Whoever has left is another matter, and so is an issue that is somebody else's or was taken off its assignee.</summary>
    public bool IsUnassigned(LedgerItem item) =>
        item is { IsOpen: true, IsWithdrawn: false, IsBacklog: false, LinkedTo: null, Owner: not null, Tracker: not null, State: not ItemState.Missing }
        && OwnerOf(item) is { } owner && !people.HasLeft(owner)
        && (item.Issue is null
            ? item.PendingAction is PendingAction.Create or PendingAction.Held && !people.MayBeAssigned(owner, item.Tracker)
            : !item.Fields.AreFollowed && item.Fields.Owner is { Current: null, Unseen: false, ChangedByPeople: false }
                && item.Unread.All(unread => unread.Field != ItemField.Owner));

    private static string? OwnerOf(LedgerItem item) => item.Fields.Owner.Desired;
}
