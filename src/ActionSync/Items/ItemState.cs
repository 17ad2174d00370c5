namespace ActionSync.Items;

/// <summary>Where an action item stands. Trackers know only the states from <see cref="Open"/> to <see cref="Duplicate"/>.</summary>
public enum ItemState
{
    /// <summary>No issue yet; a later pass creates it.</summary>
    Pending,

    /// <summary>A create was sent or about to be sent, and its outcome is not known: never a blind second one.</summary>
    Unknown,
    Open,
    InProgress,
    Done,
    WontDo,
    Duplicate,

    /// <summary>The issue was deleted, transferred or hidden.</summary>
    Missing,
}

/// <summary>The words for states that files, JSON and the ledger carry.</summary>
public static class ItemStates
{
    private static readonly string[] Words = ["pending", "unknown", "open", "in_progress", "done", "wont_do", "duplicate", "missing"];

    public static string ToWord(this ItemState state) => Words[(int)state];

    /// <summary>As pages write it.</summary>
    public static string ToText(this ItemState state) => state switch
    {
        ItemState.InProgress => "in progress",
        ItemState.WontDo => "won't do",
        _ => state.ToWord(),
    };

    public static ItemState FromWord(string word)
    {
        var index = Array.IndexOf(Words, word);
        return index >= 0 ? (ItemState)index : throw new FormatException($"\"{word}\" is no state; states are {string.Join(", ", Words)}.");
    }

    /// <summary>Nothing is left to do: done, won't do, or a duplicate.</summary>
    public static bool IsClosed(this ItemState state) => state is ItemState.Done or ItemState.WontDo or ItemState.Duplicate;
}
