using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Jira;

namespace ActionSync.Tests.Contracts;

/// <summary>Answers as real servers send them are read for what they hold, and one odd part costs that part alone.</summary>
public sealed class JiraPayloadReadingTests : IDisposable
{
    private const string TwoIssues = "jira-search-one-due-date-mistyped";

    private readonly JiraStandIn _jira = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<JiraDeployment> Deployments => [JiraDeployment.Cloud, JiraDeployment.DataCenter];

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task An_issue_whose_status_category_has_a_number_for_an_id_is_read(JiraDeployment deployment)
    {
        using var tracker = Searched(deployment, "{}");
        _jira.Shows("/issue/10001", Payloads.Text("Jira", "jira-issue-status-category-number"));

        var read = Assert.IsType<ReadOutcome.Found>(await tracker.ReadAsync(_jira.Issue("10001", "OPS-1"), Cancel)).Issue;

        Assert.Equal(("Add an alert on cache hit rate", ItemState.Open, Priority.P1, "2026-12-20", (string?)null),
            (read.Title, read.State, read.Priority, read.Deadline?.ToString(), read.Owner));
        Assert.Empty(read.Unread);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task One_due_date_that_was_mistyped_costs_that_due_date(JiraDeployment deployment)
    {
        using var tracker = Searched(deployment, Payloads.Text("Jira", TwoIssues));

        var changes = await tracker.ChangesAsync(null, Cancel);

        Assert.Equal(["OPS-21", "OPS-22"], changes.Issues.Select(i => i.Ref.Number).Order());
        var (good, odd) = (changes.Issues.Single(i => i.Ref.Number == "OPS-21"), changes.Issues.Single(i => i.Ref.Number == "OPS-22"));
        Assert.Equal((ItemState.Done, "2026-12-01"), (good.State, good.Deadline?.ToString()));
        Assert.Empty(good.Unread);
        Assert.Equal(("Replace the mooring lamp", Priority.P2, "nia@example.test"), (odd.Title, odd.Priority, odd.Owner));
        var unread = Assert.Single(odd.Unread);
        Assert.Equal(ItemField.Deadline, unread.Field);
        Assert.Equal("The due date of OPS-22 is \"20262-01-15\", which is no day. Correct it in Jira.", unread.Why);
    }

    [Fact]
    public async Task A_search_that_tells_no_total_is_read_to_its_end()
    {
        var page = Payloads.Json("Jira", TwoIssues).AsObject();
        page.Remove("total");
        var first = page.ToJsonString();
        page["issues"]!.AsArray().RemoveAt(1);
        page["issues"]![0]!["id"] = "10323";
        page["issues"]![0]!["key"] = "OPS-23";
        using var tracker = Searched(JiraDeployment.DataCenter, first, page.ToJsonString(), """{"startAt":3,"maxResults":100,"issues":[]}""");

        Assert.Equal(["OPS-21", "OPS-22", "OPS-23"], (await tracker.ChangesAsync(null, Cancel)).Issues.Select(i => i.Ref.Number).Order());

        Assert.Equal([0, 2, 3], _jira.Server.Asked("POST", JiraStandIn.Search(JiraDeployment.DataCenter))
            .Select(request => (int)JsonNode.Parse(request.Body!)!["startAt"]!));
    }

    [Theory]
    [InlineData("""null""", null, "$.issues[1]")]
    [InlineData("""{"key":"OPS-22","fields":{}}""", null, "$.issues[1]")]
    [InlineData("""{"id":10322,"key":"OPS 22","fields":{}}""", "10322", "OPS 22")]
    [InlineData("""{"id":"10322","key":"OPS-22"}""", "10322", "fields is not shown")]
    [InlineData("""{"id":"10322","key":"OPS-22","fields":null}""", "10322", "fields is null")]
    [InlineData("""{"id":"10322","key":"OPS-22","fields":[7]}""", "10322", "fields cannot be read")]
    [InlineData("""{"id":"10322","key":"OPS-22","fields":{"created":"yesterday","updated":"2026-11-20T17:45:12.000+0100"}}""", "10322",
        "fields.created is \"yesterday\"")]
    [InlineData("""{"id":"10322","key":"OPS-22","fields":{"created":"2026-11-20T17:45:12.000+0100","updated":5}}""", "10322",
        "fields.updated cannot be read: 5")]
    public async Task One_odd_issue_of_a_page_costs_that_issue(string odd, string? id, string why)
    {
        var page = Payloads.Json("Jira", TwoIssues);
        page["issues"]!.AsArray()[1] = JsonNode.Parse(odd);
        foreach (var deployment in Enum.GetValues<JiraDeployment>())
        {
            using var tracker = Searched(deployment, page.ToJsonString());

            var changes = await tracker.ChangesAsync(null, Cancel);

            Assert.Equal("OPS-21", Assert.Single(changes.Issues).Ref.Number);
            var unread = Assert.Single(changes.Unread);
            Assert.Equal(id, unread.Id);
            Assert.Contains(why, unread.Why, StringComparison.Ordinal);
            Assert.DoesNotContain("prox", unread.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_issue_that_cannot_be_read_still_says_by_its_labels_that_it_is_ours()
    {
        var page = Payloads.Json("Jira", TwoIssues);
        page["issues"]![1]!["fields"]!["created"] = 7;
        using var tracker = Searched(JiraDeployment.DataCenter, page.ToJsonString());

        Assert.Equal("abcdef01234567890123", Assert.Single((await tracker.ListAsync([], Cancel)).Unread, u => u.Id == "10322").Marker);
    }

    [Theory]
    [InlineData("assignee", """{"displayName":null}""", ItemField.Owner, "neither accountId nor name")]
    [InlineData("assignee", "7", ItemField.Owner, "fields.assignee cannot be read: 7")]
    [InlineData("priority", """{"id":"9"}""", ItemField.Priority, "fields.priority has no name")]
    [InlineData("priority", """{"id":"9","name":"Critical"}""", ItemField.Priority, "{\"P2\": \"High|Critical\"}")]
    [InlineData("duedate", "20261201", ItemField.Deadline, "fields.duedate cannot be read: 20261201")]
    [InlineData("duedate", "\"\"", ItemField.Deadline, "is no day")]
    [InlineData("summary", "\"  \"", ItemField.Title, "fields.summary is empty")]
    [InlineData("status", """{"name":"Moored"}""", ItemField.State, "fields.status.statusCategory is not shown")]
    [InlineData("status", """{"name":"Moored","statusCategory":{"id":9,"key":"sunk"}}""", ItemField.State, "Trackers:jira:Statuses")]
    [InlineData("resolution", "[1]", ItemField.State, "fields.resolution cannot be read")]
    public async Task One_odd_field_of_an_issue_costs_that_field(string field, string value, ItemField unread, string why)
    {
        var only = Assert.Single((await With(field, value)).Unread);

        Assert.Equal(unread, only.Field);
        Assert.Contains(why, only.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2026-12-01T00:00:00.000+0000\"", "2026-12-01")]
    [InlineData("\"2026-12-01T23:30:00.000-0800\"", "2026-12-01")]
    [InlineData("null", null)]
    public async Task A_due_date_is_a_day_whatever_time_hangs_on_it(string value, string? day)
    {
        var issue = await With("duedate", value);

        Assert.Equal(day, issue.Deadline?.ToString());
        Assert.Empty(issue.Unread);
    }

    [Theory]
    [InlineData(JiraDeployment.DataCenter, "jira-createmeta-option-with-numeric-id")]
    [InlineData(JiraDeployment.Cloud, "jira-createmeta-options-are-texts")]
    public async Task A_create_screen_with_odd_options_of_fields_that_nobody_uses_tells_what_may_be_sent(JiraDeployment deployment, string screen)
    {
        using var tracker = Searched(deployment, "{}");
        _jira.Shows("GET", "/issue/createmeta/OPS/issuetypes/10001", Payloads.Text("Jira", screen)).Server.Says(500, "");

        await tracker.CreateAsync([SomeDraft.Of()], Cancel);

        var fields = JsonNode.Parse(Assert.Single(_jira.Server.Asked("POST", "/issue/bulk")).Body!)!["issueUpdates"]![0]!["fields"]!;
        Assert.Equal(("1", "2024-01-22"), ((string?)fields["priority"]!["id"], (string?)fields["duedate"]));
    }

    public void Dispose() => _jira.Dispose();

    /// <summary>OPS-21 as Data Center shows it, with another value of one field.</summary>
    private async Task<IssueSnapshot> With(string field, string value)
    {
        var page = Payloads.Json("Jira", TwoIssues);
        page["issues"]![0]!["fields"]![field] = JsonNode.Parse(value);
        using var tracker = Searched(JiraDeployment.DataCenter, page.ToJsonString());
        return (await tracker.ChangesAsync(null, Cancel)).Issues.Single(i => i.Ref.Number == "OPS-21");
    }

    /// <summary>A tracker whose searches are answered by these pages in turn.</summary>
    private JiraTracker Searched(JiraDeployment deployment, params string[] pages)
    {
        _jira.ShowsProject(deployment).Shows("/serverInfo", """{"baseUrl":"https://jira.example.test","version":"10.3.0"}""").Server
            .SaysInTurn(JiraStandIn.Search(deployment), [.. pages.Select(page => (StandInAnswer)(200, page))]);
        return _jira.Tracker(deployment);
    }
}
