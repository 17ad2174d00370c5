using ActionSync.Simulators;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>Answers that no GitHub should give: each is told in a sentence, and none has lasting consequences.</summary>
public sealed class GitHubLieTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "does not end")]
    [InlineData("https://evil.example/", "evil.example")]
    [InlineData("http://[", "no address")]
    public async Task A_next_page_that_leads_nowhere_ends_the_list_with_a_sentence(string link, string told)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.Faults.Always(request => request.Path.Value!.EndsWith("/issues", StringComparison.Ordinal)
            ? Page("[]", ("Link", $"<{(link.Length > 0 ? link : stage.GitHub.Url + request.Path + request.QueryString)}>; rel=\"next\""))
            : null);

        var problem = await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker().ChangesAsync(null, Cancel));

        Assert.Contains(told, problem.Message, StringComparison.Ordinal);
        Assert.InRange(stage.GitHub.Log.Count("GET", "/issues"), 1, 6);
    }

    [Theory]
    [InlineData("Retry-After", "2147483647")]
    [InlineData("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("X-RateLimit-Reset", "253402300799")]
    [InlineData("X-RateLimit-Reset", "9223372036854775807")]
    [InlineData("X-RateLimit-Reset", "-1")]
    public async Task A_limit_is_never_believed_to_last_for_years(string header, string value)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.Faults.Next("GET", "/issues",
            Fault.Code(429) with
            {
                Headers = new Dictionary<string, string> { [header] = value, ["X-RateLimit-Remaining"] = "0", ["X-RateLimit-Limit"] = "5000" }
            });

        var problem = await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker().ChangesAsync(null, Cancel));

        Assert.InRange(problem.Until!.Value - stage.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(2));
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{\"number\":1}]")]
    [InlineData("""[{"number":1,"title":"x","state":"open","html_url":"https://github.com/a/b/issues/2","labels":[],"assignees":[],"created_at":"2024-01-01T00:00:00Z","updated_at":"2024-01-01T00:00:00Z"}]""")]
    [InlineData("""[{"number":1,"title":"x","state":"open","html_url":"https://github.com/a/b/issues/1","labels":[],"assignees":[],"created_at":"0001-01-01T00:00:00Z","updated_at":"9999-12-31T23:59:59Z"}]""")]
    public async Task An_issue_that_contradicts_itself_is_told_and_is_no_change(string body)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var cursor = (await tracker.ListAsync([], Cancel)).Cursor;
        stage.Repository.Open("Somebody else's");
        stage.GitHub.Faults.Next("GET", "/issues", Page(body));

        var changes = await tracker.ChangesAsync(cursor, Cancel);

        Assert.Empty(changes.Issues);
        Assert.Contains("$[0]", Assert.Single(changes.Unread).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("7")]
    public async Task What_is_no_list_at_all_is_an_error(string body)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.Faults.Next("GET", "/issues", Page(body), times: 3);
        var problem = await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker().ChangesAsync(null, Cancel));
        Assert.Equal(TrackerFault.Unavailable, problem.Fault);
    }

    [Fact]
    public async Task An_issue_that_lacks_what_is_not_needed_is_listed_all_the_same()
    {
        await using var stage = await GitHubStage.SetAsync();
        const string Bare = """[{"number":1,"title":"x","state":"open","html_url":"https://github.com/a/b/issues/1","labels":[{"name":"actionsync"}],"assignees":[],"created_at":"2024-01-16T09:00:00Z","updated_at":"2024-01-16T09:00:00Z","body":"<!-- actionsync:0123456789abcdef0123 -->"}]""";
        stage.GitHub.Faults.Next("GET", "/issues", Page(Bare), times: 3);
        Assert.Single((await stage.Tracker().ChangesAsync(null, Cancel)).Issues);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task An_answer_that_cannot_be_unpacked_is_no_answer(string encoding)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.Faults.Next("POST", "/issues", Page("{}", ("Content-Encoding", encoding)) with { When = Moment.After });
        Assert.IsType<CreateOutcome.Unknown>(await stage.OutcomeAsync());
    }

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
