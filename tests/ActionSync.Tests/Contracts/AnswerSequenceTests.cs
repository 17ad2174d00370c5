using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;

namespace ActionSync.Tests.Contracts;

/// <summary>What the second answer means after the first: tags, limits that come again, troubles that pass, tokens that are renewed.</summary>
public sealed class AnswerSequenceTests : IDisposable
{
    private const string GitHub = nameof(GitHub);

    private readonly GitHubStandIn _github = new();
    private readonly JiraStandIn _jira = new();
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Services => [GitHub, nameof(JiraDeployment.Cloud), nameof(JiraDeployment.DataCenter)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_listing_that_fails_for_a_moment_is_asked_for_again(string service)
    {
        using var listing = ListingOf(service, new HastyClock(GitHubStandIn.Now));
        listing.Says((503, ""), (502, "<html>Bad Gateway</html>"), (200, listing.Empty));

        Assert.Empty((await listing.Tracker.ListAsync([], Cancel)).Issues);
        Assert.True(listing.Asked > 2, "It was not asked again.");
    }

    [Theory]
    [InlineData(GitHub, 60, 120, 240)]
    [InlineData(nameof(JiraDeployment.Cloud), 60, 60, 60)]
    [InlineData(nameof(JiraDeployment.DataCenter), 60, 60, 60)]
    public async Task Nothing_is_asked_while_a_limit_lasts_that_comes_three_times(string service, params int[] seconds)
    {
        var clock = new FakeClock(GitHubStandIn.Now);
        using var listing = ListingOf(service, clock);
        StandInAnswer limit = (429, """{"message":"You have exceeded a rate limit","errorMessages":["Rate limit exceeded"]}""");
        listing.Says(limit, limit, limit, (200, listing.Empty));

        for (var time = 1; time <= 3; time++)
        {
            var until = clock.GetUtcNow().AddSeconds(seconds[time - 1]);
            Assert.Equal((TrackerFault.Limited, until), await RefusedAsync(listing.Tracker));
            clock.Advance(until - clock.GetUtcNow() - TimeSpan.FromSeconds(1));
            Assert.Equal((TrackerFault.Limited, until), await RefusedAsync(listing.Tracker));
            Assert.Equal(time, listing.Asked);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty((await listing.Tracker.ListAsync([], Cancel)).Issues);
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud, 500)]
    [InlineData(JiraDeployment.Cloud, 503)]
    [InlineData(JiraDeployment.DataCenter, 502)]
    [InlineData(JiraDeployment.DataCenter, 503)]
    public async Task An_issue_of_Jira_is_asked_for_three_times_and_a_third_failure_is_told(JiraDeployment deployment, int status)
    {
        var issue = Payloads.Text("Jira", "jira-issue-status-category-number");
        StandInAnswer trouble = (status, """{"errorMessages":["Internal server error"]}""");
        const string Address = "/jira/rest/api/2/issue/10001";
        _jira.ShowsProject(deployment).Server.SaysInTurn(Address, trouble, trouble, (200, issue), trouble, trouble, trouble, (200, issue));
        using var tracker = _jira.Tracker(deployment, new HastyClock(GitHubStandIn.Now));

        Assert.IsType<ReadOutcome.Found>(await tracker.ReadAsync(_jira.Issue("10001", "OPS-1"), Cancel));
        var failed = Assert.IsType<ReadOutcome.Failed>(await tracker.ReadAsync(_jira.Issue("10001", "OPS-1"), Cancel));

        Assert.Contains($"({status}", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(6, _jira.Server.Asked("GET", Address).Count);
    }

    [Fact]
    public async Task A_list_of_GitHub_is_asked_for_with_the_tag_of_the_last_one_that_was_shown()
    {
        var draft = SomeDraft.Of();
        var made = GitHubStandIn.Made(draft);
        var changed = JsonNode.Parse(made)!;
        (changed["state"], changed["state_reason"], changed["updated_at"]) = ("closed", "completed", "2024-01-16T10:00:00Z");
        _github.Server.Says(200, $"[{made}]").SaysInTurn("GET", GitHubStandIn.Newest,
            new StandInAnswer(200, $"[{made}]", "ETag: W/\"one\""), new StandInAnswer(304, "", "ETag: W/\"one\""),
            new StandInAnswer(200, $"[{changed.ToJsonString()}]", "ETag: W/\"two\""), new StandInAnswer(304, "", "ETag: W/\"two\""));
        var clock = new HastyClock(GitHubStandIn.Now);
        var tracker = _github.Tracker(clock);

        var first = await tracker.ListAsync([], Cancel);
        clock.Advance(TimeSpan.FromHours(2));
        var unchanged = await tracker.ChangesAsync(first.Cursor, Cancel);
        var change = await tracker.ChangesAsync(unchanged.Cursor, Cancel);
        var after = await tracker.ChangesAsync(change.Cursor, Cancel);

        Assert.Equal(ItemState.Open, Assert.Single(first.Issues).State);
        Assert.Empty(unchanged.Issues);
        Assert.Equal((ItemState.Done, draft.Marker), (Assert.Single(change.Issues).State, change.Issues[0].Marker));
        Assert.Empty(after.Issues);
        Assert.Equal(["", "W/\"one\"", "W/\"one\"", "W/\"two\""], _github.Listings
            .Where(request => request.Query!.ContainsKey("sort") && request.Query["sort"].Contains("updated") && request.Query["per_page"].Contains("100"))
            .Select(request => request.Headers!.TryGetValue("If-None-Match", out var tag) ? tag.Single() : ""));
    }

    [Fact]
    public async Task A_refused_token_of_an_App_is_renewed_for_a_read()
    {
        _github.Server.Says(200, "[]").SaysTo("Bearer token-A", 401, """{"message":"Bad credentials"}""");

        Assert.Empty((await App().ListAsync([], Cancel)).Issues);

        Assert.Equal(2, TokensAskedFor);
        Assert.Equal("Bearer token-A", Credentials(_github.Listings[0]));
        Assert.All(_github.Listings.Skip(1), request => Assert.Equal("Bearer token-B", Credentials(request)));
    }

    [Fact]
    public async Task A_refused_token_of_an_App_is_renewed_for_a_create_that_is_carried_out_once()
    {
        var draft = SomeDraft.Of();
        _github.Server.Says(404, """{"message":"Not Found"}""").Shows("POST", GitHubStandIn.Issues, (201, GitHubStandIn.Made(draft)))
            .SaysTo("Bearer token-A", 401, """{"message":"Bad credentials"}""", "POST");

        var made = Assert.IsType<CreateOutcome.Created>(Assert.Single(await App().CreateAsync([draft], Cancel)));

        Assert.Equal("#42", made.Issue.Ref.Number);
        Assert.Equal(2, TokensAskedFor);
        Assert.Equal(["Bearer token-A", "Bearer token-B"], _github.Creates.Select(Credentials));
        Assert.Equal(_github.Creates[0].Body, _github.Creates[1].Body);
    }

    public void Dispose()
    {
        _github.Dispose();
        _jira.Dispose();
        _folder.Dispose();
    }

    private int TokensAskedFor => _github.Server.Asked("POST", "/access_tokens").Count;

    private static string Credentials(WireMock.IRequestMessage request) => request.Headers!["Authorization"].Single();

    private static async Task<(TrackerFault, DateTimeOffset?)> RefusedAsync(ITracker tracker)
    {
        var refused = await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));
        return (refused.Fault, refused.Until);
    }

