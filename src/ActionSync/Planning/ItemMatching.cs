using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>Which known item is which asked one: by id, then by title, then, among those left over, by similar titles.</summary>
internal static class ItemMatching
{
    /// <summary>Titles that share this much (Dice over letter pairs) are one item whose title was corrected.</summary>
    private const double SimilarEnough = 0.6;

    /// <summary>The known item of each ask, null for a new one; and the known ones that no ask names.</summary>
    public static (IReadOnlyList<LedgerItem?> Matches, IReadOnlyList<LedgerItem> Unmatched) Match(IReadOnlyList<ItemAsk> asks, IReadOnlyList<LedgerItem> known)
    {
        var matches = new LedgerItem?[asks.Count];
        var left = new HashSet<LedgerItem>(known, ReferenceEqualityComparer.Instance);

        var byId = known.Where(k => k.ExplicitId is not null).ToLookup(k => k.ExplicitId!);
        Pair((ask, _) => ask.Source.Id is { } id ? byId[id] : []);

        // A title speaks where at most one side has an id of its own: items with two different ids are two items.
        var byTitle = known.ToLookup(k => k.Identity);
        Pair((ask, _) => byTitle[ask.Identity].Where(k => ask.Source.Id is null || k.ExplicitId is null));

        PairSimilar(asks, matches, left);
        return (matches, [.. known.Where(left.Contains)]);

        void Pair(Func<ItemAsk, int, IEnumerable<LedgerItem>> candidates)
        {
            for (var i = 0; i < asks.Count; i++)
            {
                if (matches[i] is null && candidates(asks[i], i).FirstOrDefault(left.Contains) is { } match)
                {
                    matches[i] = match;
                    left.Remove(match);
                }
            }
        }
    }

    /// <summary>
    /// Pairs what is left, the most similar first and among these the earlier in the documents; what an earlier revision withdrew was not renamed by
    /// this one. Many similar titles make many pairs, so these are gathered by their likeness and not sorted.
    /// </summary>
    private static void PairSimilar(IReadOnlyList<ItemAsk> asks, LedgerItem?[] matches, HashSet<LedgerItem> left)
    {
        List<LedgerItem> candidates = [.. left.Where(k => k.ExplicitId is null && !k.IsWithdrawn).OrderBy(k => k.Position)];
        var titles = new TitleIndex([.. candidates.Select(k => k.Identity)]);
        var pairs = new SortedDictionary<double, List<(int Ask, int Known)>>();
        for (var i = 0; i < asks.Count; i++)
        {
            if (matches[i] is not null || asks[i].Source.Id is not null)
                continue;
            foreach (var (known, likeness) in titles.Like(asks[i].Identity, SimilarEnough))
            {
                if (!pairs.TryGetValue(likeness, out var alike))
                    pairs[likeness] = alike = [];
                alike.Add((i, known));
            }
        }
        foreach (var (ask, known) in pairs.Reverse().SelectMany(p => p.Value))
        {
            if (matches[ask] is null && left.Remove(candidates[known]))
                matches[ask] = candidates[known];
        }
    }
}
