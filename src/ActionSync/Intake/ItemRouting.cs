using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Intake;

/// <summary>
/// Which tracker an item belongs to: the one that has the issue its document names, whatever the routes say; else the one that they choose. An issue of no
/// configured tracker waits until there is one.
/// </summary>
internal sealed class ItemRouting(Router router, TrackerSet trackers)
{
    public LedgerItem Route(LedgerItem item, IncidentBrief incident)
    {
        if (item is not { Issue: null, State: ItemState.Pending, PendingAction: PendingAction.Adopt, Url: { } url })
            return router.Route(item, incident);
        if (trackers.All.FirstOrDefault(t => t.Recognise(url) is not null) is not { } tracker)
            return item with { Tracker = null, Problem = UnknownTickets.Problem(url) };
        var isOver = item.Problem?.Code is ProblemCode.NoRoute or ProblemCode.UnknownTicket;
        return item with { Tracker = tracker.Name, Problem = isOver ? null : item.Problem };
    }
}
