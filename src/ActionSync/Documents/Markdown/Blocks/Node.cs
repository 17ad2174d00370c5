namespace ActionSync.Documents.Markdown.Blocks;

/// <summary>A block of a document. Lines count from 1.</summary>
internal abstract record Node(int Line);

/// <param name="Level">1 to 6.</param>
internal sealed record HeadingNode(int Line, int Level, RichText Text) : Node(Line);

internal sealed record ParagraphNode(int Line, UnreadText Source) : Node(Line)
{
    /// <summary>The text; read each time.</summary>
    public RichText Text => Source.Read();
}

internal sealed record ListNode(int Line, IReadOnlyList<ListItemNode> Items) : Node(Line);

/// <summary>An entry of a list: its first paragraph, and what stands below it.</summary>
internal sealed record ListItemNode(int Line, UnreadText Source, IReadOnlyList<Node> Rest) : Node(Line)
{
    /// <summary>The first paragraph; read each time.</summary>
    public RichText Lead => Source.Read();
}

/// <summary>A table with its header; a row has as many cells as its line has.</summary>
internal sealed record TableNode(int Line, IReadOnlyList<RichText> Header, IReadOnlyList<TableRowNode> Rows) : Node(Line);

internal sealed record TableRowNode(int Line, IReadOnlyList<UnreadText> Source) : Node(Line)
{
    /// <summary>The cells; read each time.</summary>
    public IReadOnlyList<RichText> Cells => [.. Source.Select(cell => cell.Read())];
}

internal sealed record QuoteNode(int Line, UnreadText Source) : Node(Line)
{
    /// <summary>The quote's first paragraph; read each time.</summary>
    public RichText Text => Source.Read();
}

/// <summary>HTML that may hold entries, which are not read.</summary>
internal sealed record HtmlNode(int Line, string Text) : Node(Line);

/// <summary>Code, comments, rules and other blocks that say nothing of items.</summary>
internal sealed record OtherNode(int Line) : Node(Line);
