using System.Runtime.InteropServices;

namespace ActionSync.Planning;

/// <summary>
/// Finds, for one title among very many, a few that may be its earlier wording: those that share its rarest words, and the one in the same place. The work for
/// a title does not grow with their number, as it does with <see cref="TitleIndex"/>, which misses none.
/// </summary>
internal sealed class TitleCandidates
{
    /// <summary>How many titles are compared with one.</summary>
    private const int MostCompared = 32;

    /// <summary>With fewer words a title is known by its letters as well: some scripts set no spaces.</summary>
    private const int FewWords = 3;
    private const int Letters = 3;

    private readonly Dictionary<ulong, List<int>> _holders = [];
    private readonly int[][] _pairs;

    public TitleCandidates(IReadOnlyList<string> titles)
    {
        _pairs = [.. titles.Select(LetterPairs)];
        for (var n = 0; n < titles.Count; n++)
        {
            foreach (var feature in Features(titles[n]))
            {
                ref var holders = ref CollectionsMarshal.GetValueRefOrAddDefault(_holders, feature, out _);
                (holders ??= []).Add(n);
            }
        }
    }

    /// <summary>The titles, by their place in the list, that are at least so much like this one, among those worth comparing.</summary>
    /// <param name="place">Where in the list its earlier wording would stand if nothing else had changed.</param>
    public IEnumerable<(int Title, double Likeness)> Like(string title, int place, double atLeast)
    {
        var pairs = LetterPairs(title);
        foreach (var n in Candidates(title, place))
        {
            if (Likeness(pairs, _pairs[n]) is var likeness && likeness >= atLeast)
                yield return (n, likeness);
        }
    }

    private SortedSet<int> Candidates(string title, int place)
    {
        var candidates = new SortedSet<int>();
        if (place < _pairs.Length)
            candidates.Add(place);
        foreach (var holders in Features(title).Select(feature => _holders.GetValueOrDefault(feature)).OfType<List<int>>().OrderBy(holders => holders.Count))
        {
            foreach (var n in holders)
            {
                if (candidates.Count >= MostCompared)
                    return candidates;
                candidates.Add(n);
            }
        }
        return candidates;
    }

    /// <summary>Dice's coefficient over letter pairs, as in <see cref="TitleIndex"/>.</summary>
    private static double Likeness(int[] one, int[] other)
    {
        var (shared, i, k) = (0, 0, 0);
        while (i < one.Length && k < other.Length)
        {
            if (one[i] == other[k])
                (shared, i, k) = (shared + 1, i + 1, k + 1);
            else if (one[i] < other[k])
                i++;
            else
                k++;
        }
        return one.Length + other.Length == 0 ? 0 : 2.0 * shared / (one.Length + other.Length);
    }

    private static int[] LetterPairs(string title)
    {
        var pairs = new int[Math.Max(0, title.Length - 1)];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = (title[i] << 16) | title[i + 1];
        Array.Sort(pairs);
        return pairs;
    }

    private static HashSet<ulong> Features(string title)
    {
        var features = new HashSet<ulong>();
        for (var start = 0; start < title.Length; start++)
        {
            var end = start;
            while (end < title.Length && char.IsLetterOrDigit(title[end]))
                end++;
            if (end > start)
                features.Add(Hash(title.AsSpan(start, end - start)));
            start = end;
        }
        var isFew = features.Count < FewWords;
        for (var at = 0; isFew && at + Letters <= title.Length; at++)
            features.Add(Hash(title.AsSpan(at, Letters)) ^ 1);
        return features;
    }

    /// <summary>FNV-1a: the same in every process.</summary>
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash;
    }
}
