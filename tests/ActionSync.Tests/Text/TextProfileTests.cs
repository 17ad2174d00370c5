using ActionSync.Text;

namespace ActionSync.Tests.Text;

/// <summary>What each kind of reader gets of the same text.</summary>
public sealed class TextProfileTests
{
    private const string Escapes = "a\u001b[2J\tb \u200bc\n";
    private const string Markup = "*x* <b> [y](z) {code} =1+1";

    private static readonly Dictionary<string, TextProfile> Profiles = new()
    {
        ["terminal"] = TextProfile.Terminal,
        ["mail"] = TextProfile.Mail,
        ["Slack"] = TextProfile.Slack,
        ["Teams"] = TextProfile.Teams,
        ["Markdown"] = TextProfile.Markdown,
        ["wiki"] = TextProfile.Wiki,
        ["HTML"] = TextProfile.Html,
        ["spreadsheet"] = TextProfile.Spreadsheet,
    };

    public static TheoryData<string> Names => [.. Profiles.Keys];

    [Theory]
    [InlineData("terminal", "a\uFFFD[2J\uFFFDb \uFFFDc\uFFFD")]
    [InlineData("mail", "a [2J b c")]
    [InlineData("Slack", "a [2J b c")]
    [InlineData("Teams", "a [2J b c")]
    [InlineData("Markdown", "a[2J b \u200bc")]
    [InlineData("wiki", "a[2J b \u200bc")]
    [InlineData("HTML", "a [2J b c")]
    [InlineData("spreadsheet", "a[2J b \u200bc ")]
    public void Controls_and_what_cannot_be_seen(string profile, string plain) => Assert.Equal(plain, Profiles[profile].Plain(Escapes));

    [Theory]
    [InlineData("terminal", Markup)]
    [InlineData("mail", Markup)]
    [InlineData("Slack", "\u200b*\u200bx\u200b*\u200b &lt;b&gt; [y](z) {code} =1+1")]
    [InlineData("Teams", Markup)]
    [InlineData("Markdown", @"\*x\* \<b\> \[y\](z) {code} =1+1")]
    [InlineData("wiki", @"\*x\* <b> \[y\](z) \{code\} =1+1")]
    [InlineData("HTML", "<bdi>*x* &lt;b&gt; [y](z) {code} =1+1</bdi>")]
    [InlineData("spreadsheet", Markup)]
    public void Markup_of_all_kinds(string profile, string line)
    {
        Assert.Equal(line, Profiles[profile].Line(Markup));
        Assert.Equal(line, Profiles[profile].Encode(Profiles[profile].Plain(Markup)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_long_text_is_cut_at_a_word_and_nothing_is_a_text_too(string profile)
    {
        var cut = Profiles[profile].Plain(string.Join(' ', Enumerable.Repeat("word", 200)), 100);

        Assert.EndsWith(" word…", cut, StringComparison.Ordinal);
        Assert.InRange(cut.Length, 90, 100);
        Assert.Equal("", Profiles[profile].Plain(null));
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_would_run_is_a_text() => Assert.Equal("\"'=1+1\"", TextProfile.Spreadsheet.Line("=1+1"));
}
