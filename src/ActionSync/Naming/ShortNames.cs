using ActionSync.Ledger;

namespace ActionSync.Naming;

/// <summary>
/// The short name of each item, which every command takes for this item and no other: the document's id for it, else <c>INCIDENT/n</c> by the order
/// in which its incident's items were first seen, else its issue's number, else its key.
/// </summary>
internal sealed class ShortNames
{
    /// <summary>A longer id says no more than the number does.</summary>
    private const int LongestId = 24;

    private const int KeysAtOnce = 500;

    private readonly HashSet<string> _ambiguous;

    /// <summary>The numbers of items that are not yet in the ledger, by their ids.</summary>
    private readonly IReadOnlyDictionary<long, long> _coming;

    private ShortNames(IEnumerable<string> ambiguous, IReadOnlyDictionary<long, long> coming) =>
        (_ambiguous, _coming) = (new(ambiguous, StringComparer.OrdinalIgnoreCase), coming);

    /// <summary>Of a ledger that cannot be read: items are called as if there were no others.</summary>
    public static ShortNames None { get; } = new([], new Dictionary<long, long>());

    /// <summary>Learns which names fit more than one item.</summary>
    public static async Task<ShortNames> LoadAsync(LedgerTransaction work, CancellationToken cancellationToken) => new(
        await work.QueryAsync<string>(
            """
            select name from (
              select lower(key) as name, id from items
              union all select lower(incident_id) || '/' || cast(ordinal as text), id from items
              union all select lower(explicit_id), id from items where explicit_id is not null
              union all select ltrim(lower(number), '#'), id from items where number is not null
            ) names group by name having count(distinct id) > 1
            """, null, cancellationToken), new Dictionary<long, long>());

    /// <summary>The names once items are there that are not yet in the ledger; each has an id that no other has.</summary>
    /// <param name="work">The ledger; null where there is none yet.</param>
    /// <param name="coming">In the order in which they will be seen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ShortNames> ForeseeAsync(LedgerTransaction? work, IEnumerable<LedgerItem> coming, CancellationToken cancellationToken)
    {
        var names = work is null ? [] : await ItemName.AllAsync(work).ToListAsync(cancellationToken);
        var seen = names.GroupBy(name => name.IncidentId).ToDictionary(incident => incident.Key, incident => incident.Max(name => name.Ordinal));
        foreach (var item in coming)
            names.Add(ItemName.Of(item, seen[item.IncidentId] = seen.GetValueOrDefault(item.IncidentId) + 1));
        var ambiguous = names.SelectMany(name => name.All.Select(word => (Word: word.ToLowerInvariant(), name.Id))).Distinct()
            .CountBy(entry => entry.Word).Where(count => count.Value > 1).Select(count => count.Key);
        return new ShortNames(ambiguous, names.Where(name => name.Id < 0).ToDictionary(name => name.Id, name => name.Ordinal));
    }

    /// <summary>The short name of one item, without a look at the others' names.</summary>
    public static async Task<string> OfAsync(LedgerTransaction work, LedgerItem item, CancellationToken cancellationToken)
    {
        var taken = await work.QueryAsync<TakenRow>($"select {TakenNames.Columns} from items i where i.id = @id", new { id = item.Id }, cancellationToken);
        return Of(ItemName.Of(item), taken is [var row] ? row.Taken : default);
    }

    /// <summary>The short names of some items, by their keys, without a look at the others' names.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        LedgerTransaction work, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>();
        foreach (var chunk in keys.Distinct().Chunk(KeysAtOnce))
        {
            foreach (var row in await work.QueryAsync<NamedRow>(
                $"select i.key, i.incident_id, i.explicit_id, i.ordinal, i.number, {TakenNames.Columns} from items i where i.key in @keys",
                new { keys = chunk }, cancellationToken))
            {
                names[row.Key] = row.Short;
            }
        }
        return names;
    }

    /// <summary>The short name of every item, by its key.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ByKeyAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var names = await LoadAsync(work, cancellationToken);
        var byKey = new Dictionary<string, string>();
        await foreach (var name in ItemName.AllAsync(work).WithCancellation(cancellationToken))
            byKey[name.Key] = names.Of(name);
        return byKey;
    }

    public string Of(LedgerItem item) => Of(ItemName.Of(item, item.Ordinal > 0 ? item.Ordinal : _coming.GetValueOrDefault(item.Id, item.Position)));

    public string Of(ItemName item) => Of(item, new TakenNames(
        item.ExplicitId is { } id && _ambiguous.Contains(id), _ambiguous.Contains(item.ByOrdinal),
        item.Number is { } number && _ambiguous.Contains(number.TrimStart('#'))));

    /// <param name="item">The item.</param>
    /// <param name="taken">Which of its names another item has too; see <see cref="TakenNames"/>.</param>
    public static string Of(ItemName item, TakenNames taken) =>
        !taken.Id && item.ExplicitId is { Length: <= LongestId } id && IsAWord(id) ? id
        : !taken.Ordinal ? item.ByOrdinal
        : !taken.Number && item.Number is { } number ? number
        : item.Key;

    /// <summary>It needs no quotes in a shell, and a mere number is an issue's.</summary>
    private static bool IsAWord(string id) =>
        id.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && !id.All(char.IsAsciiDigit) && !id.StartsWith('-');

    private sealed record NamedRow : TakenRow
    {
        public string Key { get; init; } = "";
        public string IncidentId { get; init; } = "";
        public string? ExplicitId { get; init; }
        public long Ordinal { get; init; }
        public string? Number { get; init; }

        public string Short => Of(new ItemName { Key = Key, IncidentId = IncidentId, ExplicitId = ExplicitId, Ordinal = Ordinal, Number = Number }, Taken);
    }

    private record TakenRow
    {
        public int IdTaken { get; init; }
        public int OrdinalTaken { get; init; }
        public int NumberTaken { get; init; }

        public TakenNames Taken => new(IdTaken == 1, OrdinalTaken == 1, NumberTaken == 1);
    }
}
