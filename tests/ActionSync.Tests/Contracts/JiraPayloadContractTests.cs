using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Simulators.Jira;
using ActionSync.Trackers.Jira;
using JiraComment = ActionSync.Trackers.Jira.JiraComment;
using JiraHistory = ActionSync.Trackers.Jira.JiraHistory;
using JiraIssueType = ActionSync.Trackers.Jira.JiraIssueType;
using JiraJson = ActionSync.Trackers.Jira.JiraJson;
using JiraProject = ActionSync.Trackers.Jira.JiraProject;
using JiraStatus = ActionSync.Trackers.Jira.JiraStatus;
using JiraTransition = ActionSync.Trackers.Jira.JiraTransition;
using JiraUser = ActionSync.Trackers.Jira.JiraUser;

namespace ActionSync.Tests.Contracts;

/// <summary>What is read of Jira's answers, and what the simulator answers, against what Jira says of itself and against recorded answers.</summary>
public sealed class JiraPayloadContractTests
{
    private static readonly ContractTable Table = ContractTable.Load("jira");

    private static readonly Dictionary<Type, string[]> Schemas = new()
    {
        [typeof(JiraIssueAnswer)] = ["IssueBean"],
        [typeof(JiraStatus)] = ["StatusDetails"],
        [typeof(JiraStatusCategory)] = ["StatusCategory"],
        [typeof(JiraNamed)] = ["Resolution", "Priority"],
        [typeof(JiraUser)] = ["User", "UserDetails"],
        [typeof(JiraChangelog)] = ["PageOfChangelogs"],
        [typeof(JiraHistory)] = ["Changelog"],
        [typeof(JiraSearchPage)] = ["SearchAndReconcileResults"],
        [typeof(JiraBulkFetched)] = ["BulkIssueResults"],
        [typeof(JiraIssueError)] = ["IssueError"],
        [typeof(JiraBulkCreated)] = ["CreatedIssues"],
        [typeof(JiraCreated)] = ["CreatedIssue"],
        [typeof(JiraElementError)] = ["BulkOperationErrorResult"],
        [typeof(JiraErrors)] = ["ErrorCollection"],
        [typeof(JiraIssueTypePage)] = ["PageOfCreateMetaIssueTypes"],
        [typeof(JiraIssueType)] = ["IssueTypeIssueCreateMetadata"],
        [typeof(JiraFieldPage)] = ["PageOfCreateMetaIssueTypeWithField"],
        [typeof(JiraFieldAnswer)] = ["FieldCreateMetadata", "FieldMetadata"],
        [typeof(JiraSchema)] = ["JsonTypeBean"],
        [typeof(JiraTransitionList)] = ["Transitions"],
        [typeof(JiraTransition)] = ["IssueTransition"],
        [typeof(JiraCommentPage)] = ["PageOfComments"],
        [typeof(JiraComment)] = ["Comment"],
        [typeof(JiraProject)] = ["Project"],
        [typeof(JiraPermissions)] = ["Permissions"],
        [typeof(JiraPermission)] = ["UserPermission"],
        [typeof(JiraServerInfo)] = ["ServerInformation"],
        [typeof(JiraWebhook.Issue)] = ["IssueBean"],
        [typeof(JiraWebhook.Item)] = ["ChangeDetails"],
    };

