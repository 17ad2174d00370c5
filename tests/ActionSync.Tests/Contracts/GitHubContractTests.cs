using ActionSync.Configuration;
using ActionSync.People;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Contracts;

/// <summary>What each of GitHub's answers to a listing means, and what is asked exactly.</summary>
public sealed class GitHubContractTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly StandInServer _github = new();
    private readonly HttpMessageHandler _network = TrackerHttp.Create(TimeSpan.FromSeconds(30));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public GitHubContractTests() => _github.Shows("/user", """{"login":"actionsync-bot"}""").Shows("/repos/acme/ops",
        """{"id":1,"name":"ops","full_name":"acme/ops","html_url":"https://github.com/acme/ops","has_issues":true,"owner":{"login":"acme","id":2}}""");

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
        var clock = new HastyClock(Now);
        _github.Says(status, body, header);

        var refused = await Assert.ThrowsAsync<TrackerException>(() => Tracker(clock).ListAsync([], Cancel));

        Assert.Equal(fault, refused.Fault);
        if (limitSeconds is { } seconds)
            Assert.InRange(refused.Until!.Value, Now.AddSeconds(seconds), clock.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(asked, Listings.Count);
    }

    [Fact]
    public async Task An_empty_list_is_a_list_and_is_asked_for_with_version_token_and_name()
    {
        _github.Says(200, "[]");

        var changes = await Tracker(new HastyClock(Now)).ListAsync([], Cancel);

        Assert.Empty(changes.Issues);
        var asked = Listings[0];
        Assert.Equal(("GET", "/repos/acme/ops/issues"), (asked.Method, asked.Path));
        Assert.Equal("Bearer a-token", asked.Headers!["Authorization"].Single());
        Assert.Equal("application/vnd.github+json", asked.Headers["Accept"].Single());
        Assert.Equal("ActionSync", asked.Headers["User-Agent"].Single());
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", asked.Headers["X-GitHub-Api-Version"].Single());
        Assert.DoesNotContain("a-token", asked.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_that_fails_for_a_moment_is_asked_again()
    {
        _github.SaysInTurn("/repos/acme/ops/issues", (503, ""), (502, "<html>Bad Gateway</html>"), (200, "[]"));

        Assert.Empty((await Tracker(new HastyClock(Now)).ListAsync([], Cancel)).Issues);
        Assert.True(Listings.Count > 2, "It was not asked again.");
    }

    [Fact]
    public async Task Nothing_is_asked_while_a_limit_lasts_and_one_that_comes_again_without_a_time_lasts_longer()
    {
        const string Limit = """{"message":"You have exceeded a secondary rate limit"}""";
        _github.SaysInTurn("/repos/acme/ops/issues", (403, Limit), (403, Limit), (403, Limit), (200, "[]"));
        var clock = new FakeClock(Now);
        var tracker = Tracker(clock);
        var waits = new List<TimeSpan>();
        for (var time = 1; time <= 3; time++)
        {
            var until = (await LimitedAsync(tracker)).Until!.Value;
            waits.Add(until - clock.GetUtcNow());
            await LimitedAsync(tracker);
            Assert.Equal(time, Listings.Count);
            clock.Advance(until - clock.GetUtcNow());
        }

        Assert.Empty((await tracker.ListAsync([], Cancel)).Issues);
        Assert.True(waits[0] < waits[1] && waits[1] <= waits[2], string.Join(", ", waits));
    }

    public void Dispose()
    {
        _github.Dispose();
        _network.Dispose();
    }

    private static async Task<TrackerException> LimitedAsync(GitHubTracker tracker)
    {
        var limited = await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));
        Assert.Equal(TrackerFault.Limited, limited.Fault);
        return limited;
    }

    private IReadOnlyList<WireMock.IRequestMessage> Listings => [.. _github.Requests.Where(request => request.Path == "/repos/acme/ops/issues")];

    private GitHubTracker Tracker(TimeProvider clock) => GitHubKind.Create(
        new GitHubOptions { Name = "github", BaseUrl = _github.Url, Repository = "acme/ops", Token = new Secret("a-token") },
        new PeopleDirectory(new Dictionary<string, PersonOptions>()), _network, TimeZoneInfo.Utc, clock, NullLogger<GitHubTracker>.Instance);
}
