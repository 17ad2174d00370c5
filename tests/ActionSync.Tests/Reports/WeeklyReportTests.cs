using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using ActionSync.Reports;
using ActionSync.Simulators.Smtp;
using ActionSync.Testing;
using ActionSync.Tests.Reminders;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reports;

public sealed class WeeklyReportTests
{
    private static readonly DateTimeOffset Monday = new(2024, 1, 15, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
        Assert.Contains("1 open, 1 overdue", harness.OutboxText(harness.Outbox[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_weekly_report_leads_to_its_page_where_there_are_pages()
    {
        await using var harness = await new ReminderHarness(Monday.AddHours(1)).MigratedAsync();
        (harness.Options.Reminding.Report, harness.Options.Dashboard.PublicUrl) = (["boss@x.org"], "https://a.example/");
        await harness.AddAsync(Some.Item());

        await harness.Get<WeeklyReport>().RunAsync(Token);

        var mail = MailLinks.Readable(harness.OutboxText(harness.Outbox.Single()));
        Assert.Equal("https://a.example/report", MailLinks.Of(mail, "The whole report"));
        Assert.Contains("href=\"https://a.example/report\"", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_single_pass_mails_it_at_any_hour_where_mails_are_files_and_else_only_where_it_is_asked_to(bool byServer)
    {
        await using var server = new SmtpSimulator(TimeProvider.System);
        await server.StartAsync(0);
        await using var harness = await new ReminderHarness(Monday.AddDays(-2)).MigratedAsync();
        harness.Options.Reminding.Report = ["boss@x.org"];
        var email = harness.Options.Channel<EmailOptions>();
        (email.Host, email.Port, email.Tls) = (byServer ? "127.0.0.1" : null, server.Port, MailTls.None);
        await harness.AddAsync(Some.Item());

        Assert.Equal(byServer ? 0 : 1, await harness.Get<WeeklyReport>().RunOnceAsync(ReminderMode.CatchUp, Token));
        Assert.Equal(byServer ? 1 : 0, await harness.Get<WeeklyReport>().RunOnceAsync(ReminderMode.Now, Token));

        Assert.Equal(byServer ? ["boss@x.org"] : [], server.Inbox.SelectMany(mail => mail.To));
        Assert.Equal(byServer ? [] : ["2024-01-08-report-boss@x.org.eml"], harness.Outbox);
    }

    /// <summary>Of a week that ends before the next slot nothing is mailed any more, so nothing waits.</summary>
    [Theory]
    [InlineData(14, 1, null)]
    [InlineData(15, 1, "2 mails with the weekly report wait for today 09:00")]
    [InlineData(15, 10, null)]
    [InlineData(17, 22, "2 mails with the weekly report wait for tomorrow 09:00")]
    [InlineData(19, 22, null)]
    public async Task What_only_the_hour_keeps_back_waits(int day, int hour, string? sentence)
    {
        var now = new DateTimeOffset(2024, 1, day, hour, 0, 0, TimeSpan.Zero);
        await using var harness = await new ReminderHarness(now).MigratedAsync();
        harness.Options.Reminding.Report = ["boss@x.org", "lead@x.org"];
        harness.Options.Channel<EmailOptions>().Host = "127.0.0.1";

        Assert.Equal(sentence, HeldMessages.Sentence(await harness.Get<WeeklyReport>().HeldAsync(Token), now, TimeZoneInfo.Utc));
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

    [Fact]
    public async Task The_mail_says_what_is_overdue_what_was_done_last_week_and_which_way_it_goes()
    {
        await using var harness = await new ReminderHarness(Monday).MigratedAsync();
        await harness.AddAsync(
            Some.Item("INC-1/a", due: "2023-10-01", title: "Long overdue"), Some.Item("INC-1/b", title: "New since last week"),
            Some.Item("INC-1/c", title: "Done in time", state: ItemState.Done) with { DoneAt = new(2024, 1, 9, 12, 0, 0, TimeSpan.Zero) },
            Some.Item("INC-1/d", title: "Done long ago", state: ItemState.Done) with { DoneAt = new(2024, 1, 7, 23, 0, 0, TimeSpan.Zero) },
            Some.Item("INC-1/e", due: "2024-02-01", title: "Not due yet"));

        var mail = new WeeklyMail(await harness.Get<ReportBuilder>().BuildAsync(null, Token), new DateOnly(2024, 1, 15), null);

        Assert.Equal("Action items, week of 2024-01-15: 3 open, 2 overdue", mail.Subject);
        Assert.Equal(
            """
            2 items are overdue, 1 of them since last Monday. 1 item is open and not due
            yet. 1 item was done last week, on time.

            Overdue, the oldest first: 2
              2023-10-01  P1  Long overdue
                          alice@x.org, 106 days, INC-1/1
                          https://tracker.test/x/y/INC-1%2Fa
              2024-01-12  P1  New since last week
                          alice@x.org, 3 days, INC-1/2
                          https://tracker.test/x/y/INC-1%2Fb

            Done last week: 1
              2024-01-09  P1  Done in time
                          alice@x.org, on time, INC-1/3

            Kept on time: 67 % in the last three months, 0 % in the three before: better.
              2023-10       0 of 1    0 %
              2023-11       0 of 0      -
              2023-12       0 of 0      -
              2024-01       2 of 3   67 %  ################

            -- 
            You get this once a week, as a reader of this report. To get it no more, ask
            whoever runs ActionSync.

            """.ReplaceLineEndings("\n"), mail.Text());
        Assert.Contains("<a href=\"https://tracker.test/x/y/INC-1%2Fa\"", mail.Html(), StringComparison.Ordinal);
        Assert.DoesNotContain("Done long ago", mail.Html(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_of_a_day_to_come_counts_what_is_late_by_then()
    {
        await using var harness = await new ReminderHarness(Monday.AddDays(-3)).MigratedAsync();
        harness.Clock.Advance(TimeSpan.FromHours(12));
        await harness.AddAsync(Some.Item("INC-1/a", due: "2024-01-10"), Some.Item("INC-1/b", due: "2024-01-14"));

        var preview = await harness.Get<WeeklyReport>().PreviewAsync(Token);

        Assert.Equal("Action items, week of 2024-01-15: 2 open, 2 overdue", preview.Subject);
        Assert.Contains("alice@x.org, 5 days, INC-1/1", preview.Text, StringComparison.Ordinal);
        Assert.Contains("5 days late, since 2024-01-10", preview.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_into_the_mail_is_counted_with_what_lists_it()
    {
        await using var harness = await new ReminderHarness(Monday).MigratedAsync();
        await harness.AddAsync([.. Enumerable.Range(1, 53).Select(n => Some.Item($"INC-1/{n:00}"))]);

        var mail = new WeeklyMail(await harness.Get<ReportBuilder>().BuildAsync(null, Token), new DateOnly(2024, 1, 15), null);

        Assert.Contains("\n  ... and 3 more; actionsync status --overdue lists all of them\n", mail.Text(), StringComparison.Ordinal);
        Assert.Contains("and 3 more; actionsync status --overdue lists all of them.</p>", mail.Html(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_says_to_whom_when_and_what_and_sends_nothing()
    {
        await using var harness = await new ReminderHarness(Monday).MigratedAsync();
        harness.Options.Reminding.Report = ["boss@x.org", "gone@x.org", "away@x.org"];
        harness.People["gone@x.org"] = new() { Left = true };
        await harness.AddAsync(Some.Item());
        await harness.Get<Mutes>().MuteAsync("away@x.org", new DateOnly(2024, 1, 20), null, "me", Token);

        var before = await harness.Get<WeeklyReport>().PreviewAsync(Token);

        Assert.Empty(harness.Outbox);
        Assert.Equal("Action items, week of 2024-01-15: 1 open, 1 overdue", before.Subject);
        Assert.Equal(Path.GetFullPath(harness.Options.Channel<EmailOptions>().Outbox), before.Outbox);
        Assert.Equal(
            [
                new WeeklyRecipient("boss@x.org") { At = Monday.AddHours(1) }, new WeeklyRecipient("gone@x.org") { Silent = "has left" },
                new WeeklyRecipient("away@x.org") { Silent = "is muted until 2024-01-20" },
            ], before.Recipients);

        harness.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(Assert.Single((await harness.Get<WeeklyReport>().PreviewAsync(Token)).Recipients, r => r.Silent is null).At);
        Assert.Equal(1, await harness.Get<WeeklyReport>().RunAsync(Token));
        var after = await harness.Get<WeeklyReport>().PreviewAsync(Token);

        Assert.Equal(new WeeklyRecipient("boss@x.org") { SentAt = Monday.AddHours(2), At = Monday.AddDays(7).AddHours(1) }, after.Recipients[0]);
        Assert.Contains(before.Text.Split('\n')[0], harness.OutboxText(Assert.Single(harness.Outbox)), StringComparison.Ordinal);
    }
}
