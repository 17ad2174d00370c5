using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Tests.Contracts;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>Pull requests have issues' numbers, and are read as issues that are not ours.</summary>
public sealed class GitHubPullRequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("open", false, ItemState.Open)]
    [InlineData("closed", false, ItemState.Done)]
    [InlineData("closed", true, ItemState.Done)]
    public async Task One_that_GitHub_sends_is_open_until_it_is_merged_or_closed(string state, bool isMerged, ItemState expected)
    {
        using var github = new GitHubStandIn();
        github.Server.Says(404, """{"message":"Not Found"}""");
        var pull = Payloads.Json("GitHub", "list-of-many-kinds").AsArray().Single(issue => issue!["pull_request"] is JsonObject)!;
        pull["state"] = state;
        pull["closed_at"] = state == "closed" ? "2026-11-20T10:00:00Z" : null;
        pull["pull_request"]!["merged_at"] = isMerged ? "2026-11-20T10:00:00Z" : null;
        var number = (int)pull["number"]!;
        github.Server.Shows($"{GitHubStandIn.Issues}/{number}", pull.ToJsonString());

        var read = Assert.IsType<ReadOutcome.Found>(await github.Tracker().ReadAsync(github.Issue(number), Cancel)).Issue;

        Assert.Equal((expected, null, $"#{number}"), (read.State, read.Marker, read.Ref.Number));
        Assert.Empty(read.Unread);
    }

    [Fact]
    public async Task The_stand_in_answers_what_GitHub_says_an_issue_is()
    {
        await using var stage = await GitHubStage.SetAsync();
        var number = stage.Repository.Open("Raise the quota", pullRequest: true).Number;
        stage.Repository.Merge(number);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {stage.Token}");
        http.DefaultRequestHeaders.Add("User-Agent", "tests");

        var shown = JsonNode.Parse(await http.GetStringAsync(new Uri($"{stage.GitHub.Url}/repos/acme/ops/issues/{number}"), Cancel))!;

        Assert.Empty(ContractTable.Load("github").Problems(shown, "#issue"));
        Assert.Equal(("closed", null), ((string?)shown["state"], (string?)shown["state_reason"]));
        Assert.NotNull((string?)shown["pull_request"]!["merged_at"]);
    }

    [Fact]
    public async Task One_that_quotes_an_issue_of_ours_is_not_ours()
    {
        await using var stage = await GitHubStage.SetAsync();
        var tracker = stage.Tracker();
        var ours = await stage.CreateAsync(tracker: tracker);
        var number = stage.Repository.Open("Fix it", stage.Repository[1].Body, "actionsync-bot", pullRequest: true).Number;

        var read = Assert.IsType<ReadOutcome.Found>(await tracker.ReadAsync(tracker.RecogniseKey($"#{number}")!, Cancel)).Issue;
        var listing = await tracker.ListAsync([ours.Ref, read.Ref], Cancel);

        Assert.Equal((null, null, false), (read.Marker, read.Key, read.CreatedByUs));
        Assert.Equal(["1", $"{number}"], listing.Issues.Select(issue => issue.Ref.Id).Order());
        Assert.Empty(listing.Gone);
        Assert.Equal(ours.Ref, Assert.Single(await tracker.FindAsync([ours.Marker!], stage.Clock.GetUtcNow(), Cancel)).Ref);
    }

    [Fact]
    public async Task A_reminder_is_a_comment_on_it()
    {
        await using var stage = await GitHubStage.SetAsync();
        var number = stage.Repository.Open("Raise the quota", pullRequest: true).Number;
        var tracker = stage.Tracker();

        await tracker.AddNoteAsync(tracker.RecogniseKey($"#{number}")!, new IssueNote("token", "It is overdue."), Cancel);

        Assert.Single(stage.Repository[number].Comments);
    }
}
