using ActionSync.Text;

namespace ActionSync.Tests.Trackers;

public sealed class TextCutTests
{
    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("one two three", 9, "one two\u2026")]
    [InlineData("one two three", 8, "one two\u2026")]
    [InlineData("one two three", 7, "one tw\u2026")]
    [InlineData("unbreakable", 5, "unbr\u2026")]
    [InlineData("a unbreakableword", 12, "a unbreakab\u2026")]
    [InlineData("ab", 1, "\u2026")]
    [InlineData("ab\ud83d\ude00cd", 4, "ab\u2026")]
    public void A_text_is_cut_at_a_word_and_never_in_half_a_character(string text, int max, string expected)
    {
        Assert.Equal(expected, TextCut.AtWord(text, max));
        Assert.True(TextCut.AtWord(text, max).Length <= max);
    }
}
