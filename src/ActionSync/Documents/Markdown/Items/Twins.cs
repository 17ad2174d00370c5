namespace ActionSync.Documents.Markdown.Items;

/// <summary>The same text twice in one document is one item; two items with one ticket stay two. Both are named.</summary>
internal static class Twins
{
    public static (IReadOnlyList<ItemDraft> Items, IReadOnlyList<Warning> Warnings) Merge(IReadOnlyList<ItemDraft> items)
    {
        var (kept, warnings) = (new List<ItemDraft>(items.Count), new List<Warning>());
        var titles = new HashSet<string>(StringComparer.Ordinal);
        var tickets = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (!titles.Add(ItemIdentity.Normalise(item.Title)))
            {
                warnings.Add(new Warning(item.Line, Warning.SameItem, Excerpt.Of(item.Text)));
                continue;
            }
            kept.Add(item);
            if (item.Urls.Concat(item.Keys).FirstOrDefault() is { } ticket && !tickets.Add(ticket))
                warnings.Add(new Warning(item.Line, Warning.SameTicket, Excerpt.Of(item.Text)));
        }
        return (kept, warnings);
    }
}
