using ActionSync.Items;
using ActionSync.People;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>What Jira does not show is not known, and never taken for empty; whoever has left is assigned nothing.</summary>
public sealed class JiraHiddenTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Theory]
    [InlineData("duedate", ItemField.Deadline)]
    [InlineData("priority", ItemField.Priority)]
    [InlineData("assignee", ItemField.Owner)]
    [InlineData("summary", ItemField.Title)]
    [InlineData("status", ItemField.State)]
    public async Task A_field_that_is_hidden_from_us_is_unread_everywhere(string field, ItemField unread)
    {
        foreach (var mode in Enum.GetValues<JiraMode>())
        {
            await using var harness = await JiraHarness.StartAsync(mode);
            var issue = await harness.CreateAsync();
            harness.Jira.Site.NotShown.Add(field);
            IssueSnapshot[] seen =
            [
                await harness.ReadAsync(issue.Ref),
                Assert.Single((await harness.Tracker.ChangesAsync(null, Cancel)).Issues),
                Assert.Single((await harness.Tracker.ListAsync([issue.Ref], Cancel)).Issues),
            ];
            Assert.All(seen, s => Assert.Equal(unread, Assert.Single(s.Unread).Field));
            Assert.All(seen, s => Assert.Contains($"fields.{field} is not shown", s.Unread[0].Why, StringComparison.Ordinal));
            Assert.All(seen, s => Assert.Equal(issue.Marker, s.Marker));

            harness.Jira.Site.NotShown.Clear();
            Assert.Empty((await harness.ReadAsync(issue.Ref)).Unread);
        }
    }

    [Fact]
    public async Task A_field_that_is_surely_empty_is_empty()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var issue = await harness.CreateAsync();
        harness.Jira.People.Edit(issue.Ref.Id, i => i with { DueDate = null, Priority = null, Assignee = null });
        var read = await harness.ReadAsync(issue.Ref);
        Assert.Equal((null, null, null), (read.Deadline, read.Priority, read.Owner));
        Assert.Empty(read.Unread);
    }

    [Fact]
    public async Task A_snooze_stands_while_its_label_is_hidden_or_names_no_day()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var issue = await harness.CreateAsync();
        Assert.False((await harness.ReadAsync(issue.Ref)).IsSnoozeUnread);

        harness.Jira.People.Edit(issue.Ref.Id, i => i with { Labels = i.Labels.Add("snooze-until:friday") });
        var odd = await harness.ReadAsync(issue.Ref);
        harness.Jira.Site.NotShown.Add("labels");
        var hidden = await harness.ReadAsync(issue.Ref);

        Assert.All([odd, hidden], shown => Assert.Equal((null, true), (shown.SnoozeUntil, shown.IsSnoozeUnread)));
    }

    [Fact]
    public async Task Hidden_labels_are_not_the_end_of_an_issue()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var issue = await harness.CreateAsync();
        harness.Jira.Site.NotShown.Add("labels");
        harness.Restart();

        var changes = await harness.Tracker.ChangesAsync(null, Cancel);
        Assert.Empty(changes.Issues);
        Assert.Contains("fields.labels is not shown", Assert.Single(changes.Unread).Why, StringComparison.Ordinal);
        Assert.Equal(issue.Ref.Id, changes.Unread[0].Id);
        Assert.Equal(issue.Ref, Assert.Single((await harness.Tracker.ListAsync([issue.Ref], Cancel)).Issues).Ref);
        Assert.Equal(issue.Marker, (await harness.ReadAsync(issue.Ref)).Marker);
    }

    [Fact]
    public async Task A_priority_that_stands_for_none_of_ours_is_told_with_what_to_set()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync(SomeDraft.Of(priority: Priority.P4));
        harness.Jira.People.Edit(issue.Ref.Id, i => i with { Priority = "Lowest" });
        var unread = Assert.Single((await harness.ReadAsync(issue.Ref)).Unread);
        Assert.Equal(
            "The priority \"Lowest\" of OPS-1 stands for none of ours. Set it in Trackers:jira:Priorities, as in {\"P2\": \"High|Lowest\"}.", unread.Why);

        harness.Options.Priorities = new Dictionary<string, string>(harness.Options.Priorities) { ["P4"] = "Low | Lowest" };
        harness.Restart();
        var read = await harness.ReadAsync(issue.Ref);
        Assert.Equal(Priority.P4, read.Priority);
        Assert.Empty(read.Unread);
        Assert.Equal("Low", harness[(await harness.CreateAsync(SomeDraft.Of("Another", priority: Priority.P4))).Ref].Priority);
        Assert.DoesNotContain(await harness.Tracker.CheckAsync(Cancel), f => !f.Good);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, "5b-zoe")]
    [InlineData(JiraMode.DataCenter, "zmeyer")]
    public async Task A_deactivated_account_is_assigned_nothing(JiraMode mode, string identity)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var created = await harness.CreateAsync(SomeDraft.Of(owner: "zoe.left@company.com"));
        Assert.Contains("is deactivated in Jira; set People:zoe.left@company.com:Left", Assert.Single(created.Remarks), StringComparison.Ordinal);

        harness.People["zoe.left@company.com"] = new PersonOptions { Accounts = { ["Jira"] = identity } };
        harness.Restart();
        created = await harness.CreateAsync(SomeDraft.Of("Another", owner: "zoe.left@company.com"));
        Assert.Contains("is deactivated in Jira", Assert.Single(created.Remarks), StringComparison.Ordinal);
        Assert.All(harness.Issues, i => Assert.Null(i.Assignee));
        Assert.Contains(await harness.Tracker.CheckAsync(Cancel),
            f => f is { Good: false, Subject: "assignee" } && f.Text.Contains("deactivated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_configured_to_have_left_is_assigned_nothing_though_the_account_lives()
    {
        await using var harness = await JiraHarness.StartAsync(
            JiraMode.Cloud, b => b.People["alice@company.com"] = new PersonOptions { Name = "Alice Chen", Left = true });
        var created = await harness.CreateAsync();
        Assert.Contains("has left (People:alice@company.com:Left)", Assert.Single(created.Remarks), StringComparison.Ordinal);
        var updated = await harness.UpdateAsync(created.Ref, new IssuePatch { Owner = new("alice@company.com") });
        Assert.Contains("has left", Assert.Single(updated.Remarks), StringComparison.Ordinal);
        Assert.Null(Assert.Single(harness.Issues).Assignee);
    }

    [Fact]
    public async Task A_machine_is_assigned_nothing_by_its_address()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        Assert.Null((await harness.CreateAsync(SomeDraft.Of(owner: "robot@company.com"))).Owner);
        Assert.Null(Assert.Single(harness.Issues).Assignee);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_deleted_or_deactivated_assignee_is_shown_and_not_mentioned(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        foreach (var (name, owner) in new[] { ("Former user", "Former user"), ("Zoë Meyer", "zoe.left@company.com") })
        {
            harness.Jira.People.Assign(issue.Ref.Id, harness.Jira.Book.Users.Find(u => u.DisplayName == name));
            var read = await harness.ReadAsync(issue.Ref);
            Assert.Equal((owner, true), (read.Owner, read.OwnerHasLeft));
            await harness.Tracker.AddNoteAsync(issue.Ref, new IssueNote(owner, "Please look.", MentionOwner: true), Cancel);
        }
        Assert.All(Assert.Single(harness.Issues).Comments, c => Assert.StartsWith("Please look.", c.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_name_is_found_in_any_case_on_Data_Center()
    {
        await using var harness = await JiraHarness.StartAsync(
            JiraMode.DataCenter, b => b.People["carol@company.com"] = new PersonOptions { Accounts = { ["Jira"] = "CDavis" } });
        Assert.Equal("carol@company.com", (await harness.CreateAsync(SomeDraft.Of(owner: "carol@company.com"))).Owner);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task An_assignee_is_taken_off_and_a_project_that_wants_one_is_heard(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        var after = await harness.UpdateAsync(issue.Ref, new IssuePatch { Owner = new((string?)null) });
        Assert.Null(after.Owner);
        Assert.Null(Assert.Single(harness.Issues).Assignee);
        Assert.Empty(after.Remarks);
        if (mode is JiraMode.Cloud)
            return;

        await harness.UpdateAsync(issue.Ref, new IssuePatch { Owner = new("alice@company.com") });
        harness.Project.AllowsUnassigned = false;
        var refused = Assert.IsType<ReadOutcome.Refused>(await harness.Tracker.UpdateAsync(issue.Ref, new IssuePatch { Owner = new((string?)null) }, Cancel));
        Assert.Contains("Issues must be assigned.", refused.Reason, StringComparison.Ordinal);
        var partly = await harness.UpdateAsync(issue.Ref, new IssuePatch { Title = "New", Owner = new((string?)null) });
        Assert.Equal(("New", "alice@company.com"), (partly.Title, partly.Owner));
        Assert.Contains("Issues must be assigned.", Assert.Single(partly.Remarks), StringComparison.Ordinal);
    }
}
