using System.Text;
using ActionSync.Documents;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents.Markdown;

/// <summary>
/// Markdown that editors, exports and people have damaged: whatever it is, reading ends soon and without an exception, and no item says what the text does not.
/// </summary>
public sealed class MarkdownFuzzTests
{
    private const double LongestRead = 1_000;

    private static readonly string[] Corpus = [.. SampleFiles.Names.Where(name => name.EndsWith(".md", StringComparison.Ordinal))
        .Select(name => Encoding.UTF8.GetString(SampleFiles.Bytes(name)))];

    private static readonly string[] Pieces =
    [
        "|", "||", "\\|", "**", "*", "~~", "`", "```\n", "[", "](", "[x](", "![", "]: ", "#", "\n## Action items\n", "- ", "- [ ] ", "- [x] ", "1. ",
        "\t", "    ", "\n\n", "\n", "<", "<br>", "<!--", "-->", "</details>", "&amp;", "&#x20;", "\u202e", "🚒", "e\u0301", "---\n", "+++\n",
        "| --- | --- |\n", "Owner: ", "@", "due: 03/04/2027", "due ", "P1 ", "(done)", "https://github.com/a/b/issues/1", "#12", "OPS-1", "{{", "}}",
        "<<", ": ", " - ", " — ", ". ", "。", "\\", "\\[", "(((((((((", "> ", "=====\n", "\u00a0", "~", "_", "__", "$", "^", "A".PadRight(300, 'b'),
        "* * *\n", "\r\n", "\u2028",
    ];

    [Fact]
    public void Damaged_Markdown_is_read_soon_and_gives_only_what_it_says()
    {
        for (var seed = FuzzRun.First; seed < FuzzRun.First + FuzzRun.Count(200); seed++)
        {
            var text = Damaged(seed);
            var before = LinearWork.ThreadMilliseconds();
            var file = SampleFiles.Read("fuzz.md", Encoding.UTF8.GetBytes(text));
            Assert.True(LinearWork.ThreadMilliseconds() - before < LongestRead, $"seed {seed} takes {LinearWork.ThreadMilliseconds() - before:F0} ms");
            foreach (var item in file.Read.SelectMany(incident => incident.ActionItems ?? []))
                AssertSaid(item, text, seed);
        }
    }

    private static void AssertSaid(ActionItem item, string text, int seed)
    {
        Assert.InRange(item.Title.Length, 1, Limits.Title);
        // Letters of an item stand in the text, in their order; an entity stands for one that does not.
        Assert.True(text.Contains('&') || IsWithin(Letters(item.Title), Letters(text)), $"seed {seed}: {item.Title}");
        Assert.True(item.Line >= 1 && item.Line <= text.Split('\n', '\r', '\u2028').Length, $"seed {seed}: line {item.Line}");
        foreach (var owner in item.Owners.Append(item.Owner ?? ""))
            Assert.True(text.Contains('&') || IsWithin(Letters(owner), Letters(text)), $"seed {seed}: {owner}");
    }

    private static bool IsWithin(string part, string whole)
    {
        var at = 0;
        foreach (var c in whole)
            at += at < part.Length && part[at] == c ? 1 : 0;
        return at == part.Length;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string Damaged(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Corpus[random.Next(Corpus.Length)]);
        for (var changes = random.Next(1, 8); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, 60))));
                    break;
                case 2:
                    var other = Corpus[random.Next(Corpus.Length)];
                    var start = random.Next(other.Length);
                    text.Insert(at, other.AsSpan(start, Math.Min(random.Next(1, 400), other.Length - start)));
                    break;
                case 3:
                    text.Length = at;
                    break;
                default:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }
        return text.ToString();
    }
}
