using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>A deadline that is not shown, or not understood, is not known; only what is surely empty was taken away.</summary>
public sealed class GitHubDeadlineTests
{
    private static readonly string Due = GitHubStage.Draft().Deadline!.Value.ToWord();

    private static readonly string Written = IssueText.DeadlineWords(GitHubStage.Draft(), TimeZoneInfo.Utc);

    private static readonly TimeZoneInfo Auckland = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-11-20", "2026-11-20")]
    [InlineData("2026-11-20 (agreed with SRE)", "2026-11-20")]
    [InlineData("**2026-11-20**", "2026-11-20")]
    [InlineData("`2026-11-20`, after the freeze", "2026-11-20")]
    [InlineData("2026-11-20: see the runbook", "2026-11-20")]
    [InlineData("2026-11-20T10:00:00+01:00", "2026-11-20T10:00:00+01:00")]
    [InlineData("2026-11-20T10:00Z at the latest", "2026-11-20T10:00:00+00:00")]
    [InlineData("2026-11-20T10:00", "2026-11-20T10:00:00+13:00")]
    [InlineData("2026-11-20 10:00, our time", "2026-11-20T10:00:00+13:00")]
    [InlineData("2026-11-20 10:00 +01:00", "2026-11-20T10:00:00+01:00")]
    [InlineData("none", null)]
    [InlineData("None", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("\u2014", null)]
    [InlineData("n/a", null)]
    public void A_line_that_begins_with_a_date_is_read_and_one_that_says_none_is_empty(string line, string? expected)
    {
        var reading = GitHubDeadlineLine.Read(line, Auckland);

        Assert.Null(reading.Unread);
        Assert.Equal(expected is null ? null : Deadline.ParseOrNull(expected), reading.Value);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("TBD")]
    [InlineData("next sprint")]
    [InlineData("20.11.2026")]
    [InlineData("2026-11-31")]
    [InlineData("2026-11-200")]
    [InlineData("~~2026-11-20~~ 2026-12-15")]
    [InlineData("2026-11-20 -> 2026-12-15")]
    [InlineData("2026-11-20 or 2026-11-27")]
    [InlineData("2026-11-20 25:00")]
    [InlineData("2026-11-20 5:30 pm")]
    [InlineData("2026-11-20, moved to 15 December")]
    [InlineData("not 2026-11-20")]
    [InlineData("?")]
    public void A_line_in_other_words_is_quoted_with_how_to_write_it(string line)
    {
        var reading = GitHubDeadlineLine.Read(line, Auckland);

        Assert.Null(reading.Value);
        Assert.Contains(line, reading.Unread, StringComparison.Ordinal);
        Assert.Contains("2026-11-20", reading.Unread, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_any_length_costs_time_in_proportion()
    {
        foreach (var piece in new[] { "2026-11-20 ", "[", "*", "-", "9", "2026-11-20T10:00:00" })
            GitHubDeadlineLine.Read(string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)), Auckland);
    }

    [Theory]
    [InlineData("2024-01-30 (agreed with SRE)", true)]
    [InlineData("30 January 2024 (from the postmortem)", true)]
    [InlineData("30 January 2024", true)]
    [InlineData("the end of January", false)]
    public async Task A_deadline_in_peoples_own_words_is_read_or_unread_and_never_none(string words, bool isRead)
    {
        await using var stage = await GitHubStage.SetAsync();
        var issue = await stage.CreateAsync(tracker: stage.Tracker(o => o.DeadlineIn = DeadlinePlace.Body));
        stage.Repository.Edit(1, i => i with { Body = i.Body.Replace($"**Deadline:** {Written}", $"**Deadline:** {words}", StringComparison.Ordinal) });

        var shown = await ReadAsync(stage, issue.Ref, o => o.DeadlineIn = DeadlinePlace.Body);

        if (isRead)
            Is(shown, Due);
        else
            IsUnread(shown, $"\"Deadline: {words}\"");
    }

    [Fact]
    public async Task A_line_that_was_taken_out_is_none_and_a_text_that_is_gone_says_nothing()
    {
        await using var stage = await GitHubStage.SetAsync();
        var issue = await stage.CreateAsync();
        var body = stage.Repository[1].Body;

        stage.Repository.Edit(1, i => i with { Body = body.Replace($"- **Deadline:** {Written}\n", "", StringComparison.Ordinal) });
        Is(await ReadAsync(stage, issue.Ref), null);
        stage.Repository.Edit(1, i => i with { Body = "" });
        IsUnread(await ReadAsync(stage, issue.Ref), "the text that ActionSync wrote is gone");
        stage.Repository.Edit(1, i => i with { Body = "Rewritten.\n\n- **Deadline:** 2024-03-01\n" });
        Is(await ReadAsync(stage, issue.Ref), "2024-03-01");
    }

    [Fact]
    public async Task An_issue_of_people_without_our_lines_has_no_deadline()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.Repository.Open("Mine", "My own words.", "carol");
        Is(await ReadAsync(stage, stage.Tracker().Recognise($"{stage.GitHub.Url}/acme/ops/issues/1")!), null);
    }

