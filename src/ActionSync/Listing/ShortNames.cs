using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>
/// The short name of each item, which <see cref="ItemFinder"/> takes for this item and no other: the document's id for it, else <c>INCIDENT/n</c> by its
/// position, else its issue's number, else its key.
/// </summary>
internal sealed class ShortNames
{
    /// <summary>A longer id says no more than the position does.</summary>
    private const int LongestId = 24;

    private readonly HashSet<string> _ambiguous;

    private ShortNames(IEnumerable<string> ambiguous) => _ambiguous = new(ambiguous, StringComparer.OrdinalIgnoreCase);

    /// <summary>Learns which names fit more than one item.</summary>
    public static async Task<ShortNames> LoadAsync(LedgerTransaction work, CancellationToken cancellationToken) => new(await work.QueryAsync<string>(
        """
        select name from (
          select lower(key) as name, id from items
          union all select lower(incident_id) || '/' || position, id from items where withdrawal not in ('due', 'told')
          union all select lower(explicit_id), id from items where explicit_id is not null
          union all select ltrim(lower(number), '#'), id from items where number is not null
        ) names group by name having count(distinct id) > 1
        """, null, cancellationToken));

    public string Of(LedgerItem item) => Of(ItemName.Of(item));

    public string Of(ItemName item) =>
        item.ExplicitId is { Length: <= LongestId } id && IsAWord(id) && !_ambiguous.Contains(id) ? id
        : item.IsWithdrawn == 0 && !_ambiguous.Contains(item.ByPosition) ? item.ByPosition
        : item.Number is { } number && !_ambiguous.Contains(number.TrimStart('#')) ? number
        : item.Key;

    /// <summary>It needs no quotes in a shell, and a mere number is an issue's.</summary>
    private static bool IsAWord(string id) =>
        id.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && !id.All(char.IsAsciiDigit) && !id.StartsWith('-');
}
