using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ActionSync.Documents.Markdown.Blocks;

/// <summary>
/// Reads the blocks of a document. Markdig finds them; the mark-up within them is read block by block (<see cref="InlineReader"/>), and tables are found in
/// paragraphs here, since Markdig's are read in one piece.
/// </summary>
internal sealed partial class BlockReader
{
    private static readonly MarkdownPipeline BlocksOnly = MakePipeline();

    private readonly SourceText _source;
    private readonly InlineReader _inlines;

    private BlockReader(SourceText source, MarkdownDocument document) => (_source, _inlines) = (source, new InlineReader(document));

    /// <summary>The blocks in the order of the text; null where they are nested too deeply to be a document.</summary>
    public static IReadOnlyList<Node>? Read(SourceText source)
    {
        try
        {
            var document = Markdig.Markdown.Parse(source.Text, BlocksOnly);
            return new BlockReader(source, document).Nodes(document);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static MarkdownPipeline MakePipeline()
    {
        var builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation();
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private List<Node> Nodes(IEnumerable<Block> blocks)
    {
        var nodes = new List<Node>();
        foreach (var block in blocks)
        {
            if (block is ParagraphBlock paragraph)
                AddParagraph(paragraph, nodes);
            else if (Node(block) is { } node)
                nodes.Add(node);
        }
        return nodes;
    }

    private Node? Node(Block block) => block switch
    {
        HeadingBlock heading => new HeadingNode(LineOf(heading), heading.Level, Text(heading)),
        ListBlock list => new ListNode(LineOf(list), [.. list.OfType<ListItemBlock>().Select(Item)]),
        QuoteBlock quote => new QuoteNode(LineOf(quote), quote.Descendants<ParagraphBlock>().FirstOrDefault() is { } first ? Unread(first) : UnreadText.Empty),
        HtmlBlock { Type: not HtmlBlockType.Comment } html when html.Lines.ToString() is var text && Entries().IsMatch(text) =>
            new HtmlNode(LineOf(html), text),
        LinkReferenceDefinitionGroup => null,
        _ => new OtherNode(LineOf(block)),
    };

    private ListItemNode Item(ListItemBlock item)
    {
        var nodes = Nodes(item);
        return nodes is [ParagraphNode lead, .. var rest]
            ? new ListItemNode(LineOf(item), lead.Source, rest)
            : nodes is [HeadingNode heading, .. var below] ? new ListItemNode(LineOf(item), UnreadText.Of(heading.Text), below)
            : new ListItemNode(LineOf(item), UnreadText.Of(RichText.Empty with { Start = item.Span.Start, End = item.Span.End + 1 }), nodes);
    }

    /// <summary>A paragraph; or the text above a table, and the table.</summary>
    private void AddParagraph(ParagraphBlock paragraph, List<Node> nodes)
    {
        var lines = Raw(paragraph).Split('\n');
        var first = LineOf(paragraph);
        var delimiter = lines.Length < 2 ? -1 : Array.FindIndex(lines, 1, line => TableLines.IsDelimiter(line));
        if (delimiter < 1 || !TableLines.MayBeRow(lines[delimiter - 1])
            || TableLines.Cells(lines[delimiter]).Count != TableLines.Cells(lines[delimiter - 1]).Count)
        {
            nodes.Add(new ParagraphNode(first, Unread(paragraph)));
            return;
        }
        if (delimiter > 1)
        {
            var above = string.Join('\n', lines[..(delimiter - 1)]);
            nodes.Add(new ParagraphNode(first, new UnreadText(_inlines, above, paragraph.Span.Start, _source.EndOf(first + delimiter - 2))));
        }
        List<RichText> header = [.. Cells(lines[delimiter - 1], first + delimiter - 1).Select(cell => cell.Read())];
        var rows = new List<TableRowNode>();
        for (var n = delimiter + 1; n < lines.Length; n++)
            rows.Add(new TableRowNode(first + n, Cells(lines[n], first + n)));
        nodes.Add(new TableNode(first + delimiter - 1, header, rows));
    }

    private List<UnreadText> Cells(string line, int number)
    {
        var start = _source.StartOf(number) + Math.Max(0, _source.Line(number).IndexOf(line.Trim(), StringComparison.Ordinal));
        var lead = line.Length - line.TrimStart().Length;
        var cells = new List<UnreadText>();
        foreach (var (text, at) in TableLines.Cells(line))
        {
            var from = start + at - lead;
            cells.Add(new UnreadText(_inlines, text.Replace("\\|", "|").Trim(), from, from + text.Length));
        }
        return cells;
    }

    private UnreadText Unread(LeafBlock leaf) => new(_inlines, Raw(leaf), leaf.Span.Start, leaf.Span.End + 1);

    private RichText Text(LeafBlock leaf) => _inlines.Read(Raw(leaf), leaf.Span.Start, leaf.Span.End + 1);

    /// <summary>The leaf's own text, without the signs and indents of the blocks around it.</summary>
    private static string Raw(LeafBlock leaf) => leaf.Inline is null
        ? ""
        : string.Concat(leaf.Inline.OfType<LiteralInline>().Select(literal => literal.Content.ToString()));

    [GeneratedRegex(@"<(td|li)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entries();

    private static int LineOf(Block block) => block.Line + 1;
}
