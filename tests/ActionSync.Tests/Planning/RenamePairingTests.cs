using ActionSync.Testing.Planning;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ActionSync.Ledger;
using ActionSync.Planning;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Planning;

/// <summary>Corrected titles find their items as if each were compared with each, at a fraction of the cost.</summary>
public sealed class RenamePairingTests(ITestOutputHelper output)
{
    private static readonly string[] Words = ["add", "pool", "alert", "alerts", "alerting", "for", "the", "orders", "search", "disk", "write", "runbook",
        "page", "test", "load", "driver", "drill", "failover", "of", "canary"];

    [Fact]
    public void Pairs_are_those_of_comparing_each_with_each()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            string[] Titles() =>
                [.. Enumerable.Range(0, 40)
                    .Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(2, 6)).Select(_ => Words[random.Next(Words.Length)]))).Distinct()];
            var known = Known(Titles());
            var asks = Asks(Titles());

            Assert.Equal(EachWithEach(asks, known), ItemMatching.Match(asks, known).Matches.Select(m => m?.Identity));
        }
    }

    [Fact]
    public void Two_thousand_corrected_titles_cost_less_than_a_tenth_of_comparing_each_with_each()
    {
        const int Items = 2000;
        const int Sample = 200;
        var known = Known([.. Enumerable.Range(0, Items).Select(n => $"Add connection pool alerting for service {n} of region {n % 7}")]);
        var asks = Asks([.. Enumerable.Range(0, Items).Select(n => $"Add connection pool alerts to service {n} of region {n % 7}")]);
        ItemMatching.Match([.. asks.Take(10)], [.. known.Take(10)]);
        EachWithEach([.. asks.Take(10)], [.. known.Take(10)]);

        var baseline = Stopwatch.StartNew();
        foreach (var ask in asks.Take(Sample))
        {
            foreach (var item in known.Take(Sample))
                Dice(ask.Identity, item.Identity);
        }
        baseline.Stop();
        var whole = Stopwatch.StartNew();
        var matches = ItemMatching.Match(asks, known).Matches;
        whole.Stop();

        output.WriteLine($"{Items} titles: {whole.ElapsedMilliseconds} ms; {Sample} with {Sample} one by one: {baseline.ElapsedMilliseconds} ms");
        Assert.DoesNotContain(null, matches);
        Assert.True(whole.Elapsed < baseline.Elapsed * (Items / Sample * (Items / Sample)) / 10,
            $"{whole.Elapsed} against {baseline.Elapsed} for one part in {Items / Sample * (Items / Sample)}");
    }

    private static IReadOnlyList<LedgerItem> Known(string[] titles) => [.. Some.Planner().Plan(Document(titles), [], Some.Now).Steps.Select(step => step.Item)];

    private static IReadOnlyList<ItemAsk> Asks(string[] titles) => Some.Asks(Document(titles));

    private static ActionSync.Documents.IncidentDocument Document(string[] titles) => Some.Parsed(Json("INC-1", [.. titles.Select(title => (JsonNode)title)]));

    /// <summary>The rule in the plainest words: equal titles first, then the most similar pairs, the earlier in the documents first.</summary>
    private static string?[] EachWithEach(IReadOnlyList<ItemAsk> asks, IReadOnlyList<LedgerItem> known)
    {
        var matches = asks.Select(ask => known.FirstOrDefault(k => k.Identity == ask.Identity)?.Identity).ToArray();
        var left = known.Where(k => !matches.Contains(k.Identity)).ToList();
        var pairs = from i in Enumerable.Range(0, asks.Count)
                    where matches[i] is null
                    from k in left
                    let likeness = Dice(asks[i].Identity, k.Identity)
                    where likeness >= 0.6
                    orderby likeness descending, i, k.Position
                    select (Index: i, k.Identity);
        foreach (var (index, identity) in pairs.ToList())
        {
            if (matches[index] is null && left.RemoveAll(k => k.Identity == identity) > 0)
                matches[index] = identity;
        }
        return matches;
    }

    /// <summary>The share of letter pairs that both have.</summary>
    private static double Dice(string a, string b)
    {
        var pairs = new Dictionary<(char, char), int>();
        for (var i = 0; i + 1 < a.Length; i++)
            pairs[(a[i], a[i + 1])] = pairs.GetValueOrDefault((a[i], a[i + 1])) + 1;
        var shared = 0;
        for (var i = 0; i + 1 < b.Length; i++)
        {
            if (pairs.GetValueOrDefault((b[i], b[i + 1])) is > 0 and var count)
            {
                shared++;
                pairs[(b[i], b[i + 1])] = count - 1;
            }
        }
        return 2.0 * shared / (a.Length + b.Length - 2);
    }
}
