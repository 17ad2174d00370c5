using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>
/// Items whose issue was made while <c>People</c> gave no account for the owner, and gives one now: the owner is asked for once more. What people did in the
/// tracker meanwhile stands, as for every field.
/// </summary>
internal sealed class LateAssignments(UnassignedItems unassigned, Assignability people)
{
    /// <summary>The items as they are to be written, each with an update to do. Nothing is written here.</summary>
    public async Task<IReadOnlyList<LedgerItem>> FindAsync(LedgerTransaction work, CancellationToken cancellationToken) =>
    [
        .. (await work.Items.LackingAccountAsync(cancellationToken))
            .Where(item => unassigned.IsUnassigned(item) && !people.LacksAccount(item.Fields.Owner.Desired!, item.Tracker))
            .Select(AskedAgain),
    ];

    /// <summary>Whether the owner's account is missing is kept with what is asked for, until that is written.</summary>
    public LedgerItem Noting(LedgerItem item)
    {
        var isAsked = item.Issue is null ? item.State == ItemState.Pending : item.Fields.Owner.IsUnsettled;
        var lacks = item is { IsIgnored: false, Tracker: not null, Fields.AreFollowed: false } && item.Fields.Owner.Desired is { } owner
            && people.LacksAccount(owner, item.Tracker);
        return !isAsked || lacks == item.Fields.OwnerLacksAccount ? item : item with { Fields = item.Fields with { OwnerLacksAccount = lacks } };
    }

    private static LedgerItem AskedAgain(LedgerItem item) => item with
    {
        PendingAction = item.PendingAction == PendingAction.None ? PendingAction.Update : item.PendingAction,
        Fields = item.Fields with { OwnerLacksAccount = false, Owner = item.Fields.Owner with { Settled = null } },
    };
}
