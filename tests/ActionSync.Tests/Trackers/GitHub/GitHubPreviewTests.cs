using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>What GitHub would make of an issue, beside what <see cref="TrackerPreviewContract"/> holds for all kinds.</summary>
public sealed class GitHubPreviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Labels_and_the_milestone_that_are_missing_are_named_and_not_made()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker(options => options.DeadlineIn = DeadlinePlace.Milestone);

        var before = await tracker.PreviewAsync(GitHubStage.Draft(), Cancel);

        Assert.Empty(stage.Repository.Milestones);
        Assert.DoesNotContain(stage.GitHub.Log.All, request => request.Method != "GET");
        Assert.Equal(
            ["label \"actionsync\"", "label \"priority: P1\"", "label \"prevention\"", "label \"SEV1\"", "milestone \"Due 2024-01-30\""], before.Makes);
        Assert.Equal("Due 2024-01-30", before.DeadlineIn);
        await stage.CreateAsync(GitHubStage.Draft(), tracker);
        Assert.Empty((await tracker.PreviewAsync(GitHubStage.Draft(2), Cancel)).Makes);
    }

    [Fact]
    public async Task Deadlines_on_many_days_cost_one_listing_of_the_milestones()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker(options => options.DeadlineIn = DeadlinePlace.Milestone);

        for (var day = 1; day <= 20; day++)
        {
            var draft = GitHubStage.Draft(day) with { Deadline = ActionSync.Items.Deadline.On(new DateOnly(2024, 2, day)) };
            Assert.Contains($"milestone \"Due 2024-02-{day:00}\"", (await tracker.PreviewAsync(draft, Cancel)).Makes);
        }

        Assert.Equal(1, stage.GitHub.Log.Count("GET", "/milestones"));
    }

    [Fact]
    public async Task A_milestone_that_somebody_made_since_the_listing_is_used()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker(options => options.DeadlineIn = DeadlinePlace.Milestone);
        await tracker.PreviewAsync(GitHubStage.Draft(), Cancel);
        await stage.CreateAsync(GitHubStage.Draft(), stage.Tracker(options => options.DeadlineIn = DeadlinePlace.Milestone));

        await stage.CreateAsync(GitHubStage.Draft(2), tracker);

        var milestone = Assert.Single(stage.Repository.Milestones);
        Assert.All(stage.Repository.Issues, issue => Assert.Equal(milestone.Number, issue.Milestone));
    }

    [Theory]
    [InlineData("mallory@example.com", "mallory cannot be assigned in acme/ops")]
    [InlineData("Somebody", "People has no GitHub login for this owner")]
    public async Task Whoever_cannot_be_assigned_is_told_with_the_reason(string owner, string why)
    {
        await using var stage = await GitHubStage.SetAsync();

        var preview = await stage.Tracker().PreviewAsync(GitHubStage.Draft() with { Owner = owner }, Cancel);

        Assert.Equal((null, why), (preview.Assignee, preview.WhyUnassigned));
    }

    [Fact]
    public async Task A_repository_that_is_archived_takes_no_issue_and_says_so()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.Repository.IsArchived = true;

        var refused = await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker().PreviewAsync(GitHubStage.Draft(), Cancel));

        Assert.Contains("archived", refused.Message, StringComparison.Ordinal);
    }
}
