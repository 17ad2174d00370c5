using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A repository is known by its id: followed under any name, and not mistaken for another that took its name.</summary>
public sealed class RenamedRepositoryTests : IAsyncDisposable
{
    private static readonly string Document = Json(
        "INC-7902", Item("Add an alert on cache hit rate", "mira@acme.example", deadline: "2026-11-20"),
        Item("Write a runbook for cache failover", "mira@acme.example", deadline: "2026-11-20"));

    private OnGitHub _on = null!;

    [Theory]
    [InlineData("renamed", "acme/reliability", true)]
    [InlineData("renamed", "acme/reliability", false)]
    [InlineData("given to another owner", "harbour/ops", true)]
    [InlineData("given to another owner", "harbour/ops", false)]
    [InlineData("in other letters", "Acme/OPS", true)]
    [InlineData("in other letters", "Acme/OPS", false)]
    public async Task The_configuration_follows_without_a_command(string what, string name, bool knowsId)
    {
        await StartAsync();
        if (what != "in other letters")
            _on.Repository.Rename(name);
        var before = await _on.OnceAsync();
        Assert.True(before.ExitCode == 0, before.Stderr);
        Assert.DoesNotContain("changed by people", before.Stderr, StringComparison.Ordinal);
        if (!knowsId)
            ForgetIds();

        _on.Configure(name);
        var ran = (await _on.OnceAsync()).Exits(0);

        Assert.DoesNotContain("changed by people", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains($"is called {_on.GitHub.Url}/{name} now", await _on.Actionsync.HistoryAsync("INC-7902"), StringComparison.Ordinal);
        Assert.Equal(2, _on.Repository.Issues.Count);
        if (what != "in other letters")
            Assert.All(await _on.StatusAsync("url"), url => Assert.StartsWith($"{_on.GitHub.Url}/{name}/issues/", url, StringComparison.Ordinal));
        // What people do there comes back, and new items are made there.
        _on.Repository.Close(1);
        (await _on.TakeInAsync(Json("INC-7903", "Another one"))).Exits(0);
        Assert.Equal(["done", "open", "open"], await _on.StatusAsync("state"));
        Assert.Equal(3, _on.Repository.Issues.Count);
        (await _on.OnceAsync()).Exits(0);
        Assert.Single((await _on.Actionsync.HistoryAsync("INC-7902")).Split('\n'), line => line.Contains("is called", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_server_under_another_host_name_is_the_same_place(bool knowsId)
    {
        await StartAsync();
        if (!knowsId)
            ForgetIds();
        _on.Configure(baseUrl: _on.GitHub.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        (await _on.OnceAsync()).Exits(0);

        _on.Repository.Close(2);
        (await _on.OnceAsync()).Exits(0);
        Assert.Equal(["open", "done"], await _on.StatusAsync("state"));
        Assert.Equal(2, _on.Repository.Issues.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_repository_stays_an_error_that_names_both(bool knowsId)
    {
        await StartAsync();
        var other = _on.GitHub.World.AddRepository("acme/other");
        if (!knowsId)
            ForgetIds();
        _on.Configure("acme/other");

        var ran = (await _on.OnceAsync()).Exits(2);

        Assert.Contains("acme/other", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("2 issues live in", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("acme/ops", ran.Stderr, StringComparison.Ordinal);
        Assert.Empty(other.Everything);
    }

    [Fact]
    public async Task A_new_repository_under_the_old_name_gets_nothing_and_is_told()
    {
        await StartAsync();
        _on.Repository.Rename("acme/reliability");
        var taken = _on.GitHub.World.AddRepository("acme/ops");
        taken.Assignable.UnionWith(["alice", "mira"]);

        var ran = (await _on.TakeInAsync(Json("INC-7903", "Another one"))).Exits(3);

        Assert.Contains("its name was given away", ran.Stderr, StringComparison.Ordinal);
        Assert.Empty(taken.Everything);
        Assert.Equal(["open", "open", "pending"], await _on.StatusAsync("state"));
        _on.Configure("acme/reliability");
        (await _on.OnceAsync()).Exits(0);
        Assert.Equal(3, _on.Repository.Issues.Count);
        Assert.Empty(taken.Everything);
    }

    [Fact]
    public async Task Where_the_service_is_down_the_question_waits()
    {
        await StartAsync();
        _on.Repository.Rename("acme/reliability");
        _on.Configure("acme/reliability");
        await _on.GitHub.Host.StopAsync();

        Assert.Contains("cannot be reached", (await _on.OnceAsync()).Exits(3).Stderr, StringComparison.Ordinal);

        await _on.GitHub.Host.StartAsync(0, TestContext.Current.CancellationToken);
        (await _on.OnceAsync()).Exits(0);
    }

    [Fact]
    public async Task Doctor_says_what_the_repository_is_called_and_writes_nothing()
    {
        await StartAsync();
        _on.Repository.Rename("acme/reliability");
        Assert.Contains("Set Repository to acme/reliability", (await _on.Actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);

        _on.Configure("acme/reliability");
        var ran = await _on.Actionsync.RunAsync("doctor");

        Assert.DoesNotContain("BAD  ledger", ran.Stdout, StringComparison.Ordinal);
        Assert.Contains("acme/reliability is there", ran.Stdout, StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        _on = await OnGitHub.StartAsync();
        (await _on.TakeInAsync(Document)).Exits(0);
    }

    /// <summary>As a ledger is that was written before ids were kept.</summary>
    private void ForgetIds()
    {
        using var ledger = new SqliteConnection($"Data Source={_on.Actionsync["data", "actionsync.db"]};Pooling=False");
        ledger.Open();
        using var forget = ledger.CreateCommand();
        forget.CommandText = "update trackers set place_id = null where name = 'hub'";
        Assert.Equal(1, forget.ExecuteNonQuery());
    }

    public ValueTask DisposeAsync() => _on?.DisposeAsync() ?? ValueTask.CompletedTask;
}
