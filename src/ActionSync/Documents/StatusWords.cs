using System.Collections.Frozen;
using ActionSync.Items;

namespace ActionSync.Documents;

/// <summary>The words for an item's state that documents use; case does not matter, and spaces and hyphens are as good as underscores.</summary>
internal static class StatusWords
{
    /// <summary>For messages: the four words that the others mean.</summary>
    public const string Known = "open, in_progress, done or wont_do (also todo, completed, closed, resolved, cancelled)";

    public static IReadOnlyDictionary<string, ItemState> All { get; } = new Dictionary<string, ItemState>
    {
        ["open"] = ItemState.Open,
        ["todo"] = ItemState.Open,
        ["in_progress"] = ItemState.InProgress,
        ["done"] = ItemState.Done,
        ["completed"] = ItemState.Done,
        ["closed"] = ItemState.Done,
        ["resolved"] = ItemState.Done,
        ["wont_do"] = ItemState.WontDo,
        ["won't do"] = ItemState.WontDo,
        ["cancelled"] = ItemState.WontDo,
        ["canceled"] = ItemState.WontDo,
    };

    private static readonly FrozenDictionary<string, ItemState> BySpelling =
        All.DistinctBy(w => Spelling(w.Key)).ToFrozenDictionary(w => Spelling(w.Key), w => w.Value);

    public static ItemState? ParseOrNull(string word) => BySpelling.TryGetValue(Spelling(word), out var state) ? state : null;

    private static string Spelling(string word) =>
        word.ToLowerInvariant().Replace("'", "").Replace("’", "").Replace(' ', '_').Replace('-', '_');
}
