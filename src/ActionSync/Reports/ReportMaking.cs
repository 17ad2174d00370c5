using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Reports;

/// <summary>Counts and compares; pure.</summary>
internal static class ReportMaking
{
    private const int MostMovedShown = 20;
    private const string None = "(none)";

    /// <param name="items">All that the report is about.</param>
    /// <param name="since">Which incidents were left out already.</param>
    /// <param name="at">The moment at which they stand so.</param>
    /// <param name="today">Its day in the reminding time zone.</param>
    public static Report Make(IReadOnlyList<ReportItem> items, DateOnly? since, DateTimeOffset at, DateOnly today)
    {
        var teams = items.Any(i => i.Team is not null) ? Group(items, i => i.Team, PersonText.Nobody) : [];
        var days = items.Select(i => i.DaysToClose).OfType<double>().Order().ToList();
        return new Report
        {
            At = at,
            Today = today,
            Since = since,
            Items = items,
            Total = ReportCounts.Of(items),
            ByOwner = Group(items, i => i.Owner?.ToLowerInvariant(), PersonText.Nobody),
            ByService = Group(items, i => i.Service),
            ByType = Group(items, i => i.Type?.ToLowerInvariant()),
            ByPriority = [.. Group(items, i => i.Priority.ToString()).OrderBy(g => g.Name, StringComparer.Ordinal)],
            ByTeam = teams,
            Overdue =
            [
                .. items.Where(i => i.Result == ItemResult.Overdue)
                    .OrderBy(i => i.DueOn).ThenBy(i => i.Priority).ThenBy(i => i.Key, NaturalOrder.Comparer),
            ],
            Months = MonthsOf(items, today),
            Trend = KeptTrend.Of(items, today),
            Teams = [.. teams.Select(team => KeptOf(team.Name, items, today))],
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
    private static List<ReportGroup> Group(IReadOnlyList<ReportItem> items, Func<ReportItem, string?> by, string none = None) =>
    [
        .. items.GroupBy(i => by(i) is { Length: > 0 } name ? name : none)
            .Select(g => new ReportGroup(g.Key, ReportCounts.Of(g)))
            .OrderByDescending(g => g.Counts.Overdue).ThenByDescending(g => g.Counts.All).ThenBy(g => g.Name, NaturalOrder.Comparer),
    ];

    private static KeptTeam KeptOf(string team, IReadOnlyList<ReportItem> items, DateOnly today)
    {
        var own = items.Where(i => (i.Team ?? PersonText.Nobody) == team).ToList();
        return new(team, KeptPromises.Of(own), KeptTrend.Of(own, today));
    }

    private static List<KeptMonth> MonthsOf(IReadOnlyList<ReportItem> items, DateOnly today)
    {
        var months = items.Where(i => i.DecidedOn is not null).ToLookup(i => new DateOnly(i.DecidedOn!.Value.Year, i.DecidedOn.Value.Month, 1));
        return KeptMonth.Until(today, month => KeptPromises.Of(months[month]));
    }

    private static DeadlineMoves MovesOf(IReadOnlyList<ReportItem> items)
    {
        var moved = items.Where(i => i.Moves.Count > 0).OrderByDescending(i => i.Moves.Count).ThenByDescending(i => i.DaysMoved)
            .ThenBy(i => i.Key, NaturalOrder.Comparer).ToList();
        return new(moved.Count, moved.Sum(i => i.Moves.Count), Percentile([.. moved.Select(i => (double)i.DaysMoved!).Order()], 0.5),
            moved.Count == 0 ? 0 : moved.Max(i => i.DaysMoved!.Value), [.. moved.Take(MostMovedShown)]);
    }

    private static List<PreventedIncident> Prevented(IReadOnlyList<ReportItem> items) =>
    [
        .. items.GroupBy(i => i.IncidentId)
            .Where(g => !g.Any(i => IsPrevention(i) && i.IsOpen))
            .Select(g => new PreventedIncident(g.Key, g.First().IncidentTitle, g.Count(IsPrevention), g.Count(i => i.IsOpen)))
            .OrderBy(i => i.Prevention).ThenBy(i => i.Id, NaturalOrder.Comparer),
    ];

    private static bool IsPrevention(ReportItem item) => item.Type?.StartsWith("prevent", StringComparison.OrdinalIgnoreCase) == true;
}
