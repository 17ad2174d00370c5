namespace ActionSync.Reports;

/// <summary>How the action items of all incidents fare.</summary>
internal sealed record Report
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The day of <see cref="At"/> in the reminding time zone.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Items of incidents before this day are left out; null for none.</summary>
    public DateOnly? Since { get; init; }
    public required IReadOnlyList<ReportItem> Items { get; init; }
    public required ReportCounts Total { get; init; }
    public required IReadOnlyList<ReportGroup> ByOwner { get; init; }
    public required IReadOnlyList<ReportGroup> ByService { get; init; }
    public required IReadOnlyList<ReportGroup> ByType { get; init; }
    public required IReadOnlyList<ReportGroup> ByPriority { get; init; }

    /// <summary>Empty where no item belongs to a group.</summary>
    public required IReadOnlyList<ReportGroup> ByTeam { get; init; }

    /// <summary>What is past its deadline, the oldest first.</summary>
    public required IReadOnlyList<ReportItem> Overdue { get; init; }

    /// <summary>Kept on time, month by month, the latest last; of the last twelve months at most.</summary>
    public required IReadOnlyList<KeptMonth> Months { get; init; }
    public required KeptTrend Trend { get; init; }

    /// <summary>In the order of <see cref="ByTeam"/>.</summary>
    public required IReadOnlyList<KeptTeam> Teams { get; init; }

    /// <summary>Null where nothing was done yet.</summary>
    public double? MedianDaysToClose { get; init; }
    public double? P90DaysToClose { get; init; }
    public required DeadlineMoves Moves { get; init; }
    public required IReadOnlyList<PreventedIncident> WithoutOpenPrevention { get; init; }
    public required IReadOnlyList<RepeatedAction> Repeated { get; init; }

    /// <summary>The four breakdowns that programs know, with their names.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<ReportGroup> Groups)> Breakdowns =>
        [("Owner", ByOwner), ("Service", ByService), ("Type", ByType), ("Priority", ByPriority)];

    /// <summary>Those that people read: by team too, where there are teams.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<ReportGroup> Groups)> ShownBreakdowns =>
        ByTeam.Count == 0 ? Breakdowns : [("Team", ByTeam), .. Breakdowns];
}

internal sealed record ReportCounts(int OnTime, int Late, int Overdue, int Open, int WontDo, int Backlog = 0, int DoneBefore = 0)
{
    public int All => OnTime + Late + Overdue + Open + WontDo + Backlog + DoneBefore;

    /// <summary>Of what was promised and is decided, how much was kept on time, in percent; null where nothing is decided.</summary>
    public int? KeptPercent => new KeptPromises(OnTime, Late + Overdue).Percent;

    public ReportCounts Plus(ReportCounts more) => new(
        OnTime + more.OnTime, Late + more.Late, Overdue + more.Overdue, Open + more.Open, WontDo + more.WontDo, Backlog + more.Backlog,
        DoneBefore + more.DoneBefore);

    public static ReportCounts Of(IEnumerable<ReportItem> items)
    {
        var counts = items.CountBy(i => i.Result).ToDictionary();
        return new(counts.GetValueOrDefault(ItemResult.OnTime), counts.GetValueOrDefault(ItemResult.Late), counts.GetValueOrDefault(ItemResult.Overdue),
            counts.GetValueOrDefault(ItemResult.Open), counts.GetValueOrDefault(ItemResult.WontDo),
            counts.GetValueOrDefault(ItemResult.Backlog), counts.GetValueOrDefault(ItemResult.DoneBefore));
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
