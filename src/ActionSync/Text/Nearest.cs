namespace ActionSync.Text;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Nearest
{
    /// <summary>With fewer a word is not begun: too many begin so.</summary>
    private const int FewestLetters = 2;

    /// <summary>The known word with the fewest slips of a finger to it, case ignored; null where none is near.</summary>
    public static string? To(string given, IEnumerable<string> known) => To(given, known, Math.Max(1, given.Length * 2 / 5));

    /// <summary>The same, else the shortest of the known words that begin so: whoever stops in the middle of a word means it.</summary>
    public static string? OrBegun(string given, IReadOnlyCollection<string> known) =>
        To(given, known) ?? (given.Trim('-').Length < FewestLetters ? null
            : known.Where(word => word.StartsWith(given, StringComparison.OrdinalIgnoreCase)).MinBy(word => word.Length));

    /// <param name="given">The word.</param>
    /// <param name="known">What it may mean.</param>
    /// <param name="most">So many slips are near.</param>
    public static string? To(string given, IEnumerable<string> known, int most)
    {
        var (nearest, distance) = known.Select(word => (word, Distance(given.ToUpperInvariant(), word.ToUpperInvariant())))
            .DefaultIfEmpty(("", int.MaxValue)).MinBy(candidate => candidate.Item2);
        return distance <= most ? nearest : null;
    }

    /// <summary>How many letters must be put in, left out, changed or swapped with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        var cost = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
                cost[i, j] = i == 0 ? j : j == 0 ? i : Step(i, j);
        }
        return cost[from.Length, to.Length];

        int Step(int i, int j)
        {
            var least = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
            return i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] ? Math.Min(least, cost[i - 2, j - 2] + 1) : least;
        }
    }
}
