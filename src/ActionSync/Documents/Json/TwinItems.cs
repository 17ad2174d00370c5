namespace ActionSync.Documents.Json;

/// <summary>Items of one document that are one and the same by <see cref="ItemIdentity"/>.</summary>
internal static class TwinItems
{
    /// <summary>Reports items of one document that cannot be told apart.</summary>
    public static void Reject(ref JsonCursor json, IReadOnlyList<ActionItem> items, IReadOnlyList<int> offsets)
    {
        var places = new Dictionary<ItemIdentity, int>(items.Count);
        for (var place = 0; place < items.Count; place++)
        {
            var item = items[place];
            // What has no title has its problem already.
            if ((item.Title.Length == 0 && item.Id is null) || places.TryAdd(ItemIdentity.Of(item), place))
                continue;
            var first = places[ItemIdentity.Of(item)];
            var shared = item.Id is null ? $"title {Quoted.Of(items[first].Title)}" : $"id {Quoted.Of(item.Id)}";
            var problems = json.ProblemCount;
            json.ProblemBeneath(
                offsets[place], place, $"is a second item with the {shared}, beside action_items[{first}]", "each item once, or an id of its own for each");
            json.NameItem(problems, json.Advice.Count, item.Title);
        }
    }
}
