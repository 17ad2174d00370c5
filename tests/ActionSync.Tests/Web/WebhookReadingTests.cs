using System.Buffers;
using System.Text;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Simulators.GitHub;
using ActionSync.Testing.Web;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Web;

/// <summary>What bodies come to, without a worker.</summary>
public sealed class WebhookReadingTests
{
    private static readonly TrackerPlace Payments = new("https://github.com", "acme/payments");
    private static readonly TrackerPlace Ops = new("https://acme.atlassian.net", "OPS");
    private static readonly TrackerPlace DataCenterOps = new("https://jira.acme.com/jira", "OPS");

    [Theory]
    [InlineData("github-closed", false)]
    [InlineData("github-edited", false)]
    [InlineData("github-assigned", false)]
    [InlineData("github-labeled", false)]
    [InlineData("github-deleted", true)]
    [InlineData("github-transferred", true)]
    public void GitHub_names_a_repository_and_whether_lists_show_it(string body, bool isBeyondLists) =>
        IsChange(GitHubWebhook.Read("issues", Sequence(WebhookSender.Corpus[body])), isBeyondLists, Payments);

    [Theory]
    [InlineData("closed", false)]
    [InlineData("edited", false)]
    [InlineData("assigned", false)]
    [InlineData("deleted", true)]
    [InlineData("transferred", true)]
    [InlineData("a_new_word", false)]
    public async Task A_body_with_all_that_GitHub_sends_names_the_repository_by_name_and_id(string action, bool isBeyondLists)
    {
        await using var github = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        var repository = github.World.AddRepository("acme/payments");
        var issue = repository.Open("Mine", by: GitHubWorld.Ghost);

        var reading = GitHubWebhook.Read("issues", Sequence(Encoding.UTF8.GetBytes(GitHubWebhookBody.Issues(github, repository, issue, action))));

        IsChange(reading, isBeyondLists, new TrackerPlace(github.Url, "acme/payments"));
        Assert.Equal(
            new PlaceIdentity(github.Url, $"{repository.Id}", "acme/payments"), Assert.Single(Assert.IsType<WebhookReading.Change>(reading).Identities));
    }

    [Theory]
    [InlineData("""{"action":7,"repository":{"id":"x","full_name":"acme/payments","html_url":null}}""")]
    [InlineData("""{"repository":{"full_name":"acme/payments"},"issue":null,"sender":"nobody"}""")]
    public void What_is_odd_about_the_rest_of_a_body_costs_nothing(string body) =>
        Assert.Equal("acme/payments",
            Assert.Single(Assert.IsType<WebhookReading.Change>(GitHubWebhook.Read("issues", Sequence(Encoding.UTF8.GetBytes(body)))).Places).Path);

    [Theory]
    [InlineData("jira-updated-cloud", false)]
    [InlineData("jira-created-cloud", false)]
    [InlineData("jira-deleted-cloud", true)]
    public void Jira_Cloud_names_site_and_project(string body, bool isBeyondLists) =>
    IsChange(JiraWebhook.Read(Sequence(WebhookSender.Corpus[body])), isBeyondLists, Ops);

    [Theory]
    [InlineData("jira-updated-datacenter", false)]
    [InlineData("jira-deleted-datacenter", true)]
    public void Jira_Data_Center_names_site_and_project(string body, bool isBeyondLists) =>
        IsChange(JiraWebhook.Read(Sequence(WebhookSender.Corpus[body])), isBeyondLists, DataCenterOps);

