using ActionSync.Listing;

namespace ActionSync.Web.Pages.Frame;

/// <summary>One event as pages tell it; public, since components hand it on.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Who">Who did it; null where the sentence says so, or nobody but ActionSync did.</param>
/// <param name="Item">The short name of the item that it is about, where the list is of several.</param>
public sealed record TraceLine(DateTimeOffset At, string Text, string? Who, string? Item)
{
    internal static TraceLine Of(HistoryEntry entry) => new(entry.At, entry.Text, entry.WhoToTell, null);

    /// <summary>For a list that is of several items.</summary>
    internal static TraceLine WithItem(HistoryEntry entry) => Of(entry) with { Item = entry.Short };
}
