namespace ActionSync.Items;

/// <summary>How urgent an action item is; a smaller number is more urgent.</summary>
public enum Priority
{
    P0 = 0,
    P1 = 1,
    P2 = 2,
    P3 = 3,
    P4 = 4,
}

/// <summary>Reads and explains priorities.</summary>
public static class Priorities
{
    /// <summary>The words that are known, for error messages.</summary>
    public const string Known = "P0, P1, P2, P3 or P4";

    /// <summary>Reads "P1" in any case; anything else is not a priority.</summary>
    public static bool TryParse(string? word, out Priority priority)
    {
        priority = default;
        if (word is not { Length: 2 } || word[0] is not ('P' or 'p') || word[1] is < '0' or > '4')
            return false;
        priority = (Priority)(word[1] - '0');
        return true;
    }

    /// <summary>Reads a priority, or null where the word is none.</summary>
    public static Priority? ParseOrNull(string? word) => TryParse(word, out var priority) ? priority : null;

    /// <summary>Reads "P1", "P0..P2", or several of these with commas or spaces between them; null where a part is no priority.</summary>
    public static IReadOnlyList<Priority>? ParseListOrNull(string? text)
    {
        var parts = (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(RangeOrNull).ToList();
        return parts.Count == 0 || parts.Contains(null) ? null : [.. parts.SelectMany(part => part!).Distinct().Order()];
    }

    private static IReadOnlyList<Priority>? RangeOrNull(string part)
    {
        var ends = part.Split("..");
        return ends.Length <= 2 && TryParse(ends[0], out var first) && TryParse(ends[^1], out var last) && first <= last
            ? [.. Enum.GetValues<Priority>().Where(priority => priority >= first && priority <= last)]
            : null;
    }
}
