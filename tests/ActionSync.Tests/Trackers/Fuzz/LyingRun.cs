using System.Text;
using ActionSync.Configuration;
using ActionSync.Documents.Json;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Simulators;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Trackers;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Trackers.Fuzz;

/// <summary>
/// All stages against a tracker that lies as its seed says, while a document and people change things; then the tracker tells the truth again, and
/// everything must be as it should.
/// </summary>
internal sealed class LyingRun : IAsyncDisposable
{
    private const int Rounds = 10;
    private const int MostRequests = 700;
    private static readonly TimeSpan LongestPass = TimeSpan.FromMinutes(30);

    private readonly TempFolder _folder = new();
    private readonly Random _random;
    private readonly LyingTracker _tracker;
    private readonly Script _script;
    private readonly List<string> _told = [];
    private readonly IReadOnlyList<object> _ofPeople;
    private ServiceProvider _services;
    private int _ledgers;

    public LyingRun(int seed, LyingTracker tracker)
    {
        (_random, _tracker) = (new Random(seed), tracker);
        _script = new Script(_random);
        _ofPeople = tracker.OfPeople;
        _services = Services();
    }

    /// <summary>What was done, and each lie; with a failure this is the story.</summary>
    public IReadOnlyList<string> Corruptions => _told;

    public int Corrupted { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<IReadOnlyList<string>> PlayAsync()
    {
        var rate = new[] { 0.05, 0.15, 0.4 }[_random.Next(3)];
        var aboutSurroundings = _random.Next(3) == 0;
        _script.Begin();
        await OpenAsync();
        await TakeInAsync();
        var loses = _random.Next(3) == 0;
        if (loses)
        {
            await VisitAsync(RefreshDepth.Changes);
            await LoseLedgerAsync();
        }
        Lie();
        if (loses)
        {
            await AdoptAsync();
            Lie();
        }
        for (var round = 0; round < Rounds; round++)
            await RoundAsync();
        _tracker.Faults.Clear();
        foreach (var depth in new[] { RefreshDepth.Everything, RefreshDepth.Changes, RefreshDepth.Everything, RefreshDepth.Changes })
        {
            _tracker.Clock.Advance(TimeSpan.FromHours(7));
            _told.Add($"-- truth: {depth}");
            await VisitAsync(depth);
        }
        return await new LyingVerdict(_script, _tracker, aboutSurroundings).FindAsync(Get<LedgerDatabase>(), _ofPeople);

        void Lie() => _tracker.Faults.Always(request => Choose(request.Path.Value!, rate, aboutSurroundings));
    }

    private Fault? Choose(string path, double rate, bool aboutSurroundings)
    {
        if (_random.NextDouble() >= rate || (!aboutSurroundings && _tracker.IsSurroundings(path)))
            return null;
        Corrupted++;
        return new Fault.Mutated(_random.Next(), _told.Add);
    }

    private async Task RoundAsync()
    {
        switch (_random.Next(6))
        {
            case 0 or 1 or 2:
                _script.Revise();
                await TakeInAsync();
                break;
            case 3 or 4:
                _script.Touch(_tracker);
                break;
            default:
                await RestartAsync();
                break;
        }
        RefreshDepth? depth = _random.Next(6) switch { 0 => null, 1 => RefreshDepth.Everything, _ => RefreshDepth.Changes };
        _told.Add($"-- {depth?.ToString() ?? "publish only"}; the document: {string.Join(", ", _script.Items.Select(i => $"{i.Id} \"{i.Title}\"/\"{i.PeoplesTitle}\" {i.Priority} {i.Deadline}/{i.PeoplesDeadline} {i.Owner}{(i.IsDone ? " done" : "")}{(i.IsWithdrawn ? " withdrawn" : "")}{(i.IsClosedByPeople ? " closed" : "")}"))}");
        await VisitAsync(depth);
        if (_random.Next(6) == 0)
            Check((await Tracker.CheckAsync(Cancel)).SelectMany(f => new[] { f.Text, f.Advice }).OfType<string>());
        _tracker.Clock.Advance(TimeSpan.FromMinutes(_random.Next(1, 30)));
    }

    private async Task VisitAsync(RefreshDepth? depth)
    {
        var (before, start) = (_tracker.Log.Count(), _tracker.Clock.GetUtcNow());
        var visit = await Get<TrackerVisit>().VisitAsync(Tracker, depth, _random.Next(2) == 0 ? Urgency.Now : Urgency.WhenDue, null, Cancel);
        _told.AddRange(visit.Problems.Select(p => $"   problem: {p}"));
        Check(visit.Problems);
        Assert.InRange(_tracker.Log.Count() - before, 0, MostRequests);
        Assert.InRange(_tracker.Clock.GetUtcNow() - start, TimeSpan.Zero, LongestPass);
    }

    /// <summary>Each is a sentence, of a length that people read, and harmless.</summary>
    private void Check(IEnumerable<string> problems) => Assert.All(problems, problem =>
    {
        Assert.Matches("^\\P{Cc}{3,2500}$", problem);
        Assert.DoesNotContain(_tracker.Secret, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", problem, StringComparison.Ordinal);
    });

    private async Task TakeInAsync()
    {
        var parsed = IncidentParser.Parse(Encoding.UTF8.GetBytes(_script.Document), TimeZoneInfo.Utc);
        Assert.Empty(parsed.Problems);
        await Get<DocumentImporter>().TakeInAsync(parsed.Incidents, "INC-1.json", Cancel);
    }

    private async Task RestartAsync()
    {
        _told.Add("-- restart");
        await _services.DisposeAsync();
        _services = Services();
        await OpenAsync();
    }

    private async Task LoseLedgerAsync()
    {
        _told.Add("-- the ledger is lost");
        _ledgers++;
        await RestartAsync();
        await TakeInAsync();
    }

    /// <summary>
    /// Until all issues are adopted nothing else happens: what people did before a ledger was lost is not known to the next, and whether what the document
    /// asks was written before. Who has been lied to too often is told the truth.
    /// </summary>
    private async Task AdoptAsync()
    {
        for (var attempt = 0; !await IsWholeAsync(); attempt++)
        {
            Assert.InRange(attempt, 0, 2 * Rounds);
            if (attempt == Rounds)
                _tracker.Faults.Clear();
            _told.Add(attempt < Rounds ? "-- adopting" : "-- adopting, told the truth");
            await VisitAsync(RefreshDepth.Changes);
            _tracker.Clock.Advance(TimeSpan.FromHours(3));
        }
    }

    private async Task<bool> IsWholeAsync()
    {
        await using var work = await Get<LedgerDatabase>().ReadAsync(Cancel);
        return (await work.Items.OfIncidentAsync(Script.Incident, Cancel)).All(i => i.Issue is not null);
    }

    private Task OpenAsync() => Get<StartupChecks>().OpenAsync(Cancel);

    private ITracker Tracker => Get<TrackerSet>().Find("tracker")!;

    private ServiceProvider Services()
    {
        var people = new Dictionary<string, PersonOptions>(StringComparer.OrdinalIgnoreCase)
        {
            ["alice@company.com"] = new() { Accounts = { ["GitHub"] = "alice" } },
            ["bob@company.com"] = new() { Accounts = { ["GitHub"] = "bob" } }
        };
        var options = new ActionSyncOptions
        {
            Trackers = new Dictionary<string, TrackerOptions>(StringComparer.OrdinalIgnoreCase) { ["tracker"] = _tracker.Options },
            Routes = [new RouteOptions { Tracker = "tracker" }],
            People = people,
            Ledger = new LedgerOptions { ConnectionString = new Secret($"Data Source={_folder[$"ledger-{_ledgers}.db"]}") },
            Intake = new IntakeOptions { Folder = _folder["inbox"], Archive = _folder["archive"], Rejected = _folder["rejected"] },
        };
        return new ServiceCollection().AddLogging().AddActionSync(options, Catalog.Default, _tracker.Clock).BuildServiceProvider();
    }

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _tracker.DisposeAsync();
        _folder.Dispose();
    }
}
