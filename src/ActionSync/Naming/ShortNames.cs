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

    private readonly HashSet<string> _ambiguous;
    private readonly Dictionary<long, long> _ordinals;

    private ShortNames(IEnumerable<string> ambiguous, IEnumerable<Numbered> numbered)
    {
        _ambiguous = new(ambiguous, StringComparer.OrdinalIgnoreCase);
        _ordinals = numbered.ToDictionary(item => item.Id, item => item.Ordinal);
    }

    /// <summary>Of a ledger that cannot be read: items are called as if there were no others.</summary>
    public static ShortNames None { get; } = new([], []);

    /// <summary>Learns which names fit more than one item, and which items do not stand in their document where they stood at first.</summary>
    public static async Task<ShortNames> LoadAsync(LedgerTransaction work, CancellationToken cancellationToken) => new(
        await work.QueryAsync<string>(
            """
            select name from (
              select lower(key) as name, id from items
              union all select lower(incident_id) || '/' || row_number() over (partition by incident_id order by id), id from items
              union all select lower(explicit_id), id from items where explicit_id is not null
              union all select ltrim(lower(number), '#'), id from items where number is not null
            ) names group by name having count(distinct id) > 1
            """, null, cancellationToken),
        await work.QueryAsync<Numbered>(
            """
            select id, ordinal from (select id, position, row_number() over (partition by incident_id order by id) as ordinal from items) numbered
            where ordinal <> position
            """, null, cancellationToken));

    /// <summary>The names once items are there that are not yet in the ledger; each has an id that no other has.</summary>
    /// <param name="work">The ledger; null where there is none yet.</param>
    /// <param name="coming">In the order in which they will be seen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ShortNames> ForeseeAsync(LedgerTransaction? work, IEnumerable<LedgerItem> coming, CancellationToken cancellationToken)
    {
        var names = work is null ? [] : await ItemName.AllAsync(work).ToListAsync(cancellationToken);
        var seen = names.CountBy(name => name.IncidentId).ToDictionary();
        foreach (var item in coming)
            names.Add(ItemName.Of(item, seen[item.IncidentId] = seen.GetValueOrDefault(item.IncidentId) + 1));
        var ambiguous = names.SelectMany(name => name.All.Select(word => (Word: word.ToLowerInvariant(), name.Id))).Distinct()
            .CountBy(entry => entry.Word).Where(count => count.Value > 1).Select(count => count.Key);
        return new ShortNames(ambiguous, names.Select(name => new Numbered { Id = name.Id, Ordinal = name.Ordinal }));
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

    public string Of(LedgerItem item) => Of(ItemName.Of(item, _ordinals.GetValueOrDefault(item.Id, item.Position)));

    public string Of(ItemName item) =>
        item.ExplicitId is { Length: <= LongestId } id && IsAWord(id) && !_ambiguous.Contains(id) ? id
        : !_ambiguous.Contains(item.ByOrdinal) ? item.ByOrdinal
        : item.Number is { } number && !_ambiguous.Contains(number.TrimStart('#')) ? number
        : item.Key;

    /// <summary>It needs no quotes in a shell, and a mere number is an issue's.</summary>
    private static bool IsAWord(string id) =>
        id.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && !id.All(char.IsAsciiDigit) && !id.StartsWith('-');

    private sealed record Numbered
    {
        public long Id { get; init; }
        public long Ordinal { get; init; }
    }
}