    /// <summary>A tracker of an App that is given token-A first and token-B from then on.</summary>
    private GitHubTracker App()
    {
        using var key = RSA.Create(2048);
        File.WriteAllText(_folder["key.pem"], key.ExportRSAPrivateKeyPem());
        _github.Server.Shows("/app", """{"slug":"actionsync","html_url":"https://github.com/apps/actionsync"}""").SaysInTurn(
            "/app/installations/4711/access_tokens", Token("token-A"), Token("token-B"));
        return _github.Tracker(configure: options =>
        {
            options.Token = null;
            options.App = new GitHubAppOptions { ClientId = "Iv1.abc", InstallationId = "4711", PrivateKeyFile = _folder["key.pem"] };
        });

        static StandInAnswer Token(string token) => (201, $$"""{"token":"{{token}}","expires_at":"2024-01-16T10:00:00Z"}""");
    }

    private Listing ListingOf(string service, TimeProvider clock)
    {
        if (service == GitHub)
            return new Listing(_github.Tracker(clock), _github.Server, "GET", GitHubStandIn.Issues, "[]");
        var deployment = Enum.Parse<JiraDeployment>(service);
        _jira.ShowsProject(deployment);
        return new Listing(_jira.Tracker(deployment, clock), _jira.Server, "POST", JiraStandIn.Search(deployment), """{"total":0,"isLast":true,"issues":[]}""");
    }

    /// <summary>How a service is asked for its issues.</summary>
    private sealed record Listing(ITracker Tracker, StandInServer Server, string Method, string Address, string Empty) : IDisposable
    {
        public int Asked => Server.Asked(Method, Address).Count;

        public void Says(params StandInAnswer[] answers) => Server.SaysInTurn(Address, answers);

        public void Dispose() => (Tracker as IDisposable)?.Dispose();
    }
}
