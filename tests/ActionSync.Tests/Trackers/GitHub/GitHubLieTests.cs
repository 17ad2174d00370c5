using ActionSync.Simulators;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>Answers that no GitHub should give: each is told in a sentence, and none has lasting consequences.</summary>
public sealed class GitHubLieTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_create_that_is_answered_with_another_issue_is_unknown()
    {
        await using var stage = await GitHubStage.SetAsync();
        await stage.CreateAsync(GitHubStage.Draft(1));
        var first = stage.Repository[1];
        var body = $$"""{"number":1,"title":"{{first.Title}}","body":"<!-- actionsync:{{GitHubStage.Draft(1).Marker}} -->","state":"open","html_url":"https://github.com/acme/ops/issues/1","labels":[],"assignees":[],"created_at":"2024-01-01T00:00:00Z","updated_at":"2024-01-01T00:00:00Z"}""";
        stage.GitHub.Faults.Next("POST", "/issues", Page(body) with { When = Moment.After, Status = 201 });

        Assert.IsType<CreateOutcome.Unknown>(await stage.OutcomeAsync(GitHubStage.Draft(2)));

        Assert.Equal(2, stage.Repository.Issues.Count);
        Assert.Equal(first, stage.Repository[1]);
    }

    [Theory]
    [InlineData(302, null)]
    [InlineData(307, "")]
    [InlineData(307, "http://[")]
    [InlineData(308, "https://evil.example/issues")]
    public async Task A_create_that_is_redirected_nowhere_is_unknown_and_sent_once(int status, string? location)
    {
        await using var stage = await GitHubStage.SetAsync();
        var headers = location is null ? [] : new[] { ("Location", location.Length > 0 ? location : $"{stage.GitHub.Url}/repos/acme/ops/issues") };
        stage.GitHub.Faults.Next("POST", "/issues", Page("{}", headers) with { When = Moment.After, Status = status });

        Assert.IsType<CreateOutcome.Unknown>(await stage.OutcomeAsync());

        Assert.Single(stage.Repository.Issues);
    }

    [Fact]
    public async Task An_issue_that_seems_gone_for_a_moment_does_not_count_as_written()
    {
        await using var stage = await GitHubStage.SetAsync();
        var issue = await stage.CreateAsync();
        stage.GitHub.Faults.Next("GET", "/issues/1", Fault.Code(410));
        Assert.IsType<ReadOutcome.Gone>(await stage.Tracker().UpdateAsync(issue.Ref, new IssuePatch { Title = "Another" }, Cancel));
        Assert.Equal(issue.Title, stage.Repository[1].Title);
    }

    [Fact]
    public async Task A_tag_that_cannot_be_sent_is_not_kept()
    {
        await using var stage = await GitHubStage.SetAsync();
        await stage.CreateAsync();
        var tracker = stage.Tracker();
        stage.GitHub.Faults.When(request => request.Query["per_page"] == "100" && request.Query["sort"] == "updated", Page("[]", ("ETag", "W/\"\u00e9\"")));
        var first = await tracker.ChangesAsync(null, Cancel);

        await tracker.ChangesAsync(first.Cursor, Cancel);

        Assert.Equal(0, stage.GitHub.Faults.Waiting);
    }

    private static Fault.Answer Page(string body, params (string Name, string Value)[] headers) =>
        Fault.Code(200, body: body) with { Headers = headers.ToDictionary(h => h.Name, h => h.Value) };
}
