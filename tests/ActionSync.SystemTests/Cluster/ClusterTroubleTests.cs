using System.Net;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Cluster;

/// <summary>Workers that are paused, share a drop folder, or lose their database: nothing is lost, and nothing is made twice.</summary>
public sealed class ClusterTroubleTests(PostgresFixture postgres)
{
    private const int Items = 30;

    [Fact]
    public async Task What_a_paused_worker_sends_late_is_closed_as_a_duplicate_at_refresh()
    {
        await using var cluster = await GitHubCluster.StartAsync(postgres, TimeSpan.FromMilliseconds(200));
        cluster.Place.Set("Refreshing:Poll", "00:00:05");
        var sleeper = await cluster.Place.StartWorkerAsync();
        await cluster.Place.StartWorkerAsync();
        cluster.DropOneEach(Items);
        await Eventually.IsTrue(() => cluster.Issues.Count > GitHubCluster.Trackers * Items / 4, "a quarter of the issues", TimeSpan.FromSeconds(60));
        sleeper.Signal("STOP");
        await cluster.AllCreatedAsync(Items, TimeSpan.FromSeconds(120));
        sleeper.Signal("CONT");
        await cluster.EveryItemHasItsIssueAsync(Items);
    }

    [Fact]
    public async Task A_shared_drop_folder_is_taken_in_once_and_in_the_order_of_its_files()
    {
        using var place = new ProgramFolder();
        place.OnPostgres(await postgres.NewDatabaseAsync());
        for (var n = 0; n < 3; n++)
            await place.StartWorkerAsync();
        var start = TimeProvider.System.GetUtcNow().AddHours(-1);
        for (var n = 1; n <= 30; n++)
            place.Drop($"{100 - n}.json", ClusterDocuments.Of($"INC-{n % 3}", "service", [$"Item in version {n} of its incident"]), start.AddSeconds(n));
        await Eventually.IsTrue(() => Directory.GetFiles(place["data", "inbox"], "*.json").Length == 0, "the drop folder is empty", TimeSpan.FromSeconds(60));
        for (var incident = 0; incident < 3; incident++)
        {
            var revisions = Directory.GetFiles(place["data", "archive", $"INC-{incident}"], "revision-*.json").Order(StringComparer.Ordinal)
                .Select(File.ReadAllText).ToList();
            Assert.Equal(
                Enumerable.Range(1, 30).Where(n => n % 3 == incident)
                    .Select(n => ClusterDocuments.Of($"INC-{incident}", "service", [$"Item in version {n} of its incident"])), revisions);
        }
    }

    [Fact]
    public async Task A_restart_of_the_server_makes_work_wait_and_nothing_else()
    {
        await using var server = await PostgresFixture.OwnServerAsync();
        using var place = new ProgramFolder();
        place.OnPostgres(server.ConnectionString);
        await server.StopAsync(TestContext.Current.CancellationToken);

        var worker = place.StartWorker();
        await worker.AnswersAsync(HttpStatusCode.ServiceUnavailable);
        await server.StartAsync(TestContext.Current.CancellationToken);
        await worker.IsReadyAsync();
        place.Drop("one.json", ClusterDocuments.Of("INC-1", "service", ["First"]), TimeProvider.System.GetUtcNow().AddMinutes(-5));
        await Eventually.IsTrue(() => Pages(place) == 1, "the first issue", TimeSpan.FromSeconds(60));

        await server.StopAsync(TestContext.Current.CancellationToken);
        await worker.AnswersAsync(HttpStatusCode.ServiceUnavailable);
        await worker.AnswersAsync(HttpStatusCode.ServiceUnavailable, "/health/ready");
        // No restart would help.
        await worker.AnswersAsync(HttpStatusCode.OK, "/health/live");
        place.Drop("two.json", ClusterDocuments.Of("INC-2", "service", ["Second"]), TimeProvider.System.GetUtcNow().AddMinutes(-5));
        await Eventually.IsTrue(() => worker.Log.Split("cannot be used now").Length == 3, "the second outage is told", TimeSpan.FromSeconds(60));
        Assert.Equal(3, (await place.RunAsync("status")).ExitCode);
        await server.StartAsync(TestContext.Current.CancellationToken);
        await worker.IsReadyAsync();
        await Eventually.IsTrue(() => Pages(place) == 2, "the second issue", TimeSpan.FromSeconds(90));
        Assert.Equal(3, worker.Log.Split("cannot be used now").Length);

        worker.Signal("TERM");
        (await worker.EndAsync()).Exits(0);
    }

    [Fact]
    public async Task A_restart_of_the_server_in_the_middle_of_work_loses_nothing_and_is_told_once()
    {
        const int Many = 40;
        await using var server = await PostgresFixture.OwnServerAsync();
        using var place = new ProgramFolder();
        place.OnPostgres(server.ConnectionString);
        var worker = await place.StartWorkerAsync();
        var start = TimeProvider.System.GetUtcNow().AddHours(-1);
        for (var n = 0; n < Many; n++)
            place.Drop($"{n}.json", ClusterDocuments.Of($"INC-{n}", "service", ["First", "Second"]), start.AddSeconds(n));
        await Eventually.IsTrue(() => Pages(place) > Many / 4, "some of the issues", TimeSpan.FromSeconds(60));

        await server.StopAsync(TestContext.Current.CancellationToken);
        await worker.AnswersAsync(HttpStatusCode.ServiceUnavailable);
        place.Drop("meanwhile.json", ClusterDocuments.Of("INC-meanwhile", "service", ["First", "Second"]), start);
        await server.StartAsync(TestContext.Current.CancellationToken);
        await worker.IsReadyAsync();
        await Eventually.IsTrue(
            () => Pages(place) == (Many + 1) * 2 && Directory.GetFiles(place["data", "inbox"], "*.json").Length == 0, "every issue", TimeSpan.FromSeconds(90));

        Assert.Single(Lines(worker.Log, "cannot be used now"));
        Assert.Single(Lines(worker.Log, "can be used again"));
        Assert.DoesNotContain("   at ", worker.Log, StringComparison.Ordinal);
        worker.Signal("TERM");
        (await worker.EndAsync()).Exits(0);
        (await place.RunAsync("verify")).Exits(0);

        static IEnumerable<string> Lines(string log, string said) => log.Split('\n').Where(line => line.Contains(said, StringComparison.Ordinal));
    }

    private static int Pages(ProgramFolder place) => Directory.Exists(place["data", "board"]) ? Directory.GetFiles(place["data", "board"], "*.md").Length : 0;
}