    /// <summary>What the description does not hold, since it leaves an issue's fields open and is of Cloud alone: members to recorded answers.</summary>
    private static readonly Dictionary<string, (string Payload, string Path)> Recorded = new()
    {
        ["JiraFields.summary"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.summary"),
        ["JiraFields.status"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.status"),
        ["JiraFields.resolution"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.resolution"),
        ["JiraFields.priority"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.priority"),
        ["JiraFields.duedate"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.duedate"),
        ["JiraFields.labels"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.labels"),
        ["JiraFields.assignee"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.assignee"),
        ["JiraFields.creator"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.creator"),
        ["JiraFields.created"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.created"),
        ["JiraFields.updated"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.updated"),
        ["JiraFields.resolutiondate"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.resolutiondate"),
        ["JiraFields.project"] = ("jira-search-one-due-date-mistyped", "$.issues[*].fields.project"),
        ["JiraSearchPage.total"] = ("jira-search-one-due-date-mistyped", "$.total"),
        ["JiraFieldPage.values"] = ("jira-createmeta-option-with-numeric-id", "$.values"),
        ["JiraFieldPage.isLast"] = ("jira-createmeta-option-with-numeric-id", "$.isLast"),
        ["JiraFieldAnswer.fieldId"] = ("jira-transitions-screen-with-plain-options", "$.transitions[*].fields.resolution.fieldId"),
    };

    /// <summary>Ours in Jira, not Jira's: the entity property that we write.</summary>
    private static readonly Type[] Ours = [typeof(JiraProperties), typeof(JiraMark)];

    /// <summary>
    /// Neither described nor recorded: Data Center's page of issue types (its page of fields is), the gateway's error, and the webhook body around the issue.
    /// Each may be absent, null or of another type, and costs no more than itself.
    /// </summary>
    private static readonly string[] Unverified =
        ["JiraErrors.message", "JiraIssueTypePage.isLast", "JiraIssueTypePage.values", "Changelog.items", "Fields.project", "Payload.changelog",
            "Payload.issue", "Payload.webhookEvent"];

    public static TheoryData<string> Members => [.. All.Select(m => m.ToString())];

    private static IReadOnlyList<DtoMember> All { get; } = [.. DtoMembers.Of(JiraJson.Default).Concat(DtoMembers.Of(JiraWebhook.JiraWebhookJson.Default))
        .DistinctBy(m => (m.Dto, m.Name))];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_is_read_is_what_Jira_says_it_is(string name)
    {
        foreach (var member in All.Where(m => m.ToString() == name && !Ours.Contains(m.Dto)))
        {
            var schemas = Schemas.GetValueOrDefault(member.Dto) ?? [];
            var known = schemas.Where(schema => Table.Find(schema, member.Name) is not null).ToList();
            foreach (var schema in known)
                Assert.Null(DtoMembers.Against(Table, member, schema, Schemas));
            if (Recorded.TryGetValue(name, out var recorded))
                Assert.Null(DtoMembers.Against(Payloads.Json("Jira", recorded.Payload), member, recorded.Path));
            Assert.Equal(known.Count == 0 && !Recorded.ContainsKey(name), Unverified.Contains(name));
            if (known.Count < schemas.Length)
                Assert.True(
                    Recorded.ContainsKey(name) || Unverified.Contains(name), $"{name}: {string.Join(" or ", schemas.Except(known))} has no such member.");
            Assert.False(member.Required, $"{name} is required, and Jira's description requires nothing that we read.");
        }
    }

    [Fact]
    public void All_that_is_said_to_be_recorded_or_unverified_is_read() =>
        Assert.Empty(Recorded.Keys.Concat(Unverified).Except(All.Select(m => m.ToString())));

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task The_simulator_answers_as_Jira_says_it_does(JiraMode mode)
    {
        await using var jira = await StartAsync(mode);
        using var http = Client(jira);
        var problems = new List<string>();
        var asked = Answers(mode);
        foreach (var (method, path, body, type) in asked)
        {
            var answer = await AskAsync(http, method, path, body);
            problems.AddRange(Table.Problems(answer, type, path).Where(p => !NullsInHistory(p)));
        }
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, "/issue/OPS-1", "jira-issue-status-category-number", "$")]
    [InlineData(JiraMode.DataCenter, "/search", "jira-search-one-due-date-mistyped", "$")]
    [InlineData(JiraMode.DataCenter, "/issue/createmeta/OPS/issuetypes/10001", "jira-createmeta-option-with-numeric-id", "$")]
    [InlineData(JiraMode.Cloud, "/issue/createmeta/OPS/issuetypes/10001", "jira-createmeta-options-are-texts", "$")]
    [InlineData(JiraMode.DataCenter, "/issue/OPS-2/transitions?expand=transitions.fields", "jira-transitions-screen-with-plain-options", "$")]
    public async Task The_simulator_leaves_out_nothing_that_a_recorded_answer_holds(JiraMode mode, string path, string payload, string at)
    {
        await using var jira = await StartAsync(mode);
        using var http = Client(jira);
        var answer = path == "/search"
            ? await AskAsync(http, "POST", path, """{"jql":"project = OPS ORDER BY created DESC","fields":["*all"]}""")
            : await AskAsync(http, "GET", path, null);
        Assert.Empty(Shape.Missing(Payloads.Json("Jira", payload), answer, at));
    }

    // Jira writes null into both ends of a change, of which the description knows nothing.
    private static bool NullsInHistory(string problem) =>
        problem.Contains(".items[", StringComparison.Ordinal) && problem.EndsWith(" is null", StringComparison.Ordinal);

    private static IEnumerable<(string Method, string Path, string? Body, string Type)> Answers(JiraMode mode)
    {
        yield return ("GET", "/issue/OPS-1?expand=changelog", null, "#IssueBean");
        yield return ("GET", "/issue/OPS-2?properties=actionsync", null, "#IssueBean");
        yield return ("GET", "/issue/OPS-2/transitions?expand=transitions.fields", null, "#Transitions");
        yield return ("GET", "/issue/OPS-1/comment", null, "#PageOfComments");
        yield return ("POST", "/issue/OPS-1/comment", """{"body":"x"}""", "#Comment");
        yield return ("POST", "/issue/bulk",
            """{"issueUpdates":[{"fields":{"project":{"key":"OPS"},"issuetype":{"id":"10001"},"summary":"x"}},{"fields":{"project":{"key":"OPS"}}}]}""",
            "#CreatedIssues");
        yield return ("GET", "/issue/none-1", null, "#ErrorCollection");
        yield return ("GET", "/issue/createmeta/OPS/issuetypes", null, "#PageOfCreateMetaIssueTypes");
        if (mode is JiraMode.Cloud)
            yield return ("GET", "/issue/createmeta/OPS/issuetypes/10001", null, "#PageOfCreateMetaIssueTypeWithField");
        yield return ("GET", "/project/OPS", null, "#Project");
        yield return ("GET", "/mypermissions?projectKey=OPS&permissions=CREATE_ISSUES,EDIT_ISSUES", null, "#Permissions");
        yield return ("GET", "/serverInfo", null, "#ServerInformation");
        yield return ("GET", "/myself", null, "#User");
        yield return ("GET", "/user/assignable/search?project=OPS&query=a&username=a", null, "[#User]");
        yield return ("GET", "/user/assignable/search?project=OPS&query=z&username=z", null, "[#User]");
        yield return ("GET", "/priority", null, "[#Priority]");
        yield return ("GET", "/resolution", null, "[#Resolution]");
        if (mode is JiraMode.Cloud)
        {
            yield return ("POST", "/search/jql", """{"jql":"project = OPS","fields":["*all"],"expand":"changelog","properties":["actionsync"]}""",
                "#SearchAndReconcileResults");
            yield return ("POST", "/issue/bulkfetch", """{"issueIdsOrKeys":["OPS-1","OPS-2","OPS-9"],"fields":["*all"]}""", "#BulkIssueResults");
        }
    }

    /// <summary>One issue that was done and moved about, and one that is open.</summary>
    private static async Task<JiraSimulator> StartAsync(JiraMode mode)
    {
        var jira = new JiraSimulator(mode, TimeProvider.System);
        jira.Book.AddProject("OPS");
        await jira.StartAsync(0, TestContext.Current.CancellationToken);
        jira.People.Write("OPS", "Repaint the tide gauge");
        jira.People.Edit("OPS-1",
            i => i with
            {
                Priority = "High",
                DueDate = "2026-12-01",
                Labels = i.Labels.Add("actionsync"),
                Assignee = jira.Book.Users[2],
                Properties = i.Properties.Add("actionsync", "{}")
            });
        jira.People.Transition("OPS-1", "done");
        jira.People.Write("OPS", "Replace the mooring lamp");
        return jira;
    }

    private static HttpClient Client(JiraSimulator jira)
    {
        var http = new HttpClient { BaseAddress = new Uri(jira.Url + "/rest/api/2/") };
        http.DefaultRequestHeaders.Authorization = jira.Site.IsCloud
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{jira.Site.Me.Email}:{jira.Site.Token}")))
            : new AuthenticationHeaderValue("Bearer", jira.Site.Token);
        return http;
    }

    private static async Task<JsonNode?> AskAsync(HttpClient http, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.TrimStart('/'));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
