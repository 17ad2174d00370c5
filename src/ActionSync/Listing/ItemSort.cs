namespace ActionSync.Listing;

/// <summary>In which order items are listed; those that are alike in it go by their deadline or their place, and every order has its index.</summary>
internal enum ItemSort
{
    /// <summary>Incident by incident, as their documents have them.</summary>
    Incident,

    /// <summary>Items without a deadline are last.</summary>
    Deadline,
    Priority,

    /// <summary>Items without an owner are first.</summary>
    Owner,
    State,

    /// <summary>When something last happened to it but for messages about it.</summary>
    Changed,
}

/// <summary>The columns of each order, in the order in which they count; the last one tells any two items apart.</summary>
internal static class ItemOrder
{
    public static IReadOnlyList<string> Columns(ItemSort sort) => sort switch
    {
        ItemSort.Deadline => ["due", "item_id"],
        ItemSort.Priority => ["priority", "due", "item_id"],
        ItemSort.Owner => ["person", "due", "item_id"],
        ItemSort.State => ["state", "due", "item_id"],
        ItemSort.Changed => ["changed_at", "item_id"],
        _ => ["incident_id", "position", "item_id"],
    };

    public static string Sql(ItemSort sort, bool descending) => string.Join(", ", Columns(sort).Select(column => descending ? $"{column} desc" : column));
}
