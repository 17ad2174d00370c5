using System.Text.Json.Nodes;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>More new items at once than can be meant: nothing of it is created or asked of anybody before a person confirms it.</summary>
public sealed class TooManyItemsTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task A_document_with_more_than_60_new_items_waits_for_confirm()
    {
        var document = _actionsync.Write("large.json", Json("INC-1", Items(61)));
        Assert.Equal(61, (await _actionsync.RunAsync("plan", document)).Exits(0).Stdout
            .Split("(held: would wait for actionsync confirm INC-1)").Length - 1);

        var ran = (await _actionsync.RunAsync("once", document)).Exits(3);

        Assert.Contains("61 new items get no issue yet", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("actionsync confirm INC-1", ran.Stderr, StringComparison.Ordinal);
        Assert.Empty(_actionsync.Pages);
        Assert.Empty(_actionsync.Outbox);
        Assert.All(await _actionsync.StatusAsync(), item =>
            Assert.Equal(("pending", true), (item.GetProperty("state").GetString(), item.GetProperty("held").GetBoolean())));
        Assert.All(_actionsync.Items("INC-1"), item => Assert.True(item.GetProperty("held").GetBoolean()));
        Assert.Contains("actionsync confirm INC-1", (await _actionsync.RunAsync("doctor")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains(
            "nobody is asked before actionsync confirm INC-1", (await _actionsync.RunAsync("remind", "--preview")).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(0);

        Assert.Contains("INC-1: 61 new items get their issues.", (await _actionsync.RunAsync("confirm", "INC-1")).Exits(0).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(61, _actionsync.Pages.Count);
        Assert.Contains("INC-1: nothing waits to be confirmed.", (await _actionsync.RunAsync("confirm", "INC-1")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_new_incidents_at_once_those_beyond_200_items_wait()
    {
        for (var n = 1; n <= 5; n++)
            _actionsync.Drop($"{n}.json", Json($"INC-{n}", Items(50)), TimeSpan.FromMinutes(10 - n));

        var ran = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Contains("INC-5: 50 new items get no issue yet", ran.Stderr, StringComparison.Ordinal);
        Assert.Equal(200, _actionsync.Pages.Count);
        (await _actionsync.RunAsync("confirm", "--all")).Exits(0);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Equal(250, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task A_running_worker_says_it_once_and_goes_on_once_it_is_confirmed()
    {
        using var worker = await _actionsync.StartWorkerAsync();
        _actionsync.Drop("large.json", Json("INC-1", Items(61)));
        await Eventually.IsTrue(() => worker.Stderr.Contains("actionsync confirm INC-1", StringComparison.Ordinal), "the worker says that it waits");
        Assert.Empty(_actionsync.Pages);

        (await _actionsync.RunAsync("confirm", "INC-1")).Exits(0);

        await _actionsync.HasIssuesAsync("INC-1");
        Assert.Equal(61, _actionsync.Pages.Count);
        Assert.Equal(2, worker.Stderr.Split("actionsync confirm INC-1").Length);
        worker.Terminate();
        (await worker.EndAsync()).Exits(0);
    }

    [Fact]
    public async Task Confirm_wants_to_know_what_and_an_incident_that_is_not_known_is_named_beside_the_others()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Items(61)))).Exits(3);
        (await _actionsync.RunAsync("confirm")).Exits(2);
        (await _actionsync.RunAsync("confirm", "INC-1", "--all")).Exits(2);

        var ran = (await _actionsync.RunAsync("confirm", "INC-9", "INC-1")).Exits(1);

        Assert.Contains("No incident INC-9 is known. actionsync status lists those that are.", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("INC-1: 61 new items get their issues.", ran.Stdout, StringComparison.Ordinal);
        Assert.Contains("Nothing waits to be confirmed.", (await _actionsync.RunAsync("confirm", "--all")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();

    private static JsonNode[] Items(int count) => [.. Enumerable.Range(1, count).Select(n => (JsonNode)$"Item number {n}")];
}
