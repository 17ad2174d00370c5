using System.Globalization;
using System.Text.Json.Nodes;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Jira;

namespace ActionSync.Tests.Contracts;

/// <summary>
/// What each answer of Jira Cloud and Data Center to a create means: made, a no, a limit, or unknown; and what is posted exactly, once.
/// https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-bulk-post
/// </summary>
public sealed class JiraCreateContractTests : IDisposable
{
    private const string Made = """{"issues":[{"id":"10042","key":"OPS-42","self":"https://jira.example/rest/api/2/issue/10042"}],"errors":[]}""";

    private static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly JiraStandIn _jira = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Status, body and one header, and then what becomes of the item: an outcome, or the fault of the whole tracker.</summary>
    private static readonly (int Status, string Body, string Header, string Becomes)[] Cases =
    [
        (201, Made, "", nameof(CreateOutcome.Created)),
        (200, Made, "", nameof(CreateOutcome.Created)),
        (400, """{"issues":[],"errors":[{"status":400,"elementErrors":{"errors":{"summary":"You must specify a summary"}},"failedElementNumber":0}]}""", "",
            nameof(CreateOutcome.Refused)),
        (400, """{"errorMessages":["Can not deserialize instance"],"errors":{}}""", "", nameof(CreateOutcome.Refused)),
        (400, "", "", nameof(CreateOutcome.Refused)),
        (410, """{"errorMessages":["The requested API has been removed"]}""", "", nameof(CreateOutcome.Refused)),
        (413, """{"errorMessages":["The request is larger than may be"]}""", "", nameof(CreateOutcome.Refused)),
        (413, "<html>Request Entity Too Large</html>", "Content-Type: text/html", nameof(CreateOutcome.Refused)),
        (422, """{"errorMessages":["The field cannot be set"]}""", "", nameof(CreateOutcome.Refused)),
        // Something between dislikes the text of this one.
        (403, "<html>Blocked</html>", "Content-Type: text/html", nameof(CreateOutcome.Refused)),
        // The account or the project itself is the trouble.
        (403, """{"errorMessages":["You do not have permission to create issues in this project"]}""", "", nameof(TrackerFault.Forbidden)),
        (404, """{"errorMessages":["No project could be found"]}""", "", nameof(TrackerFault.NotFound)),
        (401, """{"message":"Client must be authenticated to access this resource."}""", "", nameof(TrackerFault.Unauthorised)),
        (403, "", "X-Authentication-Denied-Reason: CAPTCHA_CHALLENGE; login-url=/login.jsp", nameof(TrackerFault.Unauthorised)),
        (400, "", "X-Seraph-LoginReason: AUTHENTICATED_FAILED", nameof(TrackerFault.Unauthorised)),
        // It says that nobody made an issue, so that it may be there.
        (201, Made, "X-Seraph-LoginReason: AUTHENTICATED_FAILED", nameof(CreateOutcome.Unknown)),
        (429, """{"errorMessages":["Rate limit exceeded"]}""", "Retry-After: 30", nameof(CreateOutcome.Deferred)),
        (429, "", "RateLimit-Reason: jira-burst-based", nameof(CreateOutcome.Deferred)),
        (500, """{"errorMessages":["Internal server error"]}""", "", nameof(CreateOutcome.Unknown)),
        (502, "<html>Bad Gateway</html>", "Content-Type: text/html", nameof(CreateOutcome.Unknown)),
        (503, "", "", nameof(CreateOutcome.Unknown)),
        (503, "", "Retry-After: 40", nameof(CreateOutcome.Unknown)),
        (201, "<html>Please sign in</html>", "Content-Type: text/html", nameof(CreateOutcome.Unknown)),
        (201, "", "", nameof(CreateOutcome.Unknown)),
        (201, "null", "", nameof(CreateOutcome.Unknown)),
        (201, "{}", "", nameof(CreateOutcome.Unknown)),
        (201, "[]", "", nameof(CreateOutcome.Unknown)),
        (201, """{"issues":[{"id":"10042","ke""", "", nameof(CreateOutcome.Unknown)),
        (201, Made + " and more", "", nameof(CreateOutcome.Unknown)),
        (201, """{"issues":[{"key":"OPS-42"}],"errors":[]}""", "", nameof(CreateOutcome.Unknown)),
        (204, "", "", nameof(CreateOutcome.Unknown)),
        (301, "", "Location: https://elsewhere.example/rest/api/2/issue/bulk", nameof(CreateOutcome.Unknown)),
        (302, "", "Location: https://elsewhere.example/login", nameof(CreateOutcome.Unknown)),
        (307, "", "Location: https://elsewhere.example/rest/api/2/issue/bulk", nameof(CreateOutcome.Unknown)),
        (308, "", "Location: https://elsewhere.example/rest/api/2/issue/bulk", nameof(CreateOutcome.Unknown)),
        (308, "", "", nameof(CreateOutcome.Unknown)),
        (304, "", "", nameof(CreateOutcome.Unknown)),
    ];

