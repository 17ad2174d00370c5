using ActionSync.Items;

namespace ActionSync.Reports;

/// <summary>Counts and compares; pure.</summary>
internal static class ReportMaking
{
    private const int MostMovedShown = 20;
    private const string Nobody = "(none)";

    public static Report Make(IReadOnlyList<ReportItem> items, DateOnly? since, DateTimeOffset at)
    {
        var days = items.Select(i => i.DaysToClose).OfType<double>().Order().ToList();
        return new Report
        {
            At = at,
            Since = since,
            Items = items,
            Total = ReportCounts.Of(items),
            ByOwner = Group(items, i => i.Owner?.ToLowerInvariant()),
            ByService = Group(items, i => i.Service),
            ByType = Group(items, i => i.Type?.ToLowerInvariant()),
            ByPriority = [.. Group(items, i => i.Priority.ToString()).OrderBy(g => g.Name, StringComparer.Ordinal)],
            MedianDaysToClose = Percentile(days, 0.5),
            P90DaysToClose = Percentile(days, 0.9),
            Moves = MovesOf(items),
            WithoutOpenPrevention = Prevented(items),
            Repeated = RepeatedActions.In(items),
        };
    }

    /// <summary>The value below which this part of the sorted values lies, between two values in proportion; null for none.</summary>
    public static double? Percentile(IReadOnlyList<double> sorted, double part)
    {
        if (sorted.Count == 0)
            return null;
        var at = (sorted.Count - 1) * part;
        var low = (int)Math.Floor(at);
        var high = (int)Math.Ceiling(at);
        return sorted[low] + ((sorted[high] - sorted[low]) * (at - low));
    }

    /// <summary>The worst first: most overdue, then most of all.</summary>
    private static List<ReportGroup> Group(IReadOnlyList<ReportItem> items, Func<ReportItem, string?> by) =>
    [
        .. items.GroupBy(i => by(i) is { Length: > 0 } name ? name : Nobody)
            .Select(g => new ReportGroup(g.Key, ReportCounts.Of(g)))
            .OrderByDescending(g => g.Counts.Overdue).ThenByDescending(g => g.Counts.All).ThenBy(g => g.Name, StringComparer.Ordinal),
    ];

    private static DeadlineMoves MovesOf(IReadOnlyList<ReportItem> items)
    {
        var moved = items.Where(i => i.Moves.Count > 0).OrderByDescending(i => i.Moves.Count).ThenByDescending(i => i.DaysMoved)
            .ThenBy(i => i.Key, StringComparer.Ordinal).ToList();
        return new(moved.Count, moved.Sum(i => i.Moves.Count), Percentile([.. moved.Select(i => (double)i.DaysMoved!).Order()], 0.5),
            moved.Count == 0 ? 0 : moved.Max(i => i.DaysMoved!.Value), [.. moved.Take(MostMovedShown)]);
    }

    private static List<PreventedIncident> Prevented(IReadOnlyList<ReportItem> items) =>
    [
        .. items.GroupBy(i => i.IncidentId)
            .Where(g => !g.Any(i => IsPrevention(i) && !i.State.IsClosed()))
            .Select(g => new PreventedIncident(g.Key, g.First().IncidentTitle, g.Count(IsPrevention), g.Count(i => !i.State.IsClosed())))
            .OrderBy(i => i.Prevention).ThenBy(i => i.Id, StringComparer.Ordinal),
    ];

    private static bool IsPrevention(ReportItem item) => item.Type?.StartsWith("prevent", StringComparison.OrdinalIgnoreCase) == true;
}
