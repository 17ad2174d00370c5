using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Sync;
using ActionSync.Trackers;
using Humanizer;

namespace ActionSync.Hosting;

/// <summary>
/// What happens before any work: the ledger's schema and the index of its items, whether issues still have their trackers, and routes and people that changed.
/// </summary>
internal sealed class StartupChecks(
    LedgerDatabase ledger, TrackerSet trackers, IReadOnlyDictionary<string, TrackerOptions> options, PlaceCheck places, Rerouting rerouting,
    LateAssignments assignments, ItemIndexUpkeep index)
{
    /// <summary>Throws <see cref="LedgerException"/> where the ledger cannot be used with this configuration.</summary>
    /// <returns>The items that a changed route has moved.</returns>
    public async Task<IReadOnlyList<ReroutedItem>> OpenAsync(CancellationToken cancellationToken)
    {
        await ledger.MigrateAsync(cancellationToken);
        await ledger.RequireTablesAsync(cancellationToken);
        await index.FillAsync(cancellationToken);
        var changes = await places.ChangesAsync(cancellationToken);
        await places.FollowAsync(changes, cancellationToken);
        await CheckPlacesAsync(changes, cancellationToken);
        return await FollowConfigurationAsync(cancellationToken);
    }

    /// <summary>As <see cref="OpenAsync"/>, for commands that only show: nothing is written, so a ledger of an older version is refused too.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await ledger.CheckVersionAsync(cancellationToken);
        await CheckPlacesAsync(await places.ChangesAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A tracker is a place, not a name: issues that live elsewhere than the configuration says must not be read from the wrong place.</summary>
    /// <param name="changes">The trackers that are configured under another name, with what their services say about it: what is the same place is
    /// followed.</param>
    private async Task CheckPlacesAsync(IReadOnlyList<PlaceChange> changes, CancellationToken cancellationToken)
    {
        var asked = changes.ToDictionary(change => change.Tracker.Name, StringComparer.OrdinalIgnoreCase);
        if (asked.Values.Select(change => change.Trouble)
            .FirstOrDefault(trouble => trouble is { Fault: TrackerFault.Unavailable or TrackerFault.Limited }) is { } passing)
            throw LedgerException.PlaceNotKnown(passing);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var problems = new List<string>();
        foreach (var known in await work.Items.PlacesAsync(cancellationToken))
        {
            var place = new TrackerPlace(known.Server, known.Place);
            if (trackers.Find(known.Tracker) is not { } tracker)
                problems.Add($"Tracker {known.Tracker} is not configured any more, but {"issue".ToQuantity(known.Issues)} {(known.Issues == 1 ? "lives" : "live")} in {place}. {Renamed(known.Tracker, place)}");
            else if (tracker.Place != place && !IsSame(known.Tracker, place))
                problems.Add($"Tracker {known.Tracker} points to {tracker.Place}, but {"issue".ToQuantity(known.Issues)} {(known.Issues == 1 ? "lives" : "live")} in {place}. Point it back, and give the new place a tracker name of its own. If the issues themselves moved there, as with a server that has another address now, run actionsync tracker move {tracker.Name}.{Asked(known.Tracker)}");
        }
        foreach (var known in await work.Trackers.AllAsync(cancellationToken))
        {
            var unknown = await work.Items.UnknownAsync(known.Name, cancellationToken);
            var place = new TrackerPlace(known.Server, known.Place);
            if (unknown.Count > 0 && trackers.Find(known.Name)?.Place != place && !IsSame(known.Name, place))
                problems.Add($"Tracker {known.Name} is not {place} any more, but {"issue".ToQuantity(unknown.Count)} may have been made there. {(trackers.Find(known.Name) is null ? Renamed(known.Name, place) : $"Configure it again as it was. If the issues themselves moved, run actionsync tracker move {known.Name}.")}");
        }
        problems.AddRange(await InTheClearAsync(work, cancellationToken));
        if (problems.Count > 0)
            throw new LedgerException(string.Join(Environment.NewLine, problems));

        bool IsSame(string name, TrackerPlace place) => asked.TryGetValue(name, out var change) && change.Identity is not null && change.From == place;

        string Asked(string name) => asked.TryGetValue(name, out var change) && change.Trouble is { } trouble ? $" {trouble.Message}" : "";
    }

    /// <summary>The next step where the name of a tracker is gone: a tracker of the same place is most likely the one.</summary>
    private string Renamed(string name, TrackerPlace place) => trackers.All.FirstOrDefault(tracker => tracker.Place == place) is { } same
        ? $"Tracker {same.Name} is that place now: run actionsync tracker rename {name} {same.Name}."
        : $"Configure it again as it was. If it only has another name now, run actionsync tracker rename {name} NEWNAME.";

    /// <summary>No token begins to travel where it can be read; what worked like that before is only warned of, by the configuration's notice.</summary>
    private async Task<IEnumerable<string>> InTheClearAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var met = (await work.Trackers.AllAsync(cancellationToken)).Where(known => known.FirstContactAt is not null).Select(known => known.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return options.Values.Where(tracker => tracker.SendsInTheClear is not null && !met.Contains(tracker.Name))
            .Select(tracker => $"Tracker {tracker.Name} would send its token in the clear, since its BaseUrl is http. Use https, or set Trackers:{tracker.Name}:{tracker.SendsInTheClear} to true.");
    }

    /// <summary>A changed route moves the items that are not created yet, and only those; owners whose account is known now are asked for.</summary>
    private async Task<IReadOnlyList<ReroutedItem>> FollowConfigurationAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Items.UpdateAsync(await assignments.FindAsync(work, cancellationToken), cancellationToken);
        IReadOnlyList<ReroutedItem> moved = [.. (await rerouting.OfAsync(work, cancellationToken)).Where(item => item.IsChanged)];
        await work.Items.UpdateAsync(moved.Select(item => item.After), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return moved;
    }
}
