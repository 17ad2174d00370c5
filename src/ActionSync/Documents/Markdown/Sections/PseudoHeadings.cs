using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Sections;

/// <summary>Makes headings of the lines that people use as such: bold paragraphs, and plain lines that name the action items.</summary>
internal static class PseudoHeadings
{
    private const int Longest = 100;

    public static IReadOnlyList<Node> In(IReadOnlyList<Node> nodes)
    {
        var result = new List<Node>(nodes.Count);
        for (var n = 0; n < nodes.Count; n++)
        {
            if (nodes[n] is ParagraphNode paragraph)
                Add(paragraph, n + 1 < nodes.Count ? nodes[n + 1] : null, result);
            else
                result.Add(nodes[n]);
        }
        return result;
    }

    private static void Add(ParagraphNode paragraph, Node? next, List<Node> result)
    {
        var text = paragraph.Text;
        if (text.Text.Length <= Longest && !text.Text.Contains('\n') && text.Links.Count == 0 && text.Is(Mark.Bold))
        {
            result.Add(new HeadingNode(paragraph.Line, Section.Bold, text));
            return;
        }
        if (next is ListNode or TableNode && LastLine(text) is var (start, line) && line.Length <= Longest && SectionWords.IsBareHeading(line))
        {
            if (start > 0)
                result.Add(paragraph with { Source = UnreadText.Of(text.Slice(0, start)) });
            result.Add(new HeadingNode(paragraph.Line + text.Text.AsSpan(0, start).Count('\n'), Section.Bare, text.Slice(start, text.Text.Length)));
            return;
        }
        result.Add(paragraph);
    }

    private static (int Start, string Line) LastLine(RichText text)
    {
        var start = text.Text.LastIndexOf('\n') + 1;
        return (start, text.Text[start..]);
    }
}