    [Theory]
    [InlineData("changelog", "7")]
    [InlineData("changelog", """{"id":10200,"items":[null,7,{"field":3,"fromString":{"x":1}},{"field":"duedate","fieldtype":"jira","fieldId":"duedate","from":null,"fromString":null,"to":"2024-02-01","toString":"2024-02-01 00:00:00.0"}]}""")]
    [InlineData("issue.fields", "null")]
    [InlineData("issue.fields.project", "[]")]
    [InlineData("issue.fields.assignee", "\"nobody\"")]
    [InlineData("issue.fields.customfield_10050", """[{"value":{"a":[1,2]}},null]""")]
    [InlineData("user", "null")]
    [InlineData("timestamp", "\"1705943000123\"")]
    [InlineData("comment", """{"id":"1","body":"Nearly there"}""")]
    public void What_is_odd_in_a_body_does_not_hide_what_happened(string member, string value)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(WebhookSender.Corpus["jira-updated-cloud"])!;
        var path = member.Split('.');
        var at = path[..^1].Aggregate(body, (node, name) => node[name]!);
        at[path[^1]] = System.Text.Json.Nodes.JsonNode.Parse(value);
        IsChange(JiraWebhook.Read(Sequence(Encoding.UTF8.GetBytes(body.ToJsonString()))), false, Ops);
    }

    [Fact]
    public void A_moved_issue_is_of_both_projects() =>
        IsChange(JiraWebhook.Read(Sequence(WebhookSender.Corpus["jira-moved-cloud"])), true, Ops, Ops with { Path = "SUP" });

    [Theory]
    [InlineData("""{"webhookEvent":"jira:issue_deleted","issue":{"key":"OPS-7"}}""")]
    [InlineData("""{"webhookEvent":"jira:issue_deleted","issue":{"fields":{"project":{"key":"OPS"}}}}""")]
    [InlineData("""{"webhookEvent":"jira:issue_deleted","issue":{"self":"not/an/address","key":"OPS-7"}}""")]
    public void Jira_s_project_is_found_where_it_stands(string body) =>
        Assert.Equal("OPS", Assert.Single(Assert.IsType<WebhookReading.Change>(JiraWebhook.Read(Sequence(Encoding.UTF8.GetBytes(body)))).Places).Path);

    [Fact]
    public void Repositories_of_one_name_are_told_apart_by_server_and_all_meant_where_it_is_unknown()
    {
        using var http = new HttpClientHandler();
        using var set = new TrackerSet([Tracker("cloud", "https://api.github.com", http), Tracker("server", "https://ghe.acme.com/api/v3", http)]);

        Assert.Equal(["cloud"], set.At(Payments with { Server = "https://GitHub.com", Path = "ACME/payments" }).Select(t => t.Name));
        Assert.Equal(["server"], set.At(Payments with { Server = "https://ghe.acme.com" }).Select(t => t.Name));
        Assert.Equal(["cloud", "server"], set.At(Payments with { Server = "" }).Select(t => t.Name).Order());
        Assert.Empty(set.At(Payments with { Path = "acme/elsewhere" }));
    }

    private static GitHubTracker Tracker(string name, string baseUrl, HttpMessageHandler network) => GitHubKind.Create(
        new GitHubOptions { Name = name, BaseUrl = baseUrl, Repository = "Acme/Payments", Token = new Secret("a-token") },
        new PeopleDirectory(new Dictionary<string, PersonOptions>()), network, TimeZoneInfo.Utc, TimeProvider.System, NullLogger<GitHubTracker>.Instance);

    /// <summary>The body in pieces, as it comes from a socket.</summary>
    internal static ReadOnlySequence<byte> Sequence(byte[] body, int cut = 7)
    {
        if (body.Length <= cut)
            return new ReadOnlySequence<byte>(body);
        var first = new Piece(body.AsMemory(0, cut), 0);
        return new ReadOnlySequence<byte>(first, 0, first.Then(body.AsMemory(cut)), body.Length - cut);
    }

    private static void IsChange(WebhookReading reading, bool isBeyondLists, params TrackerPlace[] places)
    {
        var change = Assert.IsType<WebhookReading.Change>(reading);
        Assert.Equal(places, change.Places);
        Assert.Equal(isBeyondLists, change.IsBeyondLists);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long start) => (Memory, RunningIndex) = (memory, start);

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
