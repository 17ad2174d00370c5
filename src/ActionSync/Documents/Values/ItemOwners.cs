namespace ActionSync.Documents.Values;

/// <summary>Who owns an item where a document names several people, or names one twice.</summary>
internal static class ItemOwners
{
    /// <summary>The item with each owner once: the first in <see cref="ActionItem.Owner"/>, all in <see cref="ActionItem.Owners"/> where there are several.</summary>
    public static ActionItem InOrder(ActionItem item) => item.Owners.Count == 0 ? item : With(item, item.Owner is null ? item.Owners : [item.Owner, .. item.Owners]);

    /// <summary>The item with these owners.</summary>
    public static ActionItem With(ActionItem item, IEnumerable<string> owners)
    {
        List<string> all = [.. owners.Distinct(StringComparer.OrdinalIgnoreCase)];
        return item with { Owner = all.FirstOrDefault(), Owners = all.Count > 1 ? all : [] };
    }
}
