using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Listing;

/// <summary>Puts together what lists show of an item; whatever is asked of the ledger was read before.</summary>
internal sealed class ItemDescriber(GroupDirectory groups, UnassignedItems unassigned, Router router, RemindingOptions reminding)
{
    /// <param name="item">The item.</param>
    /// <param name="incident">Its incident; null where that is gone from the ledger, which <c>verify</c> finds: the item is listed all the same.</param>
    /// <param name="shortName">The name to type.</param>
    /// <param name="snooze">Null where people are reminded of it.</param>
    /// <param name="now">When it is listed.</param>
    public ListedItem Of(LedgerItem item, IncidentBrief? incident, string shortName, Snooze? snooze, DateTimeOffset now)
    {
        var brief = incident ?? new IncidentBrief { Id = item.IncidentId, Title = item.IncidentId };
        var isOverdue = item.IsOverdue(now, reminding.TimeZone);
        return new ListedItem(item, brief, shortName, snooze, groups.Of(item.Owner, brief), isOverdue)
        {
            IsUnassigned = unassigned.IsUnassigned(item),
            IsOld = isOverdue && OldIncident.IsOf(item.Deadline, item.FirstSeenAt, reminding),
            IgnoredBy = item.IsIgnored ? router.IgnoringRoute(item, brief) : null,
        };
    }
}
