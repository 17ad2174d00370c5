using System.Text.Json;
using ActionSync.Archive;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Recovery;
using ActionSync.Reminders;
using ActionSync.Reports;
using ActionSync.Simulators.GitHub;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.SystemTests.Ledger.Damage;

/// <summary>All stages in this process over a data folder, which can be a copy of another installation's, and a GitHub that several share.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly Workplace _place = new();
    private readonly ActionSyncOptions _options;
    private readonly ServiceProvider _services;

    public Installation(GitHubSimulator github, string token, Installation? copied = null)
    {
        _place.Env("Trackers:github:Kind", "GitHub").Env("Trackers:github:BaseUrl", github.Url.ToString()).Env("Trackers:github:Repository", "acme/ops")
            .Env("Trackers:github:Token", token)
            .Env("Trackers:github:MaxCreatesPerRun", "1000").Env("Trackers:github:WritesPerMinute", "6000").Env("Routes:0:Tracker", "github");
        _options = _place.Options();
        if (copied is not null)
            Copy(copied._place["data"], _place["data"]);
        _services = new ServiceCollection().AddLogging().AddActionSync(_options, Catalog.Default, TimeProvider.System).BuildServiceProvider();
    }

    public string LedgerFile => _place["data", "actionsync.db"];

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What a pass of <c>once</c> does, and what people look at.</summary>
    public async Task PassAsync(IEnumerable<string> documents)
    {
        await Get<StartupChecks>().OpenAsync(Cancel);
        await Get<LostLedger>().RequireNoneAsync(Cancel);
        foreach (var document in documents)
            await Get<DocumentImporter>().TakeInAsync([Testing.Planning.Some.Parsed(document)], "test.json", Cancel);
        await Get<TrackerVisit>().VisitAllAsync(RefreshDepth.Everything, Urgency.Now, null, Cancel);
        await Get<ReceiptWriter>().WriteStaleAsync(Cancel);
        await Get<ReminderRun>().PreviewAsync(null, null, Cancel);
        await Get<ReportBuilder>().BuildAsync(null, Cancel);
        await StatusAsync();
    }

    /// <summary>What <c>verify</c> says.</summary>
    public async Task<IReadOnlyList<string>> VerifyAsync()
    {
        var damage = await Get<LedgerExamination>().FindAsync(thorough: true, Cancel);
        return damage.Count > 0 ? damage : await Get<LedgerVerification>().VerifyAsync(Cancel);
    }

    public Task<RebuildReport> RebuildAsync() => Get<LedgerRebuild>().RebuildAsync(OverwriteMode.Everything, "cli:mira", Cancel);

    /// <summary>What <c>status --json</c> says.</summary>
    public async Task<string> StatusAsync()
    {
        var items = new List<StatusEntry>();
        await using var work = await Get<LedgerDatabase>().ReadAsync(Cancel);
        await foreach (var item in Get<ItemListing>().ListAsync(work, new ItemFilter(), Cancel))
            items.Add(StatusEntry.Of(item, TimeZoneInfo.Utc));
        return JsonSerializer.Serialize(items, ReadableStatus.Json.ListStatusEntry);
    }

    /// <summary>Every value of every row, as far as SQLite shows them; an error is a value, too.</summary>
    public string Dump()
    {
        using var connection = new SqliteConnection($"Data Source={LedgerFile};Pooling=False;Mode=ReadOnly");
        try
        {
            connection.Open();
            return string.Join('\n', LedgerShape.Tables.SelectMany(table => Rows(connection, table)));
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearPool(new SqliteConnection($"Data Source={LedgerFile}"));
        _place.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Rows(SqliteConnection connection, LedgerTable table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select {string.Join(" || '|' || ", table.Columns.Select(c => $"coalesce(quote({c.Name}), '')"))} from {table.Name} order by 1";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return $"{table.Name}: {reader.GetString(0)}";
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".db-shm", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(file));
        }
    }
}
