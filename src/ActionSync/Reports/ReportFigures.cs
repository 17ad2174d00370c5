using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Reports;

/// <summary>
/// The report's counts by the database, for its page: five statements and some dozens of rows, however many items there are. What a whole report says beyond
/// them (days to close, moved deadlines, repeated actions) is for <see cref="ReportBuilder"/>.
/// </summary>
/// <param name="Total">Of everything.</param>
/// <param name="ByOwner">Those with most that is overdue, then most of all.</param>
/// <param name="ByTeam">Empty where no item belongs to a group.</param>
internal sealed record ReportFigures(
    ReportCounts Total, IReadOnlyList<ReportGroup> ByPriority, IReadOnlyList<ReportGroup> ByTeam, IReadOnlyList<ReportGroup> ByOwner)
{
    /// <summary>So many groups of a kind are counted apart.</summary>
    public const int MostGroups = 30;

    /// <param name="work">Where it is read; entries of the index are up to date.</param>
    /// <param name="now">The moment by which items are overdue.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ReportFigures> ReadAsync(LedgerTransaction work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var priorities = await GroupsAsync(work, "priority", "priority", now, cancellationToken);
        var teams = await GroupsAsync(work, "team_name", "overdue desc, items desc, name", now, cancellationToken);
        var owners = await GroupsAsync(work, "person_name", "overdue desc, items desc, name", now, cancellationToken);
        return new(
            priorities.Aggregate(new ReportCounts(0, 0, 0, 0, 0), (sum, row) => sum.Plus(row.Counts)),
            [.. priorities.Select(row => new ReportGroup(((Priority)int.Parse(row.Name)).ToString(), row.Counts))],
            teams.Any(row => row.Name.Length > 0) ? [.. teams.Select(Named)] : [],
            [.. owners.Select(Named)]);

        static ReportGroup Named(GroupRow row) => new(row.Name.Length == 0 ? PersonText.Nobody : row.Name, row.Counts);
    }

    private static Task<IReadOnlyList<GroupRow>> GroupsAsync(
        LedgerTransaction work, string column, string order, DateTimeOffset now, CancellationToken cancellationToken) => work.QueryAsync<GroupRow>(
        $"""
        select cast({column} as text) as name, count(*) as items,
          sum(case when outcome = 'on_time' then 1 else 0 end) as on_time, sum(case when outcome = 'late' then 1 else 0 end) as late,
          sum(case when outcome = 'open' and overdue <= @now then 1 else 0 end) as overdue,
          sum(case when outcome = 'open' and (overdue is null or overdue > @now) then 1 else 0 end) as open,
          sum(case when outcome = 'wont_do' then 1 else 0 end) as wont_do, sum(case when outcome = 'backlog' then 1 else 0 end) as backlog,
          sum(case when outcome = 'done_before' then 1 else 0 end) as done_before
        from item_index where outcome <> '' group by {column} order by {order} limit {MostGroups}
        """, new { now = now.ToUnixTimeMilliseconds() }, cancellationToken);

    private sealed record GroupRow
    {
        public string Name { get; init; } = "";
        public long Items { get; init; }
        public long OnTime { get; init; }
        public long Late { get; init; }
        public long Overdue { get; init; }
        public long Open { get; init; }
        public long WontDo { get; init; }
        public long Backlog { get; init; }
        public long DoneBefore { get; init; }

        public ReportCounts Counts => new((int)OnTime, (int)Late, (int)Overdue, (int)Open, (int)WontDo, (int)Backlog, (int)DoneBefore);
    }
}
