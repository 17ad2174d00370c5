using System.Net;
using System.Text.Json;
using ActionSync.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ActionSync.Testing;

/// <summary>The worker of <c>run</c> in this process, so that a test can set its clock and break its schedule; with files and HTTP as they are.</summary>
internal sealed class HostedWorker : IAsyncDisposable
{
    private readonly Workplace _place = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly WebApplication _app;

    private HostedWorker(TimeProvider clock, Action<Workplace>? configure, Catalog catalog)
    {
        _place.Env("Dashboard:Urls", "http://127.0.0.1:0").Env("Intake:Settle", "00:00:01").Env("Intake:Rescan", "00:00:05").Env("Refreshing:Poll", "00:00:05");
        configure?.Invoke(_place);
        _app = WorkerHost.Build(_place.Options(catalog), catalog, clock, logging => logging.AddProvider(Log).AddFilter("Microsoft", LogLevel.Warning));
    }

    public RecordedLog Log { get; } = new();

    /// <summary>Where it answers.</summary>
    public string Url => _app.Urls.First();

    public string this[params string[] parts] => _place[parts];

    public IReadOnlyList<Page> Pages => Directory.Exists(_place["data", "board"])
        ? [.. Directory.EnumerateFiles(_place["data", "board"], "*.md").Order(StringComparer.Ordinal).Select(path => new Page(path))]
        : [];

    public int Mails => Directory.Exists(_place["data", "outbox"]) ? Directory.GetFiles(_place["data", "outbox"], "*.eml").Length : 0;

    public static async Task<HostedWorker> StartAsync(TimeProvider clock, Action<Workplace>? configure = null, Catalog? catalog = null)
    {
        var worker = new HostedWorker(clock, configure, catalog ?? Catalog.Default);
        await worker._app.StartAsync(TestContext.Current.CancellationToken);
        await worker.AnswersAsync("/health", HttpStatusCode.OK);
        return worker;
    }

    public void Drop(string name, string text)
    {
        Directory.CreateDirectory(_place["data", "inbox"]);
        File.WriteAllText(_place["data", "inbox", name], text);
    }

    /// <summary>Waits until an incident's receipt has its first item in this state.</summary>
    public Task HasStateAsync(string incident, string state) => UntilAsync(
        () => Task.FromResult(File.Exists(_place["data", "archive", incident, "receipt.json"])
            && File.ReadAllText(_place["data", "archive", incident, "receipt.json"]).Contains($"\"state\": \"{state}\"", StringComparison.Ordinal)),
        $"{incident} is {state}");

    public Task AnswersAsync(string path, HttpStatusCode status) =>
        UntilAsync(async () => (await AsksAsync(path)).Status == status, $"{path} answers {status}");

    /// <summary>Waits for a condition; fails with all that was logged.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            await Eventually.IsTrue(condition, what, TimeSpan.FromSeconds(60));
        }
        catch (Xunit.Sdk.FailException e)
        {
            Assert.Fail($"{e.Message}\n{Log.Text}");
        }
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> AsksAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri($"{Url}{path}"), TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    public async Task<IScheduler> SchedulerAsync(string name) =>
        await _app.Services.GetRequiredService<ISchedulerFactory>().GetRequiredScheduler(name, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
        _http.Dispose();
        _place.Dispose();
    }
}
