using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Tests.Contracts;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Answers as real servers send them are read for what they hold, and one odd part costs that part alone.</summary>
public sealed class JiraPayloadTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task An_issue_whose_status_category_has_a_number_for_an_id_is_read(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        harness.Faults.Next("GET", $"/issue/{issue.Ref.Id}*", Fault.Code(200, body: Payloads.Text("Jira", "jira-issue-status-category-number")));

        var read = await harness.ReadAsync(issue.Ref);

        Assert.Equal(("Add an alert on cache hit rate", ItemState.Open, Priority.P1, "2026-12-20", (string?)null),
            (read.Title, read.State, read.Priority, read.Deadline?.ToString(), read.Owner));
        Assert.Empty(read.Unread);
        Assert.Equal(0, harness.Faults.Waiting);
    }

    [Theory]
    [InlineData(ItemState.WontDo, "Won't Do")]
    [InlineData(ItemState.Done, "Done")]
    public async Task Plain_options_on_a_transitions_screen_keep_no_issue_open(ItemState state, string resolution)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var issue = await harness.CreateAsync();
        // The resolutions of the recorded server have other numbers than the simulator's.
        var recorded = Payloads.Text("Jira", "jira-transitions-screen-with-plain-options").Replace("\"10000\"", "\"1\"", StringComparison.Ordinal)
            .Replace("\"10001\"", "\"2\"", StringComparison.Ordinal);
        harness.Faults.Next("GET", "/transitions", Fault.Code(200, body: recorded));

        var after = await harness.UpdateAsync(issue.Ref, new IssuePatch { State = state });

        Assert.Equal((state, resolution), (after.State, Assert.Single(harness.Issues).Resolution));
        Assert.Equal(0, harness.Faults.Waiting);
    }

    [Fact]
    public async Task Transitions_that_do_not_show_where_they_lead_are_named_and_can_be_mapped()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        const string Dark = """{"transitions":[null,{"id":"31","name":"Moor","to":{"name":"Done"}},{"id":"21"}]}""";
        harness.Faults.Next("GET", "/transitions", Fault.Code(200, body: Dark), times: 2);

        var refused = Assert.IsType<ReadOutcome.Refused>(await harness.Tracker.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Done }, Cancel));
        Assert.Contains("to.statusCategory.key", refused.Reason, StringComparison.Ordinal);

        harness.Options.Statuses = new Dictionary<string, string> { ["done"] = "done" };
        harness.Project.Workflow = JiraWorkflow.CloseOrReject;
        Assert.Equal(ItemState.Done, (await harness.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Done })).State);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task One_due_date_that_was_mistyped_costs_that_due_date(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        harness.Faults.Next(
            "POST", mode is JiraMode.Cloud ? "/search/jql" : "/search", Fault.Code(200, body: Payloads.Text("Jira", "jira-search-one-due-date-mistyped")));

        var changes = await harness.Tracker.ChangesAsync(null, Cancel);

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
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var page = Payloads.Json("Jira", "jira-search-one-due-date-mistyped").AsObject();
        page.Remove("total");
        harness.Faults.Holding("POST", "/search", "\"startAt\":0", Fault.Code(200, body: page.ToJsonString()));
        page["issues"]!.AsArray().RemoveAt(1);
        page["issues"]![0]!["id"] = "10323";
        page["issues"]![0]!["key"] = "OPS-23";
        harness.Faults.Holding("POST", "/search", "\"startAt\":2", Fault.Code(200, body: page.ToJsonString()));
        harness.Faults.Holding("POST", "/search", "\"startAt\":3", Fault.Code(200, body: """{"startAt":3,"maxResults":100,"issues":[]}"""));

        Assert.Equal(["OPS-21", "OPS-22", "OPS-23"], (await harness.Tracker.ChangesAsync(null, Cancel)).Issues.Select(i => i.Ref.Number).Order());
        Assert.Equal(0, harness.Faults.Waiting);
    }

    [Fact]
    public async Task A_listing_of_comments_that_tells_no_total_is_read_to_its_end()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        string Page(string body) => $$"""{"comments":[{"id":"{{body.Length}}","body":"{{body}}"}]}""";
        harness.Faults.When(r => r.Method == "GET" && r.Query["startAt"] == "0", Fault.Code(200, body: Page("Somebody's word.")));
        harness.Faults.When(r => r.Method == "GET" && r.Query["startAt"] == "1", Fault.Code(200, body: Page("ActionSync note reminder-1")));

        Assert.IsType<ReadOutcome.Found>(await harness.Tracker.AddNoteAsync(issue.Ref, new IssueNote("reminder-1", "Please look."), Cancel));

        Assert.Equal(0, harness.NotesOn(issue.Ref));
        Assert.Equal(0, harness.Faults.Waiting);
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
        foreach (var mode in Enum.GetValues<JiraMode>())
        {
            await using var harness = await JiraHarness.StartAsync(mode);
            var page = Payloads.Json("Jira", "jira-search-one-due-date-mistyped");
            page["issues"]!.AsArray()[1] = System.Text.Json.Nodes.JsonNode.Parse(odd);
            harness.Faults.Next("POST", mode is JiraMode.Cloud ? "/search/jql" : "/search", Fault.Code(200, body: page.ToJsonString()));

            var changes = await harness.Tracker.ChangesAsync(null, Cancel);

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
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var page = Payloads.Json("Jira", "jira-search-one-due-date-mistyped");
        page["issues"]![1]!["fields"]!["created"] = 7;
        harness.Faults.Next("POST", "/search", Fault.Code(200, body: page.ToJsonString()));
        Assert.Equal("abcdef01234567890123", Assert.Single((await harness.Tracker.ListAsync([], Cancel)).Unread, u => u.Id == "10322").Marker);
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
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var page = Payloads.Json("Jira", "jira-search-one-due-date-mistyped");
        page["issues"]![0]!["fields"]![field] = System.Text.Json.Nodes.JsonNode.Parse(value);
        harness.Faults.Next("POST", "/search", Fault.Code(200, body: page.ToJsonString()));

        var issue = (await harness.Tracker.ChangesAsync(null, Cancel)).Issues.Single(i => i.Ref.Number == "OPS-21");

        var only = Assert.Single(issue.Unread);
        Assert.Equal(unread, only.Field);
        Assert.Contains(why, only.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2026-12-01T00:00:00.000+0000\"", "2026-12-01")]
    [InlineData("\"2026-12-01T23:30:00.000-0800\"", "2026-12-01")]
    [InlineData("null", null)]
    public async Task A_due_date_is_a_day_whatever_time_hangs_on_it(string value, string? day)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var page = Payloads.Json("Jira", "jira-search-one-due-date-mistyped");
        page["issues"]![0]!["fields"]!["duedate"] = System.Text.Json.Nodes.JsonNode.Parse(value);
        harness.Faults.Next("POST", "/search", Fault.Code(200, body: page.ToJsonString()));

        var issue = (await harness.Tracker.ChangesAsync(null, Cancel)).Issues.Single(i => i.Ref.Number == "OPS-21");

        Assert.Equal(day, issue.Deadline?.ToString());
        Assert.Empty(issue.Unread);
    }

    [Fact]
    public async Task Jiras_own_answer_that_lacks_something_is_not_blamed_on_proxies()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Faults.Next("POST", "/search/jql", Fault.Code(200, body: """{"isLast":true}"""));
        var thrown = await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(null, Cancel));
        Assert.Contains("no $.issues", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("prox", thrown.Message, StringComparison.Ordinal);

        harness.Faults.Next("POST", "/search/jql", Fault.Code(200, body: """{"issues":"none"}"""));
        thrown = await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(null, Cancel));
        Assert.Contains("$.issues", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("prox", thrown.Message, StringComparison.Ordinal);

        harness.Faults.Next("POST", "/search/jql", Fault.Html());
        thrown = await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(null, Cancel));
        Assert.Contains("check BaseUrl and proxies", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_made_but_cannot_be_read_back_is_told_with_its_reason()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Faults.Next("POST", "/issue/bulkfetch", Fault.Code(200, body: """{"issues":[{"id":"10001","key":"OPS-1","fields":7}]}"""));
        var unknown = Assert.IsType<CreateOutcome.Unknown>(Assert.Single(await harness.Tracker.CreateAsync([SomeDraft.Of()], Cancel)));
        Assert.Contains("fields cannot be read: 7", unknown.Reason, StringComparison.Ordinal);
    }
}