    public static TheoryData<JiraDeployment, int, string, string, string> Answers => new(
        from deployment in Enum.GetValues<JiraDeployment>()
        from told in Cases
        select (deployment, told.Status, told.Body, told.Header, told.Becomes));

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_is_answered_it_is_posted_once_and_is_rightly_made_a_no_or_unknown(
        JiraDeployment deployment, int status, string body, string header, string becomes)
    {
        Shows(deployment, SomeDraft.Of()).Server.Says(status, body, header);

        Assert.Equal(becomes, await BecomesAsync(deployment));
        Assert.Single(Creates);
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud)]
    [InlineData(JiraDeployment.DataCenter)]
    public async Task What_is_refused_in_a_batch_is_told_by_its_place(JiraDeployment deployment)
    {
        var (good, bad) = (SomeDraft.Of(), SomeDraft.Of("Rotate the keys"));
        Shows(deployment, good).Server.Says(201, """
            {"issues":[{"id":"10042","key":"OPS-42"}],
             "errors":[{"status":400,"elementErrors":{"errorMessages":[],"errors":{"priority":"is not available"}},"failedElementNumber":0}]}
            """);

        var outcomes = await CreateAsync(deployment, bad, good);

        Assert.Contains("priority: is not available", Assert.IsType<CreateOutcome.Refused>(outcomes[0]).Reason, StringComparison.Ordinal);
        Assert.Equal("OPS-42", Assert.IsType<CreateOutcome.Created>(outcomes[1]).Issue.Ref.Number);
        Assert.Single(Creates);
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud, "POST", "/issue/bulkfetch", """{"issues":[{"id":"10042","key":"OPS-42","fields":7}]}""")]
    [InlineData(JiraDeployment.DataCenter, "GET", "/issue/10042", """{"id":"10042","key":"OPS-42","fields":7}""")]
    public async Task What_was_made_but_cannot_be_read_back_is_told_with_its_reason(JiraDeployment deployment, string method, string path, string answer)
    {
        Shows(deployment, SomeDraft.Of()).Shows(method, path, answer).Server.Says(201, Made);

        var unknown = Assert.IsType<CreateOutcome.Unknown>(Assert.Single(await CreateAsync(deployment, SomeDraft.Of())));

        Assert.Contains("fields cannot be read: 7", unknown.Reason, StringComparison.Ordinal);
        Assert.Single(Creates);
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud)]
    [InlineData(JiraDeployment.DataCenter)]
    public async Task A_limit_lasts_as_long_as_Jira_says_and_is_named_in_its_words(JiraDeployment deployment)
    {
        Shows(deployment, SomeDraft.Of()).Server.Says(
            429, """{"errorMessages":["Rate limit exceeded"]}""", "Retry-After: 75", "RateLimit-Reason: jira-quota-global-based");
        var clock = new HastyClock(Now);

        var deferred = Assert.IsType<CreateOutcome.Deferred>(Assert.Single(await CreateAsync(deployment, clock, SomeDraft.Of())));

        Assert.InRange(deferred.Until, Now.AddSeconds(75), clock.GetUtcNow().AddSeconds(75));
        Assert.Contains("Rate limit exceeded (jira-quota-global-based)", deferred.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud)]
    [InlineData(JiraDeployment.DataCenter)]
    public async Task It_is_posted_below_the_configured_path_as_JSON_of_a_known_length(JiraDeployment deployment)
    {
        Shows(deployment, SomeDraft.Of()).Server.Says(500, "");

        await CreateAsync(deployment, SomeDraft.Of());

        var sent = Assert.Single(Creates);
        var headers = sent.Headers!;
        Assert.Equal(("POST", "/jira/rest/api/2/issue/bulk", ""), (sent.Method, sent.Path, sent.RawQuery ?? ""));
        Assert.Equal("application/json; charset=utf-8", headers["Content-Type"].Single());
        Assert.Equal(sent.BodyAsBytes!.Length.ToString(CultureInfo.InvariantCulture), headers["Content-Length"].Single());
        Assert.DoesNotContain("Transfer-Encoding", headers.Keys);
        Assert.Equal(JiraStandIn.Authorization(deployment), headers["Authorization"].Single());
        Assert.Equal(("application/json", "ActionSync"), (headers["Accept"].Single(), headers["User-Agent"].Single()));
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud, """{"id":"alice"}""")]
    [InlineData(JiraDeployment.DataCenter, """{"name":"alice"}""")]
    public async Task It_holds_what_the_screen_takes_and_all_that_makes_it_ours(JiraDeployment deployment, string assignee)
    {
        var draft = SomeDraft.Of(title: "Größere Töpfe & <b>mehr</b> \"Platz\"", owner: "alice+ops@company.com");
        Shows(deployment, draft).Server.Says(500, "");

        await CreateAsync(deployment, draft);

        var issue = Assert.Single(JsonNode.Parse(Assert.Single(Creates).Body!)!["issueUpdates"]!.AsArray())!.AsObject();
        Assert.Equal(["fields", "properties"], issue.Select(member => member.Key));
        var fields = issue["fields"]!.AsObject();
        Assert.NotEqual("", (string?)fields["description"]);
        fields.Remove("description");
        AssertJson($$$"""
            {"project":{"key":"OPS"},"issuetype":{"id":"10001"},"summary":"{{{Escaped(draft.Title)}}}","priority":{"id":"1"},
             "duedate":"2024-01-22","labels":["actionsync","actionsync-{{{draft.Marker}}}"],"assignee":{{{assignee}}}}
            """, fields);
        var property = Assert.Single(issue["properties"]!.AsArray())!.AsObject();
        Assert.InRange((DateTimeOffset)property["value"]!["sent"]!, Now, Now.AddMinutes(1));
        property["value"]!.AsObject().Remove("sent");
        AssertJson($$$"""
            {"key":"actionsync","value":{"marker":"{{{draft.Marker}}}","key":"INC-2024-0142/{{{Escaped(draft.Title)}}}","project":"OPS"}}
            """, property);
    }

    [Theory]
    [InlineData(JiraDeployment.Cloud, "query")]
    [InlineData(JiraDeployment.DataCenter, "username")]
    public async Task Its_owner_is_looked_for_by_the_whole_address(JiraDeployment deployment, string parameter)
    {
        var draft = SomeDraft.Of(owner: "alice+ops@company.com");
        Shows(deployment, draft).Server.Says(500, "");

        await CreateAsync(deployment, draft);

        var search = Assert.Single(_jira.Server.Requests, request => request.Path == "/jira/rest/api/2/user/assignable/search");
        Assert.Equal($"?project=OPS&maxResults=50&{parameter}=alice%2Bops%40company.com", search.RawQuery);
    }

    public void Dispose() => _jira.Dispose();

    private IReadOnlyList<WireMock.IRequestMessage> Creates =>
        [.. _jira.Server.Requests.Where(request => request.Path.EndsWith("/issue/bulk", StringComparison.Ordinal))];

    /// <summary>The project, and OPS-42 as what became of a draft.</summary>
    private JiraStandIn Shows(JiraDeployment deployment, IssueDraft draft)
    {
        var issue = $$$"""
            {"id":"10042","key":"OPS-42","fields":{"summary":"{{{Escaped(draft.Title)}}}","labels":["actionsync","actionsync-{{{draft.Marker}}}"],
              "status":{"name":"To Do","statusCategory":{"key":"new"}},"created":"2024-01-16T09:00:00.000+0000","updated":"2024-01-16T09:00:00.000+0000"}}
            """;
        return _jira.ShowsProject(deployment).Shows("/issue/bulkfetch", $$"""{"issues":[{{issue}}],"issueErrors":[]}""").Shows("/issue/10042", issue);
    }

    private async Task<string> BecomesAsync(JiraDeployment deployment)
    {
        try
        {
            return Assert.Single(await CreateAsync(deployment, SomeDraft.Of())).GetType().Name;
        }
        catch (TrackerException refused) when (!refused.PerhapsDone)
        {
            return refused.Fault.ToString();
        }
    }

    private Task<IReadOnlyList<CreateOutcome>> CreateAsync(JiraDeployment deployment, params IssueDraft[] drafts) =>
        CreateAsync(deployment, new HastyClock(Now), drafts);

    private async Task<IReadOnlyList<CreateOutcome>> CreateAsync(JiraDeployment deployment, TimeProvider clock, params IssueDraft[] drafts)
    {
        using var tracker = _jira.Tracker(deployment, clock);
        return await tracker.CreateAsync(drafts, Cancel);
    }

    private static string Escaped(string text) => text.Replace("\"", "\\\"", StringComparison.Ordinal);

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
