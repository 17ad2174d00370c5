using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>What goes wrong with one issue is that issue's matter, unless GitHub serves no other either.</summary>
public sealed class GitHubOneIssueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_locked_issue_refuses_its_comment_and_takes_everything_else()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.Repository.Lock(1);

        var refused = Assert.IsType<ReadOutcome.Refused>(await tracker.AddNoteAsync(issue.Ref, new IssueNote("t", "Withdrawn."), Cancel));
        Assert.Contains("issue is locked", refused.Reason, StringComparison.Ordinal);
        var updated = Assert.IsType<ReadOutcome.Found>(
            await tracker.UpdateAsync(issue.Ref, new IssuePatch { Priority = Priority.P3, Withdrawn = true }, Cancel));
        Assert.Equal(Priority.P3, updated.Issue.Priority);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(422)]
    [InlineData(423)]
    [InlineData(451)]
    public async Task A_refused_write_is_refused_for_this_issue(int status)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.GitHub.Faults.Next("POST", "/issues/1/labels",
            Fault.Code(status, body: """{"message":"Not this one","documentation_url":"https://docs.github.com/rest","status":"0"}"""));

        var outcome = await tracker.UpdateAsync(issue.Ref, new IssuePatch { Withdrawn = true, Title = "Another title", State = ItemState.Done }, Cancel);

        Assert.Contains("Not this one", Assert.IsType<ReadOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
        Assert.Equal(("Another title", false), (stage.Repository[1].Title, stage.Repository[1].IsOpen));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_write_that_fails_for_one_issue_is_perhaps_done_and_the_others_go_on(int status)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var (one, two) = (await stage.CreateAsync(GitHubStage.Draft(1), tracker), await stage.CreateAsync(GitHubStage.Draft(2), tracker));
        stage.GitHub.Faults.Next("PATCH", "/issues/1", Fault.Code(status));
        var patch = new IssuePatch { Title = "Another title", Withdrawn = true };

        var failed = Assert.IsType<ReadOutcome.Failed>(await tracker.UpdateAsync(one.Ref, patch, Cancel));
        Assert.True(failed.PerhapsDone);
        Assert.Contains("withdrawn", stage.Repository[1].Labels);
        Assert.IsType<ReadOutcome.Found>(await tracker.UpdateAsync(two.Ref, patch, Cancel));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("reset")]
    [InlineData("page")]
    [InlineData("half")]
    [InlineData("another form")]
    public async Task An_issue_that_cannot_be_read_is_not_gone_and_keeps_no_other_from_being_read(string trouble)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var (one, two) = (await stage.CreateAsync(GitHubStage.Draft(1), tracker), await stage.CreateAsync(GitHubStage.Draft(2), tracker));
        Fault fault = trouble switch
        {
            "500" => Fault.Code(500),
            "reset" => Fault.ResetConnection(),
            "page" => Fault.Html(),
            "half" => new Fault.HalfJson(),
            _ => Fault.Code(200, body: """{"number":"one"}"""),
        };
        stage.GitHub.Faults.Next("GET", "/issues/1", fault, times: 20);

        Assert.IsType<ReadOutcome.Failed>(await tracker.ReadAsync(one.Ref, Cancel));
        Assert.IsType<ReadOutcome.Failed>(await tracker.UpdateAsync(one.Ref, new IssuePatch { Title = "x" }, Cancel));
        Assert.IsType<ReadOutcome.Failed>(await tracker.AddNoteAsync(one.Ref, new IssueNote("t", "x"), Cancel));
        Assert.IsType<ReadOutcome.Found>(await tracker.ReadAsync(two.Ref, Cancel));
        // One look at the others is enough.
        Assert.InRange(
            stage.GitHub.Log.All.Count(r =>
                r.Query.Contains("per_page=1", StringComparison.Ordinal) && !r.Query.Contains("per_page=100", StringComparison.Ordinal)), 0, 1);
    }

    [Fact]
    public async Task Where_the_list_fails_too_the_tracker_is_in_trouble()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.GitHub.Faults.Always(_ => Fault.Code(503));

        Assert.Equal(TrackerFault.Unavailable, (await Assert.ThrowsAsync<TrackerException>(() => tracker.ReadAsync(issue.Ref, Cancel))).Fault);
    }

    [Fact]
    public async Task So_many_issues_in_trouble_at_once_are_the_trackers_trouble()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.GitHub.Faults.Next("PATCH", "/issues/1", Fault.Code(500), times: 20);

        var failures = 0;
        var problem = await Assert.ThrowsAsync<TrackerException>(async () =>
        {
            for (; failures < 20; failures++)
                Assert.IsType<ReadOutcome.Failed>(await tracker.UpdateAsync(issue.Ref, new IssuePatch { Title = $"Title {failures}" }, Cancel));
        });

        Assert.Equal((TrackerFault.Unavailable, false, 10), (problem.Fault, problem.OfOneIssue, failures));
    }

    [Fact]
    public async Task A_comment_that_may_have_been_made_is_not_made_twice_where_comments_cannot_be_read()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        await tracker.AddNoteAsync(issue.Ref, new IssueNote("t", "Withdrawn."), Cancel);
        stage.GitHub.Faults.When(
            r => r.Method == "GET" && r.Path.Value!.EndsWith("/comments", StringComparison.Ordinal), Fault.Code(200, body: "[7]"), times: 1);

        Assert.IsType<ReadOutcome.Failed>(await tracker.AddNoteAsync(issue.Ref, new IssueNote("t", "Withdrawn."), Cancel));
        Assert.IsType<ReadOutcome.Found>(await tracker.AddNoteAsync(issue.Ref, new IssueNote("t", "Withdrawn."), Cancel));
        Assert.Single(stage.Repository[1].Comments);
    }
}
