using ActionSync.Configuration;
using ActionSync.People;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Http;
using ActionSync.Trackers.Jira;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Contracts;

/// <summary>What each answer of Jira Cloud and Data Center to a listing means, and what is asked exactly.</summary>
public sealed class JiraContractTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly StandInServer _jira = new();
    private readonly HttpMessageHandler _network = TrackerHttp.Create(TimeSpan.FromSeconds(30));

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
        _jira.Says(status, body, header);
        using var tracker = Tracker(deployment, clock);

        var refused = await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));

        Assert.Equal(fault, refused.Fault);
        if (limitSeconds is { } seconds)
            Assert.InRange(refused.Until!.Value, Now.AddSeconds(seconds), clock.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(asked, _jira.Requests.Count);
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud, "Basic Ym90QGV4YW1wbGUuY29tOmEtdG9rZW4=")]
    [InlineData(JiraDeployment.DataCenter, "Bearer a-token")]
    public async Task It_is_asked_below_the_configured_path_with_the_credentials_of_its_kind(JiraDeployment deployment, string authorization)
    {
        _jira.Says(401, "");
        using var tracker = Tracker(deployment, new HastyClock(Now));

        await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));

        var sent = _jira.Request;
        Assert.StartsWith("/jira/rest/api/2/", sent.Path, StringComparison.Ordinal);
        Assert.Equal(authorization, sent.Headers!["Authorization"].Single());
        Assert.Equal(("application/json", "ActionSync"), (sent.Headers["Accept"].Single(), sent.Headers["User-Agent"].Single()));
    }

    public void Dispose()
    {
        _jira.Dispose();
        _network.Dispose();
    }

    private JiraTracker Tracker(JiraDeployment deployment, TimeProvider clock) => new(
        new JiraOptions
        {
            Name = "jira",
            BaseUrl = $"{_jira.Url}/jira/",
            Project = "OPS",
            Deployment = deployment,
            Email = deployment is JiraDeployment.Cloud ? "bot@example.com" : null,
            Token = new Secret("a-token"),
        },
        _network, new PeopleDirectory(new Dictionary<string, PersonOptions>()), TimeZoneInfo.Utc, clock, NullLogger<JiraTracker>.Instance);
}
