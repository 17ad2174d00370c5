using System.Text.Json;
using System.Text.RegularExpressions;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>One document, from the command line to the board and back.</summary>
public sealed class FirstDocumentTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task The_sample_becomes_five_readable_issues_and_a_second_run_writes_nothing()
    {
        var first = (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);

        Assert.Equal(5, _actionsync.Pages.Count);
        Assert.Contains("+ 5 new", first.Stdout, StringComparison.Ordinal);
        Assert.Equal(5, first.Stdout.Split('\n').Count(line => line.EndsWith("  overdue, old incident", StringComparison.Ordinal)));
        Assert.Contains("5 open, 5 overdue, 5 of old incidents", first.Stdout, StringComparison.Ordinal);
        var page = _actionsync.Pages[0];
        Assert.Equal("INC-2024-0142-01-add-connection-pool-utilization-alerting-at-70-warning-and-85-critical-thresholds.md", page.Name);
        Assert.Equal(
            ("open", "alice@company.com", "P1", "2024-01-22", "detection"), (page["status"], page["owner"], page["priority"], page["deadline"], page["type"]));
        Assert.All(_actionsync.Pages, p => Assert.Contains("Database connection pool exhaustion", p.Text, StringComparison.Ordinal));
        Assert.Equal(5, _actionsync.Items("INC-2024-0142").Count);
        var digests = Directory.EnumerateFiles(_actionsync["data", "outbox"], "*.eml").Select(File.ReadAllText).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, digests.Count);
        Assert.All((string[])["alice", "bob"],
            owner => Assert.Single(digests, mail => Regex.IsMatch(mail, $"^To: .*{owner}@company.com", RegexOptions.Multiline, TimeSpan.FromSeconds(5))));
        Assert.Equal(File.ReadAllText(Repository.Sample).Trim(), File.ReadAllText(_actionsync["data", "archive", "INC-2024-0142", "revision-0001.json"]));

        var before = _actionsync.Everything();
        var second = (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);

        // No second reminder either: the outbox is among what did not change.
        Assert.Contains("= 5 kept", second.Stdout, StringComparison.Ordinal);
        Assert.Equal(before, _actionsync.Everything());
    }

    [Fact]
    public async Task An_issue_that_a_person_sets_to_done_is_done_everywhere_and_stays_closed()
    {
        (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);
        _actionsync.Pages[0].Set("status", "done");

        (await _actionsync.RunAsync("once")).Exits(0);

        var item = _actionsync.Items("INC-2024-0142")[0];
        Assert.Equal("done", item.GetProperty("state").GetString());
        Assert.False(item.GetProperty("onTime").GetBoolean());
        Assert.Equal(TimeProvider.System.GetUtcNow().Date, item.GetProperty("doneAt").GetDateTimeOffset().UtcDateTime.Date);
        Assert.DoesNotContain("connection pool utilization", (await _actionsync.RunAsync("remind", "--preview", "--at", "2027-01-04T09:00:00Z")).Stdout,
            StringComparison.OrdinalIgnoreCase);
        var status = (await _actionsync.StatusAsync())[0];
        Assert.Equal(("done", false), (status.GetProperty("state").GetString()!, status.GetProperty("overdue").GetBoolean()));
        Assert.Contains("open -> done", await _actionsync.HistoryAsync("INC-2024-0142"), StringComparison.Ordinal);

        // The document still says open: a closed issue is never reopened.
        await _actionsync.OnceAsync(File.ReadAllText(Repository.Sample).Replace("2024-01-22", "2024-01-23", StringComparison.Ordinal));
        Assert.Equal(("done", "2024-01-23"), (_actionsync.Pages[0]["status"], _actionsync.Pages[0]["deadline"]));
    }

    [Fact]
    public async Task Status_as_json_has_exactly_these_properties_in_this_order()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert", deadline: "2099-12-31T10:00:00+02:00")))).Exits(0);

        var item = Assert.Single(await _actionsync.StatusAsync());

        string[] names = ["incident", "key", "title", "owner", "priority", "deadline", "type", "state", "tracker", "issue", "url", "overdue", "onTime"];
        // The flag stands beside the state, behind what programs rely on.
        Assert.Equal(
            [
                .. names, "withdrawn", "problem", "unread", "linkedTo", "held", "backlog", "short", "incidentTitle", "snoozedUntil", "team", "unassigned",
                "oldIncident", "ignoredBy",
            ],
            item.EnumerateObject().Select(p => p.Name));
        Assert.Equal("INC-1/add-an-alert", item.GetProperty("key").GetString());
        // A time is told in Reminding:TimeZone, as everywhere.
        Assert.Equal("2099-12-31T08:00:00+00:00", item.GetProperty("deadline").GetString());
        Assert.Equal((JsonValueKind.False, JsonValueKind.Null, JsonValueKind.Null),
            (item.GetProperty("overdue").ValueKind, item.GetProperty("onTime").ValueKind, item.GetProperty("type").ValueKind));
        Assert.Equal("board", item.GetProperty("tracker").GetString());
    }

    [Fact]
    public async Task A_file_may_hold_several_incidents()
    {
        (await _actionsync.OnceAsync(Array(Of("INC-1", "Add an alert"), Of("INC-2", "Add a test", "Write it down")))).Exits(0);

        Assert.Equal(["INC-1", "INC-2", "INC-2"], _actionsync.Pages.Select(page => page["incident"]));
        Assert.Single(_actionsync.Items("INC-1"));
        Assert.Equal(2, _actionsync.Items("INC-2").Count);
    }

    public void Dispose() => _actionsync.Dispose();
}
