using System.Text.Json.Nodes;
using ActionSync.Simulators;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>One wrong answer of a tracker has no lasting consequences.</summary>
public sealed class WrongAnswerTests
{
    [Fact]
    public async Task A_title_that_was_shown_once_by_mistake_does_not_count_as_peoples()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        await harness.TakeInAsync("Widen the connection pool");
        harness.GitHub.Faults.Next("GET", "/issues/1", Issue("Something else", harness.Repository[1].Body));
        await harness.VisitLaterAsync();
        await harness.VisitLaterAsync();

        Assert.Equal(0, harness.GitHub.Faults.Waiting);
        Assert.Equal("Widen the connection pool", harness.Repository[1].Title);
    }

    [Fact]
    public async Task A_body_that_was_shown_once_by_mistake_is_not_written_into_the_issue()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        await harness.TakeInAsync("Widen the pool", priority: "P1");
        var body = harness.Repository[1].Body;
        // The second look of an update: the first was the stage's own.
        var reads = 0;
        harness.GitHub.Faults.When(
            request => request.Method == "GET" && request.Path.Value!.EndsWith("/issues/1", StringComparison.Ordinal) && ++reads == 2,
            Issue("Widen the pool", "- **Priority:** P2\n"));
        await harness.VisitLaterAsync();

        Assert.Equal(0, harness.GitHub.Faults.Waiting);
        Assert.Contains("actionsync:", harness.Repository[1].Body, StringComparison.Ordinal);
        Assert.Equal(body.Length, harness.Repository[1].Body.Length);
    }

    [Fact]
    public async Task A_list_that_shows_an_items_marker_on_another_issue_closes_nothing()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        var other = harness.Repository.Open("Another matter", "Mine.", "actionsync-bot");
        var listed = Json(other.Title, harness.Repository[1].Body, other.Number);
        harness.GitHub.Faults.When(request => request.Query["sort"] == "updated" && request.Query["per_page"] == "100", Fault.Code(200, body: $"[{listed}]"));
        await harness.VisitLaterAsync();

        Assert.Equal(0, harness.GitHub.Faults.Waiting);
        Assert.All(harness.Repository.Issues, issue => Assert.True(issue.IsOpen));
    }

    [Fact]
    public async Task An_issue_that_seems_gone_for_a_moment_is_adopted_and_not_made_again()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        await harness.ForgetAsync();
        harness.GitHub.Faults.Next("GET", "/issues/1", Fault.Code(404));
        await harness.VisitLaterAsync();
        await harness.VisitLaterAsync();

        Assert.Equal(0, harness.GitHub.Faults.Waiting);
        Assert.Single(harness.Repository.Issues);
        Assert.Equal("#1", (await harness.ItemAsync()).Issue!.Number);
    }

    private static Fault Issue(string title, string body) => Fault.Code(200, body: Json(title, body, 1));

    private static string Json(string title, string body, int number) => new JsonObject
    {
        ["number"] = number,
        ["title"] = title,
        ["body"] = body,
        ["state"] = "open",
        ["html_url"] = $"https://github.com/acme/ops/issues/{number}",
        ["user"] = new JsonObject { ["login"] = "actionsync-bot" },
        ["labels"] = new JsonArray(new JsonObject { ["name"] = "actionsync" }, new JsonObject { ["name"] = "priority: P2" }),
        ["assignees"] = new JsonArray(),
        ["created_at"] = "2024-01-16T09:00:00Z",
        ["updated_at"] = "2024-01-16T09:00:00Z",
    }.ToJsonString();
}
