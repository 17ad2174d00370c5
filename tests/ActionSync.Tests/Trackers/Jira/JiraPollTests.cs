using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

public sealed class JiraPollTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_refresh_costs_what_changed_and_one_search_where_nothing_did(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        await harness.CreateManyAsync(1000);
        for (var n = 0; n < 50; n++)
            harness.WriteForeign($"Foreign {n}");
        var cursor = (await harness.Tracker.ChangesAsync(null, Cancel)).Cursor;

        cursor = await CostAsync(harness, cursor, changed: 0, searches: 1);
        harness.Wait();
        cursor = await CostAsync(harness, cursor, changed: 0, searches: 1);
        foreach (var issue in harness.Issues.Where(i => i.Labels.Count > 0).Take(250).ToList())
            harness.Jira.People.Edit(issue.Key, i => i with { DueDate = "2024-03-01" });
        cursor = await CostAsync(harness, cursor, changed: 250, searches: 3);
        cursor = await CostAsync(harness, cursor, changed: 0, searches: 1);
        harness.Wait();
        await CostAsync(harness, cursor, changed: 0, searches: 1);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_change_that_the_index_showed_late_is_not_missed(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        harness.Wait();
        harness.Jira.Book.IndexLag = TimeSpan.FromSeconds(90);
        harness.Close(issue.Ref, ItemState.Done);
        harness.Clock.Advance(TimeSpan.FromSeconds(30));
        var early = await harness.Tracker.ChangesAsync(null, Cancel);
        Assert.Equal(ItemState.Open, Assert.Single(early.Issues).State);

        harness.Clock.Advance(TimeSpan.FromSeconds(120));
        Assert.Equal(ItemState.Done, Assert.Single((await harness.Tracker.ChangesAsync(early.Cursor, Cancel)).Issues).State);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task Without_labels_our_issues_are_still_followed(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        harness.Project.RemoveField("labels");
        var issue = await harness.CreateAsync();
        harness.WriteForeign("Not ours");
        harness.Restart();

        var first = await harness.Tracker.ChangesAsync(null, Cancel);
        Assert.Equal(issue.Marker, Assert.Single(first.Issues).Marker);
        harness.Wait();
        harness.Close(issue.Ref, ItemState.WontDo);
        var second = await harness.Tracker.ChangesAsync(first.Cursor, Cancel);
        Assert.Equal((issue.Marker, ItemState.WontDo), (Assert.Single(second.Issues).Marker, second.Issues[0].State));
        Assert.Equal(issue.Marker, Assert.Single((await harness.Tracker.ListAsync([], Cancel)).Issues).Marker);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task That_the_assignee_s_account_is_deactivated_is_seen(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        Assert.False(issue.OwnerHasLeft);

        harness.Jira.People.Assign(issue.Ref.Id, harness.Jira.Book.Users.Find(u => !u.Active));

        Assert.True(Assert.IsType<ReadOutcome.Found>(await harness.Tracker.ReadAsync(issue.Ref, Cancel)).Issue.OwnerHasLeft);
    }

    [Fact]
    public async Task Who_changed_an_issue_last_comes_back()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Postpone(issue.Ref, new DateOnly(2024, 5, 1));
        Assert.Equal("somebody@company.com", Assert.Single((await harness.Tracker.ChangesAsync(null, Cancel)).Issues).ChangedBy);

        await harness.UpdateAsync(issue.Ref, new IssuePatch { Title = "Ours" });
        Assert.Equal("actionsync", Assert.Single((await harness.Tracker.ChangesAsync(null, Cancel)).Issues).ChangedBy);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_moved_issue_keeps_its_item(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, b => b.Jira.Book.AddProject("PAY"));
        var issue = await harness.CreateAsync();
        var stays = await harness.CreateAsync(SomeDraft.Of("Stays"));
        harness.Jira.People.Move(issue.Ref.Number, "PAY");

        var read = await harness.ReadAsync(issue.Ref);
        Assert.Equal((issue.Ref.Id, "PAY-1", issue.Marker, issue.Ref.Place), (read.Ref.Id, read.Ref.Number, read.Marker, read.Ref.Place));
        Assert.EndsWith("/browse/PAY-1", read.Ref.Url, StringComparison.Ordinal);
        Assert.Equal("PAY-1", (await harness.ReadAsync(issue.Ref with { Id = "OPS-1" })).Ref.Number);

        var nightly = await harness.Tracker.ListAsync([issue.Ref, stays.Ref], Cancel);
        Assert.Equal(["OPS-2", "PAY-1"], nightly.Issues.Select(i => i.Ref.Number).Order());
        Assert.Empty(nightly.Gone);

        harness.Restart();
        var firstContact = await harness.Tracker.ListAsync([], Cancel);
        Assert.Equal(new[] { issue.Marker, stays.Marker }.Order(), firstContact.Issues.Select(i => i.Marker).Order());
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task An_issue_that_another_tracker_made_and_somebody_moved_here_is_left_to_it(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, b => b.Jira.Book.AddProject("PAY"));
        await harness.CreateAsync();
        harness.Jira.People.Move("OPS-1", "PAY");
        harness.Options.Project = "PAY";
        harness.Restart();
        Assert.Empty((await harness.Tracker.ListAsync([], Cancel)).Issues);
    }

    [Fact]
    public async Task An_issue_that_was_made_when_the_project_had_another_key_is_still_ours()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var (renamed, foreign) = (await harness.CreateAsync(), await harness.CreateAsync(SomeDraft.Of("Of another tracker")));
        MadeIn(harness, renamed, "HARBOUR");
        MadeIn(harness, foreign, "PAY");
        harness.Faults.When(r => r.Path.Value!.EndsWith("/project/HARBOUR", StringComparison.Ordinal),
            Fault.Code(200, body: """{"id":"10000","key":"OPS","name":"OPS project"}"""), times: 100);

        Assert.Equal(renamed.Ref, Assert.Single((await harness.Tracker.ChangesAsync(null, Cancel)).Issues).Ref);
        Assert.Equal(1, harness.Jira.Log.Count("GET", "/project/HARBOUR"));
        Assert.Equal(renamed.Ref, Assert.Single((await harness.Tracker.ListAsync([], Cancel)).Issues).Ref);
    }

    private static void MadeIn(JiraHarness harness, IssueSnapshot issue, string project) => harness.Jira.People.Edit(issue.Ref.Id, i =>
    {
        var mark = i.Property("actionsync")!;
        mark["project"] = project;
        return i with { Properties = i.Properties.SetItem("actionsync", mark.ToJsonString()) };
    });

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task The_nightly_listing_tells_deleted_from_there_in_few_requests(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, b => b.Jira.Book.AddProject("PAY"));
        var refs = (await harness.CreateManyAsync(250)).Select(o => ((CreateOutcome.Created)o).Issue.Ref).ToList();
        harness.Wait();
        foreach (var issue in refs.Take(30))
            harness.Jira.People.Move(issue.Id, "PAY");
        foreach (var issue in refs.Skip(30).Take(5))
            harness.Delete(issue);
        harness.Jira.Log.Clear();

        var listing = await harness.Tracker.ListAsync(refs, Cancel);

        Assert.Equal(245, listing.Issues.Count);
        Assert.Equal(refs.Skip(30).Take(5), listing.Gone.Select(g => g.Issue));
        Assert.InRange(harness.Jira.Log.Count(), 1, 12);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_clone_by_a_person_carries_the_marker_but_is_not_ours_to_close(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();
        harness.Wait();
        harness.Jira.People.Clone(issue.Ref.Number);

        var both = (await harness.Tracker.ChangesAsync(null, Cancel)).Issues.OrderBy(i => i.CreatedAt).ToList();
        Assert.Equal([issue.Marker, issue.Marker], both.Select(i => i.Marker));
        Assert.Equal([true, false], both.Select(i => i.CreatedByUs));
    }

    [Fact]
    public async Task A_clone_by_the_tokens_own_account_is_told_by_its_age()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Clock.Advance(TimeSpan.FromHours(1));
        harness.Jira.People.Clone(issue.Ref.Number, harness.Jira.Site.Me);
        Assert.Equal([true, false], (await harness.Tracker.ListAsync([], Cancel)).Issues.OrderBy(i => i.CreatedAt).Select(i => i.CreatedByUs));
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task None_of_the_known_issues_visible_is_an_error_and_not_a_mass_deletion(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var refs = (await harness.CreateManyAsync(3)).Select(o => ((CreateOutcome.Created)o).Issue.Ref).ToList();
        harness.Project.Hidden = true;

        Assert.Equal(TrackerFault.NotFound, (await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ListAsync(refs, Cancel))).Fault);
        Assert.Equal(TrackerFault.NotFound, (await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(null, Cancel))).Fault);
        Assert.Equal(TrackerFault.NotFound, (await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ReadAsync(refs[0], Cancel))).Fault);

        harness.Project.Hidden = false;
        foreach (var issue in refs)
            harness.Delete(issue);
        Assert.Equal(TrackerFault.NotFound, (await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ListAsync(refs, Cancel))).Fault);
        Assert.Single((await harness.Tracker.ListAsync([refs[0]], Cancel)).Gone);
    }

    [Fact]
    public async Task A_broken_page_breaks_the_refresh_and_loses_nothing()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        await harness.CreateManyAsync(150);
        var searches = 0;
        harness.Faults.When(r => r.Path.Value!.EndsWith("/search/jql", StringComparison.Ordinal) && ++searches > 1, Fault.Code(500), times: 3);
        await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.ChangesAsync(null, Cancel));
        Assert.Equal(150, (await harness.Tracker.ChangesAsync(null, Cancel)).Issues.Count);
    }

    private static async Task<string?> CostAsync(JiraHarness harness, string? cursor, int changed, int searches)
    {
        harness.Jira.Log.Clear();
        var changes = await harness.Tracker.ChangesAsync(cursor, Cancel);
        Assert.Equal((changed, searches), (changes.Issues.Count, harness.Searches));
        Assert.Equal(searches, harness.Jira.Log.Count());
        return changes.Cursor;
    }
}
