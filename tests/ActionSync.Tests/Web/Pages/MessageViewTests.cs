using System.Text;
using ActionSync.Documents.Messages;
using ActionSync.Web.Pages.Frame;

namespace ActionSync.Tests.Web.Pages;

/// <summary>Which lines of a document a page shows for a message, and what it marks in them.</summary>
public sealed class MessageViewTests
{
    private static readonly SourceLines Document = SourceLines.Of(
        Encoding.UTF8.GetBytes("one\ntwo\n  \"title\": \"P9\", \"x\": 1\n\tvier übel, 五 six\nfive\nsix"))!;

    [Theory]
    [InlineData(3, 12, "1 2 3 4 5", "  \"title\": |\"P9\"|, \"x\": 1")]
    [InlineData(3, 3, "1 2 3 4 5", "  |\"title\"|: \"P9\", \"x\": 1")]
    [InlineData(3, 18, "1 2 3 4 5", "  \"title\": \"P9\", |\"x\"|: 1")]
    [InlineData(3, 10, "1 2 3 4 5", "  \"title\"|:| \"P9\", \"x\": 1")]
    [InlineData(3, 0, "1 2 3 4 5", "  |\"title\": \"P9\", \"x\": 1|")]
    [InlineData(4, 7, "2 3 4 5 6", "    vier |übel|, 五 six")]
    [InlineData(4, 15, "2 3 4 5 6", "    vier übel, 五 |six|")]
    [InlineData(1, 1, "1 2 3", "|one|")]
    [InlineData(6, 1, "4 5 6", "|six|")]
    [InlineData(1, 99, "1 2 3", "one||")]
    public void The_lines_around_a_place_are_shown_and_what_stands_there_is_marked(int line, int column, string numbers, string marked)
    {
        var view = MessageView.Of(new DocumentMessage(MessageLevel.Error, "a.json", line, column, "It is wrong"), Document);

        Assert.Equal(("error", $"line {line}"), (view.Level, view.Place));
        Assert.Equal(numbers, string.Join(' ', view.Lines.Select(shown => shown.Number)));
        var here = view.Lines.Single(shown => shown.Number == line);
        Assert.Equal(marked, $"{here.Before}|{here.Mark}|{here.After}");
        Assert.All(view.Lines.Except([here]), other => Assert.Equal(("", ""), (other.Mark, other.After)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_message_of_no_line_shows_none(int line) =>
        Assert.Empty(MessageView.Of(new DocumentMessage(MessageLevel.Error, "a.json", line, 0, "It is wrong"), Document).Lines);

    [Fact]
    public void Where_the_text_cannot_be_shown_the_sentence_stands_alone() =>
        Assert.Empty(MessageView.Of(new DocumentMessage(MessageLevel.Warning, "a.json", 3, 12, "It is wrong"), null).Lines);
}
