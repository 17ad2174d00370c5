using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Answers that no Jira should give: each is told in a sentence, and none has lasting consequences.</summary>
public sealed class JiraCorruptAnswerTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Fact]
    public async Task Issues_are_told_apart_by_what_they_show_and_not_by_their_place_in_the_answer()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Faults.Next(
            "POST", "/issue/bulk", Fault.Code(201, Moment.After, """{"issues":[{"id":"10002","key":"OPS-2"},{"id":"10001","key":"OPS-1"}],"errors":[]}"""));

        var outcomes = await harness.Tracker.CreateAsync(SomeDraft.Many(2), Cancel);

        Assert.Equal(["OPS-1", "OPS-2"], outcomes.Select(o => Assert.IsType<CreateOutcome.Created>(o).Issue.Ref.Number));
    }

    [Theory]
    [InlineData("""{"issues":[{"id":"10001","key":"OPS-1"}],"errors":[{"failedElementNumber":99,"status":400}]}""")]
    [InlineData("""{"issues":[{"id":"10001","key":"OPS-1"},{"id":"10001","key":"OPS-1"}],"errors":[]}""")]
    [InlineData("""{"issues":[{"id":"10001","key":"OPS-1"},{"id":"77777","key":"OPS-7"}],"errors":[]}""")]
    public async Task An_answer_that_misses_one_of_two_issues_leaves_that_one_unknown(string answer)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        harness.Faults.Next("POST", "/issue/bulk", Fault.Code(201, Moment.After, answer));

        var outcomes = await harness.Tracker.CreateAsync(SomeDraft.Many(2), Cancel);

        Assert.Equal("OPS-1", Assert.IsType<CreateOutcome.Created>(outcomes[0]).Issue.Ref.Number);
        Assert.IsType<CreateOutcome.Unknown>(outcomes[1]);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, """{"issues":[],"nextPageToken":"again","isLast":false}""")]
    [InlineData(JiraMode.DataCenter, """{"issues":[{"id":"1","key":"OPS-1","fields":{"summary":"x","status":{"statusCategory":{"key":"new"}},"labels":[],"created":"2024-01-01T00:00:00.000+0000","updated":"2024-01-01T00:00:00.000+0000"}}],"total":2147483647}""")]
    public async Task A_search_without_an_end_ends_with_a_sentence(JiraMode mode, string page)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        harness.Faults.Always(request => request.Path.Value!.Contains("/search", StringComparison.Ordinal) ? Fault.Code(200, body: page) : null);

        var problem = await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(null, Cancel));

        Assert.Contains("does not end", problem.Message, StringComparison.Ordinal);
        Assert.InRange(harness.Searches, 1, 5);
    }

    [Fact]
    public async Task A_create_that_succeeds_for_nobody_is_unknown()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Faults.Next("POST", "/issue/bulk", Fault.Code(201, Moment.After, """{"issues":[{"id":"10001","key":"OPS-1"}]}""") with
        {
            Headers = new Dictionary<string, string> { ["X-Seraph-LoginReason"] = "AUTHENTICATED_FAILED" },
        });
        Assert.IsType<CreateOutcome.Unknown>(Assert.Single(await harness.Tracker.CreateAsync([SomeDraft.Of()], Cancel)));
    }

    [Fact]
    public async Task Words_of_a_refusal_are_made_plain()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Faults.Next("POST", "/comment", Fault.Code(400, body: """{"errorMessages":["\u001b[31mred\u0007","two\nlines"]}"""));
        var outcome = Assert.IsType<ReadOutcome.Refused>(await harness.Tracker.AddNoteAsync(issue.Ref, new IssueNote("x", "Text."), Cancel));
        Assert.DoesNotContain(outcome.Reason, char.IsControl);
    }

    [Fact]
    public async Task A_server_that_claims_to_live_in_the_future_hides_nothing()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Faults.Next("POST", "/search/jql",
            Fault.Code(200, body: """{"issues":[],"isLast":true}""") with
            {
                Headers = new Dictionary<string, string> { ["Date"] = "Fri, 31 Dec 9999 23:59:59 GMT" }
            });
        var first = await harness.Tracker.ChangesAsync(null, Cancel);
        harness.Retitle(issue.Ref, "By a person");
        Assert.Equal("By a person", Assert.Single((await harness.Tracker.ChangesAsync(first.Cursor, Cancel)).Issues).Title);
    }
}
