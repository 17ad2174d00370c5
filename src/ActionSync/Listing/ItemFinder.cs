using System.Text;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.Trackers;

namespace ActionSync.Listing;

/// <summary>
/// Finds the item that a person means by <c>12</c> or <c>#12</c>, <c>OPS-3</c>, the document's id for it, <c>INC-2024-0142/3</c>, its key, its issue's address
/// or file, or any unique beginning of these, in any case. Every command and page that takes an item asks here.
/// </summary>
internal sealed class ItemFinder(TrackerSet trackers)
{
    /// <summary>Finds the item that is meant.</summary>
    public async Task<ItemLookup> FindAsync(LedgerTransaction work, string text, CancellationToken cancellationToken)
    {
        var match = new NameMatch(text, trackers);
        if (await KnownAsync(work, text.Trim(), match, cancellationToken) is { Count: > 0 } known)
            return LookupOf(await work.Items.WithIdsAsync(MeantOf(text, known), cancellationToken));
        if (await work.Items.FindAsync(text, cancellationToken) is { } item)
            return new ItemLookup.One(item);
        var (exact, beginning, near) = (new List<ItemName>(), new List<ItemName>(), new NearName(text));
        await foreach (var name in ItemName.AllAsync(work).WithCancellation(cancellationToken))
        {
            if (match.IsExact(name))
                exact.Add(name);
            else if (match.Begins(name))
                beginning.Add(name);
            else
                near.Consider(name);
        }
        var meant = exact.Count > 0 ? Preferred(exact) : beginning;
        var found = await work.Items.WithIdsAsync(meant.Select(name => name.Id), cancellationToken);
        return found.Count > 0 ? LookupOf(found)
            : new ItemLookup.None(near.Best is { } best ? (await work.Items.WithIdsAsync([best.Id], cancellationToken))[0] : null);
    }

    /// <summary>
    /// The same for pages, whose links name items whole: no beginnings and nothing near is looked for, so that it costs the same however many items there are.
    /// </summary>
    /// <returns>The ids of the items that are meant; a list reads all that it shows of them.</returns>
    public async Task<IReadOnlyList<long>> FindWholeAsync(LedgerTransaction work, string text, CancellationToken cancellationToken)
    {
        var match = new NameMatch(text, trackers);
        return MeantOf(text, [.. (await ItemName.CalledAsync(work, text.Trim(), cancellationToken)).Where(match.IsExact)]);
    }

    /// <summary>The key, which scripts use, means its item whatever else is called so.</summary>
    private static IReadOnlyList<long> MeantOf(string text, List<ItemName> known) =>
        known.FirstOrDefault(name => name.Key == text) is { } own ? [own.Id] : [.. Preferred(known).Select(name => name.Id)];

    private static ItemLookup LookupOf(IReadOnlyList<LedgerItem> found) => found is [var one] ? new ItemLookup.One(one) : new ItemLookup.Several(found);

    /// <summary>
    /// The items that are called so whole, by the indexes of their names. A text that may be an address, or the name of a place, is looked for in all.
    /// </summary>
    private static async Task<List<ItemName>> KnownAsync(LedgerTransaction work, string text, NameMatch match, CancellationToken cancellationToken) =>
        Ascii.IsValid(text) && !text.Contains(':', StringComparison.Ordinal) && text.LastIndexOf('#') <= 0
            && !text.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
            ? [.. (await ItemName.CalledAsync(work, text, cancellationToken)).Where(match.IsExact)]
            : [];

    /// <summary>Of several items with one issue the one that follows it is meant.</summary>
    private static IReadOnlyList<ItemName> Preferred(List<ItemName> exact) =>
    [
        .. exact.GroupBy(name => name.IssueId is null ? (null, null, name.Key) : (name.Server, name.Place, name.IssueId))
            .SelectMany(issue => issue.Any(name => name.IsLinked == 0) ? issue.Where(name => name.IsLinked == 0) : issue),
    ];
}

/// <summary>What a name led to.</summary>
internal abstract record ItemLookup
{
    private ItemLookup() { }

    public sealed record One(LedgerItem Item) : ItemLookup;

    /// <summary>It fits more than one.</summary>
    public sealed record Several(IReadOnlyList<LedgerItem> Items) : ItemLookup;

    /// <param name="Nearest">The item whose name was perhaps meant; null where none is near.</param>
    public sealed record None(LedgerItem? Nearest) : ItemLookup;
}
