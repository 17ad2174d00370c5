using System.Text;
using ActionSync.Configuration;
using ActionSync.Documents.Json;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.SystemTests.Cluster;

/// <summary>Two workers on one PostgreSQL whose clocks do not agree.</summary>
public sealed class ClockTests(PostgresFixture postgres) : IDisposable
{
    private readonly TempFolder _folder = new();
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_with_another_clock_gives_an_unanswered_create_up_no_sooner(bool secondIsAhead)
    {
        await using var github = await GitHubSimulator.StartAsync(TimeProvider.System, Cancel);
        var repository = github.World.AddRepository("acme/ops");
        var options = Options(await postgres.NewDatabaseAsync(), github);
        await using var first = await OpenAsync(options, secondIsAhead ? TimeProvider.System : new ShiftedClock(Ahead));
        await using var second = await OpenAsync(options, secondIsAhead ? new ShiftedClock(Ahead) : TimeProvider.System);

        await TakeInAsync(first);
        github.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        github.World.ListLag = TimeSpan.FromMinutes(1);
        await VisitAsync(first);
        await VisitAsync(second);
        Assert.Single(repository.Issues);

        github.World.ListLag = TimeSpan.Zero;
        await VisitAsync(second);
        await VisitAsync(first);
        Assert.Single(repository.Issues);
        await using var work = await second.GetRequiredService<LedgerDatabase>().ReadAsync(Cancel);
        Assert.Equal("#1", (await work.Items.OfIncidentAsync("INC-1", Cancel)).Single().Issue!.Number);
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ActionSyncOptions Options(string database, GitHubSimulator github) => new()
    {
        Trackers = new Dictionary<string, TrackerOptions>(StringComparer.OrdinalIgnoreCase)
        {
            ["github"] = new GitHubOptions
            {
                Name = "github",
                BaseUrl = github.Url,
                Repository = "acme/ops",
                Token = new Secret(github.World.AddToken(new GitHubAccess("actionsync-bot"))),
                WritesPerMinute = null,
            },
        },
        Routes = [new RouteOptions { Tracker = "github" }],
        Ledger = new LedgerOptions { Provider = LedgerProvider.Postgres, ConnectionString = new Secret(database) },
        Intake = new IntakeOptions { Folder = _folder["inbox"], Archive = _folder["archive"], Rejected = _folder["rejected"] },
    };

    private static async Task<ServiceProvider> OpenAsync(ActionSyncOptions options, TimeProvider clock)
    {
        var services = new ServiceCollection().AddLogging().AddActionSync(options, Catalog.Default, clock).BuildServiceProvider();
        await services.GetRequiredService<StartupChecks>().OpenAsync(Cancel);
        return services;
    }

    private static Task TakeInAsync(ServiceProvider worker)
    {
        var parsed = IncidentParser.Parse(Encoding.UTF8.GetBytes(ClusterDocuments.Of("INC-1", "service", ["Widen the pool"])), TimeZoneInfo.Utc);
        return worker.GetRequiredService<DocumentImporter>().TakeInAsync(parsed.Incidents, "INC-1.json", Cancel);
    }

    private static Task VisitAsync(ServiceProvider worker) =>
        worker.GetRequiredService<TrackerVisit>().VisitAllAsync(RefreshDepth.Changes, Urgency.Now, null, Cancel);

    /// <summary>Runs as the system's, but ahead of it.</summary>
    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
