namespace ActionSync.Reports;

/// <summary>How the action items of all incidents fare.</summary>
internal sealed record Report
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Items that were closed before this day are left out; null for none.</summary>
    public DateOnly? Since { get; init; }
    public required IReadOnlyList<ReportItem> Items { get; init; }
    public required ReportCounts Total { get; init; }
    public required IReadOnlyList<ReportGroup> ByOwner { get; init; }
    public required IReadOnlyList<ReportGroup> ByService { get; init; }
    public required IReadOnlyList<ReportGroup> ByType { get; init; }
    public required IReadOnlyList<ReportGroup> ByPriority { get; init; }

    /// <summary>Null where nothing was done yet.</summary>
    public double? MedianDaysToClose { get; init; }
    public double? P90DaysToClose { get; init; }
    public required DeadlineMoves Moves { get; init; }
    public required IReadOnlyList<PreventedIncident> WithoutOpenPrevention { get; init; }
    public required IReadOnlyList<RepeatedAction> Repeated { get; init; }

    /// <summary>The four breakdowns with their names.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<ReportGroup> Groups)> Breakdowns =>
        [("Owner", ByOwner), ("Service", ByService), ("Type", ByType), ("Priority", ByPriority)];
}

internal sealed record ReportCounts(int OnTime, int Late, int Overdue, int Open, int WontDo, int Backlog = 0)
{
    public int All => OnTime + Late + Overdue + Open + WontDo + Backlog;

    /// <summary>Of what is done, how much was on time, in percent; null where nothing is done.</summary>
    public int? OnTimePercent => OnTime + Late == 0 ? null : (int)Math.Round(100.0 * OnTime / (OnTime + Late), MidpointRounding.AwayFromZero);

    public static ReportCounts Of(IEnumerable<ReportItem> items)
    {
        var counts = items.CountBy(i => i.Result).ToDictionary();
        return new(counts.GetValueOrDefault(ItemResult.OnTime), counts.GetValueOrDefault(ItemResult.Late), counts.GetValueOrDefault(ItemResult.Overdue),
            counts.GetValueOrDefault(ItemResult.Open), counts.GetValueOrDefault(ItemResult.WontDo),
            counts.GetValueOrDefault(ItemResult.Backlog));
    }
}

internal sealed record ReportGroup(string Name, ReportCounts Counts);

/// <param name="Times">All moves of all items.</param>
/// <param name="MedianDays">Of the items that were moved, how many days all their moves brought; null without moves.</param>
internal sealed record DeadlineMoves(int Items, int Times, double? MedianDays, int MostDays, IReadOnlyList<ReportItem> Most);

/// <summary>An incident with no prevention item left open.</summary>
/// <param name="Prevention">How many such items it had; 0 means that nothing was ever planned to prevent the next one.</param>
internal sealed record PreventedIncident(string Id, string Title, int Prevention, int OtherOpen);

/// <summary>One action that several incidents asked for.</summary>
internal sealed record RepeatedAction(string Title, IReadOnlyList<ReportItem> Items);
