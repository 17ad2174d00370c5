using ActionSync.Items;

namespace ActionSync.Documents.Values;

/// <summary>The words for an item's state that documents use.</summary>
internal static class StatusWords
{
    /// <summary>For messages: the four words that the others mean.</summary>
    public const string Known = "open, in_progress, done or wont_do (also todo, completed, closed, resolved, cancelled)";

    public static IReadOnlyDictionary<string, ItemState> All { get; } = new Dictionary<string, ItemState>
    {
        ["open"] = ItemState.Open,
        ["opened"] = ItemState.Open,
        ["new"] = ItemState.Open,
        ["todo"] = ItemState.Open,
        ["to do"] = ItemState.Open,
        ["pending"] = ItemState.Open,
        ["planned"] = ItemState.Open,
        ["delayed"] = ItemState.Open,
        ["outstanding"] = ItemState.Open,
        ["not started"] = ItemState.Open,
        ["in_progress"] = ItemState.InProgress,
        ["progress"] = ItemState.InProgress,
        ["ongoing"] = ItemState.InProgress,
        ["doing"] = ItemState.InProgress,
        ["started"] = ItemState.InProgress,
        ["wip"] = ItemState.InProgress,
        ["done"] = ItemState.Done,
        ["fixed"] = ItemState.Done,
        ["complete"] = ItemState.Done,
        ["completed"] = ItemState.Done,
        ["closed"] = ItemState.Done,
        ["resolved"] = ItemState.Done,
        ["wont_do"] = ItemState.WontDo,
        ["won't do"] = ItemState.WontDo,
        ["won't fix"] = ItemState.WontDo,
        ["wontfix"] = ItemState.WontDo,
        ["not_doing"] = ItemState.WontDo,
        ["cancelled"] = ItemState.WontDo,
        ["canceled"] = ItemState.WontDo,
    };
}
