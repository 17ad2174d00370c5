using System.Diagnostics;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Cluster;

/// <summary>Workers on one PostgreSQL and twelve repositories of one GitHub that takes its time.</summary>
internal sealed class GitHubCluster : IAsyncDisposable
{
    public const int Trackers = 12;

    private readonly GitHubSimulator _github;
    private readonly List<GitHubRepository> _repositories = [];

    private GitHubCluster(GitHubSimulator github) => _github = github;

    public ProgramFolder Place { get; } = new();

    public IReadOnlyList<GitHubIssue> Issues => [.. _repositories.SelectMany(r => r.Issues)];

    public static async Task<GitHubCluster> StartAsync(PostgresFixture postgres, TimeSpan createsIn)
    {
        var github = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        var cluster = new GitHubCluster(github);
        cluster.Place.OnPostgres(await postgres.NewDatabaseAsync());
        (github.World.Limits.PrimaryPerHour, github.World.Limits.PointsPerMinute) = (1_000_000, 1_000_000);
        (github.World.Limits.ContentPerMinute, github.World.Limits.ContentPerHour) = (1_000_000, 1_000_000);
        var token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        for (var n = 0; n < Trackers; n++)
        {
            cluster._repositories.Add(github.World.AddRepository($"acme/r{n}"));
            cluster.Place.Set($"Trackers:r{n}:Kind", "GitHub");
            cluster.Place.Set($"Trackers:r{n}:BaseUrl", github.Url);
            cluster.Place.Set($"Trackers:r{n}:Repository", $"acme/r{n}");
            cluster.Place.Set($"Trackers:r{n}:Token", token);
            cluster.Place.Set($"Trackers:r{n}:WritesPerMinute", "6000");
            cluster.Place.Set($"Trackers:r{n}:SettleUnknown", "00:00:05");
            cluster.Place.Set($"Routes:{n}:Tracker", $"r{n}");
            cluster.Place.Set($"Routes:{n}:When:Service", $"service-{n}");
        }
        cluster.Place.Set("Schedule:MaxTrackers", "4");
        cluster.Place.Set("Planning:MaxNewItemsPerPass", "1000000");
        github.Faults.Always(request => request.Method == "POST" ? new Fault.Slow(createsIn) : null);
        return cluster;
    }

    /// <summary>One document a tracker, each with so many items.</summary>
    public void DropOneEach(int items)
    {
        for (var n = 0; n < Trackers; n++)
            Place.Drop($"inc-{n}.json",
                ClusterDocuments.Of($"INC-{n}", $"service-{n}", Enumerable.Range(0, items).Select(i => $"Item number {i} of tracker {n}")),
                TimeProvider.System.GetUtcNow().AddMinutes(-5));
    }

    /// <summary>Waits until every item has an issue.</summary>
    public Task AllCreatedAsync(int items, TimeSpan within) =>
        Eventually.IsTrue(() => Issues.Count >= Trackers * items, $"{Trackers * items} issues", within);

    /// <summary>Issues a second while all were at work: without the first and the last tenth.</summary>
    public double Rate()
    {
        var times = _github.Log.Of("POST", "/issues").Where(r => r.Status == 201).Select(r => r.At).Order().ToList();
        var (first, last) = (times.Count / 10, times.Count * 9 / 10);
        return (last - first) / (times[last] - times[first]).TotalSeconds;
    }

    /// <summary>Waits until each item has one issue, and whatever else was made is closed as its duplicate.</summary>
    public async Task EveryItemHasItsIssueAsync(int items)
    {
        var watch = Stopwatch.StartNew();
        while (Live.Count != Trackers * items
            || !(await Place.StatusAsync()).All(i => i!["state"]!.GetValue<string>() == "open"))
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{Live.Count} issues are not closed as duplicates, or not every item is open");
        Assert.Equal(Trackers * items, Live.Select(i => i.Title).Distinct().Count());
    }

    public async ValueTask DisposeAsync()
    {
        Place.Dispose();
        await _github.DisposeAsync();
    }

    private IReadOnlyList<GitHubIssue> Live => [.. Issues.Where(i => i.StateReason != "duplicate")];
}
