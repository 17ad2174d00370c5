using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>What a search looks in: an item's title and key, and its incident's id and title. Every word must stand somewhere in it. Pure.</summary>
internal static class SearchText
{
    /// <summary>A line each, in capitals.</summary>
    public static string Of(LedgerItem item, IncidentBrief incident) =>
        Folded.Of(string.Join('\n', new[] { item.Title, item.Key, item.IncidentId, incident.Title }.Select(line => line.Replace('\n', ' '))));

    /// <summary>The words of a search, in capitals.</summary>
    public static IReadOnlyList<string> Words(string? search) =>
        search is null ? [] : [.. Folded.Of(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct()];

    public static bool Fits(string? search, LedgerItem item, IncidentBrief incident) =>
        search is null || (Of(item, incident) is var text && Words(search).All(word => text.Contains(word, StringComparison.Ordinal)));
}
