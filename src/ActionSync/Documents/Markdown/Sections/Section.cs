using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Sections;

/// <summary>A part of a document under a heading, of whatever sort: a real one, a bold line, a bare line, the label of a list entry.</summary>
/// <param name="Level">1 to 6; deeper for what only looks like a heading.</param>
/// <param name="Line">Of the heading.</param>
/// <param name="Body">What stands below it, up to the next heading of its level or a higher one.</param>
internal sealed record Section(string Heading, int Level, int Line, SectionRank Rank, IReadOnlyList<Node> Body)
{
    public const int Bold = 7;
    public const int Bare = 8;
    public const int Entry = 9;

    /// <summary>It has a list or a table, so that it could be read for items.</summary>
    public bool HasEntries => Body.Any(node => node is ListNode or TableNode);
}
