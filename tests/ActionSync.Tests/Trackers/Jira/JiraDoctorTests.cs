using ActionSync.Items;
using ActionSync.People;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>What <c>doctor</c> says of a Jira project.</summary>
public sealed class JiraDoctorTests
{
    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_required_field_without_a_value_is_named_with_its_values_and_the_key_to_set(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, b => b.RequireTeam());
        var bad = Assert.Single(await BadAsync(harness));
        Assert.Contains("\"Team\"", bad.Text, StringComparison.Ordinal);
        Assert.Contains("\"Payments\", \"Platform\"", bad.Text, StringComparison.Ordinal);
        Assert.Contains("Trackers:jira:Fields:customfield_10050", bad.Advice, StringComparison.Ordinal);

        harness.Configure("customfield_10050", """{"value":"Payments"}""");
        harness.Restart();
        Assert.Empty(await BadAsync(harness));
        await harness.CreateAsync();
    }

    [Fact]
    public async Task Configured_fields_that_are_nowhere_or_not_allowed_are_named()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.RequireTeam());
        harness.Configure("Team", "\"Sales\"");
        harness.Configure("customfield_99", "1");
        var bad = await BadAsync(harness);
        Assert.Contains(bad, f => f.Text.Contains("Trackers:jira:Fields:customfield_99", StringComparison.Ordinal));
        Assert.Contains(bad, f => f.Text.Contains("\"Sales\" is not allowed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Priorities_that_do_not_exist_are_named_with_those_that_do()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Project.Priorities.Remove("High");
        var bad = Assert.Single(await BadAsync(harness));
        Assert.Equal("P2 is mapped to \"High\", which project OPS does not have.", bad.Text);
        Assert.Contains("\"Highest\", \"Medium\"", bad.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_deadline_is_told_and_items_without_one_are_refused()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Project.RemoveField("duedate");
        harness.Project.CreateScreen.Add(new JiraField("duedate", "Due date", "date", Required: true));

        Assert.Empty(await BadAsync(harness));
        Assert.Contains(await harness.Tracker.CheckAsync(TrackerHarness.Cancel), f => f.Text.Contains("requires \"Due date\"", StringComparison.Ordinal));
        var refused = Assert.IsType<CreateOutcome.Refused>(
            Assert.Single(await harness.Tracker.CreateAsync([SomeDraft.Of(deadline: null)], TrackerHarness.Cancel)));
        Assert.Contains("Trackers:jira:Fields:duedate", refused.Reason, StringComparison.Ordinal);
        await harness.CreateAsync();
    }

    [Theory]
    [InlineData("wrong project")]
    [InlineData("hidden")]
    [InlineData("archived")]
    [InlineData("wrong type")]
    [InlineData("no permission")]
    [InlineData("not reachable")]
    [InlineData("unmapped person")]
    public async Task What_is_wrong_is_said_with_what_to_do(string wrong)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var expected = "";
        switch (wrong)
        {
            case "wrong project":
                (harness.Options.Project, expected) = ("OOPS", "Trackers:jira:Project");
                break;
            case "hidden":
                (harness.Project.Hidden, expected) = (true, "Browse Projects");
                break;
            case "archived":
                (harness.Project.Archived, expected) = (true, "archived");
                break;
            case "wrong type":
                (harness.Options.IssueType, expected) = ("Tasks", "Task, Bug");
                break;
            case "no permission":
                harness.Project.Denied.Add("TRANSITION_ISSUES");
                expected = "Transition Issues";
                break;
            case "not reachable":
                await harness.Jira.StopAsync();
                expected = "BaseUrl";
                break;
            case "unmapped person":
                harness.People["zoe@company.com"] = new PersonOptions { Accounts = { ["Jira"] = "zoe" } };
                expected = "People:zoe@company.com:Jira";
                break;
        }
        harness.Restart();

        var bad = Assert.Single(await BadAsync(harness));
        Assert.Contains(expected, $"{bad.Text} {bad.Advice}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task Whether_issues_can_be_read_back_is_proved(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        Assert.Contains(await harness.Tracker.CheckAsync(TrackerHarness.Cancel),
            f => f is { Good: true, Subject: "issues" } && f.Text.Contains("is not proved", StringComparison.Ordinal));
        await harness.CreateManyAsync(7);
        Assert.Contains(await harness.Tracker.CheckAsync(TrackerHarness.Cancel),
            f => f.Text == "The newest 7 of ours can be read: title, assignee, priority, due date and state.");

        harness.Jira.Site.NotShown.Add("duedate");
        var bad = await BadAsync(harness);
        Assert.Equal(6, bad.Count);
        Assert.Contains("fields.duedate is not shown", bad[0].Text, StringComparison.Ordinal);
        Assert.Equal("2 more members of issues cannot be read.", bad[5].Text);
    }

    [Fact]
    public async Task Where_two_of_ours_are_one_of_theirs_the_more_usual_one_is_read()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        Assert.Equal(Priority.P1, (await harness.CreateAsync(SomeDraft.Of("P0", priority: Priority.P0))).Priority);
        Assert.Equal(Priority.P4, (await harness.CreateAsync(SomeDraft.Of("P4", priority: Priority.P4))).Priority);
        Assert.Null((await harness.ReadAsync((await Odd(harness)).Ref)).Priority);
    }

    private static async Task<IssueSnapshot> Odd(JiraHarness harness)
    {
        var issue = await harness.CreateAsync(SomeDraft.Of("Odd"));
        harness.Jira.People.Edit(issue.Ref.Id, i => i with { Priority = "Lowest" });
        return issue;
    }

    private static async Task<IReadOnlyList<Finding>> BadAsync(JiraHarness harness) =>
        [.. (await harness.Tracker.CheckAsync(TrackerHarness.Cancel)).Where(f => !f.Good)];
}
