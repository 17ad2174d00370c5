using System.Globalization;
using ActionSync.Items;
using ActionSync.Reports;

namespace ActionSync.Tests.Reports;

public sealed class KeptPromisesTests
{
    private static readonly DateOnly Today = new(2024, 6, 20);

    [Fact]
    public void A_promise_counts_in_the_month_in_which_it_was_kept_or_its_deadline_passed()
    {
        var report = Make(
            Kept("2024-04-10", due: "2024-07-01"), Late(due: "2024-04-30", closed: "2024-06-02"), Overdue("2024-06-19"), Open("2024-08-01"));

        Assert.Equal([("2024-04", 1, 1), ("2024-05", 0, 0), ("2024-06", 0, 1)], report.Months.Select(m => (m.Name, m.Promises.Kept, m.Promises.Broken)));
        Assert.Equal(33, report.Total.KeptPercent);
    }

    [Fact]
    public void Only_the_last_twelve_months_are_shown()
    {
        var report = Make(Kept("2021-01-01"), Kept("2023-07-01"), Kept("2024-06-01"));

        Assert.Equal(("2023-07", "2024-06", 12), (report.Months[0].Name, report.Months[^1].Name, report.Months.Count));
    }

    [Theory]
    [InlineData(3, 0, 1, 1, "better")]
    [InlineData(1, 1, 3, 0, "worse")]
    [InlineData(1, 1, 2, 2, "same")]
    [InlineData(24, 25, 1, 1, "same")]
    [InlineData(1, 0, 0, 0, null)]
    [InlineData(0, 0, 0, 2, null)]
    public void The_trend_compares_the_last_three_months_with_the_three_before(int kept, int broken, int keptBefore, int brokenBefore, string? word)
    {
        var report = Make(
        [
            .. Enumerable.Repeat(Kept("2024-04-01"), kept), .. Enumerable.Repeat(Overdue("2024-06-19"), broken),
            .. Enumerable.Repeat(Kept("2024-03-31"), keptBefore), .. Enumerable.Repeat(Overdue("2024-01-01"), brokenBefore),
            // Longer ago than is compared.
            Overdue("2023-12-31"),
        ]);

        Assert.Equal((kept, broken, keptBefore, brokenBefore),
            (report.Trend.Recent.Kept, report.Trend.Recent.Broken, report.Trend.Before.Kept, report.Trend.Before.Broken));
        Assert.Equal(word, report.Trend.Word);
    }

    [Fact]
    public void Each_team_is_shown_with_its_own_trend_the_one_with_most_overdue_first()
    {
        var report = Make(
            Kept("2024-05-01") with { Team = "search" }, Overdue("2024-02-01") with { Team = "search" }, Overdue("2024-06-01") with { Team = "payments" },
            Overdue("2024-06-02") with { Team = "payments" }, Kept("2024-05-01"));

        Assert.Equal(
            [("payments", 0, null), ("search", 50, "better"), ("nobody", 100, null)], report.Teams.Select(t => (t.Name, t.Promises.Percent, t.Trend.Word)));
        Assert.Equal(["payments", "search", "nobody"], report.ByTeam.Select(g => g.Name));
        Assert.Contains("  payments ", ReportTable.Render(report, 80), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_groups_nothing_is_said_of_teams()
    {
        var report = Make(Kept("2024-05-01"));

        Assert.Empty(report.Teams);
        Assert.DoesNotContain("team", ReportTable.Render(report, 80), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("by team", ReportHtml.Render(report), StringComparison.OrdinalIgnoreCase);
    }

    private static Report Make(params ReportItem[] items) => ReportMaking.Make(
        [.. items.Select((item, n) => item with { Key = $"INC-1/{n}" })], null, new DateTimeOffset(Today, new TimeOnly(9, 0), TimeSpan.Zero), Today);

    private static ReportItem Kept(string closed, string due = "2024-12-31") => Item(ItemResult.OnTime, ItemState.Done, due, closed);

    private static ReportItem Late(string due, string closed) => Item(ItemResult.Late, ItemState.Done, due, closed);

    private static ReportItem Overdue(string due) => Item(ItemResult.Overdue, ItemState.Open, due, null);

    private static ReportItem Open(string due) => Item(ItemResult.Open, ItemState.Open, due, null);

    private static ReportItem Item(ItemResult result, ItemState state, string due, string? closed) => new()
    {
        Key = "",
        IncidentId = "INC-1",
        IncidentTitle = "It broke",
        Title = "Add an alert",
        Priority = Priority.P1,
        State = state,
        Deadline = due,
        DueOn = Day(due),
        Result = result,
        StartedAt = DateTimeOffset.UnixEpoch,
        ClosedOn = closed is null ? null : Day(closed),
        ClosedAt = closed is null ? null : new DateTimeOffset(Day(closed), TimeOnly.MinValue, TimeSpan.Zero),
    };

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
