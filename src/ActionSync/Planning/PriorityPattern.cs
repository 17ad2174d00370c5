using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Planning;

/// <summary>The priorities that a word of a route means: one, a glob (<c>P?</c>) or a range (<c>P0..P1</c>).</summary>
internal static class PriorityPattern
{
    private const string Range = "..";

    /// <summary>What would be right.</summary>
    public const string Right = $"{Priorities.Known}, a range such as P0..P1, or a glob such as P?";

    /// <summary>The priorities; none where the word is none of these.</summary>
    public static IEnumerable<Priority> Of(string word)
    {
        var ends = word.Split(Range, StringSplitOptions.TrimEntries);
        return ends.Length == 2
            ? Priorities.TryParse(ends[0], out var first) && Priorities.TryParse(ends[1], out var last)
                ? Enum.GetValues<Priority>().Where(priority => priority >= first && priority <= last) : []
            : Enum.GetValues<Priority>().Where(priority => Glob.Matches(word, priority.ToString()));
    }
}
