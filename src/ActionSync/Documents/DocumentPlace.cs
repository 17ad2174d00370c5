namespace ActionSync.Documents;

/// <summary>Where something stands in a document, as far as its reader knows.</summary>
/// <param name="Line">From 1; 0 where it is not known.</param>
/// <param name="Column">The character, from 1; 0 where only the line is known.</param>
/// <param name="Path">Which part of the document, as in <c>action_items[2].owner</c>; null where the format has no such names.</param>
public sealed record DocumentPlace(int Line, int Column = 0, string? Path = null)
{
    public static DocumentPlace Unknown { get; } = new(0);
}
