using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

public sealed class GitHubUpdateTests
{
    [Theory]
    [InlineData(DeadlinePlace.Field)]
    [InlineData(DeadlinePlace.Milestone)]
    [InlineData(DeadlinePlace.Body)]
    public async Task A_patch_writes_its_fields_and_leaves_what_others_put_there(DeadlinePlace place)
    {
        await using var stage = await GitHubStage.SetAsync();
        if (place == DeadlinePlace.Field)
            stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        var tracker = stage.Tracker(o => o.DeadlineIn = place);
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.Repository.Edit(
            1, i => i with { Labels = i.Labels.Add("customer"), Assignees = i.Assignees.Add("carol"), Body = OfEarlierVersion(i) + "\nA note of Carol's.\n" });
        var patch = new IssuePatch
        {
            Title = "Add pool alerts",
            Owner = new Change<string>("Bob Kim"),
            Priority = Priority.P3,
            Deadline = new Change<Deadline?>(Deadline.On(new DateOnly(2024, 2, 20))),
            Withdrawn = true,
        };

        for (var time = 0; time < 2; time++)
        {
            var now = Assert.IsType<ReadOutcome.Found>(await tracker.UpdateAsync(issue.Ref, patch, default)).Issue;

            Assert.Equal(("Add pool alerts", "bob@example.com", Priority.P3), (now.Title, now.Owner, now.Priority));
            Assert.Equal(Deadline.On(new DateOnly(2024, 2, 20)), now.Deadline);
            Assert.Empty(now.Remarks);
            var kept = stage.Repository[1];
            Assert.Equal(["SEV1", "actionsync", "customer", "prevention", "priority: P3", "withdrawn"], kept.Labels.Order(StringComparer.Ordinal));
            Assert.Equal(["bob", "carol"], kept.Assignees.Order());
            Assert.Contains("A note of Carol's.", kept.Body);
            Assert.Contains("\n\nAdd pool alerts\n", kept.Body);
        }
    }

    /// <summary>Earlier versions repeated the title below the first heading.</summary>
    private static string OfEarlierVersion(GitHubIssue issue) =>
        issue.Body.Replace("### What to do\n\n", $"### What to do\n\n{issue.Title}\n\n", StringComparison.Ordinal);

    [Fact]
    public async Task An_empty_patch_repeated_writes_nothing()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.GitHub.Log.Clear();

        await tracker.UpdateAsync(
            issue.Ref, new IssuePatch { Title = issue.Title, Priority = Priority.P1, Withdrawn = false, Owner = new("alice@example.com") }, default);

