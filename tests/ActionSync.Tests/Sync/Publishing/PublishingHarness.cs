using System.Text;
using ActionSync.Configuration;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Simulators.GitHub;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>All stages over a ledger in a folder of its own and a GitHub; one incident with one item, and visits to the tracker.</summary>
internal sealed class PublishingHarness : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    private PublishingHarness(GitHubSimulator github, HastyClock clock, string? another)
    {
        (GitHub, Clock) = (github, clock);
        Repository = github.World.AddRepository("acme/ops");
        github.World.SetFields("acme", GitHubField.Defaults);
        var trackers = new Dictionary<string, TrackerOptions>(StringComparer.OrdinalIgnoreCase) { ["github"] = Tracker("github", "acme/ops") };
        if (another is not null)
            trackers["another"] = Tracker("another", another);
        var options = new ActionSyncOptions
        {
            Trackers = trackers,
            Routes = [new RouteOptions { Tracker = "github" }],
            Ledger = new LedgerOptions { ConnectionString = new Secret($"Data Source={_folder["ledger.db"]}") },
            Intake = new IntakeOptions { Folder = _folder["inbox"], Archive = _folder["archive"], Rejected = _folder["rejected"] },
        };
        _services = new ServiceCollection().AddLogging().AddActionSync(options, Catalog.Default, clock).BuildServiceProvider();
    }

    private GitHubOptions Tracker(string name, string repository) => new()
    {
        Name = name,
        BaseUrl = GitHub.Url,
        Repository = repository,
        Token = new Secret(GitHub.World.AddToken(new GitHubAccess("actionsync-bot"))),
        WritesPerMinute = null,
    };

    public GitHubSimulator GitHub { get; }

    public HastyClock Clock { get; }

    public GitHubRepository Repository { get; }

    /// <param name="another">A second repository that is configured.</param>
    public static async Task<PublishingHarness> SetAsync(string? another = null)
    {
        var clock = new HastyClock();
        var harness = new PublishingHarness(await GitHubSimulator.StartAsync(clock, Cancel), clock, another);
        await harness.Get<StartupChecks>().OpenAsync(Cancel);
        return harness;
    }

    /// <summary>The incident's document, with its one item in these words.</summary>
    public async Task TakeInAsync(string title, string deadline = "2030-01-01", string priority = "P2")
    {
        var json = $$"""{"incident":{"id":"INC-1","title":"Pool"},"action_items":[{"id":"pool","title":"{{title}}","priority":"{{priority}}","deadline":"{{deadline}}"}]}""";
        var parsed = IncidentParser.Parse(Encoding.UTF8.GetBytes(json), TimeZoneInfo.Utc);
        Assert.Empty(parsed.Problems);
        await Get<DocumentImporter>().TakeInAsync(parsed.Incidents, "INC-1.json", Cancel);
    }

    /// <summary>A document of INC-1 with these items, as a reader gives it.</summary>
    public Task<IReadOnlyList<SyncPlan>> TakeInAsync(params ActionItem[] items) => TakeInAsync(SomeDocument.Of(items));

    public Task<IReadOnlyList<SyncPlan>> TakeInAsync(IncidentDocument document) => Get<DocumentImporter>().TakeInAsync([document], "INC-1.md", Cancel);

    public async Task<IReadOnlyList<LedgerItem>> ItemsAsync()
    {
        await using var work = await Get<LedgerDatabase>().ReadAsync(Cancel);
        return await work.Items.OfIncidentAsync("INC-1", Cancel);
    }

    public async Task<IReadOnlyList<LedgerEvent>> HistoryAsync()
    {
        await using var work = await Get<LedgerDatabase>().ReadAsync(Cancel);
        var events = new List<LedgerEvent>();
        await foreach (var e in work.Events.StreamOfIncidentAsync("INC-1").WithCancellation(Cancel))
            events.Add(e);
        return events;
    }

    /// <summary>A change of the ledger that the program itself does not make.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var work = await Get<LedgerDatabase>().BeginAsync(Cancel);
        await work.ExecuteAsync(sql, null, Cancel);
        await work.CommitAsync(Cancel);
    }

    /// <summary>What the program starts with: items that are not created yet are routed again.</summary>
    public Task RestartAsync() => Get<StartupChecks>().OpenAsync(Cancel);

    public Task VisitAsync() => Get<TrackerVisit>().VisitAllAsync(RefreshDepth.Changes, Urgency.Now, null, Cancel);

    /// <summary>A little later, another visit.</summary>
    public Task VisitLaterAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(10));
        return VisitAsync();
    }

    public async Task<LedgerItem> ItemAsync()
    {
        await using var work = await Get<LedgerDatabase>().ReadAsync(Cancel);
        return (await work.Items.FindAsync("INC-1/pool", Cancel))!;
    }

    /// <summary>As if the ledger had never met the tracker: the item is to be made, and no issue is known.</summary>
    public async Task ForgetAsync()
    {
        await ChangeItemAsync(item => item with { Issue = null, State = ItemState.Pending, PendingAction = PendingAction.Create, IntentAt = null });
        await using var work = await Get<LedgerDatabase>().BeginAsync(Cancel);
        await work.Trackers.ForgetMeetingsAsync(Cancel);
        await work.CommitAsync(Cancel);
    }

    public async Task ChangeItemAsync(Func<LedgerItem, LedgerItem> change)
    {
        await using var work = await Get<LedgerDatabase>().BeginAsync(Cancel);
        await work.Items.UpdateAsync([change((await work.Items.FindAsync("INC-1/pool", Cancel))!)], Cancel);
        await work.CommitAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await GitHub.DisposeAsync();
        _folder.Dispose();
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
