using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders;
using ActionSync.Reminders.Channels.Comment;
using ActionSync.Reminders.Policy;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Tests.Trackers.Jira;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using Microsoft.Extensions.Logging.Abstractions;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>Comments on real board files.</summary>
public sealed class CommentChannelTests : IDisposable
{
    private readonly TempFolder _board = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reminder_is_one_comment_on_the_owner_s_issue()
    {
        await using var harness = await HarnessAsync(due: "2024-01-12");

        var first = await harness.Run.RunAsync(ReminderMode.Now, Token);
        await harness.RestartAsync();
        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(1, first.Sent);
        Assert.Equal(2, (await File.ReadAllTextAsync(Directory.GetFiles(_board.Path).Single(), Token)).Split("4 days overdue").Length);
        Assert.Empty(harness.Outbox);
    }

    [Fact]
    public async Task A_comment_reaches_no_manager_so_the_escalation_goes_by_mail()
    {
        await using var harness = await HarnessAsync(due: "2024-01-12");
        harness.Options.Reminding.EscalateAfterDays = 1;
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        harness.Clock.Advance(TimeSpan.FromDays(1));

        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal(["2024-01-17-boss@x.org.eml"], harness.Outbox);
    }

    public static TheoryData<string, bool> Assignments =>
        new() { { "herself", true }, { "nobody", false }, { "somebody else", false }, { "a deactivated account", false } };

    [Theory]
    [MemberData(nameof(Assignments))]
    public async Task A_comment_in_Jira_is_a_reminder_only_where_the_issue_is_the_reader_s(string whom, bool isReminder)
    {
        await using var jira = await JiraHarness.StartAsync(
            JiraMode.Cloud, b => b.People["alice@company.com"] = new() { Accounts = { ["Jira"] = "5b-alice" } });
        await using var harness = await new ReminderHarness().MigratedAsync();
        harness.People["alice@company.com"] = new() { Accounts = { ["Jira"] = "5b-alice" }, Channel = "Comment" };
        harness.Trackers.Add(jira.Tracker);
        harness.Options.Channel<CommentOptions>().Enabled = true;
        var issue = await jira.CreateAsync();
        await harness.AddAsync(Some.Item(owner: "alice@company.com") with { Issue = issue.Ref });
        if (whom != "herself")
            jira.Jira.People.Assign(
                issue.Ref.Id, whom == "nobody" ? null : jira.Jira.Book.Users.Find(u => whom == "somebody else" ? u.AccountId == "5b-bob" : !u.Active));

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(isReminder ? 1 : 0, jira.NotesOn(issue.Ref));
        Assert.Equal(isReminder ? 0 : 1, harness.Outbox.Count);
        Assert.Contains(await harness.Get<ReminderDoctor>().CheckAsync(Token) is var findings && isReminder ? "" : "they go by Email instead of Comment",
            string.Concat(findings.Select(f => f.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_says_a_thing_once_for_each_stage_and_nothing_goes_out_in_its_stead()
    {
        await using var harness = await HarnessAsync(due: "2024-01-18");
        var comments = new List<int>();

        // From the announcement on Tuesday to the 3rd working day overdue, and the day after the next weekend.
        foreach (var day in new[] { 16, 17, 19, 22, 23 })
        {
            harness.Clock.MoveTo(new DateTimeOffset(2024, 1, day, 9, 0, 0, TimeSpan.Zero));
            await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
            comments.Add((await File.ReadAllTextAsync(Directory.GetFiles(_board.Path).Single(), Token)).Split("Reminder: this action item is").Length - 1);
        }

        Assert.Equal([1, 1, 2, 2, 2], comments);
        Assert.Empty(harness.Outbox);
        Assert.Equal(2, (await harness.HistoryAsync()).Count(e => e.Kind == EventKind.Reminded));
        Assert.Empty(await harness.RemindersAsync(new DateOnly(2024, 1, 23)));
    }

    [Fact]
    public async Task What_a_comment_said_is_not_shown_as_a_message_to_come_nor_counted_as_one_that_waits()
    {
        await using var harness = await HarnessAsync(due: "2024-01-12");
        var third = new DateTimeOffset(2024, 1, 17, 9, 0, 0, TimeSpan.Zero);

        // Foretold: the comment of today's slot is taken to be there.
        harness.Clock.SetBack(new DateTimeOffset(2024, 1, 16, 8, 0, 0, TimeSpan.Zero));
        var foretold = await harness.Run.PreviewAsync(third, null, Token);
        Assert.Equal((0, 1), (foretold.Digests.Count, foretold.SentBefore));
        Assert.Equal("Comment says it once, and did so before", Assert.Single(foretold.Verdicts, verdict => verdict.Person == "alice@x.org").Reason);

        harness.Clock.MoveTo(new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        foreach (var day in new[] { 16, 17, 18, 24 })
        {
            harness.Clock.MoveTo(new DateTimeOffset(2024, 1, day, 22, 0, 0, TimeSpan.Zero));
            var preview = await harness.Run.PreviewAsync(null, "alice@x.org", Token);
            Assert.Empty(preview.Digests);
            var verdict = Assert.Single(preview.Verdicts, verdict => verdict.Person == "alice@x.org");
            Assert.Equal((false, "Comment says it once, and did so before"), (verdict.Included, verdict.Reason));
            Assert.Empty(await harness.Run.HeldAsync(Token));
        }
    }

    [Fact]
    public async Task A_comment_in_a_file_names_its_reader()
    {
        await using var harness = await HarnessAsync(due: "2024-01-12");

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("> alice@x.org: Reminder: this action item is 4 days overdue",
            await File.ReadAllTextAsync(Directory.GetFiles(_board.Path).Single(), Token), StringComparison.Ordinal);
    }

    public void Dispose() => _board.Dispose();

    private async Task<ReminderHarness> HarnessAsync(string due)
    {
        var harness = await new ReminderHarness().MigratedAsync();
        var tracker = new FolderTracker(
            new FolderOptions { Name = "board", Folder = _board.Path }, TimeZoneInfo.Utc, harness.Clock, NullLogger<FolderTracker>.Instance);
        var created = await tracker.CreateAsync([new IssueDraft
        {
            Key = "INC-1/a",
            ShortName = "INC-1/1",
            Marker = Marker.Of("test", "INC-1/a"),
            Title = "Add an alert",
            Owner = "alice@x.org",
            Priority = Priority.P1,
            Deadline = Deadline.ParseOrNull(due),
            Position = 1,
            Incident = Some.Incident(),
        }], Token);
        harness.Trackers.Add(tracker);
        harness.Options.Channel<CommentOptions>().Enabled = true;
        await harness.AddAsync(Some.Item(due: due) with { Issue = Assert.IsType<CreateOutcome.Created>(created.Single()).Issue.Ref });
        return harness;
    }
}
