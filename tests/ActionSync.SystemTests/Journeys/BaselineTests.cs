using System.Text.Json.Nodes;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>An old collection of documents is taken in: what has an issue is followed, and all else is only recorded.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task Old_documents_are_recorded_without_an_issue_and_recreate_makes_one()
    {
        var old = _actionsync.Write("old.json", Json("INC-1", [Item("Long done", status: "done"), .. Items()]));

        var ran = (await _actionsync.RunAsync("once", "--baseline", old)).Exits(0);

        Assert.Contains("81 recorded as backlog, without an issue", ran.Stdout, StringComparison.Ordinal);
        Assert.Empty(_actionsync.Pages);
        Assert.Empty(_actionsync.Outbox);
        var status = await _actionsync.StatusAsync();
        Assert.Equal(("done", false), (status[0].GetProperty("state").GetString(), status[0].GetProperty("backlog").GetBoolean()));
        Assert.All(status.Skip(1), item => Assert.Equal((true, false), (item.GetProperty("backlog").GetBoolean(), item.GetProperty("overdue").GetBoolean())));
        Assert.Contains("Backlog or ignored, recorded without an issue: 80", (await _actionsync.RunAsync("report")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("it is backlog", (await _actionsync.RunAsync("remind", "--preview")).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(0);

        // Without the option: what is old stays backlog, what is new is created.
        var next = _actionsync.Write("next.json", Json("INC-1", [Item("Long done"), .. Items(), Item("Found later")]));
        Assert.Contains("(backlog: has no issue and gets none)", (await _actionsync.RunAsync("plan", next)).Exits(0).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once", next)).Exits(0);
        Assert.Equal("Found later", Assert.Single(_actionsync.Pages)["title"]);

        (await _actionsync.RunAsync("recreate", "INC-1/item-number-7")).Exits(0);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(2, _actionsync.Pages.Count);
        Assert.Contains("not missing: its issue is", (await _actionsync.RunAsync("recreate", "INC-1/found-later")).Exits(1).Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(0);

        var before = (await _actionsync.RunAsync("status", "--json")).Exits(0).Stdout;
        _actionsync.LoseLedger();
        (await _actionsync.RunAsync("rebuild")).Exits(0);
        Assert.Equal(before, (await _actionsync.RunAsync("status", "--json")).Exits(0).Stdout);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(2, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task An_old_item_with_an_issue_of_a_configured_tracker_is_followed_and_one_elsewhere_is_backlog()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        var url = _actionsync.Items("INC-1")[0].GetProperty("url").GetString();

        (await _actionsync.RunAsync("once", "--baseline", _actionsync.Write("old.json", Json("INC-0",
            Item("The alert again", url: url), Item("Known elsewhere", url: "https://tickets.example/7"), Item("Never written down"))))).Exits(0);

        var items = (await _actionsync.StatusAsync()).Where(item => item.GetProperty("incident").GetString() == "INC-0").ToList();
        Assert.Equal([false, true, true], items.Select(item => item.GetProperty("backlog").GetBoolean()));
        Assert.Equal("open", items[0].GetProperty("state").GetString());
        Assert.Single(_actionsync.Pages);
    }

    [Fact]
    public async Task The_drop_folder_is_read_in_the_same_way()
    {
        _actionsync.Drop("old.json", Json("INC-1", "Add an alert", "Write a test"));

        (await _actionsync.RunAsync("once", "--baseline")).Exits(0);

        Assert.Empty(_actionsync.Pages);
        Assert.All(_actionsync.Items("INC-1"), item => Assert.True(item.GetProperty("backlog").GetBoolean()));
    }

    public void Dispose() => _actionsync.Dispose();

    private static IEnumerable<JsonNode> Items() => Enumerable.Range(1, 80).Select(n => Item($"Item number {n}"));
}
