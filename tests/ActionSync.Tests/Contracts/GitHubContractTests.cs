using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Contracts;

/// <summary>What each of GitHub's answers to a listing means, and what is asked exactly.</summary>
public sealed class GitHubContractTests : IDisposable
{
    private readonly GitHubStandIn _github = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Status, body and one header, and then: the fault, seconds until a limit ends, and how often it was asked, since a read is tried three times.
    /// </summary>
    public static TheoryData<int, string, string, TrackerFault, int?, int> Answers => new()
    {
        { 401, """{"message":"Bad credentials"}""", "", TrackerFault.Unauthorised, null, 1 },
        { 403, """{"message":"Resource not accessible by personal access token"}""", "", TrackerFault.Forbidden, null, 1 },
        { 403, """{"message":"API rate limit exceeded"}""", "Retry-After: 30", TrackerFault.Limited, 30, 1 },
        { 403, """{"message":"You have exceeded a secondary rate limit"}""", "Retry-After: 90", TrackerFault.Limited, 90, 1 },
        { 429, """{"message":"You have exceeded a secondary rate limit"}""", "Retry-After: 20", TrackerFault.Limited, 20, 1 },
        { 404, """{"message":"Not Found"}""", "", TrackerFault.NotFound, null, 1 },
        { 410, """{"message":"Issues are disabled for this repo"}""", "", TrackerFault.NotFound, null, 1 },
        { 500, """{"message":"Server Error"}""", "", TrackerFault.Unavailable, null, 3 },
        { 502, "<html>Bad Gateway</html>", "", TrackerFault.Unavailable, null, 3 },
        { 503, "", "Retry-After: 40", TrackerFault.Limited, 40, 1 },
        { 200, "<html>Please sign in</html>", "Content-Type: text/html", TrackerFault.Unavailable, null, 1 },
        { 200, "", "", TrackerFault.Unavailable, null, 1 },
        { 200, "null", "", TrackerFault.Unavailable, null, 1 },
        { 200, "{}", "", TrackerFault.Unavailable, null, 1 },
        { 200, "7", "", TrackerFault.Unavailable, null, 1 },
        { 200, """[{"number":1,"ti""", "", TrackerFault.Unavailable, null, 1 },
        { 301, "", "Location: https://elsewhere.example/repos/acme/ops/issues", TrackerFault.Unavailable, null, 3 },
        { 307, "", "Location: https://elsewhere.example/repos/acme/ops/issues", TrackerFault.Unavailable, null, 3 },
        { 308, "", "", TrackerFault.Unavailable, null, 3 },
        { 304, "", "", TrackerFault.Unavailable, null, 3 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_is_no_list_is_never_an_empty_one(int status, string body, string header, TrackerFault fault, int? limitSeconds, int asked)
    {
        var clock = new HastyClock(GitHubStandIn.Now);
        _github.Server.Says(status, body, header);

        var refused = await Assert.ThrowsAsync<TrackerException>(() => _github.Tracker(clock).ListAsync([], Cancel));

        Assert.Equal(fault, refused.Fault);
        if (limitSeconds is { } seconds)
            Assert.InRange(refused.Until!.Value, GitHubStandIn.Now.AddSeconds(seconds), clock.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(asked, _github.Listings.Count);
    }

    [Theory]
    [InlineData("Retry-After: 2147483647")]
    [InlineData("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("X-RateLimit-Reset: 253402300799")]
    [InlineData("X-RateLimit-Reset: 9223372036854775807")]
    [InlineData("X-RateLimit-Reset: -1")]
    public async Task A_limit_is_never_believed_to_last_for_years(string header)
    {
        _github.Server.Says(429, "", header, "X-RateLimit-Remaining: 0", "X-RateLimit-Limit: 5000");

        var limited = await Assert.ThrowsAsync<TrackerException>(() => _github.Tracker(new FakeClock(GitHubStandIn.Now)).ListAsync([], Cancel));

        Assert.InRange(limited.Until!.Value - GitHubStandIn.Now, TimeSpan.Zero, TimeSpan.FromHours(2));
    }

    [Theory]
    [InlineData("Resource not accessible by personal access token", "It needs the permission issues=write", "X-Accepted-GitHub-Permissions: issues=write")]
    [InlineData("Resource not accessible by integration", "It needs the permission issues=write", "X-Accepted-GitHub-Permissions: issues=write")]
    [InlineData("Repository was archived so is read-only.", "Unarchive the repository", "")]
    [InlineData("Resource protected by organization SAML enforcement.", "for its single sign-on",
        "X-GitHub-SSO: required; url=https://github.com/orgs/acme/sso?authorization_request=A")]
    [InlineData("This installation has been suspended", "lift the suspension", "")]
    public async Task A_refused_change_that_is_the_token_s_or_the_repository_s_matter_stops_the_tracker_and_says_what_to_do(
        string message, string words, string header)
    {
        var refusal = new StandInAnswer(403, $$"""{"message":"{{message}}","documentation_url":"https://docs.github.com/rest","status":"403"}""", header);

        var problem = await RefusedChangeAsync(refusal);

        Assert.Equal((TrackerFault.Forbidden, false), (problem.Fault, problem.OfOneIssue));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_comes_as_a_page_for_people_is_a_limit()
    {
        const string Page = "<html><body>You have exceeded a secondary rate limit. Please wait a few minutes.</body></html>";

        Assert.Equal(TrackerFault.Limited, (await RefusedChangeAsync(new StandInAnswer(403, Page, "Content-Type: text/html"))).Fault);
    }

    [Fact]
    public async Task An_empty_list_is_a_list_and_is_asked_for_with_version_token_and_name()
    {
        _github.Server.Says(200, "[]");

        var changes = await _github.Tracker().ListAsync([], Cancel);

        Assert.Empty(changes.Issues);
        var asked = _github.Listings[0];
        Assert.Equal(("GET", "/repos/acme/ops/issues"), (asked.Method, asked.Path));
        Assert.Equal("Bearer a-token", asked.Headers!["Authorization"].Single());
        Assert.Equal("application/vnd.github+json", asked.Headers["Accept"].Single());
        Assert.Equal("ActionSync", asked.Headers["User-Agent"].Single());
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", asked.Headers["X-GitHub-Api-Version"].Single());
        Assert.DoesNotContain("a-token", asked.Url, StringComparison.Ordinal);
    }

    public void Dispose() => _github.Dispose();

    private async Task<TrackerException> RefusedChangeAsync(StandInAnswer refusal)
    {
        var issue = $"{GitHubStandIn.Issues}/42";
        _github.Server.Says(200, "[]").Shows(issue, GitHubStandIn.Made(SomeDraft.Of())).Shows("PATCH", issue, refusal);
        return await Assert.ThrowsAsync<TrackerException>(
            () => _github.Tracker().UpdateAsync(_github.Issue(42), new IssuePatch { Title = "Another title" }, Cancel));
    }
}
