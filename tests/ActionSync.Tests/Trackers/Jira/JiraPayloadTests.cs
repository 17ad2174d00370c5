using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Tests.Contracts;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Transitions and comments as real servers send them: one odd part costs that part alone, and Jira is changed as was wished.</summary>
public sealed class JiraPayloadTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

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
}
