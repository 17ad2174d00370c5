using ActionSync.Text;

namespace ActionSync.Tests.Text;

public class DisplayTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("plain", 5)]
    [InlineData("日本語", 6)]
    [InlineData("한국어", 6)]
    [InlineData("👩‍💻", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("❤️", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("नि", 1)]
    public void A_text_is_as_wide_as_a_terminal_shows_it(string text, int cells) => Assert.Equal(cells, DisplayText.Width(text));

    [Theory]
    [InlineData("Rotate the keys", 15, "Rotate the keys")]
    [InlineData("Rotate the keys", 14, "Rotate the…")]
    [InlineData("Rotate the keys", 11, "Rotate the…")]
    [InlineData("Unbreakableword", 8, "Unbreak…")]
    [InlineData("日本語のタイトル", 9, "日本語の…")]
    [InlineData("日本語のタイトル", 8, "日本語…")]
    [InlineData("👩‍💻👩‍💻👩‍💻", 5, "👩‍💻👩‍💻…")]
    public void A_text_is_cut_at_a_word_and_never_within_a_character(string text, int width, string expected) =>
        Assert.Equal(expected, DisplayText.Shorten(text, width));

    [Fact]
    public void A_line_is_folded_between_words_and_hangs_below_its_beginning() => Assert.Equal(
        ["BAD  github: the token", "     may not create", "     issues"], DisplayText.Wrap("BAD  github: the token may not create issues", 23, 5));

    [Fact]
    public void Blanks_that_lay_a_line_out_are_kept() => Assert.Equal(["  P1  Title"], DisplayText.Wrap("  P1  Title", 80));

    [Fact]
    public void An_address_longer_than_a_line_is_not_broken()
    {
        const string address = "https://example.com/a/very/long/path/to/an/issue";

        Assert.Equal(["See", address, "now"], DisplayText.Wrap($"See {address} now", 20));
    }

    [Fact]
    public void A_script_without_blanks_is_folded_between_characters() => Assert.Equal(["検索障害", "再発防止", "策"], DisplayText.Wrap("検索障害再発防止策", 8));

    [Theory]
    [InlineData("データベースの接続", 8, "データ|ベースの|接続")]
    [InlineData("障害対応完了、終わり", 12, "障害対応完|了、終わり")]
    [InlineData("完了した。", 8, "完了し|た。")]
    [InlineData("監視「決済」を追加", 6, "監視|「決|済」を|追加")]
    [InlineData("ちょっと待って", 6, "ちょっ|と待っ|て")]
    [InlineData("人々が言う", 2, "人々|が|言|う")]
    [InlineData("見るﾃﾞｰﾀ｡次", 10, "見るﾃﾞｰﾀ｡|次")]
    [InlineData("警告(重要)です", 6, "警告|(重要)|です")]
    [InlineData("in INC-1-監視を追加する.md.", 12, "in|INC-1-監視を追加する.md.")]
    [InlineData("https://example.com/a/long/one、次", 20, "https://example.com/a/long/one、|次")]
    public void No_line_begins_with_what_belongs_to_the_character_before_or_ends_with_what_opens(string text, int width, string lines) =>
        Assert.Equal(lines.Split('|'), DisplayText.Wrap(text, width));

    [Fact]
    public void A_row_of_nothing_but_signs_is_folded_all_the_same() =>
        Assert.All(DisplayText.Wrap(new string('ー', 200), 20), line => Assert.True(DisplayText.Width(line) <= 20, line));

    [Fact]
    public void Every_line_fits_and_all_words_are_there()
    {
        const string text = "It is overdue and reaches nobody: its owner Ümit 山田太郎 👩‍💻 cannot be reached; set Reminding:Orphans";
        for (var width = 24; width <= 120; width++)
        {
            var lines = DisplayText.Wrap(text, width, 4);

            Assert.All(lines, line => Assert.True(DisplayText.Width(line) <= width, $"{width}: {line}"));
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_column_is_filled_by_what_is_seen()
    {
        Assert.Equal("日本 |", DisplayText.PadRight("日本", 5) + "|");
        Assert.Equal(" 日本|", DisplayText.PadLeft("日本", 5) + "|");
    }
}
