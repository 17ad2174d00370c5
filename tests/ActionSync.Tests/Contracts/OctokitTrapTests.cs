using System.Reflection;
using System.Text.Json.Nodes;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Contracts;

/// <summary>
/// What Octokit does where it is left to itself: it takes milestones away, follows links and redirects to any host, takes addresses as they are, and an
/// answer that holds nothing for an empty result. None of this may happen.
/// </summary>
public sealed class OctokitTrapTests : IDisposable
{
    private const string Labels = $"{GitHubStandIn.Repository}/labels";
    private const string Issue42 = $"{GitHubStandIn.Issues}/42";

    private static readonly IssueDraft Draft = SomeDraft.Of();

    private readonly GitHubStandIn _github = new(canPush: true);
    private readonly StandInServer _elsewhere = new();

    public OctokitTrapTests()
    {
        _elsewhere.Says(200, "[]");
        _github.Server.Says(404, """{"message":"Not Found"}""").Shows(Labels, """[{"name":"actionsync"},{"name":"withdrawn"}]""")
            .Shows(GitHubStandIn.Issues, "[]").Shows(Issue42, GitHubStandIn.Made(Draft)).Shows($"{Issue42}/labels", "[]");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What is no issue, though its status says that all went well.</summary>
    public static TheoryData<string> NoIssue =>
    [
        "", " ", "null", "{}", "[]", "7", "true", "\"created\"", "<html>Please sign in</html>", """{"number":42,"ti""", """{"message":"Moved"}""",
        $"[{GitHubStandIn.Made(Draft)}]", $"{GitHubStandIn.Made(Draft)} and more",
        Without("title"), Without("state"), Without("number"), Without("labels"), Without("html_url"), Without("updated_at"),
        With("title", "null"), With("title", "\" \""), With("labels", "null"), With("number", "\"42\""), With("created_at", "\"yesterday\""),
    ];

    /// <summary>What is no list, though its status says that all went well.</summary>
    public static TheoryData<string> NoList =>
        ["", "null", "{}", "7", "<html>Please sign in</html>", """[{"name":"acti""", """{"name":"actionsync","number":42}"""];

    [Fact]
    public async Task A_change_leaves_the_milestone_alone()
    {
        var updated = await _github.Tracker().UpdateAsync(
            _github.Issue(42), new IssuePatch { Title = "Another title", State = ItemState.Done, Withdrawn = true }, Cancel);

        Assert.IsType<ReadOutcome.Found>(updated);
        var changes = _github.Server.Asked("PATCH", Issue42).Select(request => JsonNode.Parse(request.Body!)!.AsObject()).ToList();
        Assert.Equal(["title", "body", "state", "state_reason"], changes.SelectMany(change => change.Select(member => member.Key)));
        Assert.DoesNotContain(_github.Server.Requests, request => request.Method != "GET" && request.Body!.Contains("milestone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deadline_that_lives_in_the_milestone_takes_it_away_where_it_is_to()
    {
        var tracker = _github.Tracker(configure: options => options.DeadlineIn = DeadlinePlace.Milestone);

        await tracker.UpdateAsync(_github.Issue(42), new IssuePatch { Deadline = new Change<Deadline?>(null) }, Cancel);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"milestone":null}"""), JsonNode.Parse(Assert.Single(_github.Server.Asked("PATCH", Issue42)).Body!)));
    }

    [Theory]
    [InlineData("{elsewhere}/repos/acme/ops/issues?page=2", "where the token must not go")]
    [InlineData("https://evil.example/", "evil.example")]
    [InlineData("http://[", "no address")]
    [InlineData("{github}/repos/acme/ops/issues?page=2", "does not end")]
    public async Task A_link_to_another_host_or_in_a_circle_is_not_followed(string link, string told)
    {
        var next = link.Replace("{elsewhere}", _elsewhere.Url, StringComparison.Ordinal).Replace("{github}", _github.Server.Url, StringComparison.Ordinal);
        _github.Server.Shows("GET", GitHubStandIn.Issues, new StandInAnswer(200, "[]", $"Link: <{next}>; rel=\"next\""));

        var problem = await Assert.ThrowsAsync<TrackerException>(() => _github.Tracker().ChangesAsync(null, Cancel));

        Assert.Contains(told, problem.Message, StringComparison.Ordinal);
        Assert.InRange(_github.Listings.Count, 1, 6);
        Assert.Empty(_elsewhere.Requests);
    }

    [Fact]
    public async Task A_list_of_labels_that_leads_to_another_host_leaves_nothing_posted()
    {
        _github.Server.Shows("GET", Labels, new StandInAnswer(200, "[]", $"Link: <{_elsewhere.Url}{Labels}?page=2>; rel=\"next\""));

        await Assert.ThrowsAsync<TrackerException>(() => _github.Tracker().CreateAsync([Draft], Cancel));

        Assert.Empty(_github.Creates);
        Assert.Empty(_elsewhere.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_another_host_gets_neither_token_nor_body(int status)
    {
        _github.Server.Shows("*", GitHubStandIn.Issues, Elsewhere(GitHubStandIn.Issues)).Shows("POST", GitHubStandIn.Issues, Elsewhere(GitHubStandIn.Issues))
            .Shows("PATCH", Issue42, Elsewhere(Issue42)).Shows("POST", Labels, (201, """{"name":"x"}"""));
        var tracker = _github.Tracker();

        var read = await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel));
        Assert.Contains($" to {_elsewhere.Url}, where the credentials must not go", read.Message, StringComparison.Ordinal);
        Assert.IsType<CreateOutcome.Unknown>(Assert.Single(await tracker.CreateAsync([Draft], Cancel)));
        Assert.Single(_github.Creates);
        await Assert.ThrowsAsync<TrackerException>(() => tracker.UpdateAsync(_github.Issue(42), new IssuePatch { Title = "Another title" }, Cancel));
        Assert.Single(_github.Server.Asked("PATCH", Issue42));
        Assert.Empty(_elsewhere.Requests);

        StandInAnswer Elsewhere(string path) => new(status, "", $"Location: {_elsewhere.Url}{path}");
    }

    [Fact]
    public async Task A_part_of_an_address_is_escaped()
    {
        var client = Client();

        await client.RemoveLabelAsync("42", "team/a?b#c", Cancel);
        await client.CanBeAssignedAsync("../alice", Cancel);

        Assert.EndsWith("/repos/acme/ops/issues/42/labels/team%2Fa%3Fb%23c", Assert.Single(Sent("DELETE")).AbsoluteUrl, StringComparison.Ordinal);
        Assert.EndsWith("/repos/acme/ops/assignees/..%2Falice", Assert.Single(Sent("GET")).AbsoluteUrl, StringComparison.Ordinal);

        IEnumerable<WireMock.IRequestMessage> Sent(string method) => _github.Server.Requests.Where(request => request.Method == method);
    }

    [Theory]
    [MemberData(nameof(NoIssue))]
    public async Task A_success_that_is_no_issue_is_unknown_for_a_create(string body)
    {
        _github.Server.Shows("POST", GitHubStandIn.Issues, (201, body)).Shows("POST", Labels, (201, """{"name":"x"}"""));

        Assert.IsType<CreateOutcome.Unknown>(Assert.Single(await _github.Tracker().CreateAsync([Draft], Cancel)));
        Assert.Single(_github.Creates);
    }

    [Theory]
    [MemberData(nameof(NoIssue))]
    public async Task A_success_that_is_no_issue_is_an_error_for_a_read_and_for_a_change_perhaps_done(string body)
    {
        var tracker = _github.Tracker();
        _github.Server.Shows("PATCH", Issue42, (200, body));
        var changed = await tracker.UpdateAsync(_github.Issue(42), new IssuePatch { Title = "Another title" }, Cancel);
        Assert.True(Assert.IsType<ReadOutcome.Failed>(changed).PerhapsDone);
        Assert.Single(_github.Server.Asked("PATCH", Issue42));

        _github.Server.Shows("GET", Issue42, (200, body));
        Assert.IsType<ReadOutcome.Failed>(await tracker.ReadAsync(_github.Issue(42), Cancel));
    }

    [Theory]
    [MemberData(nameof(NoList))]
    public async Task A_success_that_is_no_list_is_an_error_and_never_an_empty_one(string body)
    {
        var cursor = (await _github.Tracker().ListAsync([], Cancel)).Cursor;
        _github.Server.Shows("GET", GitHubStandIn.Issues, (200, body)).Shows("GET", Labels, (200, body)).Shows("GET", $"{Issue42}/comments", (200, body));
        var tracker = _github.Tracker();

        foreach (var list in new Func<Task>[] { () => tracker.ListAsync([], Cancel), () => tracker.ChangesAsync(cursor, Cancel),
            () => tracker.FindAsync([Draft.Marker], GitHubStandIn.Now, Cancel) })
            Assert.Equal(TrackerFault.Unavailable, (await Assert.ThrowsAsync<TrackerException>(list)).Fault);
        await Assert.ThrowsAsync<TrackerException>(() => tracker.CreateAsync([Draft], Cancel));
        Assert.Empty(_github.Creates);
    }

    [Theory]
    [MemberData(nameof(NoList))]
    public async Task Where_comments_cannot_be_read_none_is_written(string body)
    {
        _github.Server.Shows("GET", $"{Issue42}/comments", (200, body));

        var outcome = await _github.Tracker().AddNoteAsync(_github.Issue(42), new IssueNote("t", "Withdrawn."), Cancel);

        Assert.False(Assert.IsType<ReadOutcome.Failed>(outcome).PerhapsDone);
        Assert.Empty(_github.Server.Asked("POST", "/comments"));
    }

    /// <summary>Octokit has hundreds of them, by each client and its interface.</summary>
    [Fact]
    public void No_list_is_asked_for_in_Octokits_way() => Assert.DoesNotContain(
        Repository.Sources(),
        file => file.Path.StartsWith("src/ActionSync/Trackers/", StringComparison.Ordinal) && file.Text.Contains(".GetAll", StringComparison.Ordinal));

    [Theory]
    [InlineData("T:Octokit.IssueUpdate")]
    [InlineData("T:Octokit.IssuesClient")]
    [InlineData("T:Octokit.GitHubClient")]
    [InlineData("T:Octokit.Internal.HttpClientAdapter")]
    [InlineData("M:Octokit.IApiConnection.GetAll``1(System.Uri)")]
    public void What_springs_the_traps_is_banned(string symbol) => Assert.Contains(symbol, Banned);

    [Fact]
    public void What_is_banned_is_there_since_a_wrong_name_bans_nothing() =>
        Assert.DoesNotContain(Banned, symbol => symbol.Contains(":Octokit.", StringComparison.Ordinal) && !IsInOctokit(symbol));

    public void Dispose()
    {
        _github.Dispose();
        _elsewhere.Dispose();
    }

    private static IEnumerable<string> Banned =>
        File.ReadLines(Path.Combine(Repository.Root, "BannedSymbols.txt")).Select(line => line.Split(';')[0]);

    private static bool IsInOctokit(string symbol)
    {
        var (octokit, name) = (typeof(Octokit.Connection).Assembly, symbol[2..].Split('(')[0].Split("``")[0]);
        var dot = name.LastIndexOf('.');
        return symbol[0] == 'T' ? octokit.GetType(name) is not null
            : octokit.GetType(name[..dot])?.GetMember(name[(dot + 1)..].Replace('#', '.')).Any(member => member is not MethodBase method || symbol.EndsWith(
                $"({string.Join(",", method.GetParameters().Select(parameter => InSymbol(parameter.ParameterType)))})", StringComparison.Ordinal)) is true;
    }

    private static string InSymbol(Type type) => type.IsGenericType
        ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(",", type.GetGenericArguments().Select(InSymbol))}}}"
        : type.FullName!;

    private static string Without(string member)
    {
        var issue = JsonNode.Parse(GitHubStandIn.Made(Draft))!.AsObject();
        Assert.True(issue.Remove(member));
        return issue.ToJsonString();
    }

    private static string With(string member, string value)
    {
        var issue = JsonNode.Parse(GitHubStandIn.Made(Draft))!.AsObject();
        issue[member] = JsonNode.Parse(value);
        return issue.ToJsonString();
    }

    /// <summary>The calls themselves, for what no tracker's own words hold.</summary>
    private GitHubClient Client() => GitHubKind.Client(
        new GitHubOptions { Name = "github", BaseUrl = _github.Server.Url, Repository = "acme/ops", Token = new Secret("a-token") },
        TrackerHttp.Create(TimeSpan.FromSeconds(30)), new HastyClock(), NullLogger.Instance);
}
