using System.Text.Json.Nodes;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What a manager asks of the report, and of the weekly mail before it is sent.</summary>
public sealed class ReportJourneyTests : IAsyncDisposable
{
    private readonly Actionsync _actionsync = new();
    private OnGitHub? _on;

    [Fact]
    public async Task What_is_overdue_comes_first_the_oldest_at_the_top_and_by_team()
    {
        Configure();
        await TakeInAsync();

        var table = (await _actionsync.RunAsync("report")).Exits(0).Stdout;
        var report = JsonNode.Parse((await _actionsync.RunAsync("report", "--format", "json")).Exits(0).Stdout)!;

        Assert.StartsWith(
            "Action items: 3\n\nOverdue, the oldest first: 2\n  2024-01-22  P1  The older\n              nobody (Payments), ", table, StringComparison.Ordinal);
        Assert.Equal(["The older", "The younger"], report["overdue"]!.AsArray().Select(item => (string)item!["title"]!));
        var page = _actionsync.Pages.Single(page => page["title"].Contains("The older", StringComparison.Ordinal));
        Assert.EndsWith(page.Name, (string)report["overdue"]![0]!["url"]!, StringComparison.Ordinal);
        Assert.Equal(["Payments", "Search"], report["byTeam"]!.AsObject().Select(team => team.Key).Order(StringComparer.Ordinal));
        Assert.Equal(0, (int)report["total"]!["keptPercent"]!);
        string[] names =
        [
            "at", "total", "byOwner", "byService", "byType", "byPriority", "daysToClose", "deadlinesMoved", "withoutOpenPrevention", "repeatedActions",
            "byTeam", "kept", "overdue",
        ];
        Assert.Equal(names, report.AsObject().Select(member => member.Key));
        Assert.Contains("nobody", report["byOwner"]!.AsObject().Select(owner => owner.Key));
        var html = (await _actionsync.RunAsync("report", "--format", "html")).Exits(0).Stdout;
        Assert.Contains("Overdue, the oldest first", html, StringComparison.Ordinal);
        Assert.Contains("Kept on time, by team", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Since_a_day_only_the_incidents_since_count()
    {
        await TakeInAsync();

        var report = JsonNode.Parse((await _actionsync.RunAsync("report", "--since", "2024-02-01", "--format", "json")).Exits(0).Stdout)!;

        Assert.Equal(1, (int)report["total"]!["all"]!);
        Assert.Equal("The younger", (string)Assert.Single(report["overdue"]!.AsArray())!["title"]!);
    }

    [Fact]
    public async Task The_weekly_mail_is_shown_with_its_readers_and_its_time_and_is_not_sent()
    {
        Configure();
        await TakeInAsync();
        var before = _actionsync.Everything();

        var shown = (await _actionsync.RunAsync("report", "--preview")).Exits(0).Stdout;

        Assert.StartsWith("To: boss@company.com, ", shown, StringComparison.Ordinal);
        Assert.Contains($"As a file in {_actionsync["data", "outbox"]}", shown, StringComparison.Ordinal);
        Assert.Matches("\nSubject: Action items, week of 20[0-9-]+: 3 open, 2 overdue\n", shown);
        Assert.Contains("\nOverdue, the oldest first: 2\n  2024-01-22  P1  The older\n", shown, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", (await _actionsync.RunAsync("report", "--preview", "--format", "html")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Equal(before, _actionsync.Everything());
        (await _actionsync.RunAsync("report", "--preview", "--format", "csv")).Exits(2);
    }

    [Fact]
    public async Task Without_readers_the_preview_says_what_to_set()
    {
        await TakeInAsync();

        Assert.Contains("Reminding:Report names no address", (await _actionsync.RunAsync("report", "--preview")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_that_was_closed_before_it_was_first_seen_counts_by_the_dates_of_the_tracker()
    {
        _on = await OnGitHub.StartAsync();
        var made = new DateTimeOffset(2023, 5, 1, 8, 0, 0, TimeSpan.Zero);
        var issue = _on.Repository.Open("Upgrade the load balancer");
        _on.Repository.Edit(issue.Number, old => _on.Repository.Close(issue.Number) with { CreatedAt = made, ClosedAt = made.AddDays(10) });
        (await _on.TakeInAsync(Json("INC-7930",
            Item("Upgrade the load balancer", deadline: "2023-05-20", url: $"{_on.GitHub.Url}/acme/ops/issues/{issue.Number}"),
            Item("It was done before", deadline: "2023-05-20", status: "done")))).Exits(0);

        var report = JsonNode.Parse((await _on.Actionsync.RunAsync("report", "--format", "json")).Exits(0).Stdout)!;

        Assert.Equal(10.0, (double)report["daysToClose"]!["median"]!);
        Assert.Equal((1, 0, 1), ((int)report["total"]!["onTime"]!, (int)report["total"]!["late"]!, (int)report["total"]!["doneBefore"]!));
    }

    private void Configure() => _actionsync.Configured(
        """
        {
          "Reminding": { "Report": [ "boss@company.com" ] },
          "Groups": { "Search": { "Members": [ "alice@company.com" ] }, "Payments": { "Services": [ "pay*" ] } }
        }
        """);

    /// <summary>An incident of January with an old and an open item, and one of March.</summary>
    private async Task TakeInAsync()
    {
        var march = Of("INC-2", Item("The younger", deadline: "2024-03-20"));
        march["incident"]!["resolved_at"] = "2024-03-10T12:00:00Z";
        (await _actionsync.RunAsync(
            "once", "--no-remind", _actionsync.Write("one.json", Json("INC-1", Item("The older", owner: null), Item("Not due yet", deadline: "2099-01-01"))),
            _actionsync.Write("two.json", march.ToJsonString()))).Exits(0);
    }

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        if (_on is not null)
            await _on.DisposeAsync();
    }
}
