namespace ActionSync.Ledger;

/// <summary>
/// What a transaction wrote of items and incidents, as far as lists show it; gathered by the stores, carried into the index before the commit.
/// </summary>
internal sealed class ItemChanges
{
    /// <summary>What does not change an item: others are told of it.</summary>
    private static readonly IReadOnlySet<string> Messages = new HashSet<string> { EventKind.Reminded, EventKind.Escalated, EventKind.Muted };

    private readonly Dictionary<long, LedgerItem> _items = [];
    private readonly HashSet<string> _incidents = [];
    private readonly Dictionary<string, DateTimeOffset> _last = [];

    public void Add(LedgerItem item) => _items[item.Id] = item;

    /// <summary>Its items' owners and teams may be others now.</summary>
    public void AddIncident(string id) => _incidents.Add(id);

    public void Happened(IEnumerable<LedgerEvent> events)
    {
        foreach (var e in events)
        {
            if (e.ItemKey is { } key && !Messages.Contains(e.Kind) && _last.GetValueOrDefault(key) < e.At)
                _last[key] = e.At;
        }
    }

    /// <param name="work">The transaction, about to be committed.</param>
    /// <param name="index">Works the entries out; null where no configuration is at hand, so that the next start does.</param>
    /// <param name="cancellationToken">Ends it before the commit.</param>
    public async Task CarryAsync(LedgerTransaction work, IItemIndex? index, CancellationToken cancellationToken)
    {
        var items = await AllAsync(work, cancellationToken);
        var store = new ItemIndexStore(work);
        foreach (var chunk in items.Chunk(ItemStore.ChunkSize))
        {
            await store.SaveAsync(
                index is null ? [.. chunk.Select(ItemIndexEntry.Unmade)] : await index.OfAsync(work, chunk, cancellationToken), cancellationToken);
        }
        await store.SaveLastChangesAsync(_last, cancellationToken);
    }

    /// <summary>In one order, so that two transactions do not wait for each other.</summary>
    private async Task<IReadOnlyList<LedgerItem>> AllAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        foreach (var incident in _incidents.Order(StringComparer.Ordinal))
        {
            foreach (var item in await work.Items.OfIncidentAsync(incident, cancellationToken))
                _items.TryAdd(item.Id, item);
        }
        return [.. _items.Values.OrderBy(item => item.Id)];
    }
}
