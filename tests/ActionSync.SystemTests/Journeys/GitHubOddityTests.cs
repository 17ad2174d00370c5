using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What people, bots and administrators do to issues on GitHub: nothing goes silent, and one item stops no other.</summary>
public sealed class GitHubOddityTests : IAsyncDisposable
{
    private static readonly string Document = Json(
        "INC-7301", Item("Add an alert on cache hit rate", "mira@acme.example", deadline: "2026-01-20"),
        Item("Write a runbook for cache failover", "mira@acme.example", deadline: "2026-01-20"));

    private OnGitHub _on = null!;

    [Fact]
    public async Task A_deadline_in_peoples_own_words_stands_is_told_and_is_still_reminded()
    {
        _on = await OnGitHub.StartAsync();
        _on.Configure(deadlineIn: "Body");
        (await _on.TakeInAsync(Document)).Exits(0);
        Reword(1, "2026-01-20 (agreed with SRE)");
        Reword(2, "mid December 2026");

        var ran = await _on.OnceAsync();

        Assert.Equal(["2026-01-20", "2026-01-20"], await _on.StatusAsync("deadline"));
        var told = ran.Stdout + ran.Stderr;
        Assert.Contains("Deadline: mid December 2026", told, StringComparison.Ordinal);
        Assert.DoesNotContain("agreed with SRE", told, StringComparison.Ordinal);
        Assert.DoesNotContain("-> none", await _on.Actionsync.HistoryAsync("INC-7301"), StringComparison.Ordinal);
        var preview = (await _on.Actionsync.RunAsync("remind", "--preview")).Stdout;
        Assert.Contains("Add an alert on cache hit rate", preview, StringComparison.Ordinal);
        Assert.Contains("Write a runbook for cache failover", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("no deadline", preview, StringComparison.Ordinal);
        Assert.Contains("mid December 2026", (await _on.Actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);
        // Put right by a person, it counts.
        Reword(2, "2026-12-15");
        (await _on.OnceAsync()).Exits(0);
        Assert.Equal(["2026-01-20", "2026-12-15"], await _on.StatusAsync("deadline"));
    }

    [Theory]
    [InlineData("renamed")]
    [InlineData("removed")]
    [InlineData("left out")]
    public async Task Deadlines_stand_when_the_organisations_field_is_gone(string what)
    {
        _on = await OnGitHub.StartWithFieldsAsync();
        (await _on.TakeInAsync(Document)).Exits(0);
        switch (what)
        {
            case "renamed":
                _on.GitHub.World.SetFields("acme", [.. GitHubField.Defaults.Select(f => f.Name == "Target date" ? f with { Name = "Due" } : f)]);
                break;
            case "removed":
                _on.GitHub.World.SetFields("acme", [.. GitHubField.Defaults.Where(f => f.Name != "Target date")]);
                break;
            default:
                _on.GitHub.World.ShowsFieldValues = false;
                break;
        }
        _on.Repository.Comment(1, "Any news?");
        _on.Repository.Comment(2, "Any news?");

        var ran = await _on.OnceAsync();

        Assert.Equal(["2026-01-20", "2026-01-20"], await _on.StatusAsync("deadline"));
        Assert.DoesNotContain("Deadline changed", await _on.Actionsync.HistoryAsync("INC-7301"), StringComparison.Ordinal);
        if (what == "left out")
        {
            ran.Exits(0);
            return;
        }
        Assert.Contains("no date field \"Target date\", and 2 deadlines", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains(
            "no date field \"Target date\", and 2 deadlines live in it", (await _on.Actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);
        Assert.Contains("Write a runbook for cache failover", (await _on.Actionsync.RunAsync("remind", "--preview")).Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("locked")]
    [InlineData("403")]
    [InlineData("500")]
    public async Task One_issue_that_takes_no_comment_stops_no_other(string why)
    {
        _on = await OnGitHub.StartAsync();
        (await _on.TakeInAsync(Document3("2026-11-20", "P1", withFirst: true))).Exits(0);
        if (why == "locked")
            _on.Repository.Lock(1);
        else
            _on.GitHub.Faults.Next("POST", "/issues/1/comments",
                Fault.Code(int.Parse(why, null), body: """{"message":"Not this one","documentation_url":"https://docs.github.com/rest","status":"0"}"""),
                times: 20);

        var ran = (await _on.TakeInAsync(Document3("2026-12-24", "P2", withFirst: false))).Exits(3);

        Assert.Contains("INC-7201/", ran.Stdout + ran.Stderr, StringComparison.Ordinal);
        Assert.Contains(why == "locked" ? "issue is locked" : "Not this one", ran.Stdout + ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("**Deadline:** 24 December 2026", _on.Repository[2].Body, StringComparison.Ordinal);
        Assert.Contains("priority: P2", _on.Repository[3].Labels);
        Assert.Contains("withdrawn", _on.Repository[1].Labels);
        Assert.Empty(_on.Repository[1].Comments);
        // In later passes, too.
        (await _on.TakeInAsync(Document3("2026-12-31", "P2", withFirst: false))).Exits(3);
        Assert.Contains("**Deadline:** 31 December 2026", _on.Repository[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_odd_pull_request_and_an_odd_issue_of_ours_stop_nobody()
    {
        _on = await OnGitHub.StartAsync();
        (await _on.TakeInAsync(Document)).Exits(0);
        _on.Repository.Close(1);
        _on.GitHub.Faults.When(
            request => request.Method == "GET" && request.Path.Value!.EndsWith("/issues", StringComparison.Ordinal),
            new Fault.Changed(body =>
                $"[{{\"number\":900,\"title\":null,\"pull_request\":{{}}}},{{\"number\":2,\"title\":null,\"body\":\"actionsync\"}},{body[1..]}"), times: 20);

        var ran = await _on.OnceAsync();

        Assert.Equal(["done", "open"], await _on.StatusAsync("state"));
        Assert.DoesNotContain("900", ran.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("proxies", ran.Stderr, StringComparison.Ordinal);
    }

    private static string Document3(string deadline, string priority, bool withFirst)
    {
        var first = Item("Add an alert on cache hit rate", "mira@acme.example", deadline: "2026-11-20");
        var others = new[]
        {
            Item("Write a runbook for cache failover", "mira@acme.example", deadline: deadline),
            Item("Load test the cache at twice the peak", "mira@acme.example", priority, "2026-11-20"),
        };
        return Json("INC-7201", withFirst ? [first, .. others] : others);
    }

    private void Reword(int number, string words) => _on.Repository.Reword(number, "Deadline", words);

    public ValueTask DisposeAsync() => _on?.DisposeAsync() ?? ValueTask.CompletedTask;
}
