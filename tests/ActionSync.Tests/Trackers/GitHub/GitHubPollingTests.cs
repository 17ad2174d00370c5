using ActionSync.Items;
using ActionSync.Simulators.GitHub;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

public sealed class GitHubPollingTests
{
    [Fact]
    public async Task A_thousand_unchanged_issues_cost_one_request_answered_304()
    {
        await using var stage = await GitHubStage.SetAsync();
        var cursor = await TrackAsync(stage, 1000);

        for (var poll = 0; poll < 3; poll++)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(5));
            stage.GitHub.Log.Clear();
            var changes = await stage.Tracker().ChangesAsync(cursor, default);
            Assert.Empty(changes.Issues);
            Assert.Equal(304, Assert.Single(stage.GitHub.Log.All).Status);
            cursor = changes.Cursor!;
        }
    }

    [Fact]
    public async Task Two_hundred_and_fifty_changes_cost_at_most_four_requests_and_then_304_again()
    {
        await using var stage = await GitHubStage.SetAsync();
        var cursor = await TrackAsync(stage, 1000);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var number in Enumerable.Range(1, 250).Select(i => i * 4))
            stage.Repository.Close(number, number % 8 == 0 ? "not_planned" : "completed");
        stage.GitHub.Log.Clear();

        var changes = await stage.Tracker().ChangesAsync(cursor, default);

        Assert.InRange(stage.GitHub.Log.Count(), 1, 4);
        Assert.Equal(250, changes.Issues.Count(issue => issue.State.IsClosed()));
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        stage.GitHub.Log.Clear();
        Assert.Empty((await stage.Tracker().ChangesAsync(changes.Cursor, default)).Issues);
        Assert.Equal(304, Assert.Single(stage.GitHub.Log.All).Status);
    }

    [Fact]
    public async Task Changes_within_the_second_of_the_last_poll_are_not_missed()
    {
        await using var stage = await GitHubStage.SetAsync();
        var cursor = await TrackAsync(stage, 300);
        foreach (var number in Enumerable.Range(1, 300))
            stage.Repository.Close(number);

        var changes = await stage.Tracker().ChangesAsync(cursor, default);

        Assert.Equal(300, changes.Issues.Count(issue => issue.State == ItemState.Done));
    }

    [Fact]
    public async Task A_change_that_shows_late_in_a_lagging_list_is_not_missed()
    {
        await using var stage = await GitHubStage.SetAsync();
        var cursor = await TrackAsync(stage, 20);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        stage.GitHub.World.ListLag = TimeSpan.FromSeconds(60);
        stage.Repository.Close(7);

        var early = await stage.Tracker().ChangesAsync(cursor, default);
        Assert.DoesNotContain(early.Issues, issue => issue.State.IsClosed());
        stage.Clock.Advance(TimeSpan.FromSeconds(61));
        var late = await stage.Tracker().ChangesAsync(early.Cursor, default);

        Assert.Equal("7", Assert.Single(late.Issues, issue => issue.State.IsClosed()).Ref.Id);
    }

    [Fact]
    public async Task What_people_did_comes_back()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        var tracker = stage.Tracker();
        for (var position = 1; position <= 8; position++)
            await stage.CreateAsync(GitHubStage.Draft(position), tracker);
        var cursor = (await tracker.ListAsync([], default)).Cursor;
        stage.Clock.Advance(TimeSpan.FromHours(1));

        stage.Repository.Close(1, "completed", "carol");
        stage.Repository.Close(2, "not_planned");
        stage.Repository.Close(3, "duplicate");
        stage.Repository.Close(4);
        stage.Repository.Reopen(4);
        stage.Repository.Assign(5, "bob");
        stage.Repository.SetField(6, "Target date", "2024-03-01");
        stage.Repository.SetField(6, "Priority", "Low");
        stage.Repository.Edit(7, issue => issue with { Title = "Another title", Labels = issue.Labels.Remove("priority: P1").Add("priority: P2") });
        stage.Repository.AddLabel(8, "snooze-until:2024-02-05");
        stage.Repository.Open("Somebody else's");
        stage.Repository.Open("A pull request", GitHubBodyFacts.MarkerLine(new string('a', 20)), pullRequest: true);
        var changed = (await tracker.ChangesAsync(cursor, default)).Issues.ToDictionary(issue => issue.Ref.Id);

        Assert.Equal((ItemState.Done, "carol"), (changed["1"].State, changed["1"].ChangedBy));
        Assert.Equal(stage.Clock.GetUtcNow(), changed["1"].ClosedAt);
        Assert.Equal(ItemState.WontDo, changed["2"].State);
        Assert.Equal(ItemState.Duplicate, changed["3"].State);
        Assert.Equal(ItemState.Open, changed["4"].State);
        Assert.Equal("bob@example.com", changed["5"].Owner);
        Assert.Equal(Deadline.On(new DateOnly(2024, 3, 1)), changed["6"].Deadline);
        Assert.Equal(Priority.P4, changed["6"].Priority);
        Assert.Equal(("Another title", Priority.P2), (changed["7"].Title, changed["7"].Priority));
        Assert.Equal(new DateOnly(2024, 2, 5), changed["8"].SnoozeUntil);
        Assert.Equal(8, changed.Count);
    }

    [Fact]
    public async Task A_deadline_edited_in_the_body_comes_back()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(tracker: tracker);
        var cursor = (await tracker.ListAsync([], default)).Cursor;
        stage.Clock.Advance(TimeSpan.FromHours(1));

        // The web editor ends lines with CR LF.
        stage.Repository.Edit(
            1, issue => issue with { Body = issue.Body.Replace("**Deadline:** 30 January 2024", "**Deadline:** 2024-02-15").Replace("\n", "\r\n") });

        var snapshot = Assert.Single((await tracker.ChangesAsync(cursor, default)).Issues);
        Assert.Equal(Deadline.On(new DateOnly(2024, 2, 15)), snapshot.Deadline);
        Assert.Equal(GitHubStage.Draft().Marker, snapshot.Marker);
    }

    [Fact]
    public async Task An_empty_list_where_there_were_issues_is_an_error()
    {
        await using var stage = await GitHubStage.SetAsync();
        var cursor = await TrackAsync(stage, 3);
        foreach (var issue in stage.Repository.Issues)
            stage.Repository.Hide(issue.Number);

        var problem = await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker().ChangesAsync(cursor, default));

        Assert.Equal(TrackerFault.NotFound, problem.Fault);
        Assert.Contains("no issues at all", problem.Message);
    }

    [Fact]
    public async Task A_cursor_of_another_repository_or_version_starts_anew()
    {
        await using var stage = await GitHubStage.SetAsync();
        await TrackAsync(stage, 2);

        foreach (var cursor in new[] { "nonsense", """{"repository":"acme/other","since":null,"tag":null,"seen":null,"tied":[],"login":"x"}""" })
            Assert.Equal(2, (await stage.Tracker().ChangesAsync(cursor, default)).Issues.Count);
    }

    /// <summary>Issues that we made some time ago, and the cursor of a first contact.</summary>
    private static async Task<string> TrackAsync(GitHubStage stage, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var issue = stage.Repository.Open($"Item {number}", GitHubBodyFacts.MarkerLine(Marker.Of("default", $"INC/{number}")), "actionsync-bot");
            stage.Repository.AddLabel(issue.Number, "actionsync");
        }
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var contact = await stage.Tracker().ListAsync([], default);
        Assert.Equal(count, contact.Issues.Count);
        return contact.Cursor!;
    }
}
