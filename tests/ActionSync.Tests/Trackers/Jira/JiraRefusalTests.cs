using ActionSync.Configuration;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>What is told, and what is surely not done, when Jira says no.</summary>
public sealed class JiraRefusalTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_dead_token_is_an_error_everywhere_and_is_shown_nowhere(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        harness.Options.Token = new Secret("dead-and-secret");
        harness.Restart();

        var thrown = new List<TrackerException>
        {
            await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.CreateAsync([SomeDraft.Of("Another")], Cancel)),
            await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ReadAsync(issue.Ref, Cancel)),
            await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(null, Cancel)),
            await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ListAsync([issue.Ref], Cancel)),
        };

        Assert.All(thrown, e => Assert.Equal(TrackerFault.Unauthorised, e.Fault));
        Assert.All(thrown, e => Assert.DoesNotContain("dead-and-secret", e.ToString(), StringComparison.Ordinal));
        Assert.Single(harness.Issues);
        Assert.Contains(await harness.Tracker.CheckAsync(Cancel),
            f => f is { Good: false, Subject: "token" } && f.Advice!.Contains("Trackers:jira:Token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_dead_token_that_is_let_in_as_nobody_is_not_nothing_changed(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var cursor = (await harness.Tracker.ChangesAsync(null, Cancel)).Cursor;
        harness.Jira.Site.DeadTokenIsAnonymous = true;
        harness.Jira.Site.Token = "another";
        Assert.Equal(TrackerFault.Unauthorised, (await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(cursor, Cancel))).Fault);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(null, 60)]
    public async Task A_limit_is_obeyed_to_the_second_and_nothing_is_created(int? retryAfter, int waits)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        await harness.CreateAsync();
        var until = harness.Clock.GetUtcNow().AddSeconds(waits);
        harness.Faults.Next("POST", "/issue/bulk", Fault.Limited(429, retryAfter, "Rate limit exceeded."));

        var outcomes = await harness.Tracker.CreateAsync(SomeDraft.Many(2), Cancel);
        Assert.All(outcomes, o => Assert.Equal(until, Assert.IsType<CreateOutcome.Deferred>(o).Until));

        harness.Jira.Log.Clear();
        var blocked = await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(null, Cancel));
        Assert.Equal((TrackerFault.Limited, until), (blocked.Fault, blocked.Until));
        Assert.Equal(0, harness.Jira.Log.Count());

        harness.Clock.Advance(TimeSpan.FromSeconds(waits));
        Assert.All(await harness.Tracker.CreateAsync(SomeDraft.Many(2), Cancel), o => Assert.IsType<CreateOutcome.Created>(o));
        Assert.Equal(3, harness.Issues.Count);
    }

    [Fact]
    public async Task Without_the_permission_to_create_the_account_is_told_which_one()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Project.Denied.Add("CREATE_ISSUES");
        var thrown = await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.CreateAsync([SomeDraft.Of()], Cancel));
        Assert.Equal(TrackerFault.Forbidden, thrown.Fault);
        Assert.Contains("Create Issues", thrown.Message, StringComparison.Ordinal);
        Assert.Empty((await harness.Tracker.ChangesAsync(null, Cancel)).Issues);
    }

    [Fact]
    public async Task A_permission_lost_since_the_screen_was_read_is_told_in_Jiras_words()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Project.Denied.UnionWith(["CREATE_ISSUES", "EDIT_ISSUES", "ADD_COMMENTS"]);

        var create = Assert.IsType<CreateOutcome.Refused>(Assert.Single(await harness.Tracker.CreateAsync([SomeDraft.Of("Another")], Cancel)));
        Assert.Contains("You do not have permission to create issues in this project.", create.Reason, StringComparison.Ordinal);
        var edit = Assert.IsType<ReadOutcome.Refused>(await harness.Tracker.UpdateAsync(issue.Ref, new IssuePatch { Title = "New" }, Cancel));
        Assert.Contains("You do not have permission to edit issues in this project.", edit.Reason, StringComparison.Ordinal);
        var note = Assert.IsType<ReadOutcome.Refused>(await harness.Tracker.AddNoteAsync(issue.Ref, new IssueNote("t", "x"), Cancel));
        Assert.Contains("permission to comment", note.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cloud_refuses_the_old_search_and_the_simulator_too()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new(
            "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{harness.Jira.Site.Me.Email}:{harness.Jira.Site.Token}")));
        using var answer = await http.GetAsync($"{harness.Jira.Url}/rest/api/2/search?jql=project=OPS", Cancel);
        Assert.Equal(410, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Through_the_scoped_gateway_addresses_are_still_for_people()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Options.BaseUrl = b.Jira.GatewayUrl);
        var issue = await harness.CreateAsync();
        Assert.Equal($"{harness.Jira.Url}/browse/OPS-1", issue.Ref.Url);
        Assert.Equal(harness.Jira.GatewayUrl, issue.Ref.Server);
        Assert.All(harness.Jira.Log.All, r => Assert.StartsWith("/ex/jira/", r.Path, StringComparison.Ordinal));
        Assert.Equal("OPS-1", harness.Tracker.Recognise(issue.Ref.Url)?.Number);
    }
}
