using ActionSync.Items;
using ActionSync.People;
using ActionSync.Sync.Publishing;

namespace ActionSync.DryRun;

/// <summary>What a pass would do.</summary>
/// <param name="Incidents">In the order of the documents.</param>
/// <param name="Trackers">Those where something would be created.</param>
/// <param name="Earlier">What becomes of the items that no document speaks of now.</param>
internal sealed record DryRunResult(IReadOnlyList<DryRunIncident> Incidents, IReadOnlyList<TrackerPreview> Trackers, EarlierItems Earlier)
{
    public IEnumerable<DryRunItem> Items => Incidents.SelectMany(incident => incident.Items);

    public DryRunTotals Totals => field ??= DryRunTotals.Of([.. Items], Earlier);

    /// <summary>A pass would change something, be it in the ledger alone.</summary>
    public bool HasWork => Items.Any(item => item.IsWork) || Totals.Earlier > 0 || Earlier.Ignored + Earlier.ToAssign > 0;

    /// <summary>Something would wait for what no pass does alone, or for a later one.</summary>
    public bool LeavesWaiting => Totals.Wait.Count > 0;

    /// <summary>A tracker could not be asked, so that not all is known.</summary>
    public bool IsIncomplete => Trackers.Any(tracker => tracker.Trouble is not null);

    /// <summary>
    /// Owners of items that would get an issue, now or later, with nobody assigned, with what their tracker says, or the configuration alone where it
    /// cannot be asked.
    /// </summary>
    public IReadOnlyList<UnassignedOwner> Unassigned =>
    [
        .. Items.Where(item => item.IsUnassigned)
            .GroupBy(item => (Owner: item.Item.Owner!, Tracker: item.Item.Tracker!))
            .Select(same => new UnassignedOwner(
                same.Key.Owner, same.Key.Tracker, same.First().Create?.WhyUnassigned, same.DistinctBy(item => item.Item.Key).Count())),
    ];
}

/// <summary>What a document would do to its incident.</summary>
internal sealed record DryRunIncident(IncidentBrief Incident, IReadOnlyList<DryRunItem> Items);
