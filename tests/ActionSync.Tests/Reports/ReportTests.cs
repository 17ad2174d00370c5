using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.Reports;
using ActionSync.Tests.Reminders;
using ActionSync.Text;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reports;

public sealed class ReportTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_are_counted_by_how_they_ended_and_by_whom_they_belong_to()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Item("INC-1/on-time", state: ItemState.Done) with { DoneAt = Start.AddDays(10), Type = "prevention" },
            Some.Item("INC-1/late", state: ItemState.Done) with { DoneAt = Start.AddDays(14), Type = "detection" },
            Some.Item("INC-1/overdue", "bob@x.org"),
            Some.Item("INC-1/open", "bob@x.org", due: "2024-02-01"),
            Some.Item("INC-1/never", "bob@x.org", state: ItemState.WontDo) with { DoneAt = Start.AddDays(5) },
            Some.Item("INC-1/duplicate", state: ItemState.Duplicate) with { DoneAt = Start.AddDays(5) },
            Some.Item("INC-1/withdrawn") with { Withdrawal = Withdrawal.Told });

        var report = await harness.Get<ReportBuilder>().BuildAsync(null, Token);

        Assert.Equal(new ReportCounts(OnTime: 1, Late: 1, Overdue: 1, Open: 1, WontDo: 1), report.Total);
        Assert.Equal([("bob@x.org", 3), ("alice@x.org", 2)], report.ByOwner.Select(g => (g.Name, g.Counts.All)));
        Assert.Equal(["checkout"], report.ByService.Select(g => g.Name));
        Assert.Equal(["(none)", "detection", "prevention"], report.ByType.Select(g => g.Name).Order());
        Assert.Equal(["P1"], report.ByPriority.Select(g => g.Name));
        Assert.Equal((12.0, 13.6), (report.MedianDaysToClose, Math.Round(report.P90DaysToClose!.Value, 1)));
        Assert.Equal(new PreventedIncident("INC-1", "It broke", Prevention: 1, OtherOpen: 2), Assert.Single(report.WithoutOpenPrevention));
    }

    [Fact]
    public async Task Since_leaves_out_what_was_closed_before()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Item("INC-1/a", state: ItemState.Done) with { DoneAt = Start.AddDays(9).AddHours(23) },
            Some.Item("INC-1/b", state: ItemState.Done) with { DoneAt = Start.AddDays(10) },
            Some.Item("INC-1/c"));

        var report = await harness.Get<ReportBuilder>().BuildAsync(new DateOnly(2024, 1, 11), Token);

        Assert.Equal(["INC-1/b", "INC-1/c"], report.Items.Select(i => i.Key));
    }

    [Fact]
    public async Task Moves_of_deadlines_are_counted_and_measured()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item("INC-1/a"), Some.Item("INC-1/b"), Some.Item("INC-1/c"));
        await using (var work = await harness.Database.BeginAsync(Token))
        {
            await work.Events.AddAsync(
                [Move("INC-1/a", "2024-01-10", "2024-01-12"), Move("INC-1/a", "2024-01-12", "2024-01-20"), Move("INC-1/b", "2024-02-01", "2024-01-30")], Token);
            await work.CommitAsync(Token);
        }

        var moves = (await harness.Get<ReportBuilder>().BuildAsync(null, Token)).Moves;

        Assert.Equal((2, 3, 4.0, 10), (moves.Items, moves.Times, moves.MedianDays, moves.MostDays));
        Assert.Equal([("INC-1/a", 10), ("INC-1/b", -2)], moves.Most.Select(i => (i.Key, i.DaysMoved!.Value)));
    }

    [Fact]
    public async Task The_same_action_in_several_incidents_is_found_whatever_the_order_of_its_words()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Incident("INC-1"), Some.Item("INC-1/a", title: "Add an alert for connection pools"), Some.Item("INC-1/b", title: "Document the runbook"));
        await harness.AddAsync(
            Some.Incident("INC-2"), Some.Item("INC-2/a", title: "Connection pool: add alerts"), Some.Item("INC-2/b", title: "Test restores"));

        var repeated = Assert.Single((await harness.Get<ReportBuilder>().BuildAsync(null, Token)).Repeated);

        Assert.Equal(["INC-1/a", "INC-2/a"], repeated.Items.Select(i => i.Key));
    }

    [Theory]
    [InlineData(new double[0], 0.5, null)]
    [InlineData(new[] { 3.0 }, 0.9, 3.0)]
    [InlineData(new[] { 1.0, 2.0 }, 0.5, 1.5)]
    [InlineData(new[] { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0 }, 0.9, 10.0)]
    public void A_percentile_lies_between_its_neighbours(double[] sorted, double part, double? expected) =>
    Assert.Equal(expected, ReportMaking.Percentile(sorted, part));

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49 30", "\"'+49 30\"")]
    [InlineData("-2", "\"'-2\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("a\nb", "a b")]
    [InlineData(null, "")]
    public void A_cell_is_never_a_formula(string? text, string cell) => Assert.Equal(cell, TextProfile.Spreadsheet.Line(text));

    [Fact]
    public async Task Every_form_tells_the_same_and_stands_alone()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Item(owner: "=cmd@x.org", title: "<script>alert(1)</script>"), Some.Item("INC-1/b", state: ItemState.Done) with { DoneAt = Start.AddDays(3) });
        var report = await harness.Get<ReportBuilder>().BuildAsync(null, Token);

        var json = JsonNode.Parse(ReportFormats.Render(report, ReportFormat.Json))!;
        var csv = ReportFormats.Render(report, ReportFormat.Csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var html = ReportFormats.Render(report, ReportFormat.Html);
        var table = ReportFormats.Render(report, ReportFormat.Table);

        Assert.Equal((1, 1), ((int)json["total"]!["overdue"]!, (int)json["total"]!["onTime"]!));
        Assert.Equal(3.0, (double)json["daysToClose"]!["median"]!);
        Assert.Equal(3, csv.Length);
        Assert.Contains("\"'=cmd@x.org\"", csv[1], StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("median 3, 90th percentile 3", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_ledger_makes_an_empty_report_in_every_form()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        var report = await harness.Get<ReportBuilder>().BuildAsync(null, Token);

        Assert.All(Enum.GetValues<ReportFormat>(), format => Assert.NotEmpty(ReportFormats.Render(report, format)));
    }

    [Fact]
    public async Task The_weekly_report_is_mailed_once_a_person_and_week()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 15, 8, 0, 0, TimeSpan.Zero)).MigratedAsync();
        harness.Options.Reminding.Report = ["boss@x.org", "Lead@x.org"];
        await harness.AddAsync(Some.Item());

        Assert.Equal(0, await harness.Get<WeeklyReport>().RunAsync(Token));
        harness.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, await harness.Get<WeeklyReport>().RunAsync(Token));
        await harness.RestartAsync();
        harness.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await harness.Get<WeeklyReport>().RunAsync(Token));
        harness.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(2, await harness.Get<WeeklyReport>().RunAsync(Token));

        Assert.Equal(
            ["2024-01-15-report-boss@x.org.eml", "2024-01-15-report-lead@x.org.eml", "2024-01-22-report-boss@x.org.eml", "2024-01-22-report-lead@x.org.eml"],
            harness.Outbox);
        Assert.Contains("1 overdue, 0 open", harness.OutboxText(harness.Outbox[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_mailed_is_tried_with_growing_gaps_shown_by_doctor_and_nothing_for_who_has_left()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 15, 9, 0, 0, TimeSpan.Zero)).MigratedAsync();
        harness.Options.Reminding.Report = ["boss@x.org", "gone@x.org"];
        harness.People["gone@x.org"] = new() { Left = true };
        using var folder = new Testing.TempFolder();
        var outbox = harness.Options.Channel<EmailOptions>().Outbox;
        await File.WriteAllTextAsync(folder["no-folder"], "", Token);
        harness.Options.Channel<EmailOptions>().Outbox = folder["no-folder"];
        var tries = new List<int>();
        for (var minute = 0; minute < 100; minute++)
        {
            await harness.Get<WeeklyReport>().RunAsync(Token);
            await using (var work = await harness.Database.ReadAsync(Token))
                tries.Add((await new ReportMailStore(work).OfWeekAsync(new DateOnly(2024, 1, 15), Token)).Single().Attempts);
            harness.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([1, 2, 3, 4], tries.Distinct());
        Assert.Equal([10, 20, 40], tries.CountBy(t => t).Take(3).Select(t => t.Value));
        Assert.Contains(
            "it did not reach boss@x.org: the outbox", Assert.Single(await harness.Get<WeeklyReport>().CheckAsync(Token)).Text, StringComparison.Ordinal);
        harness.Options.Channel<EmailOptions>().Outbox = outbox;
        harness.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await harness.Get<WeeklyReport>().RunAsync(Token));
        Assert.Empty(await harness.Get<WeeklyReport>().CheckAsync(Token));
    }

    private static LedgerEvent Move(string key, string from, string to) => new()
    {
        At = Start.AddDays(5),
        IncidentId = "INC-1",
        ItemKey = key,
        Kind = EventKind.DeadlineMoved,
        Old = from,
        New = to,
        Text = "moved",
    };
}
