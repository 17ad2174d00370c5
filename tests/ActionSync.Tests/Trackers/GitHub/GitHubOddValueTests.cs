using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>Issues with members that are odd, absent, null or of people who are gone: each costs what it is about and nothing else.</summary>
public sealed class GitHubOddValueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a pull request", "{\"number\":900,\"title\":null,\"labels\":\"none\",\"body\":\"actionsync\",\"pull_request\":{\"url\":\"x\"}}")]
    [InlineData("an issue without a word of ours", "{\"number\":900,\"title\":null,\"labels\":[],\"body\":\"Mine.\"}")]
    [InlineData("an issue without a text", "{\"number\":900,\"title\":\"x\",\"updated_at\":\"yesterday\",\"labels\":[],\"body\":null}")]
    public async Task A_strangers_odd_issue_costs_nobody_anything(string whose, string odd)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(tracker: tracker);
        var contact = await tracker.ListAsync([], Cancel);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        stage.Repository.Close(1);
        stage.GitHub.Faults.When(IsList, new Fault.Changed(body => $"[{odd},{body[1..]}"), times: 20);

        var changes = await tracker.ChangesAsync(contact.Cursor, Cancel);

        Assert.True(Assert.Single(changes.Issues).State.IsClosed(), whose);
        Assert.Empty(changes.Unread);
        Assert.Single((await tracker.ListAsync([contact.Issues[0].Ref], Cancel)).Issues);
        Assert.Single(await tracker.FindAsync([GitHubStage.Draft().Marker], stage.Clock.GetUtcNow(), Cancel));
    }

    [Theory]
    [InlineData("\"title\":", "\"was\":")]
    [InlineData("\"created_at\":\"2024", "\"created_at\":\"Y2024")]
    [InlineData("\"labels\":[", "\"labels\":{},\"was\":[")]
    public async Task One_of_ours_that_a_list_shows_oddly_is_named_and_the_others_are_read(string from, string to)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(GitHubStage.Draft(1), tracker);
        await stage.CreateAsync(GitHubStage.Draft(2), tracker);
        var contact = await tracker.ListAsync([], Cancel);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        stage.Repository.Close(2);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        stage.Repository.Close(1);
        // The list shows the latest first, and that one oddly.
        stage.GitHub.Faults.When(IsList, new Fault.Changed(body => Replace(body, from, to)), times: 20);

        var changes = await tracker.ChangesAsync(contact.Cursor, Cancel);

        Assert.Equal("2", Assert.Single(changes.Issues).Ref.Id);
        var unread = Assert.Single(changes.Unread);
        Assert.Equal("1", unread.Id);
        Assert.Contains("$[0]", unread.Why, StringComparison.Ordinal);
        // The nightly look asks for it by its number.
        Assert.Equal(2, (await tracker.ListAsync([.. contact.Issues.Select(i => i.Ref)], Cancel)).Issues.Count);
        Assert.Equal(2, (await tracker.FindAsync([GitHubStage.Draft(1).Marker, GitHubStage.Draft(2).Marker], stage.Clock.GetUtcNow(), Cancel)).Count);
    }

    [Fact]
    public async Task An_issue_that_shows_oddly_wherever_it_is_asked_for_is_not_gone_and_not_made_again()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var issue = await stage.CreateAsync(tracker: tracker);
        stage.GitHub.Faults.When(IsList, new Fault.Changed(body => Replace(body, "\"title\":", "\"was\":")), times: 20);
        stage.GitHub.Faults.When(request => request.Method == "GET" && request.Path.Value!.EndsWith("/issues/1", StringComparison.Ordinal),
            new Fault.Changed(body => Replace(body, "\"title\":", "\"was\":")), times: 20);

        var read = Assert.IsType<ReadOutcome.Failed>(await tracker.ReadAsync(issue.Ref, Cancel));
        Assert.DoesNotContain("proxies", read.Reason, StringComparison.Ordinal);
        var nightly = await tracker.ListAsync([issue.Ref], Cancel);
        Assert.Equal("1", Assert.Single(nightly.Unread).Id);
        Assert.Empty(nightly.Gone);
        Assert.Equal(TrackerFault.Unavailable,
            (await Assert.ThrowsAsync<TrackerException>(() => tracker.FindAsync([GitHubStage.Draft().Marker], default, Cancel))).Fault);
        Assert.Equal(TrackerFault.Unavailable, (await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel))).Fault);
    }

    [Fact]
    public async Task An_odd_snooze_label_is_told_and_neither_begins_nor_ends_a_snooze()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        await stage.CreateAsync(tracker: tracker);
        var cursor = (await tracker.ListAsync([], Cancel)).Cursor;
        stage.Clock.Advance(TimeSpan.FromHours(1));
        stage.Repository.AddLabel(1, "snooze-until:friday");

        var changes = await tracker.ChangesAsync(cursor, Cancel);

        var issue = Assert.Single(changes.Issues);
        Assert.Null(issue.SnoozeUntil);
        Assert.True(issue.IsSnoozeUnread);
        Assert.Contains("#1: the label \"snooze-until:friday\" names no day", Assert.Single(changes.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_of_the_priority_field_that_is_not_known_leaves_the_priority_unread()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme",
            [.. GitHubField.Defaults.Where(f => f.Name != "Priority"),
                new GitHubField(9001, "Priority", "single_select", "Urgent", "High", "Medium", "Low", "Parked")]);
        var issue = await stage.CreateAsync();
        stage.Repository.SetField(1, "Priority", "Parked");

        var shown = Assert.IsType<ReadOutcome.Found>(await stage.Tracker().ReadAsync(issue.Ref, Cancel)).Issue;

        Assert.Contains("\"Parked\"", Assert.Single(shown.Unread, u => u.Field == ItemField.Priority).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P1 (agreed)", "P1")]
    [InlineData("P2, says the CTO", "P2")]
    [InlineData("high", null)]
    public async Task A_priority_line_in_peoples_words_is_read_by_its_beginning_or_the_label_counts(string words, string? expected)
    {
        await using var stage = await GitHubStage.SetAsync();
        var issue = await stage.CreateAsync();
        stage.Repository.Edit(1,
            i => i with
            {
                Body = i.Body.Replace("**Priority:** P1", $"**Priority:** {words}", StringComparison.Ordinal),
                Labels = i.Labels.Remove("priority: P1")
            });

        var shown = Assert.IsType<ReadOutcome.Found>(await stage.Tracker().ReadAsync(issue.Ref, Cancel)).Issue;

        Assert.Equal(expected, shown.Priority?.ToString());
        Assert.Equal(expected is null, shown.Unread.Any(u => u.Field == ItemField.Priority));
    }

    [Fact]
    public async Task Of_several_assignees_the_one_in_the_owners_line_counts_also_with_words_behind()
    {
        await using var stage = await GitHubStage.SetAsync();
        var issue = await stage.CreateAsync();
        stage.Repository.Assign(1, "bob", "alice");
        await IsAsync("alice@example.com (until March)", "alice@example.com");
        await IsAsync("Bob Kim (covering)", "bob@example.com");
        await IsAsync("the SRE team", null);
        stage.Repository.Assign(1, "bob");
        await IsAsync("the SRE team", "bob@example.com");

        async Task IsAsync(string line, string? owner)
        {
            stage.Repository.Reword(1, "Owner", line);
            var shown = Assert.IsType<ReadOutcome.Found>(await stage.Tracker().ReadAsync(issue.Ref, Cancel)).Issue;
            Assert.Equal((owner, owner is null), (shown.Owner, shown.Unread.Any(u => u.Field == ItemField.Owner)));
        }
    }

    [Fact]
    public async Task An_issue_whose_author_and_closer_are_gone_is_read()
    {
        await using var stage = await GitHubStage.SetAsync();
        var issue = await stage.CreateAsync();
        stage.Repository.Close(1, by: GitHubWorld.Ghost);
        stage.Repository.Edit(1, i => i with { User = GitHubWorld.Ghost });

        var shown = Assert.IsType<ReadOutcome.Found>(await stage.Tracker().ReadAsync(issue.Ref, Cancel)).Issue;

        Assert.Equal((ItemState.Done, null, false), (shown.State, shown.ChangedBy, shown.CreatedByUs));
    }

    [Theory]
    [InlineData("\"maintain\":false", "\"maintain\":[false]")]
    [InlineData("\"push\":true", "\"push\":\"yes\"")]
    [InlineData("\"visibility\":\"private\"", "\"visibility\":{}")]
    [InlineData("\"license\":null", "\"license\":7")]
    [InlineData("\"archived\":false", "\"archived\":\"no\"")]
    [InlineData("\"id\":", "\"id\":[7],\"was\":")]
    public async Task What_is_not_needed_of_a_repository_costs_nothing(string from, string to)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.Faults.Next("GET", "/repos/acme/ops", new Fault.Changed(body => Replace(body, from, to)), times: 20);

        await stage.CreateAsync();

        Assert.Single(stage.Repository.Issues);
    }

    [Theory]
    [InlineData("has_issues", "\"yes\"")]
    [InlineData("has_issues", "null")]
    [InlineData("full_name", "7")]
    public async Task What_is_needed_of_a_repository_is_named_where_it_cannot_be_read(string member, string value)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.Faults.Next("GET", "/repos/acme/ops", new Fault.Changed(body => Replace(body, $"\"{member}\":", $"\"{member}\":{value},\"was\":")));

        var problem = await Assert.ThrowsAsync<TrackerException>(() => stage.OutcomeAsync());

        Assert.Equal(TrackerFault.Unavailable, problem.Fault);
        Assert.Contains($"$.{member} missing or in a form that is not known here", problem.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Repository.Issues);
    }

    private static bool IsList(Microsoft.AspNetCore.Http.HttpRequest request) =>
        request.Method == "GET" && request.Path.Value!.EndsWith("/issues", StringComparison.Ordinal);

    /// <summary>The first occurrence.</summary>
    private static string Replace(string text, string from, string to) =>
        text.IndexOf(from, StringComparison.Ordinal) is >= 0 and var at ? $"{text[..at]}{to}{text[(at + from.Length)..]}" : text;
}
