using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;

namespace ActionSync.Listing;

/// <summary>One item as lists show it: the ledger's row and what is known of it elsewhere.</summary>
/// <param name="Short">The name to type.</param>
/// <param name="Snooze">Nobody is reminded of it for now; null where they are.</param>
/// <param name="Team">The group that it belongs to; null for none.</param>
/// <param name="IsOverdue">Past its deadline, and still to be done.</param>
internal sealed record ListedItem(LedgerItem Item, IncidentBrief Incident, string Short, Snooze? Snooze, string? Team, bool IsOverdue)
{
    /// <summary>Its issue is there and surely assigned to nobody, whoever the document names.</summary>
    public bool IsUnassigned => !Item.State.IsClosed()
        && Item is { Issue: not null, State: not ItemState.Missing, Fields.Owner: { Current: null, Unseen: false } }
        && Item.Unread.All(unread => unread.Field is not null and not ItemField.Owner);
}
