using ActionSync.Simulators;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>Each way in which GitHub says no: what the user is told, that nothing was created, and that it works once the cause is gone.</summary>
public sealed class GitHubRefusalTests
{
    [Fact]
    public async Task A_dead_token_is_an_error_that_says_so()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.Revoke(stage.Token);

        var problem = await CreateFailsAsync(stage);

        Assert.Equal(TrackerFault.Unauthorised, problem.Fault);
        Assert.Contains("refuses the credentials (401: \"Bad credentials\")", problem.Message);
        Assert.Contains("new token", problem.Message);
        Assert.Equal(TrackerFault.Unauthorised, (await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker().ChangesAsync(null, default))).Fault);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("read")]
    public async Task A_token_without_permission_is_told_which_one(string issues)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.Change(stage.Token, access => access with { Issues = issues });

        var problem = await CreateFailsAsync(stage);

        Assert.Equal(TrackerFault.Forbidden, problem.Fault);
        Assert.Contains("needs the permission issues=", problem.Message);
    }

    [Theory]
    [InlineData(403, 90, 90)]
    [InlineData(429, 90, 90)]
    [InlineData(403, null, 60)]
    [InlineData(429, null, 60)]
    public async Task A_secondary_limit_defers_to_the_second(int status, int? retryAfter, int expected)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        stage.GitHub.Faults.Next("POST", "/issues", Fault.Limited(status, retryAfter));

        var deferred = Assert.IsType<CreateOutcome.Deferred>(await stage.OutcomeAsync(tracker: tracker));

        Assert.Equal(stage.Clock.GetUtcNow().AddSeconds(expected), deferred.Until);
        Assert.Contains("limits requests until", deferred.Reason);
        var sent = stage.GitHub.Log.Count();
        stage.Clock.Advance(TimeSpan.FromSeconds(expected - 1));
        Assert.IsType<CreateOutcome.Deferred>(await stage.OutcomeAsync(tracker: tracker));
        Assert.Equal(sent, stage.GitHub.Log.Count());
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.CreateAsync(tracker: tracker);
        Assert.Single(stage.Repository.Issues);
    }

    [Fact]
    public async Task A_used_up_hour_waits_for_the_reset()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.Limits.Exhaust();
        var tracker = stage.Tracker();

        var deferred = Assert.IsType<CreateOutcome.Deferred>(await stage.OutcomeAsync(tracker: tracker));

        Assert.Equal(new DateTimeOffset(2024, 1, 16, 10, 0, 0, TimeSpan.Zero), deferred.Until);
        var limited = await Assert.ThrowsAsync<TrackerException>(() => tracker.ChangesAsync(null, default));
        Assert.Equal((TrackerFault.Limited, deferred.Until), (limited.Fault, limited.Until));
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.CreateAsync(tracker: tracker);
    }

    [Fact]
    public async Task The_simulators_own_content_limit_is_obeyed_without_a_lost_item()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.Limits.ContentPerMinute = 3;
        var tracker = stage.Tracker();

        for (var position = 1; position <= 7; position++)
        {
            if (await stage.OutcomeAsync(GitHubStage.Draft(position), tracker) is not CreateOutcome.Deferred deferred)
                continue;
            stage.Clock.Advance(deferred.Until - stage.Clock.GetUtcNow());
            position--;
        }

        Assert.Equal(7, stage.Repository.Issues.Count);
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_named()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.Repository.IsHidden = true;

        foreach (var attempt in new Func<Task>[] { () => CreateAsync(stage), () => stage.Tracker().ChangesAsync(null, default),
            () => stage.Tracker().FindAsync(["m"], default, default) })
        {
            var problem = await Assert.ThrowsAsync<TrackerException>(attempt);
            Assert.Equal(TrackerFault.NotFound, problem.Fault);
            Assert.Contains("no repository acme/ops", problem.Message);
        }
    }

    [Fact]
    public async Task Issues_that_are_switched_off_are_named()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.Repository.HasIssues = false;

        foreach (var attempt in new Func<Task>[] { () => tracker.CreateAsync([GitHubStage.Draft(2)], default),
            () => stage.Tracker().ReadAsync(issue.Ref, default) })
        {
            var problem = await Assert.ThrowsAsync<TrackerException>(attempt);
            Assert.Contains("switched off in acme/ops", problem.Message);
        }
    }

    [Fact]
    public async Task An_archived_repository_is_named()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(tracker: tracker);
        stage.Repository.IsArchived = true;

        foreach (var of in new[] { tracker, stage.Tracker() })
            Assert.Contains("archived", (await Assert.ThrowsAsync<TrackerException>(() => of.CreateAsync([GitHubStage.Draft(2)], default))).Message);
        Assert.Single(stage.Repository.Issues);
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("milestone")]
    [InlineData("issue_field_values")]
    public async Task A_422_for_a_detail_costs_the_detail_and_not_the_issue(string field)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", Simulators.GitHub.GitHubField.Defaults);
        stage.GitHub.Faults.Next("POST", "/issues",
            Fault.Code(422, body: $$"""{"message":"Validation Failed","errors":[{"resource":"Issue","field":"{{field}}","code":"invalid"}]}"""));

        var snapshot = await stage.CreateAsync(
            tracker: stage.Tracker(o => o.DeadlineIn = field == "milestone" ? ActionSync.Trackers.GitHub.DeadlinePlace.Milestone : default));

        Assert.Single(stage.Repository.Issues);
        Assert.Contains(snapshot.Remarks, remark => remark.StartsWith($"Created without {field}", StringComparison.Ordinal));
        Assert.Equal(GitHubStage.Draft().Deadline, snapshot.Deadline);
    }

    [Fact]
    public async Task A_renamed_repository_is_followed_with_method_body_and_credentials()
    {
        await using var stage = await GitHubStage.SetAsync();
        var before = await stage.CreateAsync();
        stage.Repository.Rename("acme/operations");

        var tracker = stage.Tracker();
        await stage.CreateAsync(GitHubStage.Draft(2), tracker);
        var read = Assert.IsType<ReadOutcome.Found>(await tracker.ReadAsync(before.Ref, default));

        Assert.Equal(2, stage.Repository.Issues.Count);
        Assert.Equal(before.Ref.Id, read.Issue.Ref.Id);
        Assert.Equal(307, stage.GitHub.Log.Of("POST", "/repos/acme/ops/issues")[^1].Status);
        Assert.Equal(2, (await tracker.ListAsync([before.Ref], default)).Issues.Count);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("half")]
    public async Task An_answer_that_breaks_off_is_an_error_and_not_an_empty_list(string kind)
    {
        await using var stage = await GitHubStage.SetAsync();
        await stage.CreateAsync();
        var cursor = (await stage.Tracker().ListAsync([], default)).Cursor;
        stage.Repository.Close(1);
        stage.GitHub.Faults.Next("GET", "/issues", kind == "cut" ? new Fault.CutShort() : new Fault.HalfJson(), times: 3);

        var problem = await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker().ChangesAsync(cursor, default));

        Assert.Equal(TrackerFault.Unavailable, problem.Fault);
    }

    private static async Task<TrackerException> CreateFailsAsync(GitHubStage stage)
    {
        var problem = await Assert.ThrowsAsync<TrackerException>(() => CreateAsync(stage));
        Assert.Empty(stage.Repository.Issues);
        return problem;
    }

    private static Task<IReadOnlyList<CreateOutcome>> CreateAsync(GitHubStage stage) =>
        stage.Tracker().CreateAsync([GitHubStage.Draft()], TestContext.Current.CancellationToken);
}
