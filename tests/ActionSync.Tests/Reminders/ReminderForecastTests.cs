using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>What is shown of messages to come, and of items that make none.</summary>
public sealed class ReminderForecastTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_preview_of_a_later_day_counts_what_the_slots_until_then_send()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 12, 10, 0, 0, TimeSpan.Zero)).MigratedAsync();
        await harness.AddAsync(Some.Item(due: "2024-01-12"));

        var days = new List<(int Day, int Messages, int Before)>();
        foreach (var day in new[] { 15, 16, 17, 18, 22, 23, 24, 30 })
        {
            var preview = await harness.Run.PreviewAsync(new DateTimeOffset(2024, 1, day, 9, 0, 0, TimeSpan.Zero), "alice@x.org", Token);
            days.Add((day, preview.Digests.Count, preview.SentBefore));
        }

        // Besides the owner, the manager is told on the 18th, and of the week on the 22nd and 29th.
        Assert.Equal([(15, 1, 0), (16, 0, 1), (17, 1, 1), (18, 0, 2), (22, 0, 3), (23, 1, 4), (24, 0, 5), (30, 1, 6)], days);
    }

    [Fact]
    public async Task What_is_still_to_be_sent_is_not_spoken_of_as_sent()
    {
        await using var harness = await new ReminderHarness(new DateTimeOffset(2024, 1, 12, 10, 0, 0, TimeSpan.Zero)).MigratedAsync();
        await harness.AddAsync(Some.Item(due: "2024-01-12"));

        Assert.Equal(["alice@x.org is reminded on 2024-01-15; the next reminder comes on 2024-01-17"], await ReasonsAsync(16));
        Assert.Equal(["overdue by 5 days; the reminder before it comes on 2024-01-15"], await ReasonsAsync(17));
        Assert.Equal(
            ["alice@x.org is reminded on 2024-01-17; the next reminder comes on 2024-01-23",
                "alice@x.org is first reminded on 2024-01-15; boss@x.org is the incident's escalation manager; overdue by 6 days; not reminded of it before"],
            await ReasonsAsync(18));
        harness.Clock.MoveTo(new DateTimeOffset(2024, 1, 15, 9, 0, 0, TimeSpan.Zero));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        Assert.Equal(["alice@x.org was reminded on 2024-01-15; the next reminder comes on 2024-01-17"], await ReasonsAsync(16));

        async Task<IEnumerable<string>> ReasonsAsync(int day) =>
            (await harness.Run.PreviewAsync(new DateTimeOffset(2024, 1, day, 9, 0, 0, TimeSpan.Zero), null, Token)).Verdicts.Select(verdict => verdict.Reason);
    }

    [Theory]
    [InlineData("alise@x.org", "alise@x.org", "alice@x.org")]
    [InlineData("nobody@elsewhere.example", "nobody@elsewhere.example", null)]
    [InlineData("Alice@x.org", null, null)]
    public async Task Who_is_asked_about_and_not_known_is_said_with_who_was_perhaps_meant(string person, string? stranger, string? nearest)
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(Some.Item());

        var preview = await harness.Run.PreviewAsync(null, person, Token);

        Assert.Equal(stranger is null ? null : new Stranger(stranger, nearest), preview.Stranger);
    }

    [Fact]
    public async Task Doctor_counts_whom_the_priorities_leave_out()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Item(), Some.Item("INC-1/b") with { Priority = Priority.P2 }, Some.Item("INC-1/c", "bob@x.org") with { Priority = Priority.P3 },
            Some.Item("INC-1/d", "bob@x.org", due: "2024-03-01") with { Priority = Priority.P3 }, Some.Item("INC-1/e", "carol@x.org", due: "2024-03-01"));

        var finding = Assert.Single(await harness.Get<ReminderDoctor>().CheckAsync(Token), f => f.Subject == "Reminding:Priorities");

        Assert.True(finding.Good);
        Assert.Equal(
            "2 overdue items of 2 owners make no message of their own: they are less urgent than P1; 1 of the owners has no others, and so hears nothing",
            finding.Text);
    }

    [Fact]
    public async Task What_is_too_little_urgent_stands_in_a_line_of_a_message_that_goes_out_anyway()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(
            Some.Item(), Some.Item("INC-1/b", title: "Write a runbook") with { Priority = Priority.P3 },
            Some.Item("INC-1/c", "bob@x.org") with { Priority = Priority.P3 });

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(["2024-01-16-alice@x.org.eml"], harness.Outbox);
        Assert.Contains("ALSO OVERDUE\r\n------------\r\n\r\n* P3  Write a runbook (4 days overdue)", harness.OutboxText(harness.Outbox[0]),
            StringComparison.Ordinal);
        Assert.Single(await harness.HistoryAsync(), e => e.Kind == EventKind.Reminded);
    }

    [Fact]
    public async Task Of_hundreds_the_twenty_that_are_most_urgent_and_oldest_are_mentioned_and_the_others_counted()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync([Some.Item(), .. Enumerable.Range(0, 1200).Select(n => Some.Item($"INC-1/{n:D4}", title: $"Less {n:D4}.") with
        {
            Priority = n == 1100 ? Priority.P2 : Priority.P3,
            Deadline = Deadline.On(new DateOnly(2024, 1, 12).AddDays(n % 60 == 0 ? -20 : 0)),
        })]);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        var text = harness.OutboxText(Assert.Single(harness.Outbox)).Split("ALSO OVERDUE")[1].Split("text/html")[0];
        var shown = text.Split("Less ").Skip(1).Select(line => line[..4]).ToList();
        Assert.Equal(["1100", .. Enumerable.Range(0, 19).Select(n => $"{n * 60:D4}")], shown);
        Assert.Contains("... and 1180 more.", text, StringComparison.Ordinal);
    }
}
