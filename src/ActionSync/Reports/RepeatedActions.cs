using ActionSync.Text;

namespace ActionSync.Reports;

/// <summary>Finds what several incidents asked for, whatever the order of the words: a sign that it was never really done.</summary>
internal static class RepeatedActions
{
    private static readonly HashSet<string> Small = ["a", "an", "and", "the", "of", "for", "to", "in", "on", "at", "with", "by", "our", "all",
        "from", "is", "be"];

    public static List<RepeatedAction> In(IReadOnlyList<ReportItem> items) =>
    [
        .. items.GroupBy(i => Essence(i.Title))
            .Where(g => g.Key.Length > 0 && g.Select(i => i.IncidentId).Distinct().Take(2).Count() == 2)
            .Select(g => new RepeatedAction(g.First().Title, [.. g.OrderBy(i => i.IncidentId, NaturalOrder.Comparer)]))
            .OrderByDescending(r => r.Items.Count).ThenBy(r => r.Title, StringComparer.Ordinal),
    ];

    /// <summary>The words that matter, in singular and in alphabetical order.</summary>
    internal static string Essence(string title)
    {
        var words = new string([.. title.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(w => !Small.Contains(w))
            .Select(w => w.Length > 3 && w[^1] == 's' && w[^2] != 's' ? w[..^1] : w)
            .Distinct()
            .Order(StringComparer.Ordinal);
        return string.Join(' ', words);
    }
}
