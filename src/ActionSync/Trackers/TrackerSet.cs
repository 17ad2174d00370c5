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

    public ITracker? Find(string? name) => name is not null && _byName.TryGetValue(name, out var tracker) ? tracker : null;
}