    [Theory]
    [InlineData("renamed")]
    [InlineData("removed")]
    [InlineData("of another type")]
    [InlineData("all removed")]
    public async Task A_field_that_is_not_there_says_nothing_about_deadlines_and_doctor_counts_them(string what)
    {
        await using var stage = await WithFieldsAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(GitHubStage.Draft(1), tracker);
        await stage.CreateAsync(GitHubStage.Draft(2), tracker);
        var cursor = (await tracker.ListAsync([], Cancel)).Cursor;
        stage.GitHub.World.SetFields("acme", what switch
        {
            "renamed" => [.. GitHubField.Defaults.Select(f => f.Name == "Target date" ? new GitHubField(f.Id, "Due", f.DataType, f.Options) : f)],
            "removed" => [.. GitHubField.Defaults.Where(f => f.Name != "Target date")],
            "of another type" => [.. GitHubField.Defaults.Select(f => f.Name == "Target date" ? new GitHubField(77, f.Name, "text") : f)],
            _ => [],
        });
        Touch(stage, 1, 2);

        // The same program, which remembers the field, and one that was started again.
        foreach (var of in new[] { tracker, stage.Tracker() })
        {
            var changes = await of.ChangesAsync(cursor, Cancel);

            Assert.Equal(2, changes.Issues.Count);
            Assert.All(changes.Issues, issue => IsUnread(issue, "no date field \"Target date\""));
            Assert.Contains("no date field \"Target date\", and 2 deadlines", Assert.Single(changes.Problems), StringComparison.Ordinal);
        }
        var finding = Assert.Single(await stage.Tracker().CheckAsync(Cancel), f => f.Subject == "deadline");
        Assert.False(finding.Good);
        Assert.Contains("no date field \"Target date\", and 2 deadlines live in it", finding.Text, StringComparison.Ordinal);
        Assert.Contains("DeadlineField", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_the_list_leaves_out_are_asked_for()
    {
        await using var stage = await WithFieldsAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(tracker: tracker);
        var cursor = (await tracker.ListAsync([], Cancel)).Cursor;
        stage.GitHub.World.ShowsFieldValues = false;
        Touch(stage, 1);

        Is(Assert.Single((await tracker.ChangesAsync(cursor, Cancel)).Issues), Due);
        stage.Repository.SetField(1, "Target date", null);
        Is(Assert.Single((await tracker.ChangesAsync(cursor, Cancel)).Issues), null);
    }

    [Theory]
    [InlineData("/issue-field-values", 403)]
    [InlineData("/issue-field-values", 404)]
    [InlineData("/issue-field-values", 500)]
    [InlineData("/issue-fields", 403)]
    [InlineData("/issue-fields", 500)]
    public async Task Values_that_nobody_shows_are_unread(string path, int status)
    {
        await using var stage = await WithFieldsAsync();
        await stage.CreateAsync();
        stage.GitHub.World.ShowsFieldValues = false;
        stage.GitHub.Faults.When(
            request => request.Path.Value!.EndsWith(path, StringComparison.Ordinal), Fault.Code(status, body: """{"message":"No"}"""), times: 20);

        var shown = Assert.Single((await stage.Tracker().ChangesAsync(null, Cancel)).Issues);

        IsUnread(shown, "\"Target date\"");
    }

    [Fact]
    public async Task A_field_that_somebody_emptied_is_none()
    {
        await using var stage = await WithFieldsAsync();
        var issue = await stage.CreateAsync();
        stage.Repository.SetField(1, "Target date", null);
        Is(await ReadAsync(stage, issue.Ref), null);
    }

    [Fact]
    public async Task A_deadline_that_lives_in_a_field_is_read_though_new_ones_go_into_the_body()
    {
        await using var stage = await WithFieldsAsync();
        var issue = await stage.CreateAsync();
        Is(await ReadAsync(stage, issue.Ref, o => o.DeadlineIn = DeadlinePlace.Body), Due);
        stage.GitHub.World.SetFields("acme", []);
        IsUnread(await ReadAsync(stage, issue.Ref, o => o.DeadlineIn = DeadlinePlace.Body), "no date field");
    }

    [Fact]
    public async Task A_milestone_taken_off_is_none_and_one_without_a_day_is_unread()
    {
        await using var stage = await GitHubStage.SetAsync();
        static void ByMilestone(GitHubOptions o) => o.DeadlineIn = DeadlinePlace.Milestone;
        var issue = await stage.CreateAsync(tracker: stage.Tracker(ByMilestone));
        Is(await ReadAsync(stage, issue.Ref, ByMilestone), Due);
        // Deadlines go elsewhere from now on, and this one still lives here.
        Is(await ReadAsync(stage, issue.Ref), Due);

        stage.Repository.Milestones.Add(new GitHubMilestone(2, "v2.0", null));
        stage.Repository.Edit(1, i => i with { Milestone = 2 });
        IsUnread(await ReadAsync(stage, issue.Ref, ByMilestone), "\"v2.0\" has no due date");
        stage.Repository.Edit(1, i => i with { Milestone = null });
        Is(await ReadAsync(stage, issue.Ref, ByMilestone), null);
    }

    [Fact]
    public async Task What_people_wrote_behind_the_date_stays_and_what_cannot_be_read_is_not_written_over()
    {
        await using var stage = await GitHubStage.SetAsync();
        var issue = await stage.CreateAsync();
        var patch = new IssuePatch { Deadline = new Change<Deadline?>(Deadline.On(new DateOnly(2024, 5, 1))) };
        Reword("2024-01-30 (agreed with SRE)");
        await stage.Tracker().UpdateAsync(issue.Ref, patch, Cancel);
        Assert.Contains("**Deadline:** 1 May 2024 (agreed with SRE)\n", stage.Repository[1].Body, StringComparison.Ordinal);

        Reword("when the vendor delivers");
        var outcome = await stage.Tracker().UpdateAsync(issue.Ref, patch, Cancel);
        Assert.Contains("**Deadline:** when the vendor delivers\n", stage.Repository[1].Body, StringComparison.Ordinal);
        IsUnread(Assert.IsType<ReadOutcome.Found>(outcome).Issue, "when the vendor delivers");

        void Reword(string words) => stage.Repository.Reword(1, "Deadline", words);
    }

    private static async Task<GitHubStage> WithFieldsAsync()
    {
        var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        return stage;
    }

    private static void Touch(GitHubStage stage, params int[] numbers)
    {
        stage.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var number in numbers)
            stage.Repository.Comment(number, "Any news?");
    }

    private static async Task<IssueSnapshot> ReadAsync(GitHubStage stage, IssueRef issue, Action<GitHubOptions>? configure = null) =>
        Assert.IsType<ReadOutcome.Found>(await stage.Tracker(configure).ReadAsync(issue, Cancel)).Issue;

    private static void Is(IssueSnapshot issue, string? deadline)
    {
        Assert.DoesNotContain(issue.Unread, u => u.Field == ItemField.Deadline);
        Assert.Equal(deadline is null ? null : Deadline.ParseOrNull(deadline), issue.Deadline);
    }

    private static void IsUnread(IssueSnapshot issue, string why)
    {
        Assert.Null(issue.Deadline);
        Assert.Contains(why, Assert.Single(issue.Unread, u => u.Field == ItemField.Deadline).Why, StringComparison.Ordinal);
    }
}
