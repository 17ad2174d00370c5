using ActionSync.Configuration;
using ActionSync.Documents;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Simulators.Jira;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Testing.Planning;
using ActionSync.Trackers;
using ActionSync.Trackers.Jira;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>All stages over a ledger in a folder of its own and a Jira with the project OPS, on a clock that nobody waits for.</summary>
internal sealed class JiraStages : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    private JiraStages(JiraSimulator jira, HastyClock clock, JiraMode mode)
    {
        (Jira, Clock) = (jira, clock);
        var tracker = new JiraOptions
        {
            Name = "jira",
            BaseUrl = jira.Url,
            Project = "OPS",
            Deployment = mode is JiraMode.Cloud ? JiraDeployment.Cloud : JiraDeployment.DataCenter,
            Email = mode is JiraMode.Cloud ? jira.Site.Me.Email : null,
            Token = new Secret(jira.Site.Token),
            WritesPerMinute = null,
        };
        var options = new ActionSyncOptions
        {
            Trackers = new Dictionary<string, TrackerOptions>(StringComparer.OrdinalIgnoreCase) { ["jira"] = tracker },
            Routes = [new RouteOptions { Tracker = "jira" }],
            Ledger = new LedgerOptions { ConnectionString = new Secret($"Data Source={_folder["ledger.db"]}") },
            Intake = new IntakeOptions { Folder = _folder["inbox"], Archive = _folder["archive"], Rejected = _folder["rejected"] },
        };
        _services = new ServiceCollection().AddLogging().AddActionSync(options, Catalog.Default, clock).BuildServiceProvider();
        SettleUnknown = tracker.SettleUnknown;
    }

    public JiraSimulator Jira { get; }

    public HastyClock Clock { get; }

    public TimeSpan SettleUnknown { get; }

    public static async Task<JiraStages> StartAsync(JiraMode mode)
    {
        var clock = new HastyClock();
        var jira = new JiraSimulator(mode, clock);
        jira.Book.AddProject("OPS");
        await jira.StartAsync(0, Cancel);
        var stages = new JiraStages(jira, clock, mode);
        await stages.Get<StartupChecks>().OpenAsync(Cancel);
        return stages;
    }

    public Task TakeInAsync(string json) => TakeInAsync(Some.Parsed(json));

    public Task TakeInAsync(IncidentDocument document) => Get<DocumentImporter>().TakeInAsync([document], "test.json", Cancel);

    /// <summary>So many passes of a worker, each longer than the settle time after the one before.</summary>
    public async Task PassAsync(int passes = 1)
    {
        for (var n = 0; n < passes; n++)
        {
            await Get<TrackerVisit>().VisitAllAsync(RefreshDepth.Changes, Urgency.WhenDue, null, Cancel);
            Clock.Advance(SettleUnknown + TimeSpan.FromMinutes(1));
        }
    }

    public async Task<IReadOnlyList<LedgerItem>> ItemsAsync(string incident)
    {
        await using var work = await Get<LedgerDatabase>().ReadAsync(Cancel);
        return await work.Items.OfIncidentAsync(incident, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Jira.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();
}
