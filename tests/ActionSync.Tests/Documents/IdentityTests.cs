using System.Text;
using ActionSync.Documents;
using ActionSync.Files;
using ActionSync.Text;

namespace ActionSync.Tests.Documents;

/// <summary>Identities of items, slugs and names of files.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("Add an alert", "add an alert")]
    [InlineData("  ADD \u00a0 an\u3000ALERT … ", "add an alert")]
    [InlineData("Re\u0301sume\u0301", "résumé")]
    [InlineData("RÉSUMÉ", "résumé")]
    [InlineData("ậ", "ậ")]
    [InlineData("a\u0323\u0302", "ậ")]
    [InlineData("ΟΔΟΣ", "οδοσ")]
    [InlineData("οδος", "οδοσ")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("e\u0302\u200b\u0323", "ệ")]
    [InlineData("\uff45\u0301", "é")]
    [InlineData("か\u3099", "が")]
    [InlineData("ＦＵＬＬ１", "full1")]
    [InlineData("in\u200bvisible\u202e", "invisible")]
    [InlineData("Why?!", "why")]
    [InlineData("C++", "c++")]
    [InlineData("...", "...")]
    [InlineData("", "")]
    public void A_title_is_normalised(string title, string normal) => Assert.Equal(normal, ItemIdentity.Normalise(title));

    [Fact]
    public void An_id_comes_before_a_title_and_is_never_equal_to_one()
    {
        Assert.Equal(ItemIdentity.Of("a", "x"), ItemIdentity.Of("a", "y"));
        Assert.NotEqual(ItemIdentity.Of("a", "x"), ItemIdentity.Of("A", "x"));
        Assert.NotEqual(ItemIdentity.Of("a", "x"), ItemIdentity.Of(null, "a"));
    }

    [Theory]
    [InlineData("Add connection pool utilization alerting at 70% warning and 85% critical thresholds",
        "add-connection-pool-utilization-alerting-at-70-warning-and")]
    [InlineData("Don't page twice!", "dont-page-twice")]
    [InlineData("Größe/Straße prüfen", "größe-straße-prüfen")]
    [InlineData("RE\u0301SUME\u0301", "résumé")]
    [InlineData("支払いを監視する", "支払いを監視する")]
    [InlineData("हिन्दी लिखो", "हिन्दी-लिखो")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff")]
    [InlineData("🚒 now", "now")]
    public void A_slug_is_a_titles_words(string title, string slug) => Assert.Equal(slug, Slug.Of(title));

    [Fact]
    public void A_title_without_letters_has_a_slug_of_its_own_and_always_the_same()
    {
        Assert.Matches("^item-[0-9a-f]{12}$", Slug.Of("🚒🚒"));
        Assert.Equal(Slug.Of("🚒🚒"), Slug.Of("🚒🚒"));
        Assert.NotEqual(Slug.Of("🚒🚒"), Slug.Of("🚒"));
    }

    [Theory]
    [InlineData("INC-2024-0142")]
    [InlineData("inc 7 (v2.1)")]
    [InlineData("Störung-1")]
    [InlineData("障害_42")]
    [InlineData("a~b", "a-b~")]
    [InlineData("../../etc/passwd", "etc-passwd~")]
    [InlineData("..", "~")]
    [InlineData("", "~")]
    [InlineData(".hidden", "hidden~")]
    [InlineData("-rf", "rf~")]
    [InlineData("a\\b:c*d", "a-b-c-d~")]
    [InlineData("a\0b\u202ec", "a-b-c~")]
    [InlineData("trailing. ", "trailing~")]
    [InlineData("CON", "CON~")]
    [InlineData("nul.txt", "nul.txt~")]
    [InlineData("COM1", "COM1~")]
    [InlineData("LPT².log", "LPT-.log~")]
    [InlineData("Sto\u0308rung", "Sto-rung~")]
    [InlineData("\ud800x", "-x~")]
    public void A_name_is_kept_or_made_harmless_and_marked(string text, string? start = null)
    {
        var name = FileName.Of(text);
        if (start is null)
            Assert.Equal(text, name);
        else
            Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(start.TrimStart('-'))}[0-9a-f]{{12}}$", name);
    }

    [Fact]
    public void No_text_makes_a_name_that_harms_and_no_two_texts_share_one()
    {
        var random = new Random(7);
        const string alphabet = "ab-~./\\ \u0301éCON1\u202e🚒障\0:";
        var texts = Enumerable.Range(0, 20_000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 9)).Select(_ => alphabet[random.Next(alphabet.Length)])));
        var names = texts.Append(new string('障', 500)).Append(new string('障', 501)).Distinct(StringComparer.Ordinal)
            .ToDictionary(t => t, FileName.Of, StringComparer.Ordinal);
        Assert.Equal(names.Count, names.Values.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names.Values, name =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 100);
            Assert.DoesNotContain(name, c => c is '/' or '\\' or ':' || char.IsControl(c) || char.IsSurrogate(c));
            Assert.False(name[0] is '.' or '-' or ' ' || name[^1] is '.' or ' ', name);
        });
    }
}
