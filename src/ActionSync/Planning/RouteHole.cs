using ActionSync.Configuration.Binding;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Planning;

/// <summary>Items that no route matches: those of any of the priorities of which every exclusion is true. Each of them is unmatched.</summary>
internal sealed record RouteHole(IReadOnlyList<Priority> Priorities, IReadOnlyList<RouteExclusion> Exclusions)
{
    /// <summary>As in "an item of priority P4 whose Service is missing or not "search-*"".</summary>
    public string Words(string noun)
    {
        var which = Priorities.Count == Enum.GetValues<Priority>().Length ? "" : $" of priority {Wording.Or([.. Priorities.Select(p => p.ToString())])}";
        return $"{noun}{which}{(Exclusions.Count == 0 ? "" : $" {string.Join(" and ", Exclusions.Select(exclusion => exclusion.Words))}")}";
    }
}

/// <summary>What no value of a key may match; an item without a value matches none of them either.</summary>
internal sealed record RouteExclusion(string Key, IReadOnlyList<string> Patterns)
{
    private const string Anything = "*";
    private const int MostNamed = 5;

    // Routes name hundreds of words and few wild cards: a word is found without going through all of them.
    private readonly HashSet<string> _words = new(Patterns, StringComparer.OrdinalIgnoreCase);
    private readonly string[] _wild = [.. Patterns.Where(pattern => pattern.Contains('*') && pattern.AsSpan().IndexOfAny('?', '\\') < 0)];

    public string Words => $"whose {Key} is {(Patterns.Contains(Anything) ? "missing" : $"missing or {Not}")}";

    private string Not => Patterns.Count == 1 ? $"not {Wording.Quote(Patterns[0])}" : $"none of {Wording.Or(Named)}";

    private IReadOnlyList<string> Named => Patterns.Count <= MostNamed ? [.. Patterns.Select(Wording.Quote)]
        : [.. Patterns.Take(MostNamed - 1).Select(Wording.Quote), $"{Patterns.Count - MostNamed + 1} others"];

    /// <summary>Excludes these patterns too; what another pattern already excludes is not named again.</summary>
    public RouteExclusion And(IReadOnlyList<string> patterns) => patterns.Aggregate(this, (all, pattern) => all.Excludes(pattern) ? all
        : new RouteExclusion(Key, [.. all.Patterns.Where(other => !new RouteExclusion(Key, [pattern]).Excludes(other)), pattern]));

    public bool Excludes(IReadOnlyList<string> patterns) => patterns.All(Excludes);

    // A pattern is looked at as a text, which is right where the wider one has no sign for a single character, nor one that is escaped.
    private bool Excludes(string pattern) => _words.Contains(pattern) || _wild.Any(wider => Glob.Matches(wider, pattern));
}
