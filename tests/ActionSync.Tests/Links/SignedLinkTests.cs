using System.Buffers.Text;
using ActionSync.Links;

namespace ActionSync.Tests.Links;

public sealed class SignedLinkTests
{
    private const string Namespace = "default";
    private const string Marker = "00112233445566778899";

    private static readonly DateTimeOffset Planned = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly LinkKey Key = new("the first key, which is long enough for tests");
    private static readonly LinkKey Other = new("another key, which is as long as the other one");

    public static TheoryData<string, string> Acts => new()
    {
        { nameof(LinkAct.Done), Marker },
        { nameof(LinkAct.SnoozeDay), Marker },
        { nameof(LinkAct.SnoozeWeek), Marker },
        { nameof(LinkAct.NotMine), Marker },
        { nameof(LinkAct.Unsubscribe), "" },
    };

    [Theory, MemberData(nameof(Acts))]
    public void A_link_says_what_was_signed(string act, string marker)
    {
        var link = SignedLink.Of(Enum.Parse<LinkAct>(act), "jürgen@company.com", marker.Length == 0 ? null : marker, "Jürgen", Planned);
        var read = Assert.IsType<LinkReading.Valid>(Read(link.Sign(Key, Namespace)));
        Assert.Equal(link, read.Link);
        Assert.Equal(Planned.AddDays(14), read.Link.Expires);
        Assert.Equal(SignedLink.TagOf("Jürgen"), read.Link.OwnerTag);
    }

    [Fact]
    public void The_same_message_has_the_same_link_and_every_other_person_item_act_owner_or_time_another()
    {
        var link = Some();
        SignedLink[] others =
        [
            link with { Person = "bob@company.com" }, link with { Marker = "ff112233445566778899" }, link with { Act = LinkAct.Done },
            link with { OwnerTag = SignedLink.TagOf("bob") }, link with { Expires = link.Expires.AddSeconds(1) },
        ];
        Assert.Equal(link.Sign(Key, Namespace), Some().Sign(Key, Namespace));
        Assert.Equal(others.Length + 1, others.Append(link).Select(each => each.Sign(Key, Namespace)).Distinct().Count());
        Assert.Equal(others.Length + 1, others.Append(link).Select(IdOf).Distinct().Count());
    }

    [Fact]
    public void A_token_is_short_and_needs_no_escape()
    {
        var token = Some().Sign(Key, Namespace);
        Assert.InRange(token.Length, 60, 100);
        Assert.Equal(token, Uri.EscapeDataString(token));
    }

    [Fact]
    public void Not_one_bit_can_be_changed()
    {
        var bytes = Base64Url.DecodeFromChars(Some().Sign(Key, Namespace));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var altered = bytes.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsNotType<LinkReading.Valid>(Read(Base64Url.EncodeToString(altered)));
        }
    }

    [Fact]
    public void Not_one_character_can_be_changed_left_out_or_added()
    {
        var token = Some().Sign(Key, Namespace);
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var letter in "Aa0-_ =/.%")
                Assert.True(letter == token[at] || Read($"{token[..at]}{letter}{token[(at + 1)..]}") is not LinkReading.Valid, $"{letter} at {at}");
            Assert.IsNotType<LinkReading.Valid>(Read(token.Remove(at, 1)));
            Assert.IsNotType<LinkReading.Valid>(Read(token.Insert(at, " ")));
        }
        foreach (var more in new[] { "=", "A", "==", "\n", " ", "\0" })
            Assert.IsNotType<LinkReading.Valid>(Read(token + more));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("....")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ünïcödé")]
    public void What_is_no_link_is_refused(string token) => Assert.IsNotType<LinkReading.Valid>(Read(token));

    [Fact]
    public void Endless_text_is_no_link() => Assert.IsType<LinkReading.Altered>(Read(new string('A', 1_000_000)));

    [Fact]
    public void A_link_lasts_for_fourteen_days_to_the_second()
    {
        var token = Some().Sign(Key, Namespace);
        Assert.IsType<LinkReading.Valid>(Read(token, Planned.AddDays(14).AddSeconds(-1)));
        Assert.Equal(Some(), Assert.IsType<LinkReading.Expired>(Read(token, Planned.AddDays(14))).Link);
    }

    [Fact]
    public void Another_key_another_ledger_and_another_version_have_answers_of_their_own()
    {
        var token = Some().Sign(Key, Namespace);
        Assert.IsType<LinkReading.UnknownKey>(SignedLink.Read(token, [Other], Namespace, Planned));
        Assert.IsType<LinkReading.UnknownKey>(SignedLink.Read(token, [], Namespace, Planned));
        Assert.IsType<LinkReading.OtherLedger>(SignedLink.Read(token, [Key], "test", Planned));
        var bytes = Base64Url.DecodeFromChars(token);
        bytes[0]++;
        Assert.IsType<LinkReading.OtherVersion>(Read(Base64Url.EncodeToString(bytes)));
    }

    [Fact]
    public void A_key_that_is_on_its_way_out_is_still_accepted_and_the_link_is_the_same_one()
    {
        LinkKey[] keys = [Other, Key];
        var (before, after) = (Some().Sign(Key, Namespace), Some().Sign(keys[0], Namespace));
        Assert.NotEqual(before, after);
        Assert.Equal(IdOf(SignedLink.Read(before, keys, Namespace, Planned)), IdOf(SignedLink.Read(after, keys, Namespace, Planned)));
    }

    [Theory]
    [InlineData("INC-2024-0142/3", "/items/INC-2024-0142/3")]
    [InlineData("#12", "/items/%2312")]
    [InlineData("Ausfall Köln/a b?c", "/items/Ausfall%20K%C3%B6ln/a%20b%3Fc")]
    [InlineData("../../sign-in", "/items/-?name=..%2F..%2Fsign-in")]
    [InlineData("a//b", "/items/-?name=a%2F%2Fb")]
    [InlineData(@"a\b", "/items/-?name=a%5Cb")]
    public void An_items_page_has_its_short_name_as_path(string name, string path) => Assert.Equal(path, LinkPaths.Item(name));

    private static SignedLink Some() => SignedLink.Of(LinkAct.SnoozeDay, "alice@company.com", Marker, "Alice", Planned);

    private static LinkReading Read(string token) => Read(token, Planned);

    private static LinkReading Read(string token, DateTimeOffset now) => SignedLink.Read(token, [Key], Namespace, now);

    private static string IdOf(SignedLink link) => IdOf(Read(link.Sign(Key, Namespace)));

    private static string IdOf(LinkReading reading) => Assert.IsType<LinkReading.Valid>(reading).Id;
}
