using ActionSync.Listing;
using ActionSync.People;
using ActionSync.Trackers;

namespace ActionSync.Web.Pages.Items;

/// <summary>The list of items with its filters.</summary>
/// <param name="Page">What was found; null where the address asks for something that cannot be meant.</param>
/// <param name="Problems">What cannot be meant, a sentence each.</param>
/// <param name="HasItems">There is anything at all that a filter could find.</param>
internal sealed record ItemListView(ItemPage? Page, IReadOnlyList<string> Problems, bool HasItems);

/// <summary>Reads the list of items that an address asks for.</summary>
internal sealed class ItemListReader(ItemPages pages, GroupDirectory groups, TrackerSet trackers)
{
    /// <summary>The names of all groups, to choose from.</summary>
    public IReadOnlyList<string> Teams { get; } = [.. groups.Names.Order(StringComparer.OrdinalIgnoreCase)];

    public IReadOnlyList<string> Trackers { get; } = [.. trackers.All.Select(tracker => tracker.Name)];

    public async Task<ItemListView> ReadAsync(IQueryCollection asked, CancellationToken cancellationToken)
    {
        if (ItemQueryReader.Read(Pairs(asked), out var problems) is not { } query)
            return new(null, problems, true);
        var page = await pages.ReadAsync(query, cancellationToken);
        return new(page, [], page.Total > 0 || await pages.CountAsync(ItemQuery.Everything.Filter, cancellationToken) > 0);
    }

    /// <summary>All that pass, streamed, whatever page is asked for; null with sentences where the address cannot be meant.</summary>
    public IAsyncEnumerable<ListedItem>? StreamOrNull(IQueryCollection asked, out IReadOnlyList<string> problems, CancellationToken cancellationToken) =>
        ItemQueryReader.Read(Pairs(asked), out problems) is { } query ? pages.StreamAsync(query, cancellationToken) : null;

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(IQueryCollection asked) =>
        asked.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)));
}
