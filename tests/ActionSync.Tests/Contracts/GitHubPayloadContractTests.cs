using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.Testing;
using ActionSync.Tests.Trackers.GitHub;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Contracts;

/// <summary>What is read of GitHub's answers, and what the simulator answers, against what GitHub says of itself.</summary>
public sealed class GitHubPayloadContractTests
{
    private static readonly ContractTable Table = ContractTable.Load("github");

    private static readonly Dictionary<Type, string[]> Schemas = new()
    {
        [typeof(GitHubIssueDto)] = ["issue"],
        [typeof(GitHubPersonDto)] = ["simple-user", "nullable-simple-user"],
        [typeof(GitHubMilestoneDto)] = ["milestone", "nullable-milestone"],
        [typeof(GitHubCommentDto)] = ["issue-comment"],
        [typeof(GitHubFieldValueDto)] = ["issue-field-value"],
        [typeof(GitHubFieldDto)] = ["issue-field"],
        [typeof(GitHubOptionDto)] = ["issue-field.options"],
        [typeof(Octokit.Repository)] = ["full-repository"],
        [typeof(Octokit.RepositoryPermissions)] = ["full-repository.permissions"],
        [typeof(Octokit.Milestone)] = ["milestone"],
        [typeof(Octokit.User)] = ["private-user", "public-user"],
        [typeof(Octokit.GitHubApp)] = ["integration"],
        [typeof(Octokit.AccessToken)] = ["installation-token"],
        [typeof(GitHubErrorDto)] = ["basic-error", "validation-error", "validation-error-simple"],
    };

    /// <summary>
    /// Read by a converter that takes each of the alternatives; <see cref="A_name_is_read_in_each_of_its_forms"/> holds it against the table.
    /// </summary>
    private static readonly string[] ByName = ["GitHubIssueDto.labels"];

    /// <summary>The description has no webhooks: their members are held against a body with all that the service documents.</summary>
    private static readonly Dictionary<string, string> InWebhooks = new()
    {
        ["Payload.action"] = "$.action",
        ["Payload.repository"] = "$.repository",
        ["Repository.id"] = "$.repository.id",
        ["Repository.full_name"] = "$.repository.full_name",
        ["Repository.html_url"] = "$.repository.html_url",
    };

    private static readonly IReadOnlyList<DtoMember> All =
    [
        .. DtoMembers.Of(GitHubJsonContext.Default).Where(m => m.Dto != typeof(GitHubCursor)),
        .. GitHubModels.All.SelectMany(model => model.Value
            .Select(m => new DtoMember(model.Key, m.Name, m.Type, Required: m.IsNeeded, Nullable: !m.IsNeeded, TakesNumbers: false))),
    ];

    private static readonly IReadOnlyList<DtoMember> OfWebhooks = DtoMembers.Of(GitHubWebhook.GitHubWebhookJson.Default);

    public static TheoryData<string> Members => [.. All.Select(m => m.ToString()).Except(ByName).Distinct()];

