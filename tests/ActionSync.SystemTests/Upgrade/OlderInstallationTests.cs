using System.Net;
using System.Text.Json;
using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.SystemTests.Ledger;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.SystemTests.Upgrade;

/// <summary>
/// Today's program takes over from an older one in the middle of the work: it makes nothing anew, reminds nobody twice, and shows what was shown.
/// </summary>
public sealed class OlderInstallationTests(PostgresFixture postgres) : IAsyncDisposable
{
    private const string Unknown = "INC-104/index";

    private readonly Actionsync _actionsync = new();
    private OlderInstallation _older = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IReadOnlyList<string> Outbox =>
        [.. Directory.GetFiles(_actionsync["data", "outbox"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        if (_older is not null)
            await _older.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_made_anew_and_status_keeps_its_members(bool onPostgres)
    {
        await LayOutAsync();
        if (onPostgres)
            await MoveToPostgresAsync();
        var (pages, issues) = (_actionsync.Pages.Select(page => (page.Name, page.Text)).ToList(), Issues());

        var ran = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Contains("3 items are gone from their documents, too many at once to be sure", ran.Stderr, StringComparison.Ordinal);
        Assert.Equal(pages, _actionsync.Pages.Select(page => (page.Name, page.Text)));
        Assert.Equal(issues, Issues());
        Assert.Equal(0, _older.Creates);
        var was = _older.Status(_actionsync.Folder);
        var status = await _actionsync.StatusAsync();
        Assert.Equal(was.Select(Key), status.Select(Key));
        foreach (var (before, now) in was.Zip(status))
        {
            Assert.Equal(before.EnumerateObject().Select(m => m.Name), now.EnumerateObject().Select(m => m.Name).Take(before.EnumerateObject().Count()));
            if (Key(now) != Unknown)
                Assert.All(before.EnumerateObject(),
                    member => Assert.Equal($"{Key(now)} {member}", $"{Key(now)} {now.EnumerateObject().First(m => m.Name == member.Name)}"));
        }
        var settled = status.Single(item => Key(item) == Unknown);
        Assert.Equal(("open", "#5"), (settled.GetProperty("state").GetString(), settled.GetProperty("issue").GetString()));
        (await _actionsync.RunAsync("verify")).Exits(0);
        (await _actionsync.RunAsync("doctor")).Exits(0);
    }

    [Fact]
    public async Task Nobody_is_reminded_twice_and_who_snoozed_is_left_in_peace()
    {
        await LayOutAsync();
        string[] sent = ["2024-06-03-ann@acme.example.eml"];
        Assert.Equal(sent, Outbox);
        var clock = new FakeClock(OlderInstallation.LeftAt);
        await using var services = new ServiceCollection().AddLogging().AddActionSync(Options(), Catalog.Default, clock).BuildServiceProvider();
        await services.GetRequiredService<StartupChecks>().OpenAsync(Cancel);

        // The same day, the next one, and the second working day, on which what is overdue is asked for again.
        await RemindAsync(services);
        clock.Advance(TimeSpan.FromDays(1));
        await RemindAsync(services);
        Assert.Equal(sent, Outbox);
        clock.Advance(TimeSpan.FromDays(1));
        await RemindAsync(services);
        Assert.Equal([.. sent, "2024-06-05-ann@acme.example.eml"], Outbox);

        clock.MoveTo(new DateTimeOffset(2024, 6, 11, 12, 0, 0, TimeSpan.Zero));
        await RemindAsync(services);
        Assert.DoesNotContain(Outbox, name => name.Contains("cleo", StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromDays(1));
        await RemindAsync(services);
        Assert.Contains("2024-06-12-cleo@acme.example.eml", Outbox);
    }

    [Fact]
    public async Task A_worker_starts_on_it_is_healthy_and_finds_the_issue_whose_answer_was_lost()
    {
        _older = await OlderInstallation.StartAsync();
        await using var worker = await HostedWorker.StartAsync(new SetClock(OlderInstallation.LeftAt, speed: 1), place =>
        {
            _older.LayOut(place.Path);
            place.Env("Trackers:hub:Token", _older.Token);
        });

        await worker.HasStateAsync("INC-104", "open");

        await worker.AnswersAsync("/health", HttpStatusCode.OK);
        Assert.Equal((0, 5, 8, 1), (_older.Creates, _older.Repository.Issues.Count, worker.Pages.Count, worker.Mails));
    }

    private static string Key(JsonElement item) => item.GetProperty("key").GetString()!;

    private async Task LayOutAsync()
    {
        _older = await OlderInstallation.StartAsync();
        _older.LayOut(_actionsync.Folder);
        _actionsync.With("Trackers:hub:Token", _older.Token);
    }

    private async Task MoveToPostgresAsync()
    {
        var connection = await postgres.NewDatabaseAsync();
        await (await LedgerText.OnPostgresAsync(_actionsync["data", "actionsync.db"], OlderInstallation.Schema, connection, Cancel)).DisposeAsync();
        _actionsync.LoseLedger();
        _actionsync.With("Ledger:Provider", "Postgres").With("Ledger:ConnectionString", connection);
    }

    private ActionSyncOptions Options()
    {
        var environment = new Dictionary<string, string?> { ["ACTIONSYNC_Trackers__hub__Token"] = _older.Token };
        var loaded = ActionSyncConfiguration.Load(new ConfigurationSources(null, environment, _actionsync.Folder, _ => null), Catalog.Default);
        Assert.Empty(loaded.Problems);
        return loaded.Options;
    }

    /// <summary>The issues as texts, since a list in a record is equal to none but itself.</summary>
    private List<string> Issues() => [.. _older.Repository.Issues.Select(issue => JsonSerializer.Serialize(issue))];

    /// <summary>What <c>once</c> does after it took documents in.</summary>
    private static async Task RemindAsync(IServiceProvider services)
    {
        await services.GetRequiredService<TrackerVisit>().VisitAllAsync(RefreshDepth.Changes, Urgency.Now, Emptied.Doubt, null, Cancel);
        await services.GetRequiredService<ReminderRun>().RunAsync(ReminderMode.Now, Cancel);
    }
}
