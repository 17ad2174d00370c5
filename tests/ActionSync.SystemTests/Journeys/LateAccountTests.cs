using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Whoever adds an account under <c>People</c> after the issue was made.</summary>
public sealed class LateAccountTests : IAsyncLifetime
{
    private const string Dave = "dave@company.com";
    private const string Erin = "erin@company.com";

    private OnGitHub _on = null!;

    public async ValueTask InitializeAsync()
    {
        _on = await OnGitHub.StartAsync();
        _on.Repository.Assignable.UnionWith(["dave", "erin"]);
    }

    [Fact]
    public async Task An_account_that_is_added_later_is_assigned_by_the_next_pass_unless_somebody_was_meanwhile()
    {
        (await _on.TakeInAsync(Json("INC-1", Item("One", Dave), Item("Two", Dave), Item("Three", Erin)))).Exits(0);
        Assert.All(_on.Repository.Issues, issue => Assert.Empty(issue.Assignees));
        Assert.Contains("Nothing to do.", (await _on.Actionsync.RunAsync("plan")).Exits(0).Stdout, StringComparison.Ordinal);
        _on.Repository.Assign(2, "bob");

        _on.Actionsync.With($"People:{Dave}:GitHub", "dave");
        Assert.Contains("the next pass assigns them", (await _on.Actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);
        Assert.Contains("2 to update", (await _on.Actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(10).Stdout, StringComparison.Ordinal);
        (await _on.OnceAsync()).Exits(0);

        Assert.Equal([["dave"], ["bob"], []], _on.Repository.Issues.Select(issue => issue.Assignees.ToArray()));
        Assert.DoesNotContain($"{Dave}, ", (await _on.Actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);
        Assert.Contains("Nothing to do", (await _on.OnceAsync()).Exits(0).Stdout, StringComparison.Ordinal);
        (await _on.Actionsync.RunAsync("verify")).Exits(0);
    }

    [Fact]
    public async Task An_account_that_the_tracker_does_not_take_is_tried_once_and_then_a_person_is_asked()
    {
        (await _on.TakeInAsync(Json("INC-1", Item("One", Dave)))).Exits(0);
        _on.Repository.Assignable.Remove("dave");
        _on.Actionsync.With($"People:{Dave}:GitHub", "dave");

        (await _on.OnceAsync()).Exits(0);

        Assert.Empty(Assert.Single(_on.Repository.Issues).Assignees);
        Assert.Contains("assign them by hand in the tracker", (await _on.Actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);
        Assert.Contains("Nothing to do.", (await _on.Actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _on.DisposeAsync();
}
