using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Jira;

namespace ActionSync.Tests.Contracts;

/// <summary>What each answer of Jira Cloud and Data Center to a listing means, and what is asked exactly.</summary>
public sealed class JiraContractTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly JiraStandIn _jira = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Status, body and one header, and then: the fault, seconds until a limit ends, and how often it was asked, since a read is tried three times, and
    /// where the project's screens are not shown its issues may be.
    /// </summary>
    private static readonly (int Status, string Body, string Header, TrackerFault Fault, int? LimitSeconds, int Asked)[] Cases =
    [
        (401, "", "", TrackerFault.Unauthorised, null, 1),
        (200, "{}", "X-Seraph-LoginReason: AUTHENTICATED_FAILED", TrackerFault.Unauthorised, null, 1),
        (403, "", "X-Authentication-Denied-Reason: CAPTCHA_CHALLENGE; login-url=/login.jsp", TrackerFault.Unauthorised, null, 1),
        (403, """{"errorMessages":["You do not have permission"]}""", "", TrackerFault.Forbidden, null, 2),
        (404, """{"errorMessages":["No project could be found"]}""", "", TrackerFault.NotFound, null, 2),
        (410, "", "", TrackerFault.Unavailable, null, 1),
        (429, "", "Retry-After: 30", TrackerFault.Limited, 30, 1),
        (429, """{"errorMessages":["Rate limit exceeded"]}""", "Retry-After: 75", TrackerFault.Limited, 75, 1),
        (503, "", "Retry-After: 40", TrackerFault.Limited, 40, 1),
        (500, """{"errorMessages":["Internal server error"]}""", "", TrackerFault.Unavailable, null, 3),
        (502, "<html>Bad Gateway</html>", "", TrackerFault.Unavailable, null, 3),
        (200, "<html>Please sign in</html>", "Content-Type: text/html", TrackerFault.Unavailable, null, 1),
        (200, "", "", TrackerFault.Unavailable, null, 1),
        (200, "null", "", TrackerFault.Unavailable, null, 1),
        (200, "[]", "", TrackerFault.Unavailable, null, 1),
        (200, """{"startAt":0,"val""", "", TrackerFault.Unavailable, null, 1),
        (302, "", "Location: https://elsewhere.example/login", TrackerFault.Unavailable, null, 3),
        (307, "", "Location: https://elsewhere.example/jira", TrackerFault.Unavailable, null, 3),
        (304, "", "", TrackerFault.Unavailable, null, 3),
    ];

    public static TheoryData<JiraDeployment, int, string, string, TrackerFault, int?, int> Answers => new(
        from deployment in Enum.GetValues<JiraDeployment>()
        from told in Cases
        select (deployment, told.Status, told.Body, told.Header, told.Fault, told.LimitSeconds, told.Asked));

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_says_nothing_of_issues_is_never_an_empty_list(
        JiraDeployment deployment, int status, string body, string header, TrackerFault fault, int? limitSeconds, int asked)
    {
        var clock = new HastyClock(Now);
        _jira.Server.Says(status, body, header);
        using var tracker = _jira.Tracker(deployment, clock);

        var refused = await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));

        Assert.Equal(fault, refused.Fault);
        if (limitSeconds is { } seconds)
            Assert.InRange(refused.Until!.Value, Now.AddSeconds(seconds), clock.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(asked, _jira.Server.Requests.Count);
    }

    /// <summary>Status, body and one header of a search in a project whose screens are shown, and then the fault and what is told of it.</summary>
    private static readonly (int Status, string Body, string Header, TrackerFault Fault, string Words)[] Searches =
    [
        (410, """{"errorMessages":["The requested API has been removed."]}""", "", TrackerFault.Unavailable,
            "(410: \"The requested API has been removed.\"). Check Deployment"),
        (429, """{"errorMessages":["Rate limit exceeded."]}""", "RateLimit-Reason: jira-burst-based", TrackerFault.Limited,
            "Rate limit exceeded. (jira-burst-based)"),
        (200, "<html>Please sign in</html>", "Content-Type: text/html", TrackerFault.Unavailable, "check BaseUrl and proxies"),
        (200, """{"startAt":0,"iss""", "", TrackerFault.Unavailable, "check BaseUrl and proxies"),
        // Jira's own answer that lacks something is not blamed on what lies between.
        (200, """{"isLast":true}""", "", TrackerFault.Unavailable, "no $.issues"),
        (200, """{"issues":"none"}""", "", TrackerFault.Unavailable, "$.issues"),
    ];

    public static TheoryData<JiraDeployment, int, string, string, TrackerFault, string> SearchAnswers => new(
        from deployment in Enum.GetValues<JiraDeployment>()
        from answer in Searches
        select (deployment, answer.Status, answer.Body, answer.Header, answer.Fault, answer.Words));

    [Theory]
    [MemberData(nameof(SearchAnswers))]
    public async Task A_search_that_fails_is_told_with_its_reason(
        JiraDeployment deployment, int status, string body, string header, TrackerFault fault, string words)
    {
        _jira.ShowsProject(deployment).Server.Says(status, body, header);
        using var tracker = _jira.Tracker(deployment);

        var thrown = await Assert.ThrowsAsync<TrackerException>(() => tracker.ChangesAsync(null, Cancel));

        Assert.Equal(fault, thrown.Fault);
        Assert.Contains(words, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(words.Contains("prox", StringComparison.Ordinal), thrown.Message.Contains("prox", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud)]
    [InlineData(JiraDeployment.DataCenter)]
    public async Task A_redirect_to_another_host_gets_nothing(JiraDeployment deployment)
    {
        using var elsewhere = new StandInServer().Says(200, "{}");
        _jira.Server.Says(302, "", $"Location: {elsewhere.Url}/rest/api/2/myself");
        using var tracker = _jira.Tracker(deployment);

        var thrown = await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));
        Assert.Contains("where the credentials must not go", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(await tracker.CheckAsync(Cancel), f => !f.Good && f.Text.Contains("must not go", StringComparison.Ordinal));
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud)]
    [InlineData(JiraDeployment.DataCenter)]
    public async Task It_is_asked_below_the_configured_path_with_the_credentials_of_its_kind(JiraDeployment deployment)
    {
        _jira.Server.Says(401, "");
        using var tracker = _jira.Tracker(deployment, new HastyClock(Now));

        await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));

        var sent = _jira.Server.Request;
        Assert.StartsWith("/jira/rest/api/2/", sent.Path, StringComparison.Ordinal);
        Assert.Equal(JiraStandIn.Authorization(deployment), sent.Headers!["Authorization"].Single());
        Assert.Equal(("application/json", "ActionSync"), (sent.Headers["Accept"].Single(), sent.Headers["User-Agent"].Single()));
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud)]
    [InlineData(JiraDeployment.DataCenter)]
    public async Task A_search_is_a_read_though_it_is_posted(JiraDeployment deployment)
    {
        _jira.ShowsProject(deployment).Server.Says(502, "");
        using var tracker = _jira.Tracker(deployment, new HastyClock(Now));

        await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));

        var searches = _jira.Server.Requests.Where(request => request.Method == "POST").ToList();
        Assert.Equal(3, searches.Count);
        Assert.All(searches, search => Assert.Equal((JiraStandIn.Search(deployment), searches[0].Body), (search.Path, search.Body)));
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud)]
    [InlineData(JiraDeployment.DataCenter)]
    public async Task An_issue_is_asked_for_with_the_fields_and_the_property_that_are_needed(JiraDeployment deployment)
    {
        _jira.ShowsProject(deployment).Server.Says(404, """{"errorMessages":["Issue Does Not Exist"]}""");
        using var tracker = _jira.Tracker(deployment, new HastyClock(Now));

        await tracker.ReadAsync(_jira.Issue("10042", "OPS-42"), Cancel);

        var sent = _jira.Server.Requests[0];
        Assert.Equal(("GET", "/jira/rest/api/2/issue/10042"), (sent.Method, sent.Path));
        Assert.Equal(
            "?fields=summary,status,resolution,priority,duedate,labels,assignee,creator,created,updated,resolutiondate,project&properties=actionsync",
            Uri.UnescapeDataString(sent.RawQuery!));
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud)]
    [InlineData(JiraDeployment.DataCenter)]
    public async Task Where_nothing_else_is_shown_either_the_trouble_is_Jira_s_and_not_the_issue_s(JiraDeployment deployment)
    {
        _jira.Server.Says(503, "");
        using var tracker = _jira.Tracker(deployment);

        var thrown = await Assert.ThrowsAsync<TrackerException>(() => tracker.ReadAsync(_jira.Issue("10042", "OPS-42"), Cancel));

        Assert.Equal((TrackerFault.Unavailable, false), (thrown.Fault, thrown.OfOneIssue));
    }

    public void Dispose() => _jira.Dispose();
}
