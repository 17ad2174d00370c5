using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Intake;

/// <summary>Which tracker an item belongs to: the one that has the issue its document names, whatever the routes say; else the one that they choose.</summary>
internal sealed class ItemRouting(Router router, TrackerSet trackers)
{
    public LedgerItem Route(LedgerItem item, IncidentBrief incident)
    {
        var routed = router.Route(item, incident);
        if (routed is not { Issue: null, State: ItemState.Pending, Work: Work.Adopt, Url: { } url } || trackers.All.FirstOrDefault(t => t.Recognise(url) is not null) is not { } tracker)
            return routed;
        return routed with { Tracker = tracker.Name, Problem = routed.Problem == Router.NoRoute ? null : routed.Problem };
    }
}
