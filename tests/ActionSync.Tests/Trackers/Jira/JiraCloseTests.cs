using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

public sealed class JiraCloseTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task The_category_closes_whatever_the_status_is_called(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, b => b.Project.Workflow = JiraWorkflow.German);
        var issue = await harness.CreateAsync();
        var after = await harness.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Done });
        Assert.Equal(ItemState.Done, after.State);
        Assert.Equal("Erledigt", Assert.Single(harness.Issues).Status.Name);
        Assert.Empty(after.Remarks);
    }

    [Fact]
    public async Task A_transition_that_led_elsewhere_is_told_and_not_believed()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Project.Workflow = JiraWorkflow.LeadsElsewhere);
        var issue = await harness.CreateAsync();
        var after = await harness.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Done });
        Assert.Equal(ItemState.InProgress, after.State);
        Assert.Contains("promised \"Done\" but led to \"In Review\"", Assert.Single(after.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_way_to_a_closed_status_the_close_is_refused_with_what_to_do()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Project.Workflow = JiraWorkflow.NoWayOut);
        var issue = await harness.CreateAsync();
        var refused = Assert.IsType<ReadOutcome.Refused>(await harness.Tracker.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Done }, Cancel));
        Assert.Contains("Close it by hand", refused.Reason, StringComparison.Ordinal);

        var both = new IssuePatch { State = ItemState.Done, Title = "Written all the same" };
        refused = Assert.IsType<ReadOutcome.Refused>(await harness.Tracker.UpdateAsync(issue.Ref, both, Cancel));
        Assert.Contains("Close it by hand", refused.Reason, StringComparison.Ordinal);
        var partly = await harness.ReadAsync(issue.Ref);
        Assert.Equal(("Written all the same", ItemState.Open), (partly.Title, partly.State));
    }

    [Theory]
    [InlineData(true, ItemState.WontDo)]
    [InlineData(false, ItemState.Open)]
    public async Task A_withdrawn_item_is_closed_only_where_that_is_configured(bool close, ItemState state)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Options.CloseWithdrawn = close);
        var issue = await harness.CreateAsync();
        Assert.Equal(state, (await harness.UpdateAsync(issue.Ref, new IssuePatch { Withdrawn = true })).State);
        Assert.True(harness.IsFlagged(issue.Ref));
        Assert.Equal(close ? 1 : 0, harness.Jira.Log.Count("POST", "/transitions"));
    }

    [Fact]
    public async Task What_a_person_closed_is_left_as_they_closed_it()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Close(issue.Ref, ItemState.WontDo);
        Assert.Equal(ItemState.WontDo, (await harness.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Done })).State);
        Assert.Equal(0, harness.Jira.Log.Count("POST", "/transitions"));
    }

    [Theory]
    [InlineData("Done", ItemState.Done)]
    [InlineData("Fixed", ItemState.Done)]
    [InlineData("Won't Do", ItemState.WontDo)]
    [InlineData("Won't Fix", ItemState.WontDo)]
    [InlineData("Declined", ItemState.WontDo)]
    [InlineData("Cannot Reproduce", ItemState.WontDo)]
    [InlineData("Wird nicht erledigt", ItemState.WontDo)]
    [InlineData("Duplicate", ItemState.Duplicate)]
    [InlineData("Duplikat", ItemState.Duplicate)]
    [InlineData("Doublon", ItemState.Duplicate)]
    [InlineData("Erledigt", ItemState.Done)]
    public async Task A_resolution_says_how_an_issue_was_closed(string resolution, ItemState state)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Jira.People.Transition(issue.Ref.Id, "done", resolution);
        Assert.Equal(state, (await harness.ReadAsync(issue.Ref)).State);
    }

    [Theory]
    [InlineData("Wontfix", ItemState.WontDo)]
    [InlineData("Deferred", ItemState.WontDo)]
    [InlineData("Not Planned", ItemState.WontDo)]
    [InlineData("Done", ItemState.Done)]
    [InlineData("WON’T DO", ItemState.WontDo)]
    [InlineData("Won t fix", ItemState.WontDo)]
    [InlineData("Can't reproduce", ItemState.WontDo)]
    [InlineData("Out-of-scope", ItemState.WontDo)]
    [InlineData("Not a Bug", ItemState.WontDo)]
    [InlineData("Rejeté", ItemState.WontDo)]
    [InlineData("Rechazada", ItemState.WontDo)]
    [InlineData("Wordt niet opgelost", ItemState.WontDo)]
    [InlineData("Odrzucone", ItemState.WontDo)]
    [InlineData("Не будет исправлено", ItemState.WontDo)]
    [InlineData("対応しない", ItemState.WontDo)]
    [InlineData("Duplicado", ItemState.Duplicate)]
    [InlineData("Dubbel", ItemState.Duplicate)]
    [InlineData("重复", ItemState.Duplicate)]
    [InlineData("Dubbel gecheckt", ItemState.Done)]
    [InlineData("Cancellation policy written", ItemState.Done)]
    [InlineData("Invalidation fixed", ItemState.Done)]
    [InlineData("Reduplication solved", ItemState.Done)]
    [InlineData("Résolu", ItemState.Done)]
    public async Task Whole_words_say_what_was_given_up(string resolution, ItemState state)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var issue = await harness.CreateAsync();
        harness.Jira.People.Transition(issue.Ref.Id, "done", resolution);
        Assert.Equal(state, (await harness.ReadAsync(issue.Ref)).State);
    }

    [Theory]
    [InlineData("Dubbel gecheckt", ItemState.Done)]
    [InlineData("Wontfix", ItemState.WontDo)]
    public async Task Without_a_resolution_the_status_says_how_it_was_closed(string status, ItemState state)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Project.Workflow = JiraWorkflow.CloseOrReject);
        var issue = await harness.CreateAsync();
        harness.Jira.People.Enter(issue.Ref.Id, status);
        Assert.Equal(state, (await harness.ReadAsync(issue.Ref)).State);
        Assert.Equal(state, (await harness.UpdateAsync((await harness.CreateAsync(SomeDraft.Of("Another"))).Ref, new IssuePatch { State = state })).State);
    }

    [Fact]
    public async Task What_a_site_calls_its_own_is_mapped_and_comes_before_the_words()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Project.Workflow = JiraWorkflow.CloseOrReject);
        harness.Options.Resolutions = new Dictionary<string, string> { ["parked"] = "wont_do", ["Deferred"] = "done" };
        harness.Options.Statuses = new Dictionary<string, string> { ["To Do"] = "in_progress", ["Dubbel gecheckt"] = "duplicate" };
        var issue = await harness.CreateAsync();
        Assert.Equal(ItemState.InProgress, issue.State);
        foreach (var (resolution, state) in new[] { ("Parked", ItemState.WontDo), ("Deferred", ItemState.Done), ("Wontfix", ItemState.WontDo) })
        {
            harness.Jira.People.Enter(issue.Ref.Id, "Done", resolution);
            Assert.Equal(state, (await harness.ReadAsync(issue.Ref)).State);
        }
        harness.Jira.People.Enter(issue.Ref.Id, "Dubbel gecheckt", "Parked");
        Assert.Equal(ItemState.Duplicate, (await harness.ReadAsync(issue.Ref)).State);
    }

    [Fact]
    public async Task A_resolution_that_is_not_known_is_told_once_and_listed_by_doctor()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Jira.Site.MoreResolutions.AddRange(["Moored", "Erledigt", "Sunk"]));
        var issues = (await harness.CreateManyAsync(2)).Select(o => ((CreateOutcome.Created)o).Issue).ToList();
        harness.Jira.People.Transition(issues[0].Ref.Id, "done", "Moored");
        var changes = await harness.Tracker.ChangesAsync(null, Cancel);
        Assert.Equal(
            "Resolution \"Moored\" (of OPS-1) counts as done. Set Trackers:jira:Resolutions, as in {\"Moored\": \"wont_do\"} (done, wont_do or duplicate).",
            Assert.Single(changes.Problems));
        harness.Jira.People.Transition(issues[1].Ref.Id, "done", "moored");
        Assert.Empty((await harness.Tracker.ChangesAsync(changes.Cursor, Cancel)).Problems);

        var finding = Assert.Single(await harness.Tracker.CheckAsync(Cancel), f => f.Subject == "resolutions");
        Assert.Equal("Not understood, so they count as done: \"Moored\", \"Sunk\".", finding.Text);
        Assert.Contains("Trackers:jira:Resolutions", finding.Advice, StringComparison.Ordinal);
        harness.Options.Resolutions = new Dictionary<string, string> { ["Moored"] = "done", ["Sunk"] = "wont_do" };
        Assert.Contains(await harness.Tracker.CheckAsync(Cancel), f => f.Text == "All 7 of the site are understood.");
    }

    [Fact]
    public async Task A_name_without_end_is_told_in_part()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter, b => b.Jira.Site.MoreResolutions.Add(new string('x', 5000)));

        var finding = Assert.Single(await harness.Tracker.CheckAsync(Cancel), f => f.Subject == "resolutions");

        Assert.InRange(finding.Text.Length, 20, 300);
        Assert.InRange(finding.Advice!.Length, 20, 300);
    }

    [Fact]
    public async Task Work_in_progress_is_told_from_open()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Jira.People.Transition(issue.Ref.Id, "indeterminate");
        Assert.Equal(ItemState.InProgress, (await harness.ReadAsync(issue.Ref)).State);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_field_that_the_edit_screen_lacks_does_not_hold_up_the_others(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, b => b.Jira.Site.NotEditable.UnionWith(["duedate", "labels"]));
        var issue = await harness.CreateAsync();
        var after = await harness.UpdateAsync(
            issue.Ref, new IssuePatch { Title = "New", Deadline = new(Deadline.On(new DateOnly(2025, 1, 1))), Withdrawn = true });
        Assert.Equal(("New", issue.Deadline), (after.Title, after.Deadline));
        Assert.Equal(2, after.Remarks.Count(r => r.Contains("not on the appropriate screen", StringComparison.Ordinal)));

        var refused = Assert.IsType<ReadOutcome.Refused>(
            await harness.Tracker.UpdateAsync(issue.Ref, new IssuePatch { Deadline = new((Deadline?)null) }, Cancel));
        Assert.Contains("not on the appropriate screen", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_look_up_that_fails_never_clears_the_assignee(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        var after = await harness.UpdateAsync(issue.Ref, new IssuePatch { Owner = new("nobody@company.com") });
        Assert.Equal("alice@company.com", after.Owner);
        Assert.Contains("Assignee left alone", Assert.Single(after.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/issue/10001")]
    [InlineData("GET", "/transitions")]
    [InlineData("POST", "/transitions")]
    public async Task An_issue_that_seems_gone_for_a_moment_is_not_taken_for_closed(string method, string path)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        var patch = new IssuePatch { State = ItemState.Done };
        harness.Faults.Next(method, path.Replace("10001", issue.Ref.Id, StringComparison.Ordinal), Fault.Code(404, body: """{"errorMessages":["Gone"]}"""));

        var failed = Assert.IsType<ReadOutcome.Failed>(await harness.Tracker.UpdateAsync(issue.Ref, patch, Cancel));
        Assert.Contains("it was not closed", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(ItemState.Done, (await harness.UpdateAsync(issue.Ref, patch)).State);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, "accountId")]
    [InlineData(JiraMode.DataCenter, "name")]
    public async Task An_owner_waits_where_somebody_who_was_found_cannot_be_read(JiraMode mode, string member)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        var patch = new IssuePatch { Owner = new("bob@company.com") };
        harness.Faults.Next("GET", "/user/assignable/search", new Fault.Changed(
            body => body.Replace($"\"{member}\":", $"\"{member}\":true,\"was\":", StringComparison.Ordinal)));

        var failed = Assert.IsType<ReadOutcome.Failed>(await harness.Tracker.UpdateAsync(issue.Ref, patch, Cancel));
        Assert.Contains("Jira shows somebody who cannot be read and may be bob@company.com", failed.Reason, StringComparison.Ordinal);
        Assert.Equal("bob@company.com", (await harness.UpdateAsync(issue.Ref, patch)).Owner);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, "[~accountid:5b-alice] Please \\[see\\] \\{code\\}")]
    [InlineData(JiraMode.DataCenter, "[~achen] Please \\[see\\] \\{code\\}")]
    public async Task A_comment_mentions_the_assignee_and_nobody_else(JiraMode mode, string start)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        await harness.Tracker.AddNoteAsync(issue.Ref, new IssueNote("reminder-1", "Please [see] {code}", MentionOwner: true), Cancel);
        Assert.StartsWith(start, Assert.Single(Assert.Single(harness.Issues).Comments).Body, StringComparison.Ordinal);
    }
}
