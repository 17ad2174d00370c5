using ActionSync.Items;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

public sealed class GitHubListingTests
{
    [Fact]
    public async Task At_first_contact_our_issues_are_found_among_thousands()
    {
        await using var stage = await GitHubStage.SetAsync();
        await stage.CreateAsync();
        stage.Repository.OpenForeign(2000);
        await stage.CreateAsync(GitHubStage.Draft(2));
        stage.Repository.Close(1);
        stage.GitHub.Log.Clear();

        var contact = await stage.Tracker().ListAsync([], default);

        Assert.Equal([GitHubStage.Draft(2).Marker, GitHubStage.Draft(1).Marker], contact.Issues.Select(issue => issue.Marker));
        Assert.InRange(stage.GitHub.Log.Count(), 1, 6);
    }

    [Fact]
    public async Task Without_push_access_and_so_without_labels_our_issues_are_found_by_author()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.Change(stage.Token, access => access with { Push = false });
        await stage.CreateAsync();
        stage.Repository.OpenForeign(300);
        stage.Repository.Open("Written by hand with the same account", by: "actionsync-bot");

        Assert.Equal(GitHubStage.Draft().Marker, Assert.Single((await stage.Tracker().ListAsync([], default)).Issues).Marker);
    }

    [Fact]
    public async Task Each_kind_of_gone_is_told_apart_and_a_lost_label_is_no_loss()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var refs = new List<IssueRef>();
        for (var position = 1; position <= 5; position++)
            refs.Add((await stage.CreateAsync(GitHubStage.Draft(position), tracker)).Ref);
        var other = stage.GitHub.World.AddRepository("acme/platform");
        var moved = stage.Repository.Transfer(1, other);
        stage.Repository.Delete(2);
        stage.Repository.Hide(3);
        stage.Repository.RemoveLabel(4, "actionsync");

        var all = await tracker.ListAsync(refs, default);

        Assert.Equal(["4", "5"], all.Issues.Select(issue => issue.Ref.Id).Order());
        var gone = all.Gone.ToDictionary(g => g.Issue.Id, g => g.Reason);
        Assert.Equal($"Issue #1 was transferred: it is now {stage.GitHub.Url}/acme/platform/issues/{moved.Number}.", gone["1"]);
        Assert.Equal("Issue #2 was deleted.", gone["2"]);
        Assert.Contains("not visible", gone["3"]);
        foreach (var issue in refs.Take(3))
        {
            Assert.Equal(gone[issue.Id], Assert.IsType<ReadOutcome.Gone>(await tracker.ReadAsync(issue, default)).Reason);
            Assert.IsType<ReadOutcome.Gone>(await tracker.UpdateAsync(issue, new IssuePatch { Title = "x" }, default));
            Assert.IsType<ReadOutcome.Gone>(await tracker.AddNoteAsync(issue, new IssueNote("t", "x"), default));
        }
        Assert.Equal(moved.Title, other[moved.Number].Title);
        Assert.Empty(other[moved.Number].Comments);
    }

    [Fact]
    public async Task Many_issues_that_lost_their_label_are_listed_and_not_asked_for_one_by_one()
    {
        await using var stage = await GitHubStage.SetAsync();
        for (var i = 1; i <= 200; i++)
            stage.Repository.Open($"Item {i}", GitHubBodyFacts.MarkerLine(Items.Marker.Of("default", $"{i}")), "actionsync-bot");
        var tracker = stage.Tracker();
        var known = stage.Repository.Issues.Select(issue => tracker.Recognise($"{stage.GitHub.Url}/acme/ops/issues/{issue.Number}")!).ToArray();

        var all = await tracker.ListAsync(known, default);

        Assert.Equal(200, all.Issues.Count);
        Assert.InRange(stage.GitHub.Log.Count(), 1, 10);
    }

    [Fact]
    public async Task None_of_the_known_issues_visible_is_an_error()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        IssueRef[] known = [(await stage.CreateAsync(GitHubStage.Draft(1), tracker)).Ref, (await stage.CreateAsync(GitHubStage.Draft(2), tracker)).Ref];
        stage.Repository.Hide(1);
        stage.Repository.Hide(2);

        var problem = await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync(known, default));

        Assert.Contains("None of the 2 known issues of acme/ops is visible", problem.Message);
    }

    [Fact]
    public async Task A_persons_clone_is_found_beside_ours_and_is_not_taken_for_ours()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var ours = await stage.CreateAsync(tracker: tracker);
        stage.Repository.Open(stage.Repository[1].Title, stage.Repository[1].Body, "carol");

        var found = await tracker.FindAsync([ours.Marker!], stage.Clock.GetUtcNow(), default);

        Assert.Equal([("1", true), ("2", false)], found.Select(issue => (issue.Ref.Id, issue.CreatedByUs)).Order());
    }

    [Theory]
    [InlineData("/acme/ops/issues/12", "12")]
    [InlineData("/Acme/OPS/issues/12/", "12")]
    [InlineData("/repos/acme/ops/issues/12", "12")]
    [InlineData("/acme/other/issues/12", null)]
    [InlineData("/acme/ops/issues/12?x=y#issuecomment-3", "12")]
    [InlineData("/acme/ops/pull/12", "12")]
    [InlineData("/Acme/ops/pull/12/files/#diff-1", "12")]
    [InlineData("/acme/ops/pull/12/commits/0a1b2c", "12")]
    [InlineData("/repos/acme/ops/pulls/12", "12")]
    [InlineData("/acme/ops/pull/12x", null)]
    [InlineData("/acme/ops/pull/12/other", null)]
    [InlineData("/acme/ops/issues/0", null)]
    [InlineData("/acme/ops/issues/12/x", null)]
    public async Task An_address_is_recognised_by_server_repository_and_number(string path, string? id)
    {
        await using var stage = await GitHubStage.SetAsync();

        Assert.Equal(id, stage.Tracker().Recognise(stage.GitHub.Url + path)?.Id);
    }

    [Theory]
    [InlineData("#12", "12")]
    [InlineData("acme/ops#12", "12")]
    [InlineData("Acme/OPS#12", "12")]
    [InlineData("acme/other#12", null)]
    [InlineData("ops#12", null)]
    [InlineData("12", null)]
    [InlineData("#0", null)]
    [InlineData("#12\n", null)]
    [InlineData("Bug 7012345", null)]
    [InlineData("OPS-12", null)]
    public async Task A_key_is_recognised_by_repository_and_number(string key, string? id)
    {
        await using var stage = await GitHubStage.SetAsync();

        Assert.Equal(id, stage.Tracker().RecogniseKey(key)?.Id);
    }

    [Theory]
    [InlineData("https://api.github.com", "https://github.com", "https://github.com/acme/ops/issues/3", true)]
    [InlineData("https://api.github.com", "https://github.com", "https://api.github.com/repos/acme/ops/issues/3", true)]
    [InlineData("https://ghe.example.com/api/v3", "https://ghe.example.com", "https://ghe.example.com/acme/ops/issues/3", true)]
    [InlineData("https://ghe.example.com/api/v3", "https://ghe.example.com", "https://ghe.example.com/api/v3/repos/acme/ops/issues/3", true)]
    [InlineData("https://api.github.com", "https://github.com", "http://www.GitHub.com/acme/ops/issues/3", true)]
    [InlineData("https://api.github.com", "https://github.com", "https://github.com.evil.example/acme/ops/issues/3", false)]
    [InlineData("https://ghe.example.com/api/v3", "https://ghe.example.com", "https://GHE.example.com/acme/ops/pull/3", true)]
    [InlineData("https://ghe.example.com/api/v3", "https://ghe.example.com", "https://github.com/acme/ops/issues/3", false)]
    [InlineData("https://api.example.com/api/v3", "https://api.example.com", "https://api.example.com/acme/ops/issues/3", true)]
    [InlineData("https://api.acme.ghe.com", "https://acme.ghe.com", "https://acme.ghe.com/acme/ops/issues/3", true)]
    [InlineData("https://api.acme.ghe.com/", "https://acme.ghe.com", "https://api.acme.ghe.com/repos/acme/ops/issues/3", true)]
    [InlineData("https://api.acme.ghe.com", "https://acme.ghe.com", "https://other.ghe.com/acme/ops/issues/3", false)]
    [InlineData("https://api.acme.ghe.com", "https://acme.ghe.com", "https://github.com/acme/ops/issues/3", false)]
    public async Task A_place_is_the_server_that_people_see(string baseUrl, string server, string url, bool recognised)
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker(o => o.BaseUrl = baseUrl);

        Assert.Equal(new TrackerPlace(server, "acme/ops"), tracker.Place);
        Assert.Equal(recognised, tracker.Recognise(url) is not null);
    }
}
