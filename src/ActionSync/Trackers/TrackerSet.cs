using ActionSync.Items;

namespace ActionSync.Trackers;

/// <summary>The configured trackers, one object each for the life of the process.</summary>
public sealed class TrackerSet(IEnumerable<ITracker> trackers) : IDisposable
{
    private readonly Dictionary<string, ITracker> _byName = trackers.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<ITracker> All => _byName.Values;

    public void Dispose()
    {
        foreach (var tracker in All.OfType<IDisposable>())
            tracker.Dispose();
    }

    /// <summary>
    /// The trackers of a place that somebody else named. The path decides, and the server where it can: one service is known by several addresses, so an
    /// unknown one rules nobody out.
    /// </summary>
    public IReadOnlyList<ITracker> At(TrackerPlace place)
    {
        var samePath = All.Where(t => t.Place.Path.Equals(place.Path, StringComparison.OrdinalIgnoreCase)).ToList();
        var sameServer = samePath.Where(t => t.Place.Server.Equals(place.Server, StringComparison.OrdinalIgnoreCase)).ToList();
        return sameServer.Count > 0 ? sameServer : samePath;
    }

    /// <summary>The trackers of a place that its service names by its own id, whatever it is called in the configuration.</summary>
    public IEnumerable<ITracker> Known(PlaceIdentity place) => All.Where(t => t.Identity is { } known && known.Word == place.Word);

    /// <summary>The tracker that has the issue, where it lets us write what a person asks for here; null where that is done where it lives.</summary>
    public ITracker? EditableHomeOf(IssueRef? issue) =>
        All.FirstOrDefault(each => each.Traits.EditsOnCommand && each.Place.Server == issue?.Server && each.Place.Path == issue.Place);

    public ITracker? Find(string? name) => name is not null && _byName.TryGetValue(name, out var tracker) ? tracker : null;
}
