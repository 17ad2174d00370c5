using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

public sealed class JiraCreateTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_thousand_items_take_twenty_calls(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var outcomes = await harness.CreateManyAsync(1000);

        Assert.All(outcomes, o => Assert.IsType<CreateOutcome.Created>(o));
        Assert.Equal(20, harness.BulkCreates);
        Assert.Equal(1000, harness.Issues.Count);
        Assert.Equal(1000, harness.Issues.Select(i => i.Labels.Single(l => l.Length == "actionsync-".Length + 20)).Distinct().Count());
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task The_issue_stands_on_its_own(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, b => b.Options.Labels = ["incident follow-up", "sre"]);
        var draft = SomeDraft.Of();
        await harness.CreateAsync(draft);

        var issue = Assert.Single(harness.Issues);
        Assert.Equal(("OPS-1", "Task", draft.Title, "Highest", "2024-01-22", "Alice Chen"),
            (issue.Key, issue.IssueType, issue.Summary, issue.Priority, issue.DueDate, issue.Assignee?.DisplayName));
        Assert.Equal(["actionsync", $"actionsync-{draft.Marker}", "incident-follow-up", "sre"], issue.Labels.Order());
        Assert.Equal((draft.Marker, draft.Key, "OPS"),
            ((string?)issue.Property("actionsync")!["marker"], (string?)issue.Property("actionsync")!["key"],
                (string?)issue.Property("actionsync")!["project"]));
        Assert.All(["SEV1", "Payment Service Degradation", "ORM 3.2.0", "12500", "22 January 2024 (from the postmortem)"],
            text => Assert.Contains(text, issue.Description, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_partial_failure_keeps_the_good_ones_and_tells_each_reason_in_Jiras_words()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Project.Veto = fields => ((string)fields["summary"]!).EndsWith('2') ? ("summary", "Item 2 is on the list of forbidden things.") : null;

        var outcomes = await harness.Tracker.CreateAsync(SomeDraft.Many(3), Cancel);

        Assert.Equal(["Item 1", "Item 3"], harness.Titles);
        Assert.Equal(["OPS-1", "OPS-2"], outcomes.OfType<CreateOutcome.Created>().Select(o => o.Issue.Ref.Number));
        Assert.Equal("Item 3", ((CreateOutcome.Created)outcomes[2]).Issue.Title);
        Assert.Contains(
            "summary: Item 2 is on the list of forbidden things.", Assert.IsType<CreateOutcome.Refused>(outcomes[1]).Reason, StringComparison.Ordinal);
        Assert.Equal(1, harness.BulkCreates);
    }

    [Fact]
    public async Task Where_all_are_refused_each_has_its_reason()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Project.Veto = _ => ("components", "Component/s is required.");

        var outcomes = await harness.Tracker.CreateAsync(SomeDraft.Many(2), Cancel);

        Assert.All(
            outcomes, o => Assert.Contains("components: Component/s is required.", Assert.IsType<CreateOutcome.Refused>(o).Reason, StringComparison.Ordinal));
        Assert.Empty(harness.Issues);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_required_field_without_a_value_is_named_with_the_key_to_set_and_works_once_set(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, b => b.RequireTeam());
        var refused = Assert.IsType<CreateOutcome.Refused>(Assert.Single(await harness.Tracker.CreateAsync([SomeDraft.Of()], Cancel)));
        Assert.All(["\"Team\"", "Trackers:jira:Fields:customfield_10050", "\"Payments\", \"Platform\""],
            text => Assert.Contains(text, refused.Reason, StringComparison.Ordinal));
        Assert.Equal(0, harness.BulkCreates);

        harness.Configure("Team", "\"Platform\"");
        harness.Restart();
        await harness.CreateAsync();
        Assert.Equal("902", (string?)JsonNode.Parse(Assert.Single(harness.Issues).Custom["customfield_10050"])!["id"]);
    }

    [Fact]
    public async Task A_configured_value_that_is_not_allowed_is_told_with_those_that_are()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.RequireTeam());
        harness.Configure("Team", "\"Sales\"");
        var refused = Assert.IsType<CreateOutcome.Refused>(Assert.Single(await harness.Tracker.CreateAsync([SomeDraft.Of()], Cancel)));
        Assert.Contains(
            "Trackers:jira:Fields:Team: \"Sales\" is not allowed; allowed are \"Payments\", \"Platform\"", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_screen_without_labels_due_date_and_priority_still_gets_its_issues(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        foreach (var field in new[] { "labels", "duedate", "priority", "assignee" })
            harness.Project.RemoveField(field);

        var created = await harness.CreateAsync();

        var issue = Assert.Single(harness.Issues);
        Assert.Empty(issue.Labels);
        Assert.Equal(created.Marker, (string?)issue.Property("actionsync")!["marker"]);
        Assert.Equal(4, created.Remarks.Count(r => r.Contains("not on the create screen", StringComparison.Ordinal)));
        Assert.Contains("22 January 2024", issue.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_priority_that_the_project_does_not_have_is_left_out_and_said_so()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Project.Priorities.Remove("Highest");
        var created = await harness.CreateAsync();
        Assert.Contains("no priority \"Highest\" for P1 (Trackers:jira:Priorities:P1)", Assert.Single(created.Remarks), StringComparison.Ordinal);
        Assert.Contains("no priority \"Highest\" for P1, so", Assert.Single(harness.Issues).Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, "carol@company.com", "hides addresses")]
    [InlineData(JiraMode.DataCenter, "carol@company.com", "hides addresses")]
    [InlineData(JiraMode.Cloud, "alice@company.co", "has the address alice@company.co")]
    [InlineData(JiraMode.Cloud, "nobody@company.com", "has the address nobody@company.com")]
    [InlineData(JiraMode.Cloud, "Alice Chen", "not an address")]
    public async Task An_owner_who_cannot_be_told_for_sure_stays_unassigned_and_the_issue_says_why(JiraMode mode, string owner, string why)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var created = await harness.CreateAsync(SomeDraft.Of(owner: owner));

        var issue = Assert.Single(harness.Issues);
        Assert.Null(issue.Assignee);
        Assert.Contains(why, Assert.Single(created.Remarks), StringComparison.Ordinal);
        var told = $"(!) Nobody is assigned. The owner in the postmortem is {owner}, who has no Jira account that ActionSync knows.";
        Assert.Contains(told, issue.Description?.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("People:", issue.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, "5b-carol")]
    [InlineData(JiraMode.DataCenter, "cdavis")]
    public async Task A_mapping_finds_a_person_whose_address_is_hidden_and_brings_them_back(JiraMode mode, string identity)
    {
        await using var harness = await JiraHarness.StartAsync(
            mode, b => b.People["carol@company.com"] = new PersonOptions { Name = "Carol Davis", Accounts = { ["Jira"] = identity } });
        var created = await harness.CreateAsync(SomeDraft.Of(owner: "carol@company.com"));
        Assert.Equal("carol@company.com", created.Owner);
        Assert.Equal("Carol Davis", Assert.Single(harness.Issues).Assignee?.DisplayName);
    }

    [Fact]
    public async Task A_mapping_to_somebody_who_cannot_be_assigned_is_said_and_not_tried()
    {
        await using var harness = await JiraHarness.StartAsync(
            JiraMode.Cloud, b => b.People["alice@company.com"] = new PersonOptions { Accounts = { ["Jira"] = "5b-gone" } });
        var created = await harness.CreateAsync();
        Assert.Null(Assert.Single(harness.Issues).Assignee);
        Assert.Contains("People:alice@company.com:Jira = 5b-gone", Assert.Single(created.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_look_up_serves_all_items_of_an_owner()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        await harness.CreateManyAsync(100);
        Assert.Equal(1, harness.Jira.Log.Count("GET", "/user/assignable/search"));
        Assert.Equal(2, harness.Jira.Log.All.Count(r => r.Path.Contains("/createmeta/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_was_deactivated_since_the_last_pass_is_not_assigned_in_the_next()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        Assert.Empty((await harness.CreateAsync()).Remarks);
        var people = harness.Jira.Book.Project("OPS")!.Assignable;
        var alice = people.FindIndex(u => u.Email == "alice@company.com");
        people[alice] = people[alice] with { Active = false };

        harness.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEmpty((await harness.CreateAsync()).Remarks);
        Assert.Null(harness.Issues[^1].Assignee);
    }

    [Fact]
    public async Task Long_and_many_lined_texts_are_cut_to_what_Jira_takes()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var draft = SomeDraft.Of("Check every pool\r\nof " + string.Join(' ', Enumerable.Repeat("connections", 60)));
        draft = draft with { Incident = draft.Incident with { RootCause = string.Concat(Enumerable.Repeat("{*[x]*} ", 20_000)) } };

        var created = await harness.CreateAsync(draft);

        var issue = Assert.Single(harness.Issues);
        Assert.InRange(issue.Summary.Length, 200, 255);
        Assert.StartsWith("Check every pool of connections", issue.Summary, StringComparison.Ordinal);
        Assert.EndsWith("connections…", issue.Summary, StringComparison.Ordinal);
        Assert.InRange(issue.Description!.Length, 1000, 32_767);
        Assert.DoesNotContain("/data/archive", issue.Description, StringComparison.Ordinal);
        Assert.Contains("connections connections", issue.Description, StringComparison.Ordinal);
        Assert.Equal(issue.Summary, created.Title);
    }

    [Fact]
    public async Task A_deadline_with_a_time_becomes_its_day_in_the_reminding_zone()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var created = await harness.CreateAsync(SomeDraft.Of(deadline: "2024-01-22T23:30:00-08:00"));
        Assert.Equal("2024-01-23", Assert.Single(harness.Issues).DueDate);
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 23)), created.Deadline);
    }

    [Fact]
    public async Task What_was_created_but_cannot_be_read_back_is_looked_for()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Faults.Next("POST", "/issue/bulkfetch", Simulators.Fault.Code(500), times: 3);
        var draft = SomeDraft.Of();
        Assert.IsType<CreateOutcome.Unknown>(Assert.Single(await harness.Tracker.CreateAsync([draft], JiraHarness.Cancel)));
        Assert.Equal("OPS-1", Assert.Single(await harness.Tracker.FindAsync([draft.Marker], harness.Clock.GetUtcNow(), JiraHarness.Cancel)).Ref.Number);
        Assert.Single(harness.Issues);
        Assert.Equal(0, harness.Faults.Waiting);
    }

    [Fact]
    public async Task Writes_keep_the_configured_distance()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Options.WritesPerMinute = 6);
        await harness.CreateManyAsync(200);
        var times = harness.Jira.Log.Of("POST", "/issue/bulk").Select(r => r.At).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(10)));
    }
}
