using ActionSync.Testing.Planning;
using System.Text.Json.Nodes;
using ActionSync.Documents;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Testing;

namespace ActionSync.Tests.Planning;

/// <summary>A document whose every title was corrected costs in proportion to its size, up to the most items that a document may have.</summary>
public sealed class ManyRenamesTests(ITestOutputHelper output)
{
    public static TheoryData<string> Kinds => ["one word", "a language without spaces", "shuffled", "all alike", "long"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Twice_the_renames_take_about_twice_the_memory(string kind)
    {
        var (small, large) = (Allocated(kind, Limits.ActionItems / 16), Allocated(kind, Limits.ActionItems / 8));

        output.WriteLine($"{kind}: {small / 1e6:F1} MB and then {large / 1e6:F1} MB allocated");
        Assert.InRange(large, 0, small * 3);
    }

    [Fact]
    public void Ten_thousand_corrected_titles_find_their_items_in_whatever_order_they_stand()
    {
        var titles = Enumerable.Range(0, Limits.ActionItems).ToArray();
        var known = Known([.. titles.Select(n => $"Item number {n}")]);
        new Random(3).Shuffle(titles);
        var asks = Asks([.. titles.Select(n => $"Item nummer {n}")]);

        var (matches, unmatched) = ItemMatching.Match(asks, known);

        Assert.Empty(unmatched);
        Assert.Equal(titles.Select(n => $"item number {n}"), matches.Select(m => m!.Identity));
    }

    [Fact]
    public void Titles_that_only_begin_alike_get_keys_of_their_own()
    {
        var long_ = string.Join(' ', Enumerable.Repeat("review the connection pools of every service", 3));
        var plan = Some.Planner().Plan(Document([.. Enumerable.Range(0, Limits.ActionItems).Select(n => $"{long_} {n}")]), [], Some.Now);

        Assert.Equal(Limits.ActionItems, plan.Steps.Select(step => step.Item.Key).Distinct().Count());
        Assert.EndsWith($"-{Limits.ActionItems}", plan.Steps[^1].Item.Key, StringComparison.Ordinal);
    }

    private static long Allocated(string kind, int count)
    {
        var (known, asks) = (Known(Titles(kind, count, "number", "\u756A\u53F7")), Asks(Titles(kind, count, "nummer", "\u756A\u865F")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        ItemMatching.Match(asks, known);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string[] Titles(string kind, int count, string word, string ideographs)
    {
        string[] titles =
        [
            .. Enumerable.Range(0, count).Select(n => kind switch
            {
                "a language without spaces" => $"\u63A5\u7D9A\u30D7\u30FC\u30EB{ideographs}{n}\u306E\u76E3\u8996\u3092\u8FFD\u52A0",
                "all alike" => $"{new string('a', 20)} {word} {new string((char)('a' + (n % 26)), 1 + (n / 26 % 20))} {n / 520}",
                "long" => $"{string.Join(' ', Enumerable.Range(0, 60).Select(i => $"w{(n + i) % 97}"))} {word} {n}",
                _ => $"Item {word} {n}",
            }),
        ];
        if (kind == "shuffled")
            new Random(word.Length + word[3]).Shuffle(titles);
        return [.. titles.Distinct()];
    }

    private static IReadOnlyList<LedgerItem> Known(string[] titles) => [.. Some.Planner().Plan(Document(titles), [], Some.Now).Steps.Select(step => step.Item)];

    private static IReadOnlyList<ItemAsk> Asks(string[] titles) => Some.Asks(Document(titles));

    private static IncidentDocument Document(string[] titles) => Some.Parsed(Incident.Json("INC-1", [.. titles.Select(title => (JsonNode)title)]));
}
