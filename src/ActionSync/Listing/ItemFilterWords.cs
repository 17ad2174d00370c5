using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>Reads the parts of an <see cref="ItemFilter"/> as people write them at a command line, in an address or to the API.</summary>
internal static class ItemFilterWords
{
    /// <summary>Priorities, ranges of them, and several with commas between them; null, with the end of a sentence, where a part is none.</summary>
    public static IReadOnlyList<Priority>? Priorities(IEnumerable<string> words, out string problem)
    {
        problem = "";
        var read = new List<Priority>();
        foreach (var word in words)
        {
            if (Items.Priorities.ParseListOrNull(word) is not { } some)
            {
                problem = $"{word} is no priority; write P1, a list such as P0,P2, or a range such as P0..P2.";
                return null;
            }
            read.AddRange(some);
        }
        return read;
    }

    /// <summary>States by their words, with - or _ and in any case, several with commas between them; null, with a sentence, where a part is none.</summary>
    public static IReadOnlyList<ItemState>? States(IEnumerable<string> words, out string problem)
    {
        problem = "";
        var known = Enum.GetValues<ItemState>().ToDictionary(state => state.ToWord());
        var read = new List<ItemState>();
        foreach (var word in words.SelectMany(Parts))
        {
            if (!known.TryGetValue(word.ToLowerInvariant().Replace('-', '_'), out var state))
            {
                var near = Nearest.OrBegun(word, known.Keys) is { } one ? $" (did you mean {one}?)" : "";
                problem = $"{word} is no state; states are {string.Join(", ", known.Keys)}{near}.";
                return null;
            }
            read.Add(state);
        }
        return read;
    }

    /// <summary>The parts of a list with commas.</summary>
    public static IEnumerable<string> Parts(string words) => words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
