using ActionSync.Simulators;
using ActionSync.SystemTests.Journeys;
using ActionSync.Testing;
using ActionSync.Testing.Web;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>What a running worker tells of itself once everything that is counted has happened, against a GitHub that keeps books.</summary>
public sealed class MetricsTests : IAsyncDisposable
{
    /// <summary>Gauges are read from the ledger again after this time.</summary>
    private static readonly TimeSpan Reread = TimeSpan.FromSeconds(30);

    private static readonly (string, string) Hub = ("tracker", "hub");

    private readonly string _url = FreeAddress.Next();
    private OnGitHub _on = null!;

    [Fact]
    public async Task Before_anything_happened_all_counters_stand_at_zero()
    {
        using var scrape = await StartAsync();

        var metrics = await scrape.AsksAsync();

        Assert.Equal(0, metrics.Value("actionsync_documents_taken_in_total"));
        Assert.Equal(
            ["ambiguous-date", "invalid", "unfinished", "unreadable"],
            metrics["actionsync_documents_rejected_total"].Select(sample => sample.Labels["reason"]).Order(StringComparer.Ordinal));
        foreach (var name in new[] { "actionsync_issues_created_total", "actionsync_issues_unknown_total", "actionsync_duplicates_healed_total" })
            Assert.Equal(0, metrics.Value(name, Hub));
        Assert.Equal(0, metrics.Value("actionsync_reminders_total", ("channel", "Email"), ("outcome", "sent")));
        Assert.All(metrics.Families.Where(family => family.Name.StartsWith("actionsync_", StringComparison.Ordinal) && family.Type == "counter")
            .SelectMany(family => family.Samples), sample => Assert.Equal(0, sample.Value));
    }

    [Fact]
    public async Task Each_thing_is_counted_once_where_it_happens()
    {
        using var scrape = await StartAsync();
        _on.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        _on.Actionsync.Drop("a.json", Json("INC-1", Item("Add an alert"), Item("Write a test", owner: "bob@company.com")));
        _on.Actionsync.Drop("bad.json", """{ "incident": { "id": "INC-2" } }""");
        await _on.Actionsync.HasIssuesAsync("INC-1");
        // The same document again is no news, and a copy of an issue by our own account is closed.
        _on.Actionsync.Drop("again.json", Json("INC-1", Item("Add an alert"), Item("Write a test", owner: "bob@company.com")));
        var first = _on.Repository.Issues.First(issue => issue.Title.Contains("Add an alert", StringComparison.Ordinal));
        var copy = _on.Repository.Open(first.Title, first.Body, by: "actionsync-bot");
        foreach (var label in first.Labels)
            _on.Repository.AddLabel(copy.Number, label);

        var metrics = await UntilAsync(scrape, metrics => metrics.Value("actionsync_duplicates_healed_total", Hub) == 1);

        Assert.Equal(1, metrics.Value("actionsync_documents_taken_in_total"));
        Assert.Equal(1, metrics.Value("actionsync_documents_rejected_total", ("reason", "invalid")));
        Assert.Equal(2, metrics.Value("actionsync_issues_created_total", Hub));
        Assert.Equal(1, metrics.Value("actionsync_issues_unknown_total", Hub));
        var calls = metrics["actionsync_tracker_requests_total"];
        Assert.All(calls, call => Assert.Equal(["method", "status", "tracker"], call.Labels.Keys));
        Assert.Contains(calls, call => call.Labels["method"] == "POST" && call.Labels["status"] == "201" && call.Value >= 1);
        Assert.Contains(calls, call => call.Labels["method"] == "POST" && call.Labels["status"] == "none" && call.Value == 1);
        Assert.Equal(calls.Sum(call => call.Value), metrics.Value("actionsync_tracker_request_duration_seconds_count", Hub));
        Assert.InRange(metrics.Value("actionsync_tracker_budget_remaining", Hub, ("resource", "core")), 1, 5000);
    }

    [Fact]
    public async Task Gauges_are_those_of_the_ledger()
    {
        using var scrape = await StartAsync();
        _on.Actionsync.Drop("a.json", Json("INC-1",
            Item("Add an alert"), Item("Write a test", owner: "bob@company.com", priority: "P2"), Item("Tell them", deadline: "2999-01-01")));
        await _on.Actionsync.HasIssuesAsync("INC-1");

        var metrics = await UntilAsync(
            scrape, metrics => metrics["actionsync_items_overdue"].Count == 2 && metrics.Value("actionsync_items_waiting", Hub) == 0);

        Assert.Equal(1, metrics.Value("actionsync_ledger_up"));
        Assert.Equal(1, metrics.Value("actionsync_items_overdue", ("priority", "P1"), ("team", "payments")));
        Assert.Equal(1, metrics.Value("actionsync_items_overdue", ("priority", "P2"), ("team", "none")));
        Assert.InRange(metrics.Value("actionsync_tracker_refresh_lag_seconds", Hub), 0, 60);
        Assert.Equal(0, metrics.Value("actionsync_items_unknown", Hub));
        Assert.Equal(0, metrics.Value("actionsync_items_unknown_oldest_age_seconds"));
    }

    [Fact]
    public async Task A_create_that_nobody_knows_of_grows_old()
    {
        using var scrape = await StartAsync(settle: "01:00:00");
        _on.GitHub.Faults.Next("POST", "/issues", Fault.Code(500));
        _on.Actionsync.Drop("a.json", Json("INC-1", "Add an alert"));

        var metrics = await UntilAsync(scrape, metrics => metrics.Value("actionsync_items_unknown", Hub) == 1);

        Assert.True(metrics.Value("actionsync_items_unknown_oldest_age_seconds") > 0);
        Assert.Equal(1, metrics.Value("actionsync_issues_unknown_total", Hub));
    }

    [Fact]
    public async Task No_label_holds_what_a_document_a_person_or_a_path_brings()
    {
        using var scrape = await StartAsync();
        _on.Actionsync.Drop("secret-name.json", Json("INC-SECRET", Item("Secret title", owner: "alice@company.com")));
        await _on.Actionsync.HasIssuesAsync("INC-SECRET");

        var metrics = await UntilAsync(scrape, metrics => metrics["actionsync_items_overdue"].Count == 1);

        var values = metrics.Families.SelectMany(family => family.Samples).SelectMany(sample => sample.Labels.Values).Distinct().ToList();
        Assert.DoesNotContain(values, value => new[] { "secret", "alice", "acme", _on.Token, _on.Actionsync.Folder }
            .Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    public async ValueTask DisposeAsync() => await _on.DisposeAsync();

    private async Task<Scrape> StartAsync(string settle = "00:00:01")
    {
        _on = await OnGitHub.StartAsync();
        _on.Actionsync.With("Dashboard:Urls", _url).With("Trackers:hub:SettleUnknown", settle).With("Groups:payments:Members:0", "alice@company.com");
        await _on.Actionsync.StartWorkerAsync();
        return new Scrape(_url);
    }

    private static async Task<MetricsText> UntilAsync(Scrape scrape, Func<MetricsText, bool> condition)
    {
        MetricsText? last = null;
        await Eventually.IsTrue(async () => condition(last = await scrape.AsksAsync()), "the metrics show it", Reread);
        return last!;
    }
}
