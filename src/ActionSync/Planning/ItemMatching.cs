using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>Which known item is which asked one: by id, then by title, then, among those left over, by similar titles.</summary>
internal static class ItemMatching
{
    /// <summary>Titles that share this much (Dice over letter pairs) are one item whose title was corrected.</summary>
    private const double SimilarEnough = 0.6;

    /// <summary>Up to so many pairs of an old and a new title, all are compared; beyond, each title is compared with a few that are likely.</summary>
    private const int MostPairs = 1_000_000;

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
    /// this one.
    /// </summary>
    private static void PairSimilar(IReadOnlyList<ItemAsk> asks, LedgerItem?[] matches, HashSet<LedgerItem> left)
    {
        List<LedgerItem> candidates = [.. left.Where(k => k.ExplicitId is null && !k.IsWithdrawn).OrderBy(k => k.Position)];
        List<int> open = [.. Enumerable.Range(0, asks.Count).Where(i => matches[i] is null && asks[i].Source.Id is null)];
        var pairs = Similar([.. open.Select(i => asks[i].Identity)], [.. candidates.Select(k => k.Identity)]);
        foreach (var (_, ask, known) in pairs.OrderByDescending(pair => pair.Likeness).ThenBy(pair => pair.New).ThenBy(pair => pair.Old))
        {
            if (matches[open[ask]] is null && left.Remove(candidates[known]))
                matches[open[ask]] = candidates[known];
        }
    }

    private static List<(double Likeness, int New, int Old)> Similar(IReadOnlyList<string> @new, IReadOnlyList<string> old)
    {
        var pairs = new List<(double Likeness, int New, int Old)>();
        var all = (long)@new.Count * old.Count <= MostPairs ? new TitleIndex(old) : null;
        var likely = all is null ? new TitleCandidates(old) : null;
        for (var n = 0; n < @new.Count; n++)
            pairs.AddRange((all?.Like(@new[n], SimilarEnough) ?? likely!.Like(@new[n], n, SimilarEnough)).Select(pair => (pair.Likeness, n, pair.Title)));
        return pairs;
    }
}
