using ActionSync.Text;

namespace ActionSync.Tests.Trackers.Jira;

public sealed class WikiTextTests
{
    [Theory]
    [InlineData("plain text, nothing to do.", "plain text, nothing to do.")]
    [InlineData("[~bob] and [~accountid:5b]", "\\[\\~bob\\] and \\[\\~accountid:5b\\]")]
    [InlineData("{code}rm{code} {html}x{html} {{mono}}", "\\{code\\}rm\\{code\\} \\{html\\}x\\{html\\} \\{\\{mono\\}\\}")]
    [InlineData("[here|http://evil.example]", "\\[here\\|[http://evil.example]\\]")]
    [InlineData("!image.png!", "\\!image.png\\!")]
    [InlineData("h1. Heading", "h1&#46; Heading")]
    [InlineData("h7. no heading, oh1. neither", "h7. no heading, oh1. neither")]
    [InlineData("bq. quoted", "bq&#46; quoted")]
    [InlineData("* list", "\\* list")]
    [InlineData("# list, but C# is not", "\\# list, but C# is not")]
    [InlineData("- list -struck- ---- well-known", "\\- list \\-struck\\- \\-\\-\\-\\- well-known")]
    [InlineData("|cell| ||head||", "\\|cell\\| \\|\\|head\\|\\|")]
    [InlineData("_it_ and snake_case_name", "\\_it\\_ and snake_case_name")]
    [InlineData("*bold* ^up^ ~down~ +in+ a+b", "\\*bold\\* \\^up\\^ \\~down\\~ \\+in\\+ a+b")]
    [InlineData("??cited?? really?", "\\?\\?cited\\?\\? really?")]
    [InlineData("fixes OPS-12, INC-2024-0142", "fixes OPS\\-12, INC\\-2024-0142")]
    [InlineData("(x) :) (see) a:b", "\\(x) \\:) (see) a:b")]
    [InlineData("C:\\temp\\{x}", "C:&#92;temp&#92;\\{x\\}")]
    [InlineData("&lt; &#123; R&D", "&amp;lt; &amp;#123; R&D")]
    [InlineData("two\r\nlines\tand a tab", "two lines and a tab")]
    [InlineData("ping @alice, mail a@b.c", "ping \\@alice, mail a@b.c")]
    public void One_line_shows_exactly_the_text(string text, string markup) => Assert.Equal(markup, TextProfile.Wiki.Line(text));

    [Fact]
    public void Lines_stay_lines_and_each_is_escaped_at_its_start() =>
        Assert.Equal("first\n\nh2&#46; second\n\\# third", WikiText.EscapeLines("first\n\n\n\n  h2. second\r\n# third\n"));

    [Theory]
    [InlineData("https://wiki.example/INC-1", "[https://wiki.example/INC-1]")]
    [InlineData("javascript:alert(1)", "javascript:alert(1)")]
    [InlineData("https://a.example/]{code}", "[https://a.example/%5D%7Bcode%7D]")]
    public void Only_a_clean_web_address_becomes_a_link(string address, string markup) => Assert.Equal(markup, WikiText.Link(address));
}