        Assert.Equal(stage.GitHub.Log.Count("GET"), stage.GitHub.Log.Count());
    }

    [Fact]
    public async Task Owner_and_deadline_can_be_cleared()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.Repository.Edit(1, i => i with { Assignees = i.Assignees.Add("carol") });

        var now = Assert.IsType<ReadOutcome.Found>(
            await tracker.UpdateAsync(issue.Ref, new IssuePatch { Owner = new(null), Deadline = new(null) }, default)).Issue;

        Assert.Equal(["carol"], stage.Repository[1].Assignees);
        Assert.Null(now.Deadline);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task A_new_owner_takes_the_former_ones_place_though_an_answer_was_lost(string method)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        var patch = new IssuePatch { Owner = new Change<string>("bob@example.com") };
        stage.GitHub.Faults.Next(method, "/assignees", Fault.LoseAnswer());

        Assert.True(Assert.IsType<ReadOutcome.Failed>(await tracker.UpdateAsync(issue.Ref, patch, default)).PerhapsDone);
        Assert.IsType<ReadOutcome.Found>(await tracker.UpdateAsync(issue.Ref, patch, default));

        Assert.Equal(["bob"], stage.Repository[1].Assignees);
        Assert.Contains("**Owner:** bob@example.com", stage.Repository[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_owner_waits_where_the_former_one_cannot_be_read()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        var patch = new IssuePatch { Owner = new Change<string>("bob@example.com"), Priority = Priority.P3 };
        stage.GitHub.Faults.Next("GET", "/issues/1", new Fault.Changed(body => body.Replace("\"login\":\"alice\"", "\"login\":[]", StringComparison.Ordinal)));

        var failed = Assert.IsType<ReadOutcome.Failed>(await tracker.UpdateAsync(issue.Ref, patch, default));
        Assert.Contains("An assignee of #1 cannot be read", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["alice"], stage.Repository[1].Assignees);
        Assert.Contains("priority: P3", stage.Repository[1].Labels);
        Assert.IsType<ReadOutcome.Found>(await tracker.UpdateAsync(issue.Ref, patch, default));
        Assert.Equal(["bob"], stage.Repository[1].Assignees);
    }

    [Fact]
    public async Task A_deadline_that_lives_in_a_field_waits_while_GitHub_shows_no_fields()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        var issue = await stage.CreateAsync();
        var patch = new IssuePatch { Deadline = new Change<Deadline?>(Deadline.On(new DateOnly(2024, 2, 20))) };
        stage.GitHub.Faults.Next("GET", "/issue-fields", Fault.Code(418), times: 2);
        var tracker = stage.Tracker();

        var failed = Assert.IsType<ReadOutcome.Failed>(await tracker.UpdateAsync(issue.Ref, patch, default));
        Assert.Contains("does not show the organisation's issue fields", failed.Reason, StringComparison.Ordinal);
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(patch.Deadline.To, Assert.IsType<ReadOutcome.Found>(await tracker.UpdateAsync(issue.Ref, patch, default)).Issue.Deadline);
        Assert.Equal("2024-02-20", stage.Repository[1].Fields[9004]);
    }

    [Fact]
    public async Task A_deadline_goes_into_its_field_though_one_answer_shows_no_fields()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        var issue = await stage.CreateAsync();
        stage.GitHub.Faults.Next("GET", "/issue-fields", new Fault.Changed(_ => "[]"));
        var patch = new IssuePatch { Deadline = new Change<Deadline?>(Deadline.On(new DateOnly(2024, 2, 20))) };

        Assert.IsType<ReadOutcome.Found>(await stage.Tracker().UpdateAsync(issue.Ref, patch, default));

        Assert.Equal("2024-02-20", stage.Repository[1].Fields[9004]);
    }

    [Fact]
    public async Task A_new_owner_who_cannot_be_found_clears_nobody()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);

        var now = Assert.IsType<ReadOutcome.Found>(await tracker.UpdateAsync(issue.Ref, new IssuePatch { Owner = new("mallory@example.com") }, default)).Issue;

        Assert.Equal(["alice"], stage.Repository[1].Assignees);
        Assert.Contains("mallory cannot be assigned", Assert.Single(now.Remarks));
        Assert.Contains("not assigned", stage.Repository[1].Body);
    }

    [Theory]
    [InlineData(ItemState.Done, "completed")]
    [InlineData(ItemState.WontDo, "not_planned")]
    [InlineData(ItemState.Duplicate, "duplicate")]
    public async Task Closing_gives_the_reason_and_a_duplicate_its_original(ItemState state, string reason)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var original = await stage.CreateAsync(GitHubStage.Draft(1), tracker);
        var issue = await stage.CreateAsync(GitHubStage.Draft(2), tracker);

        var now = Assert.IsType<ReadOutcome.Found>(
            await tracker.UpdateAsync(issue.Ref, new IssuePatch { State = state, DuplicateOf = original.Ref }, default)).Issue;

        Assert.Equal(state, now.State);
        Assert.Equal((false, reason), (stage.Repository[2].IsOpen, stage.Repository[2].StateReason));
        Assert.Equal(state == ItemState.Duplicate ? stage.Repository[1].Id : null, stage.Repository[2].DuplicateOf);
    }

    [Fact]
    public async Task What_a_person_closed_keeps_its_reason()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.Repository.Close(1, "not_planned");

        var now = Assert.IsType<ReadOutcome.Found>(await tracker.UpdateAsync(issue.Ref, new IssuePatch { State = ItemState.Done }, default)).Issue;

        Assert.Equal(ItemState.WontDo, now.State);
    }

    [Fact]
    public async Task A_refused_write_is_a_refusal_in_GitHubs_words()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.GitHub.Faults.Next("PATCH", "/issues/1",
            Simulators.Fault.Code(
                422, body: """{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"custom","message":"title is odd"}]}"""));

        var refused = Assert.IsType<ReadOutcome.Refused>(await tracker.UpdateAsync(issue.Ref, new IssuePatch { Title = "Odd" }, default));

        Assert.Contains("title is odd", refused.Reason);
    }

    [Fact]
    public async Task A_page_for_people_in_place_of_an_answer_is_no_success()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.GitHub.Faults.Next("PATCH", "/issues/1", Simulators.Fault.Html());

        var failed = Assert.IsType<ReadOutcome.Failed>(await tracker.UpdateAsync(issue.Ref, new IssuePatch { Title = "New" }, default));

        Assert.True(failed.PerhapsDone);
        Assert.Contains("text/html instead of JSON", failed.Reason);
    }

    [Fact]
    public async Task An_issue_of_others_that_the_token_may_not_edit_does_not_stop_the_tracker()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.Change(stage.Token, access => access with { Push = false });
        var theirs = stage.Repository.Open("Theirs", by: "carol");
        var tracker = stage.Tracker();

        var refused = await tracker.UpdateAsync(
            tracker.Recognise($"{stage.GitHub.Url}/acme/ops/issues/{theirs.Number}")!, new IssuePatch { Title = "Ours" }, default);

        Assert.Contains("Must have admin rights", Assert.IsType<ReadOutcome.Refused>(refused).Reason);
    }

    [Fact]
    public async Task A_note_is_added_once_even_when_its_answer_was_lost()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        for (var i = 0; i < 120; i++)
            stage.Repository.Comment(1, $"Chat {i}");
        stage.GitHub.Faults.Next("POST", "/comments", Simulators.Fault.LoseAnswer());
        var note = new IssueNote("withdrawn/7", "The document no longer names this item.\nSee @everyone, fixes #1.", MentionOwner: true);

        Assert.True(Assert.IsType<ReadOutcome.Failed>(await tracker.AddNoteAsync(issue.Ref, note, default)).PerhapsDone);
        Assert.IsType<ReadOutcome.Found>(await tracker.AddNoteAsync(issue.Ref, note, default));
        Assert.IsType<ReadOutcome.Found>(await tracker.AddNoteAsync(issue.Ref, note with { Token = "other" }, default));

        var ours = stage.Repository[1].Comments.Where(comment => comment.User == "actionsync-bot").ToArray();
        Assert.Equal(2, ours.Length);
        Assert.Contains("@alice", ours[0].Body);
        Assert.DoesNotContain("@everyone", ours[0].Body);
        Assert.DoesNotContain("#1", ours[0].Body);
    }
}
