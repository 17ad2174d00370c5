using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Intake;

/// <summary>
/// Which tracker an item belongs to: the one that has the issue its document names, whatever the routes say; else the one that they choose. An item whose
/// issue is of no configured tracker, any more or as older versions left it, keeps it as a link and gets one of its own.
/// </summary>
internal sealed class ItemRouting(Router router, TrackerSet trackers, ItemTickets tickets, LateAssignments assignments)
{
    public LedgerItem Route(LedgerItem item, IncidentBrief incident) => assignments.Noting(Routed(item, incident));

    private LedgerItem Routed(LedgerItem item, IncidentBrief incident)
    {
        if (item is not { Issue: null, State: ItemState.Pending, PendingAction: PendingAction.Adopt, Url: { } url })
            return router.Route(item, incident);
        if (trackers.All.FirstOrDefault(t => t.Recognise(url) is not null) is not { } tracker)
        {
            // Whatever stood in the way of taking that one says nothing of the new one.
            return router.Route(tickets.Read(item, KnownIssues.None) with { Problem = null, Attempts = 0, RetryAt = null }, incident);
        }
        return item with { Tracker = tracker.Name, Problem = item.Problem?.Code == ProblemCode.NoRoute ? null : item.Problem };
    }
}
