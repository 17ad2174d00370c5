namespace ActionSync.Web.Webhooks;

/// <summary>The ids of the latest deliveries. A repeat that is forgotten costs one visit, so a small memory is enough.</summary>
internal sealed class RecentDeliveries
{
    private const int Kept = 1000;
    private const int LongestId = 128;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = [];

    public bool Contains(string id)
    {
        lock (_gate)
            return _ids.Contains(id);
    }

    public void Add(string id)
    {
        if (id.Length is 0 or > LongestId)
            return;
        lock (_gate)
        {
            if (!_ids.Add(id))
                return;
            _byAge.Enqueue(id);
            if (_byAge.Count > Kept)
                _ids.Remove(_byAge.Dequeue());
        }
    }
}
