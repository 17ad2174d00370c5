namespace ActionSync.Listing;

/// <summary>One page of a list of items.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Items">Those of this page.</param>
/// <param name="Total">How many pass on all pages.</param>
internal sealed record ItemPage(ItemQuery Query, IReadOnlyList<ListedItem> Items, int Total)
{
    /// <summary>So many items are on a page.</summary>
    public const int Size = 50;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>The numbers of the first and the last item of this page, from 1; 0 where there is none.</summary>
    public int First => Items.Count == 0 ? 0 : ((Query.Page - 1) * Size) + 1;

    public int Last => Items.Count == 0 ? 0 : First + Items.Count - 1;

    /// <summary>The query of the page before; null on the first one.</summary>
    public ItemQuery? Before => Query.Page > 1 ? Query with { Page = Math.Min(Query.Page - 1, Pages) } : null;

    public ItemQuery? Next => Query.Page < Pages ? Query with { Page = Query.Page + 1 } : null;
}
