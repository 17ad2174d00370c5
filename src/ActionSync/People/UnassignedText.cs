using Humanizer;

namespace ActionSync.People;

/// <summary>Items of one owner in one tracker to which nobody is assigned.</summary>
/// <param name="Why">The tracker's reason, as a sentence part; null where the configuration alone tells.</param>
internal sealed record UnassignedOwner(string Owner, string Tracker, string? Why, int Items);

/// <summary>Says to whose items nobody is assigned, and what to paste under <c>People</c>: the same wherever it is said.</summary>
internal static class UnassignedText
{
    /// <summary>The whole, one line an owner.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<UnassignedOwner> unassigned, Assignability people) => Of(unassigned, people, int.MaxValue);

    /// <summary>As above with at most so many lines of each sort; the rest is counted.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<UnassignedOwner> unassigned, Assignability people, int most)
    {
        if (unassigned.Count == 0)
            return [];
        var entries = people.Entries(unassigned.Select(one => (one.Owner, (string?)one.Tracker)));
        return
        [
            $"Nobody is assigned to {"item".ToQuantity(unassigned.Sum(one => one.Items))}:",
            .. Some(unassigned.Select(one => $"  {LineOf(one)}"), most),
            .. entries.Count == 0 ? Array.Empty<string>() : ["Add their accounts under People:"],
            .. Some(Pasted(entries).Select(entry => $"  {entry}"), most),
        ];
    }

    /// <summary>Whose, how many, where, and why.</summary>
    public static string LineOf(UnassignedOwner one) =>
        $"{one.Owner}, {"item".ToQuantity(one.Items)} in {one.Tracker}: {one.Why ?? "People gives no account for this owner"}";

    /// <summary>Entries of <see cref="Assignability.Entries"/> as they stand one below the other.</summary>
    public static IEnumerable<string> Pasted(IReadOnlyList<string> entries) => entries.Select((entry, n) => n < entries.Count - 1 ? $"{entry}," : entry);

    private static IEnumerable<string> Some(IEnumerable<string> all, int most)
    {
        var lines = all.ToList();
        return lines.Count <= most ? lines : [.. lines.Take(most), $"  and {lines.Count - most} more, which actionsync doctor shows"];
    }
}
