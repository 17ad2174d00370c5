using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Items with issues of a service are called by number and address, and are closed where they live.</summary>
public sealed class GitHubItemNameTests : IAsyncDisposable
{
    private OnGitHub _on = null!;

    public async ValueTask DisposeAsync() => await _on.DisposeAsync();

    [Fact]
    public async Task An_issue_is_called_by_its_number_its_repository_or_its_address()
    {
        await TakeInAsync();
        var address = (await _on.StatusAsync("url"))[1];

        foreach (var name in (string[])
            ["2", "#2", "acme/ops#2", "ACME/Ops#2", "ops#2", address!, $"{address}/", address!.ToUpperInvariant(), $"{address}#issuecomment-1"])
            Assert.Equal($"{address}\n", (await _on.Actionsync.RunAsync("open", name)).Exits(0).Stdout);
        Assert.Contains("Write a runbook", (await _on.Actionsync.RunAsync("history", "2")).Exits(0).Stdout, StringComparison.Ordinal);
        var unknown = (await _on.Actionsync.RunAsync("open", "INC-2/2")).Exits(1);
        Assert.Contains("Did you mean INC-1/2 (Write a runbook)?", unknown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_whose_owner_the_tracker_does_not_show_is_marked_and_counted()
    {
        await TakeInAsync();

        var status = (await _on.Actionsync.RunAsync("status")).Exits(0).Stdout;
        Assert.Single(status.Split('\n'), line => line.EndsWith("stranger@elsewhere.example  2099-01-22  unassigned", StringComparison.Ordinal));
        Assert.Contains("2 open, 1 unassigned", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_of_a_service_is_closed_there_and_by_no_command()
    {
        await TakeInAsync();

        var done = (await _on.Actionsync.RunAsync("done", "1")).Exits(1);

        Assert.Contains($"is closed where it lives, and ActionSync follows: {(await _on.StatusAsync("url"))[0]}", done.Stderr, StringComparison.Ordinal);
        Assert.True(_on.Repository.Issues[0].IsOpen);
        _on.Repository.Close(1);
        (await _on.OnceAsync()).Exits(0);
        Assert.Equal(["done", "open"], await _on.StatusAsync("state"));
        Assert.Contains("was done already", (await _on.Actionsync.RunAsync("done", "1")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    private async Task TakeInAsync()
    {
        _on = await OnGitHub.StartAsync();
        (await _on.TakeInAsync(Json("INC-1", Item("Add an alert", "mira@acme.example", deadline: "2099-01-22"),
            Item("Write a runbook", "stranger@elsewhere.example", deadline: "2099-01-22")))).Exits(0);
    }
}
