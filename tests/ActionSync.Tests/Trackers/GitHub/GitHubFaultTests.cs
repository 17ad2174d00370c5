using ActionSync.Simulators;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>What may happen to a create on its way, and what the tracker says of it.</summary>
public sealed class GitHubFaultTests
{
    private static readonly Dictionary<string, (Fault Fault, bool Carried)> Faults = new()
    {
        ["answer lost after the commit"] = (Fault.LoseAnswer(), true),
        ["500 after the commit"] = (Fault.Code(500, Moment.After), true),
        ["502 before the commit"] = (Fault.Code(502), false),
        ["503 before the commit"] = (Fault.Code(503), false),
        ["connection reset"] = (Fault.ResetConnection(), false),
        ["time-out after the commit"] = (Fault.HangForever(), true),
        ["time-out before the commit"] = (Fault.HangForever(Moment.Before), false),
        ["answer cut short"] = (new Fault.CutShort(), true),
        ["half of the JSON"] = (new Fault.HalfJson(), true),
        ["HTML instead of JSON"] = (Fault.Html(), false),
        ["HTML after the commit"] = (Fault.Html(201, Moment.After), true),
    };

    public static TheoryData<string> All => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_create_whose_answer_is_lost_is_unknown_is_sent_once_and_is_found_by_its_marker(string name)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.Repository.OpenForeign(150);
        var (fault, carried) = Faults[name];
        stage.GitHub.Faults.Next("POST", "/issues", fault);
        var tracker = stage.Tracker(timeLimit: TimeSpan.FromSeconds(2));
        var intent = stage.Clock.GetUtcNow();

        var outcome = await stage.OutcomeAsync(tracker: tracker);

        Assert.IsType<CreateOutcome.Unknown>(outcome);
        Assert.Equal(0, stage.GitHub.Faults.Waiting);
        await Eventually.IsTrue(() => stage.GitHub.Log.Count("POST", "/issues") == 1, "the one POST is in the log");
        var found = await tracker.FindAsync([GitHubStage.Draft().Marker], intent, default);
        Assert.Equal(carried ? 1 : 0, found.Count);
        Assert.Equal(carried ? 151 : 150, stage.Repository.Everything.Count);
        if (!carried)
            await stage.CreateAsync(tracker: tracker);
        Assert.Single(stage.Repository.Issues, issue => issue.Body.Contains(GitHubStage.Draft().Marker));
    }

    [Fact]
    public async Task A_lagging_list_shows_the_issue_after_the_lag_and_before_the_settle_time_ends()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.ListLag = TimeSpan.FromSeconds(60);
        stage.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        var tracker = stage.Tracker();
        var intent = stage.Clock.GetUtcNow();
        await stage.OutcomeAsync(tracker: tracker);

        Assert.Empty(await tracker.FindAsync([GitHubStage.Draft().Marker], intent, default));
        stage.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Single(await tracker.FindAsync([GitHubStage.Draft().Marker], intent, default));
        Assert.True(tracker.Traits.SettleUnknown > TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task Nobody_listening_means_surely_nothing_created()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(tracker: tracker);
        await stage.GitHub.Host.StopAsync();

        var problem = await Assert.ThrowsAsync<TrackerException>(() => tracker.CreateAsync([GitHubStage.Draft(2)], default));

        Assert.Equal(TrackerFault.Unavailable, problem.Fault);
        Assert.False(problem.PerhapsDone);
        Assert.Contains("cannot be reached", problem.Message);
        await stage.GitHub.Host.StartAsync(0, default);
        await stage.CreateAsync(GitHubStage.Draft(2), tracker);
        Assert.Equal(2, stage.Repository.Issues.Count);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_named_with_what_to_do_and_means_surely_nothing_created()
    {
        using var authority = new CertificateAuthority();
        await using var stage = await GitHubStage.SetAsync(certificate: authority.Sign("127.0.0.1"));

        var problem = await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker().CreateAsync([GitHubStage.Draft()], default));

        Assert.Equal((TrackerFault.Unavailable, false), (problem.Fault, problem.PerhapsDone));
        Assert.Contains("has a certificate that is not trusted", problem.Message, StringComparison.Ordinal);
        Assert.Contains("SSL_CERT_FILE", problem.Message, StringComparison.Ordinal);
        Assert.Empty(stage.GitHub.Log.All);
    }

    [Fact]
    public async Task A_label_whose_making_is_uncertain_leaves_nothing_created()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.Faults.Next("POST", "/labels", Fault.LoseAnswer());
        var tracker = stage.Tracker();

        var problem = await Assert.ThrowsAsync<TrackerException>(() => tracker.CreateAsync([GitHubStage.Draft()], default));

        Assert.False(problem.PerhapsDone);
        Assert.Empty(stage.Repository.Issues);
        await stage.CreateAsync(tracker: tracker);
        Assert.Single(stage.Repository.Issues);
        Assert.Single(stage.Repository.Labels, label => label.Name == "actionsync");
    }

    [Fact]
    public async Task A_read_is_tried_again_and_a_third_failure_is_told()
    {
        await using var stage = await GitHubStage.SetAsync();
        var issue = await stage.CreateAsync();
        var tracker = stage.Tracker();

        stage.GitHub.Faults.Next("GET", "/issues/1", Fault.Code(502), times: 2);
        Assert.IsType<ReadOutcome.Found>(await tracker.ReadAsync(issue.Ref, default));
        stage.GitHub.Faults.Next("GET", "/issues/1", Fault.ResetConnection(), times: 3);
        var failed = Assert.IsType<ReadOutcome.Failed>(await tracker.ReadAsync(issue.Ref, default));

        Assert.Contains("broke the connection off", failed.Reason);
        Assert.Equal(0, stage.GitHub.Faults.Waiting);
    }

    [Fact]
    public async Task A_create_given_up_while_its_answer_is_awaited_is_unknown()
    {
        await using var stage = await GitHubStage.SetAsync();
        using var stop = new CancellationTokenSource();
        stage.GitHub.Faults.Next("POST", "/issues", new Fault.Meanwhile(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }));

        var outcome = Assert.Single(await stage.Tracker().CreateAsync([GitHubStage.Draft()], stop.Token));

        Assert.IsType<CreateOutcome.Unknown>(outcome);
        Assert.Single(stage.Repository.Issues);
    }
}
