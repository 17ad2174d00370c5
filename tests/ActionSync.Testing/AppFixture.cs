using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing.Planning;
using ActionSync.Trackers;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Testing;

/// <summary>All stages in this process, over a real ledger and a real board, with a clock that stands still and a moment to interfere at the tracker.</summary>
internal sealed class AppFixture : IAsyncDisposable
{
    private readonly Workplace _place = new();
    private readonly ServiceProvider _services;

    private AppFixture(Action<ActionSyncOptions>? configure, Catalog catalog)
    {
        var options = _place.Options(catalog);
        configure?.Invoke(options);
        _services = new ServiceCollection().AddLogging().AddActionSync(options, catalog, Clock)
            .AddSingleton(provider => Tracker = new InterruptedTracker(provider.GetRequiredService<IReadOnlyDictionary<string, TrackerOptions>>(), Clock))
            .AddSingleton(provider => new TrackerSet([provider.GetRequiredService<InterruptedTracker>()]))
            .BuildServiceProvider();
        Tracker = _services.GetRequiredService<InterruptedTracker>();
    }

    public FakeClock Clock { get; } = new(Some.Now);

    public InterruptedTracker Tracker { get; private set; }

    public LedgerDatabase Ledger => Get<LedgerDatabase>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<AppFixture> OpenAsync(Action<ActionSyncOptions>? configure = null, Catalog? catalog = null)
    {
        var app = new AppFixture(configure, catalog ?? Catalog.Default);
        await app.Get<StartupChecks>().OpenAsync(CancellationToken.None);
        return app;
    }

    public Task TakeInAsync(string json) => Get<DocumentImporter>().TakeInAsync([Some.Parsed(json)], "test.json", CancellationToken.None);

    public Task<VisitReport> VisitAsync(RefreshDepth? depth = RefreshDepth.Changes) =>
        Get<TrackerVisit>().VisitAsync(Tracker, depth, Urgency.WhenDue, null, CancellationToken.None);

    public async Task<IReadOnlyList<LedgerItem>> ItemsAsync(string incident = "INC-1")
    {
        await using var work = await Ledger.ReadAsync(CancellationToken.None);
        return await work.Items.OfIncidentAsync(incident, CancellationToken.None);
    }

    public async Task<LedgerTracker> TrackerMemoryAsync()
    {
        await using var work = await Ledger.ReadAsync(CancellationToken.None);
        return (await work.Trackers.FindAsync(Tracker.Name, CancellationToken.None))!;
    }

    public async Task<IReadOnlyList<string>> HistoryAsync(string incident = "INC-1")
    {
        await using var work = await Ledger.ReadAsync(CancellationToken.None);
        return [.. (await work.Events.OfIncidentAsync(incident, CancellationToken.None)).Select(e => $"{e.Kind}: {e.Text}")];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _place.Dispose();
    }
}
