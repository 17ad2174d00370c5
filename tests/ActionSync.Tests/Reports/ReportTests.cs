using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Ledger;
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
    public async Task Since_means_the_incidents_since_whenever_their_items_were_closed()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Incident() with { DeclaredAt = Start.AddDays(-2), ResolvedAt = Start.AddDays(20) },
            Some.Item("INC-1/a", state: ItemState.Done) with { DoneAt = Start.AddDays(12) }, Some.Item("INC-1/b"));
        await harness.AddAsync(
            Some.Incident("INC-2") with { DeclaredAt = null, ResolvedAt = Start.AddDays(9).AddHours(23) }, Some.Item("INC-2/a"));
        await harness.AddAsync(Some.Incident("INC-3") with { DeclaredAt = Start.AddDays(10) }, Some.Item("INC-3/a"),
            Some.Item("INC-3/b", state: ItemState.Done) with { DoneAt = Start.AddDays(10) });
        await harness.AddAsync(Some.Incident("INC-4") with { ResolvedAt = null },
            Some.Item("INC-4/a") with { FirstSeenAt = Start.AddDays(11) }, Some.Item("INC-4/b") with { FirstSeenAt = Start.AddDays(12) });
        await harness.AddAsync(Some.Incident("INC-5") with { ResolvedAt = null },
            Some.Item("INC-5/a") with { FirstSeenAt = Start.AddDays(9) }, Some.Item("INC-5/b") with { FirstSeenAt = Start.AddDays(12) });

        var report = await harness.Get<ReportBuilder>().BuildAsync(new DateOnly(2024, 1, 11), Token);

        Assert.Equal(["INC-3/a", "INC-3/b", "INC-4/a", "INC-4/b"], report.Items.Select(i => i.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_overdue_stands_at_the_top_the_oldest_first_with_owner_and_link()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Item("INC-1/b", due: "2024-01-14", title: "The younger"), Some.Item("INC-1/a", owner: null, due: "2023-12-31", title: "The older"),
            Some.Item("INC-1/c", due: "2024-02-01"));
        var report = await harness.Get<ReportBuilder>().BuildAsync(null, Token);

        var table = ReportFormats.Render(report, ReportFormat.Table, 80).ReplaceLineEndings("\n");
        var json = JsonNode.Parse(ReportFormats.Render(report, ReportFormat.Json, 80))!["overdue"]!.AsArray();
        var csv = ReportFormats.Render(report, ReportFormat.Csv, 80).Split("\r\n");
        var html = ReportFormats.Render(report, ReportFormat.Html, 80);

        Assert.StartsWith(
            """
            Action items: 3

            Overdue, the oldest first: 2
              2023-12-31  P1  The older
                          nobody, 16 days, INC-1/2
                          https://tracker.test/x/y/INC-1%2Fa
              2024-01-14  P1  The younger
                          alice@x.org, 2 days, INC-1/1
                          https://tracker.test/x/y/INC-1%2Fb

            """.ReplaceLineEndings("\n"), table, StringComparison.Ordinal);
        Assert.Equal([("INC-1/a", 16), ("INC-1/b", 2)], json.Select(i => ((string)i!["key"]!, (int)i["daysOverdue"]!)));
        Assert.Equal(("2024-01-14", "alice@x.org", "#1", "https://tracker.test/x/y/INC-1%2Fb"),
            ((string)json[1]!["deadline"]!, (string)json[1]!["owner"]!, (string)json[1]!["issue"]!, (string)json[1]!["url"]!));
        Assert.EndsWith("days_moved,team,issue,url,days_overdue,short", csv[0], StringComparison.Ordinal);
        Assert.EndsWith(",,#1,https://tracker.test/x/y/INC-1%2Fb,2,INC-1/1", csv[1], StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://tracker.test/x/y/INC-1%2Fa\"", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("The older", StringComparison.Ordinal) < html.IndexOf("The younger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Time_to_close_goes_by_the_dates_of_the_tracker_also_where_it_was_closed_before_it_was_first_seen()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        var made = new DateTimeOffset(2023, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await harness.AddAsync(
            Some.Incident() with { ResolvedAt = null },
            Some.Item("INC-1/a", due: "2023-03-31", state: ItemState.Done) with { DoneAt = made.AddDays(4), Fields = new() { IssueCreatedAt = made } },
            Some.Item("INC-1/b", due: null, state: ItemState.Done) with { DoneAt = Start, FirstSeenAt = Start, Issue = null, Url = null });

        var report = await harness.Get<ReportBuilder>().BuildAsync(null, Token);

        Assert.Equal((4.0, 4.0), (report.MedianDaysToClose, report.P90DaysToClose));
        Assert.Equal(new ReportCounts(OnTime: 1, Late: 0, Overdue: 0, Open: 0, WontDo: 0, DoneBefore: 1), report.Total);
        Assert.Contains("Done before they were first seen, with no date or deadline to go by: 1", ReportTable.Render(report, 80), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_breaks_no_word_and_no_line_is_wider_than_80_cells_also_in_Japanese_and_with_emoji()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        var japanese = string.Concat(Enumerable.Repeat("\u63a5\u7d9a\u30d7\u30fc\u30eb\u306e\u8b66\u544a\u3092\u8ffd\u52a0", 5));
        const string Long = "Add connection pool utilization alerting at 70% warning and 85% critical thresholds for every service \U0001f680 of payments";
        await harness.AddAsync(
            Some.Incident("INC-1", japanese), Some.Item("INC-1/a", "\u4f50\u85e4 \u82b1\u5b50", japanese) with { Type = japanese },
            Some.Item("INC-1/b", "a-very-long-address-of-somebody-somewhere@department.company.example", Long));
        await harness.AddAsync(Some.Incident("INC-2", Long) with { Service = Long }, Some.Item("INC-2/a", null, Long));

        var lines = ReportTable.Render(await harness.Get<ReportBuilder>().BuildAsync(null, Token), 80).ReplaceLineEndings("\n").Split('\n');

        Assert.All(lines, line => Assert.True(DisplayText.Width(line) <= 80, line));
        var words = Long.Split(' ').ToHashSet();
        Assert.All(lines.Where(line => line.Contains("Add connection", StringComparison.Ordinal)), line =>
            Assert.All(line[line.IndexOf("Add connection", StringComparison.Ordinal)..].Split('\u2026')[0].Split(' '), word => Assert.Contains(word, words)));
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

        var json = JsonNode.Parse(ReportFormats.Render(report, ReportFormat.Json, 80))!;
        var csv = ReportFormats.Render(report, ReportFormat.Csv, 80).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var html = ReportFormats.Render(report, ReportFormat.Html, 80);
        var table = ReportFormats.Render(report, ReportFormat.Table, 80);

        Assert.Equal((1, 1), ((int)json["total"]!["overdue"]!, (int)json["total"]!["onTime"]!));
        Assert.Equal(3.0, (double)json["daysToClose"]!["median"]!);
        Assert.Equal(3, csv.Length);
        Assert.Contains("\"'=cmd@x.org\"", csv[1], StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        // Nothing is loaded: the only addresses are those of issues, to be clicked.
        Assert.Equal(html.Split("https://").Length, html.Split("<a href=\"https://tracker.test/").Length);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.Contains("median 3, 90th percentile 3", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_that_was_closed_before_its_item_was_first_seen_keeps_no_promise_where_there_was_no_deadline()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Item("INC-1/before", due: null, state: ItemState.Done) with { DoneAt = Start.AddDays(-1), FirstSeenAt = Start },
            Some.Item("INC-1/since", due: null, state: ItemState.Done) with { DoneAt = Start.AddDays(1), FirstSeenAt = Start },
            AskedFor("INC-1/kept", "2024-01-01"), AskedFor("INC-1/broken", "2023-12-30"),
            AskedFor("INC-1/default", "2024-01-01", "deadline"));

        var report = await harness.Get<ReportBuilder>().BuildAsync(null, Token);

        Assert.Equal(new ReportCounts(OnTime: 2, Late: 1, Overdue: 0, Open: 0, WontDo: 0, DoneBefore: 2), report.Total);
        Assert.Equal(new KeptPromises(2, 1), KeptPromises.Of(report.Items));
    }

    [Fact]
    public async Task Owners_alike_stand_in_the_order_in_which_people_count()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync([.. new[] { 10, 2, 19, 1 }.Select(n => Some.Item($"INC-1/{n}", $"p{n}@x.org"))]);

        var report = await harness.Get<ReportBuilder>().BuildAsync(null, Token);

        Assert.Equal(["p1@x.org", "p2@x.org", "p10@x.org", "p19@x.org"], report.ByOwner.Select(group => group.Name));
    }

    [Fact]
    public async Task A_report_since_a_day_to_come_says_so_and_nothing_else()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item("INC-1/a"));
        var since = harness.Clock.GetUtcNow().AddDays(9);

        var report = await harness.Get<ReportBuilder>().BuildAsync(DateOnly.FromDateTime(since.UtcDateTime), Token);

        Assert.Equal(
            $"No action items of incidents since {since:yyyy-MM-dd}: that day is yet to come.\n", ReportTable.Render(report, 80).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task An_empty_ledger_makes_an_empty_report_in_every_form()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        var report = await harness.Get<ReportBuilder>().BuildAsync(null, Token);

        Assert.All(Enum.GetValues<ReportFormat>(), format => Assert.NotEmpty(ReportFormats.Render(report, format, 80)));
    }

    /// <summary>Done a day before it was first seen, in an issue without a deadline; the document asked for this one.</summary>
    private static LedgerItem AskedFor(string key, string deadline, params string[] defaults)
    {
        var item = Some.Item(key, due: null, state: ItemState.Done);
        return item with
        {
            DoneAt = Start.AddDays(-1),
            FirstSeenAt = Start,
            Fields = item.Fields with { Deadline = item.Fields.Deadline with { Desired = deadline }, Extras = new ItemExtras { Defaults = defaults } },
        };
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
