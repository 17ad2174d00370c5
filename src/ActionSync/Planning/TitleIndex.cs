using System.Runtime.InteropServices;

namespace ActionSync.Planning;

/// <summary>
/// Finds normalised titles that are like a given one: by the share of letter pairs that both have (Dice's coefficient, from 0 to 1). Each letter pair
/// leads to the titles that hold it, so that no two titles are ever compared with each other.
/// </summary>
internal sealed class TitleIndex
{
    /// <summary>The titles that have a letter pair at least so many times.</summary>
    private readonly Dictionary<(int Pair, int Nth), List<int>> _holders = [];
    private readonly int[] _pairs;

    // Of one look at a time: what each title shares with the one that is looked for.
    private readonly int[] _shared;

    public TitleIndex(IReadOnlyList<string> titles)
    {
        _pairs = [.. titles.Select(CountOfPairs)];
        _shared = new int[titles.Count];
        for (var n = 0; n < titles.Count; n++)
        {
            foreach (var pair in Pairs(titles[n]))
            {
                if (!_holders.TryGetValue(pair, out var holders))
                    _holders[pair] = holders = [];
                holders.Add(n);
            }
        }
    }

    /// <summary>The titles, by their place in the list and in its order, that are at least so much like this one.</summary>
    public IEnumerable<(int Title, double Likeness)> Like(string title, double atLeast)
    {
        Array.Clear(_shared);
        foreach (var pair in Pairs(title))
            Count(pair);
        var pairs = CountOfPairs(title);
        for (var n = 0; n < _shared.Length; n++)
        {
            if (_shared[n] > 0 && 2.0 * _shared[n] / (pairs + _pairs[n]) is var likeness && likeness >= atLeast)
                yield return (n, likeness);
        }
    }

    private void Count((int Pair, int Nth) pair)
    {
        foreach (var title in CollectionsMarshal.AsSpan(_holders.GetValueOrDefault(pair)))
            _shared[title]++;
    }

    private static int CountOfPairs(string title) => Math.Max(0, title.Length - 1);

    private static IEnumerable<(int Pair, int Nth)> Pairs(string title)
    {
        var seen = new Dictionary<int, int>();
        for (var i = 0; i + 1 < title.Length; i++)
        {
            var pair = (title[i] << 16) | title[i + 1];
            yield return (pair, seen[pair] = seen.GetValueOrDefault(pair) + 1);
        }
    }
}
