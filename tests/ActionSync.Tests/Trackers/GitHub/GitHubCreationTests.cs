using ActionSync.Items;
using ActionSync.Simulators.GitHub;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

public sealed class GitHubCreationTests
{
    [Fact]
    public async Task An_issue_has_labels_assignee_fields_and_marker()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);

        var snapshot = await stage.CreateAsync();

        var issue = Assert.Single(stage.Repository.Issues);
        Assert.Equal("Add connection pool monitoring 1", issue.Title);
        Assert.Equal(["actionsync", "priority: P1", "prevention", "SEV1"], issue.Labels);
        Assert.Equal(["alice"], issue.Assignees);
        Assert.Equal("2024-01-30", issue.Fields[9004]);
        Assert.Equal("Urgent", issue.Fields[9001]);
        Assert.StartsWith($"<!-- actionsync:{GitHubStage.Draft().Marker} -->\n", issue.Body);
        foreach (var needed in new[] { "Payment Service Degradation", "SEV1", "ORM 3.2.0", "Affected users",
            "`INC-2024-0142/1`", "alice@example.com", "P1", "30 January 2024 (from the postmortem)" })
            Assert.Contains(needed, issue.Body);

        Assert.Equal(GitHubStage.Draft().Marker, snapshot.Marker);
        Assert.Equal("INC-2024-0142/item-1", snapshot.Key);
        Assert.Equal("alice@example.com", snapshot.Owner);
        Assert.Equal(Priority.P1, snapshot.Priority);
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 30)), snapshot.Deadline);
        Assert.Equal(ItemState.Open, snapshot.State);
        Assert.True(snapshot.CreatedByUs);
        Assert.Empty(snapshot.Remarks);
        Assert.Equal(new IssueRef(stage.GitHub.Url, "acme/ops", "1", "#1", $"{stage.GitHub.Url}/acme/ops/issues/1"), snapshot.Ref);
    }

    [Fact]
    public async Task Five_issues_are_five_posts_and_labels_are_made_once()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();

        foreach (var position in Enumerable.Range(1, 5))
            await stage.CreateAsync(GitHubStage.Draft(position), tracker);

        Assert.Equal(5, stage.GitHub.Log.Count("POST", "/issues"));
        Assert.Equal(4, stage.GitHub.Log.Count("POST", "/labels"));
        Assert.Equal(1, stage.GitHub.Log.Count("GET", "/assignees/alice"));
        Assert.Equal(5, stage.Repository.Issues.Count);
    }

    [Fact]
    public async Task Writes_keep_their_distance_and_reads_do_not_wait()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker(o => o.WritesPerMinute = 30);

        await stage.CreateAsync(GitHubStage.Draft(1), tracker);
        await stage.CreateAsync(GitHubStage.Draft(2), tracker);

        var writes = stage.GitHub.Log.Of("POST");
        Assert.Equal(6, writes.Count);
        Assert.All(writes.Zip(writes.Skip(1)), pair => Assert.Equal(TimeSpan.FromSeconds(2), pair.Second.At - pair.First.At));
        Assert.Equal(TimeSpan.FromSeconds(10), stage.Clock.GetUtcNow() - writes[0].At);
    }

    [Fact]
    public async Task Thousands_of_foreign_issues_cost_no_request_more()
    {
        await using var small = await GitHubStage.SetAsync();
        await using var large = await GitHubStage.SetAsync();
        large.Repository.OpenForeign(5000);

        foreach (var stage in new[] { small, large })
        {
            var tracker = stage.Tracker();
            var contact = await tracker.ListAsync([], default);
            await stage.CreateAsync(tracker: tracker);
            await tracker.ChangesAsync(contact.Cursor, default);
            await tracker.FindAsync([GitHubStage.Draft().Marker], stage.Clock.GetUtcNow(), default);
        }

        Assert.Equal(small.GitHub.Log.All.Select(request => $"{request.Method} {request.Path}"),
            large.GitHub.Log.All.Select(request => $"{request.Method} {request.Path}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owner_who_cannot_be_assigned_costs_the_assignee_and_not_the_issue(bool refuses)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.Repository.RefusesUnassignable = refuses;

        var snapshot = await stage.CreateAsync(GitHubStage.Draft() with { Owner = "mallory@example.com" });

        var issue = Assert.Single(stage.Repository.Issues);
        Assert.Empty(issue.Assignees);
        Assert.Null(snapshot.Owner);
        Assert.Contains("not assigned: mallory cannot be assigned in acme/ops", issue.Body);
        Assert.Contains("mallory cannot be assigned", Assert.Single(snapshot.Remarks));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owner_who_stops_being_assignable_between_check_and_create_costs_only_the_assignee(bool refuses)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(tracker: tracker);
        stage.Repository.Assignable.Remove("alice");
        stage.Repository.RefusesUnassignable = refuses;

        var snapshot = await stage.CreateAsync(GitHubStage.Draft(2), tracker);

        Assert.Empty(stage.Repository[2].Assignees);
        Assert.Contains("not assigned", stage.Repository[2].Body);
        Assert.NotEmpty(snapshot.Remarks);
        Assert.Equal(2, stage.Repository.Issues.Count);
    }

    [Fact]
    public async Task Without_push_access_what_GitHub_would_drop_is_told()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.Change(stage.Token, access => access with { Push = false });

        var snapshot = await stage.CreateAsync();

        Assert.Empty(stage.Repository[1].Labels);
        Assert.Contains("no push access", Assert.Single(snapshot.Remarks));
        Assert.Contains("not assigned", stage.Repository[1].Body);
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 30)), snapshot.Deadline);
        Assert.Equal(Priority.P1, snapshot.Priority);
    }

    [Fact]
    public async Task A_deadline_goes_into_a_milestone_where_that_is_asked()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker(o => o.DeadlineIn = DeadlinePlace.Milestone);

        var first = await stage.CreateAsync(GitHubStage.Draft(1), tracker);
        await stage.CreateAsync(GitHubStage.Draft(2), tracker);

        var milestone = Assert.Single(stage.Repository.Milestones);
        Assert.Equal("Due 2024-01-30", milestone.Title);
        Assert.All(stage.Repository.Issues, issue => Assert.Equal(milestone.Number, issue.Milestone));
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 30)), first.Deadline);
    }

    [Fact]
    public async Task A_deadline_field_that_the_organisation_lacks_is_told_and_the_body_serves()
    {
        await using var stage = await GitHubStage.SetAsync();

        var snapshot = await stage.CreateAsync(tracker: stage.Tracker(o => o.DeadlineIn = DeadlinePlace.Field));

        Assert.Contains("no date field \"Target date\"", Assert.Single(snapshot.Remarks));
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 30)), snapshot.Deadline);
    }

    [Fact]
    public async Task A_field_that_was_dropped_silently_is_set_afterwards()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        var tracker = stage.Tracker();
        await stage.CreateAsync(tracker: tracker);
        // The create finds a repository that takes no fields, as one that is being moved to an organisation.
        stage.Repository.IsOrganisation = false;

        var snapshot = await stage.CreateAsync(GitHubStage.Draft(2), tracker);

        Assert.Equal("2024-01-30", stage.Repository[2].Fields[9004]);
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 30)), snapshot.Deadline);
    }

    [Fact]
    public async Task A_long_title_is_cut_at_a_word_and_the_body_has_the_whole()
    {
        await using var stage = await GitHubStage.SetAsync();
        var title = string.Join(' ', Enumerable.Repeat("connection", 60));

        await stage.CreateAsync(GitHubStage.Draft() with { Title = title });

        Assert.InRange(stage.Repository[1].Title.Length, 240, 256);
        Assert.EndsWith("connection…", stage.Repository[1].Title);
        Assert.Contains(title, stage.Repository[1].Body);
    }

    [Fact]
    public async Task A_huge_incident_still_fits_the_body_with_marker_and_links()
    {
        await using var stage = await GitHubStage.SetAsync();
        var draft = GitHubStage.Draft();
        var huge = string.Join(' ', Enumerable.Repeat("@everyone *#1*", 20_000));

        await stage.CreateAsync(draft with
        {
            Incident = draft.Incident with
            {
                RootCause = huge,
                PermanentFix = huge,
                Impact = [.. Enumerable.Range(0, 5000).Select(i => new Fact($"fact {i}", huge[..1000]))]
            },
        });

        var body = stage.Repository[1].Body;
        Assert.InRange(body.Length, 1000, 65_536);
        Assert.StartsWith("<!-- actionsync:", body);
        Assert.DoesNotContain("/srv/archive", body);
        Assert.Contains("This text is cut", body);
    }

    [Fact]
    public async Task Labels_that_are_no_labels_are_cut_or_left_out()
    {
        await using var stage = await GitHubStage.SetAsync();

        await stage.CreateAsync(GitHubStage.Draft() with { Type = new string('x', 80) }, stage.Tracker(o => o.Labels = ["team/platform", " ", "ACTIONSYNC"]));

        Assert.Equal(["actionsync", "priority: P1", new string('x', 49) + "…", "SEV1", "team/platform"], stage.Repository[1].Labels);
    }
}
