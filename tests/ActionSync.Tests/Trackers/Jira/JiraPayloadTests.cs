using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Answers as real servers send them are read for what they hold.</summary>
public sealed class JiraPayloadTests
{
    private static CancellationToken Cancel => TrackerBench.Cancel;

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task An_issue_whose_status_category_has_a_number_for_an_id_is_read(JiraMode mode)
    {
        await using var bench = await JiraBench.StartAsync(mode);
        var issue = await bench.CreateAsync();
        bench.Faults.Next("GET", $"/issue/{issue.Ref.Id}*", Fault.Code(200, body: Payload.Text("jira-issue-status-category-number")));

        var read = await bench.ReadAsync(issue.Ref);

        Assert.Equal(("Add an alert on cache hit rate", ItemState.Open, Priority.P1, "2026-12-20", (string?)null),
            (read.Title, read.State, read.Priority, read.Deadline?.ToString(), read.Owner));
        Assert.Equal(0, bench.Faults.Waiting);
    }
}
