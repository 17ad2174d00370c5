namespace ActionSync.Documents.Markdown.Blocks;

/// <summary>A block of a document. Lines count from 1.</summary>
internal abstract record Node(int Line);

/// <param name="Level">1 to 6.</param>
internal sealed record HeadingNode(int Line, int Level, RichText Text) : Node(Line);

internal sealed record ParagraphNode(int Line, RichText Text) : Node(Line);

internal sealed record ListNode(int Line, bool IsOrdered, IReadOnlyList<ListItemNode> Items) : Node(Line);

/// <summary>An entry of a list: its first paragraph, and what stands below it.</summary>
internal sealed record ListItemNode(int Line, RichText Lead, IReadOnlyList<Node> Rest) : Node(Line);

/// <summary>A table with its header; a row has as many cells as its line has.</summary>
internal sealed record TableNode(int Line, IReadOnlyList<RichText> Header, IReadOnlyList<TableRowNode> Rows) : Node(Line);

internal sealed record TableRowNode(int Line, IReadOnlyList<RichText> Cells) : Node(Line);

internal sealed record QuoteNode(int Line, RichText Text) : Node(Line);

/// <summary>Code, comments, rules and other blocks that say nothing of items.</summary>
internal sealed record OtherNode(int Line) : Node(Line);
