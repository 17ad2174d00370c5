using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ActionSync.Documents.Markdown.Blocks;

/// <summary>
/// Reads the mark-up within a paragraph or cell. It is done where a text is asked for and up to a length: some mark-up costs the square of its length, and no
/// item is that long.
/// </summary>
internal sealed partial class InlineReader(MarkdownDocument document)
{
    /// <summary>Characters of one text whose mark-up is read; the rest is taken as it stands.</summary>
    private const int Longest = 8_192;

    private static readonly InlineParserList Parsers = MakeParsers();

    /// <summary>The text, and whether a box before it is ticked.</summary>
    /// <param name="text">The text with its mark-up, without the signs of the blocks around it.</param>
    /// <param name="start">Where it begins in the source.</param>
    /// <param name="end">Behind its last character in the source.</param>
    public RichText Read(string text, int start, int end)
    {
        var box = Box().Match(text);
        bool? ticked = box.Success ? box.Groups["sign"].Value is "x" or "X" : null;
        text = text[box.Length..];
        var parts = new Parts();
        try
        {
            parts.AddAll(Parse(text.Length > Longest ? text[..Longest] : text), Mark.None);
        }
        catch (ArgumentException)
        {
            // Markdig's word for mark-up that is nested too deeply: then it is text.
            parts = new Parts();
            parts.Add(text.Length > Longest ? text[..Longest] : text, Mark.None);
        }
        if (text.Length > Longest)
            parts.Add(text[Longest..Math.Min(text.Length, Limits.Text)], Mark.None);
        return parts.ToText(ticked, start, end);
    }

    private ContainerInline Parse(string text)
    {
        var paragraph = new ParagraphBlock { Lines = new StringLineGroup(1) };
        var at = 0;
        foreach (var line in text.Split('\n'))
        {
            var slice = new StringSlice(text, at, at + line.Length - 1, NewLine.LineFeed);
            paragraph.Lines.Add(new StringLine(ref slice, 0, 0, at, NewLine.LineFeed));
            at += line.Length + 1;
        }
        new InlineProcessor(document, Parsers, preciseSourcelocation: false, context: null).ProcessInlineLeaf(paragraph);
        return paragraph.Inline!;
    }

    private static InlineParserList MakeParsers()
    {
        var builder = new MarkdownPipelineBuilder().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks();
        _ = builder.Build();
        return new InlineParserList(builder.InlineParsers);
    }

    /// <summary>Puts the text together from Markdig's pieces.</summary>
    private sealed class Parts
    {
        private readonly StringBuilder _text = new();
        private readonly List<Mark> _marks = [];
        private readonly List<TextLink> _links = [];

        public RichText ToText(bool? ticked, int start, int end) => new(_text.ToString(), [.. _marks], _links, ticked, start, end);

        public void Add(string text, Mark mark)
        {
            _text.Append(text);
            for (var n = 0; n < text.Length; n++)
                _marks.Add(mark);
        }

        public void AddAll(ContainerInline container, Mark mark)
        {
            var struck = Mark.None;
            foreach (var inline in container)
            {
                if (inline is HtmlInline { Tag: var html } && Struck().IsMatch(html))
                    struck = html.StartsWith("</", StringComparison.Ordinal) ? Mark.None : Mark.Struck;
                else
                    Add(inline, mark | struck);
            }
        }

        private void Add(Inline inline, Mark mark)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Add(literal.Content.ToString(), mark);
                    break;
                case CodeInline code:
                    Add(code.Content.Replace('\n', ' '), mark | Mark.Code);
                    break;
                case EmphasisInline emphasis:
                    AddAll(emphasis, mark | MarkOf(emphasis));
                    break;
                case LineBreakInline lineBreak:
                    Add("\n", lineBreak.IsHard ? mark : mark | Mark.Soft);
                    break;
                case AutolinkInline link:
                    AddLink(link.IsEmail ? $"mailto:{link.Url}" : link.Url, () => Add(link.Url, mark));
                    break;
                case LinkInline { IsImage: true }:
                    break;
                case LinkInline link:
                    AddLink(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "", () => AddAll(link, mark));
                    break;
                case HtmlEntityInline entity:
                    Add(entity.Transcoded.ToString(), mark);
                    break;
                case HtmlInline html when LineBreak().IsMatch(html.Tag):
                    Add("\n", mark);
                    break;
                case HtmlInline html when !Known().IsMatch(html.Tag):
                    Add(html.Tag, mark);
                    break;
                case DelimiterInline delimiter:
                    // A bracket or asterisk that turned out to be none of mark-up.
                    Add(delimiter.ToLiteral(), mark);
                    AddAll(delimiter, mark);
                    break;
                case ContainerInline container:
                    AddAll(container, mark);
                    break;
            }
        }

        private void AddLink(string url, Action addLabel)
        {
            var start = _text.Length;
            addLabel();
            if (_text.Length > start && url.Length > 0)
                _links.Add(new TextLink(start, _text.Length, url));
        }

        private static Mark MarkOf(EmphasisInline emphasis) => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
        {
            ('~', _) => Mark.Struck,
            (_, 1) => Mark.Italic,
            _ => Mark.Bold,
        };
    }

    [GeneratedRegex(@"^</?(s|del|strike)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Struck();

    [GeneratedRegex(@"^\s*\[(?<sign>[ xX]?)\](?=\s|$)\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Box();

    [GeneratedRegex(@"^<br\s*/?>$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LineBreak();

    /// <summary>Mark-up, and comments; whatever else stands between angle brackets is text that somebody was meant to replace.</summary>
    [GeneratedRegex(
        @"^(<!--|</?(a|abbr|b|big|blockquote|center|cite|code|details|div|em|font|h[1-6]|hr|i|img|input|ins|kbd|li|mark|ol|p|pre|q|small|span|strong|sub|summary|sup|table"
        + @"|tbody|td|th|thead|tr|tt|u|ul|var)(\s[^<>]*)?/?>)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Known();
}