    public static TheoryData<string> WebhookMembers => [.. OfWebhooks.Select(m => m.ToString()).Distinct()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_is_read_is_what_GitHub_says_it_is(string name)
    {
        foreach (var member in All.Where(m => m.ToString() == name))
        {
            var known = Schemas[member.Dto].Where(schema => Table.Find(schema, member.Name) is not null).ToList();
            Assert.NotEmpty(known);
            foreach (var schema in known)
                Assert.Null(DtoMembers.Against(Table, member, schema, Schemas));
        }
    }

    [Fact]
    public void A_name_is_read_in_each_of_its_forms()
    {
        Assert.Equal(["string", "#issue.labels2"], ContractTable.Alternatives(Table.Find("issue", "labels")!.Type[1..^1]));
        Assert.Equal("string", Table.Find("issue.labels2", "name")!.Type);
        Assert.Equal("string", Table.Find("label", "name")!.Type);
        Assert.Equal("string", Table.Find("simple-user", "login")!.Type);
        Assert.Equal("string", Table.Find("issue-field.options", "name")!.Type);
        Assert.Equal("bug", JsonSerializer.Deserialize("\"bug\"", GitHubJsonContext.Default.GitHubLabelDto)!.Name);
        Assert.Equal("bug", JsonSerializer.Deserialize("""{"id":1,"name":"bug","description":null}""", GitHubJsonContext.Default.GitHubLabelDto)!.Name);
        Assert.Null(JsonSerializer.Deserialize("""{"id":1}""", GitHubJsonContext.Default.GitHubLabelDto)!.Name);
    }

    [Theory]
    [MemberData(nameof(WebhookMembers))]
    public async Task A_member_of_a_webhook_is_what_a_body_holds(string name)
    {
        await using var github = await GitHubSimulator.StartAsync(TimeProvider.System, Cancel);
        var repository = github.World.AddRepository("acme/ops");
        var body = JsonNode.Parse(GitHubWebhookBody.Issues(github, repository, repository.Open("Mine"), "closed"))!;
        foreach (var member in OfWebhooks.Where(m => m.ToString() == name))
            Assert.Null(DtoMembers.Against(body, member, InWebhooks[name]));
    }

    [Fact]
    public async Task A_webhook_tells_of_repository_issue_and_sender_what_GitHub_says_of_them()
    {
        await using var github = await GitHubSimulator.StartAsync(TimeProvider.System, Cancel);
        var repository = github.World.AddRepository("acme/ops");
        var body = JsonNode.Parse(GitHubWebhookBody.Issues(github, repository, repository.Open("Mine"), "edited"))!;

        Assert.Empty((IEnumerable<string>)[
            .. Table.Problems(body["repository"], "#repository", "$.repository"), .. Table.Problems(body["issue"], "#issue", "$.issue"),
            .. Table.Problems(body["sender"], "#simple-user", "$.sender"),
        ]);
    }

    [Fact]
    public async Task The_simulator_answers_as_GitHub_says_it_does()
    {
        await using var github = await GitHubSimulator.StartAsync(TimeProvider.System, Cancel);
        Fill(github, out var token);
        using var http = new HttpClient { BaseAddress = new Uri(github.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.UserAgent.ParseAdd("ActionSync");
        var problems = new List<string>();
        foreach (var (method, path, body, type) in Requested)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json")
            };
            using var answer = await http.SendAsync(request, Cancel);
            var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel));
            problems.AddRange(Table.Problems(json, type, $"{method} {path}"));
            Assert.False(json is JsonArray { Count: 0 }, $"{method} {path} shows nothing.");
            foreach (var header in new[] { "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Used", "X-RateLimit-Reset", "X-RateLimit-Resource" })
                Assert.True(answer.Headers.Contains(header), $"{method} {path} lacks {header}.");
        }
        Assert.Empty(problems);
    }

    [Fact]
    public async Task The_simulator_answers_an_App_as_GitHub_says_it_does()
    {
        await using var stage = await GitHubStage.SetAsync();
        using var folder = new TempFolder();
        var (app, token) = ("", "");
        stage.GitHub.Faults.Next("GET", "/app", new Fault.Changed(body => app = body));
        stage.GitHub.Faults.Next("POST", "/access_tokens", new Fault.Changed(body => token = body));

        await stage.CreateAsync(tracker: stage.Tracker(GitHubAppTests.Installed(stage, folder)));

        Assert.Empty((IEnumerable<string>)[.. Table.Problems(JsonNode.Parse(app), "#integration", "/app"),
            .. Table.Problems(JsonNode.Parse(token), "#installation-token", "/access_tokens")]);
    }

    private static readonly (string Method, string Path, string? Body, string Type)[] Requested =
    [
        ("GET", "/user", null, "#private-user"),
        ("GET", "/repos/acme/ops", null, "#full-repository"),
        ("GET", "/repos/acme/ops/issues?state=all", null, "[#issue]"),
        ("GET", "/repos/acme/ops/issues/1", null, "#issue"),
        ("GET", "/repos/acme/ops/issues/2", null, "#issue"),
        ("POST", "/repos/acme/ops/issues",
            """{"title":"x","labels":["bug"],"assignees":["alice"],"milestone":1,"issue_field_values":[{"field_id":9004,"value":"2026-11-20"}]}""", "#issue"),
        ("PATCH", "/repos/acme/ops/issues/1", """{"title":"y","body":""}""", "#issue"),
        ("PATCH", "/repos/acme/ops/issues/1", """{"state":"closed","state_reason":"duplicate"}""", "#issue"),
        ("POST", "/repos/acme/ops/issues/1/assignees", """{"assignees":["bob"]}""", "#issue"),
        ("DELETE", "/repos/acme/ops/issues/1/assignees", """{"assignees":["bob"]}""", "#issue"),
        ("POST", "/repos/acme/ops/issues/1/labels", """{"labels":["bug"]}""", "[#label]"),
        ("POST", "/repos/acme/ops/issues/1/labels", """["bug"]""", "[#label]"),
        ("POST", "/repos/acme/ops/labels", """{"name":"new","color":"ededed"}""", "#label"),
        ("GET", "/repos/acme/ops/labels", null, "[#label]"),
        ("GET", "/repos/acme/ops/milestones?state=all", null, "[#milestone]"),
        ("POST", "/repos/acme/ops/milestones", """{"title":"Due 2026-11-20","due_on":"2026-11-20T12:00:00Z"}""", "#milestone"),
        ("POST", "/repos/acme/ops/issues/1/comments", """{"body":"Any news?"}""", "#issue-comment"),
        ("GET", "/repos/acme/ops/issues/1/comments", null, "[#issue-comment]"),
        ("GET", "/orgs/acme/issue-fields", null, "[#issue-field]"),
        ("GET", "/repos/acme/ops/issues/2/issue-field-values", null, "[#issue-field-value]"),
        ("POST", "/repos/acme/ops/issues/2/issue-field-values", """{"issue_field_values":[{"field_id":9001,"value":"High"}]}""", "[#issue-field-value]"),
        ("GET", "/repos/acme/ops/issues/99", null, "#basic-error"),
        ("GET", "/repos/acme/ops/issues/4", null, "#basic-error"),
        ("POST", "/repos/acme/ops/issues", """{"title":""}""", "#validation-error"),
        ("POST", "/repos/acme/ops/labels", """{"name":"bug"}""", "#validation-error"),
        ("POST", "/repos/acme/ops/issues/5/comments", """{"body":"x"}""", "#basic-error"),
    ];

    /// <summary>Issues as people leave them: open, with everything, a pull request, deleted, locked; some by accounts that are gone.</summary>
    private static void Fill(GitHubSimulator github, out string token)
    {
        github.World.SetFields("acme", GitHubField.Defaults);
        var repository = github.World.AddRepository("acme/ops");
        repository.Assignable.UnionWith(["alice", "bob"]);
        repository.Milestones.Add(new GitHubMilestone(1, "v1", null));
        token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        repository.Open("Mine", "My words.", GitHubWorld.Ghost);
        repository.Open("Another", "Other words.");
        repository.Edit(2, i => i with { Milestone = 1, Labels = i.Labels.Add("bug"), Assignees = ["alice", "bob"] });
        repository.SetField(2, "Target date", "2026-11-20");
        repository.SetField(2, "Priority", "Urgent");
        repository.Comment(1, "Gone since", GitHubWorld.Ghost);
        repository.Close(2, "not_planned", GitHubWorld.Ghost);
        repository.Open("A pull request", pullRequest: true);
        repository.Open("To be deleted");
        repository.Delete(4);
        repository.Open("Locked");
        repository.Lock(5);
    }
}
