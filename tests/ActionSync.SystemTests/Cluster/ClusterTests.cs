using System.Diagnostics;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Cluster;

/// <summary>Several workers on one PostgreSQL: real processes, a real server, and GitHub's simulator as the book of what was created.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class ClusterTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Items = 30;

    /// <summary>
    /// Workers wait for their trackers most of the time, so they gain by being several; here GitHub is so slow that a slow machine keeps up with three.
    /// The figures of README: <c>dotnet run --project tests/ActionSync.SystemTests -- -method "*Three_workers_publish*" -showliveoutput</c>.
    /// </summary>
    [Fact]
    public async Task Three_workers_publish_at_least_two_and_a_half_times_as_fast_as_one()
    {
        var one = await RateAsync(workers: 1);
        var three = await RateAsync(workers: 3);
        output.WriteLine($"One worker: {one:0.0} issues/s; three workers: {three:0.0} issues/s; {three / one:0.00} times as many.");
        Assert.True(three >= 2.5 * one, $"one worker {one:0.0} issues/s, three {three:0.0}");
    }

    [Fact]
    public async Task A_worker_that_is_killed_costs_no_item_and_less_than_a_minute()
    {
        await using var cluster = await GitHubCluster.StartAsync(postgres, TimeSpan.FromMilliseconds(200));
        var victim = await cluster.Place.StartWorkerAsync();
        await cluster.Place.StartWorkerAsync();
        await cluster.Place.StartWorkerAsync();
        cluster.DropOneEach(Items);
        await Eventually.IsTrue(() => cluster.Issues.Count > GitHubCluster.Trackers * Items / 4, "a quarter of the issues", TimeSpan.FromSeconds(60));
        victim.Kill();
        var watch = Stopwatch.StartNew();
        await cluster.AllCreatedAsync(Items, TimeSpan.FromSeconds(90));
        output.WriteLine($"All {GitHubCluster.Trackers * Items} issues were there {watch.Elapsed.TotalSeconds:0} s after the kill.");
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"it took {watch.Elapsed}");
        await cluster.EveryItemHasItsIssueAsync(Items);
    }

    private async Task<double> RateAsync(int workers)
    {
        const int Few = 10;
        await using var cluster = await GitHubCluster.StartAsync(postgres, TimeSpan.FromSeconds(1));
        for (var n = 0; n < workers; n++)
            await cluster.Place.StartWorkerAsync();
        cluster.DropOneEach(Few);
        await cluster.AllCreatedAsync(Few, TimeSpan.FromMinutes(2));
        await cluster.EveryItemHasItsIssueAsync(Few);
        return cluster.Rate();
    }
}
