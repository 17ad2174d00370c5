using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Mail;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using ActionSync.Reports;
using ActionSync.Testing;

namespace ActionSync.Tests.Reports;

/// <summary>Who hears of rejected documents, and when: from the drop folder to the outbox, in this process.</summary>
public sealed class RejectionReportTests : IAsyncLifetime
{
    private ActionSyncOptions _options = new();
    private AppFixture _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Tuesday, 16 January 2024, 09:00.</summary>
    public async ValueTask InitializeAsync() => _app = await AppFixture.OpenAsync(options => _options = options);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_commander_hears_of_it_at_the_next_hour_and_once()
    {
        _app.Clock.Advance(TimeSpan.FromHours(13));
        await RejectAsync("bad.json", commander: "Robin Lee <robin@x.org>");

        Assert.Equal(0, await ReportAsync());
        _app.Clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal(1, await ReportAsync());
        Assert.Equal(0, await ReportAsync());
        _app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await ReportAsync());

        var mail = OutboxText(Assert.Single(Outbox));
        Assert.Equal("2024-01-17-rejected-robin@x.org.eml", Assert.Single(Outbox));
        Assert.Contains("Subject: 1 document rejected: bad.json", mail, StringComparison.Ordinal);
        Assert.Contains("bad.json:1:", mail, StringComparison.Ordinal);
        Assert.Contains("(did you mean High, P2?)", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(_options.Intake.Rejected, mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_the_hour_keeps_back_is_told_with_when_it_goes_and_since_when_it_waits()
    {
        _app.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Empty(await HeldAsync());
        _options.Channel<EmailOptions>().Host = "127.0.0.1";
        Assert.Empty(await HeldAsync());
        var before = _app.Clock.GetUtcNow();
        await RejectAsync("bad.json", commander: "robin@x.org");
        var between = _app.Clock.GetUtcNow();
        await RejectAsync("worse.json", commander: "robin@x.org");

        var held = Assert.Single(await HeldAsync());

        var now = _app.Clock.GetUtcNow();
        Assert.Equal("1 mail about rejected documents waits for tomorrow 09:00", HeldMessages.Sentence([held], now, TimeZoneInfo.Utc));
        Assert.InRange(held.Since!.Value, before, between);
        Assert.Equal(0, await _app.Get<RejectionReport>().RunOnceAsync(ReminderMode.CatchUp, Token));

        // Where mail is files it waits for nothing, and what is told waits no more.
        _options.Channel<EmailOptions>().Host = null;
        Assert.Empty(await HeldAsync());
        Assert.Equal(1, await _app.Get<RejectionReport>().RunOnceAsync(ReminderMode.CatchUp, Token));
        _options.Channel<EmailOptions>().Host = "127.0.0.1";
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task Two_working_days_without_a_pass_near_a_slot_are_told_for_the_sake_of_such_a_mail_alone()
    {
        _options.Channel<EmailOptions>().Host = "127.0.0.1";
        _app.Clock.Advance(TimeSpan.FromHours(5));
        await RejectAsync("bad.json", commander: "robin@x.org");

        _app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await _app.Get<MissedSlots>().FindAsync(await HeldAsync(), Token));
        _app.Clock.Advance(TimeSpan.FromDays(1));
        var advice = await _app.Get<MissedSlots>().FindAsync(await HeldAsync(), Token);

        Assert.StartsWith("nobody was written to on the last 2 working days", advice?.What, StringComparison.Ordinal);
        var findings = await _app.Get<ReminderDoctor>().CheckAsync(Token);
        Assert.Contains(findings, finding => finding.Text == "1 mail about rejected documents waits for tomorrow 09:00");
        Assert.Contains(findings, finding => finding is { Good: false, Subject: "reminders" });
    }

    private Task<IReadOnlyList<HeldMessages>> HeldAsync() => _app.Get<RejectionReport>().HeldAsync(Token);

    [Fact]
    public async Task A_name_is_found_among_the_participants_and_who_cannot_be_reached_is_told_by_the_log_alone()
    {
        await RejectAsync("found.json", commander: "Robin Lee", more: "\"participants\": [{\"name\": \"Robin Lee\", \"email\": \"robin@x.org\"}],");
        await RejectAsync("nobody.json", commander: "Robin the Unknown");
        await RejectAsync("torn.json", text: "{\"incident\": {\"commander\": \"robin@x.org\"");

        await ReportTomorrowAsync();

        Assert.Equal(["2024-01-17-rejected-robin@x.org.eml"], Outbox);
        Assert.DoesNotContain("nobody.json", OutboxText(Outbox[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_muted_hears_of_it_when_they_are_written_to_again()
    {
        Assert.IsType<MuteOutcome.Muted>(await _app.Get<Mutes>().MuteAsync("robin@x.org", new DateOnly(2024, 1, 18), null, "cli:test", Token));
        await RejectAsync("bad.json", commander: "robin@x.org");

        await ReportTomorrowAsync();
        Assert.Empty(Outbox);
        await ReportTomorrowAsync();

        Assert.Equal(["2024-01-18-rejected-robin@x.org.eml"], Outbox);
    }

    [Fact]
    public async Task Whom_the_configuration_names_gets_one_mail_a_day_with_what_is_new()
    {
        _options.Intake.Report = ["leads@x.org", "Ops@x.org"];
        _options.Reminding.At = [new(9, 0), new(15, 0)];
        await RejectAsync("a.json", commander: "robin@x.org");
        await RejectAsync("b.json");
        _app.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Equal(2, await ReportAsync());
        await RejectAsync("c.json");
        _app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await ReportAsync());

        _app.Clock.Advance(TimeSpan.FromHours(16));
        Assert.Equal(2, await ReportAsync());

        Assert.Equal(
            [
                "2024-01-16-rejected-leads@x.org.eml", "2024-01-16-rejected-ops@x.org.eml",
                "2024-01-17-rejected-leads@x.org.eml", "2024-01-17-rejected-ops@x.org.eml",
            ],
            Outbox);
        Assert.Contains("Subject: 2 documents rejected: a.json, b.json", OutboxText(Outbox[0]), StringComparison.Ordinal);
        Assert.Contains("Subject: 1 document rejected: c.json", OutboxText(Outbox[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_corrected_or_taken_away_before_the_hour_is_nobodys_news()
    {
        _options.Intake.Report = ["leads@x.org"];
        await RejectAsync("a.json");
        await RejectAsync("b.json");
        await DropAsync("a.json", Incident.Json("INC-1", "Add an alert"));
        File.Delete(Path.Combine(_options.Intake.Rejected, "b.json.problems.txt"));

        await ReportTomorrowAsync();

        Assert.Empty(Outbox);
        Assert.Equal(["a.json", "a.json.problems.txt"],
            Directory.EnumerateFiles(Path.Combine(_options.Intake.Rejected, "superseded")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_version_that_was_rejected_under_a_name_is_superseded_and_no_other()
    {
        await RejectAsync("a.json");
        await RejectAsync("a.json");
        await RejectAsync("a-2.json");
        await DropAsync("a.json", Incident.Json("INC-1", "Add an alert"));
        await RejectAsync("a.json");
        await DropAsync("a.json", Incident.Json("INC-1", "Add an alert", "Test it"));

        Assert.Equal(["a-2-2.json", "a-2-2.json.problems.txt"], Files(_options.Intake.Rejected));
        Assert.Equal(
            ["a-2.json", "a-2.json.problems.txt", "a-3.json", "a-3.json.problems.txt", "a.json", "a.json.problems.txt"],
            Files(Path.Combine(_options.Intake.Rejected, "superseded")).Select(name => name));
    }

    [Fact]
    public async Task What_an_older_version_rejected_under_the_name_is_superseded_too()
    {
        Directory.CreateDirectory(_options.Intake.Rejected);
        foreach (var name in (string[])["a.json", "a.json.problems.txt", "b.json", "b.json.problems.txt"])
            await File.WriteAllTextAsync(Path.Combine(_options.Intake.Rejected, name), name, Token);

        await DropAsync("a.json", Incident.Json("INC-1", "Add an alert"));

        Assert.Equal(["b.json", "b.json.problems.txt"], Files(_options.Intake.Rejected));
        Assert.Equal(["a.json", "a.json.problems.txt"], Files(Path.Combine(_options.Intake.Rejected, "superseded")));
    }

    [Fact]
    public async Task Of_a_file_that_stays_in_place_the_list_goes_once_it_is_corrected_and_new_problems_are_news()
    {
        _options.Intake.KeepInPlace = true;
        _options.Intake.Report = ["leads@x.org"];
        await RejectAsync("2024/a.json");
        await ReportTomorrowAsync();
        await RejectAsync("2024/a.json", commander: "else@x.org");
        Assert.Equal(["2024.a.json.problems.txt"], Files(_options.Intake.Rejected));
        await ReportTomorrowAsync();

        Assert.Equal(["2024-01-17-rejected-leads@x.org.eml", "2024-01-18-rejected-leads@x.org.eml"], Outbox);
        Assert.Contains("2024/a.json", OutboxText(Outbox[1]), StringComparison.Ordinal);
        await DropAsync("2024/a.json", Incident.Json("INC-1", "Add an alert"));
        Assert.Empty(Files(_options.Intake.Rejected));
    }

    [Fact]
    public async Task A_mail_that_fails_is_tried_again_shown_by_doctor_and_joined_by_what_comes_on_the_next_day()
    {
        _options.Intake.Report = ["leads@x.org"];
        var outbox = _options.Channel<EmailOptions>().Outbox;
        Directory.CreateDirectory(Path.GetDirectoryName(outbox)!);
        await File.WriteAllTextAsync(outbox, "in the way", Token);
        await RejectAsync("a.json");
        await ReportTomorrowAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await ReportAsync());
        Assert.Contains("did not reach leads@x.org", Assert.Single(await _app.Get<RejectionReport>().CheckAsync(Token)).Text, StringComparison.Ordinal);
        await RejectAsync("b.json");
        File.Delete(outbox);

        await ReportTomorrowAsync();

        Assert.Contains("Subject: 2 documents rejected: a.json, b.json", OutboxText(Assert.Single(Outbox)), StringComparison.Ordinal);
        Assert.Empty(await _app.Get<RejectionReport>().CheckAsync(Token));
    }

    [Fact]
    public async Task A_pass_that_a_person_starts_writes_mails_that_are_files_at_any_hour_and_sends_others_at_theirs()
    {
        _options.Intake.Report = ["leads@x.org"];
        await RejectAsync("a.json");

        Assert.Equal(1, await _app.Get<RejectionReport>().RunOnceAsync(ReminderMode.CatchUp, Token));
        Assert.Equal(["2024-01-16-rejected-leads@x.org.eml"], Outbox);

        await RejectAsync("b.json");
        _app.Clock.Advance(TimeSpan.FromHours(17));
        _options.Channel<EmailOptions>().Host = "mail.invalid";
        Assert.Equal(0, await _app.Get<RejectionReport>().RunOnceAsync(ReminderMode.CatchUp, Token));
        _options.Channel<EmailOptions>().Host = null;
        Assert.Equal(1, await _app.Get<RejectionReport>().RunOnceAsync(ReminderMode.CatchUp, Token));
    }

    private IReadOnlyList<string> Outbox => Files(_options.Channel<EmailOptions>().Outbox);

    private static IReadOnlyList<string> Files(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];

    private string OutboxText(string file) => File.ReadAllText(Path.Combine(_options.Channel<EmailOptions>().Outbox, file));

    private Task<int> ReportAsync() => _app.Get<RejectionReport>().RunAsync(Token);

    /// <summary>At nine on the next day.</summary>
    private async Task ReportTomorrowAsync()
    {
        _app.Clock.MoveTo(new DateTimeOffset(_app.Clock.GetUtcNow().Date.AddDays(1).AddHours(9), TimeSpan.Zero));
        await ReportAsync();
    }

    private async Task RejectAsync(string name, string? commander = null, string more = "", string? text = null)
    {
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await DropAsync(name, text
            ?? $$"""{"incident": {"id": "INC-1", "title": "Outage", "commander": "{{commander}}"}, {{more}} "action_items": [{"title": "A", "priority": "Hihg"}]}""");
    }

    private async Task DropAsync(string name, string text)
    {
        var path = Path.Combine(_options.Intake.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, Token);
        File.SetLastWriteTimeUtc(path, _app.Clock.GetUtcNow().UtcDateTime.AddMinutes(-10));
        await _app.Get<InboxPass>().RunAsync(_ => { }, Token);
        // A document that ends too early is waited for.
        _app.Clock.Advance(_options.Intake.Patience);
        await _app.Get<InboxPass>().RunAsync(_ => { }, Token);
    }
}
