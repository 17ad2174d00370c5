using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Testing.Listing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>The API of whole processes: very many items, several workers, a server that is away.</summary>
public sealed class ApiTests(ITestOutputHelper output, PostgresFixture postgres) : IDisposable
{
    /// <summary><c>TEST_COST</c> sets another number.</summary>
    private static readonly int Many = CostRun.Count(10_000);

    private readonly ProgramFolder _place = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task Very_many_items_are_streamed_in_memory_that_stays_flat()
    {
        using var actionsync = new Actionsync();
        (await actionsync.OnceAsync(Json("OPS-1", "Take the first step"))).Exits(0);
        await using (var ledger = new SqliteLedger(actionsync["data", "actionsync.db"]))
            await ManyItems.AddAsync(ledger.Database, Many, Cancel, firstId: 11);
        var url = FreeAddress.Next();
        actionsync.With("Dashboard:Urls", url);
        // Its first start works out what lists ask of each item.
        using var worker = await actionsync.StartWorkerAsync(TimeSpan.FromMinutes(3));
        await AnswersAsync($"{url}/api/items?page=1", HttpStatusCode.OK);

        await CountAsync($"{url}/api/items?q=number%201&sort=-deadline");
        var before = Megabytes(worker);
        Assert.Equal(Many + 1, await CountAsync($"{url}/api/items"));
        Assert.Equal(Many + 1, await CountAsync($"{url}/api/items?sort=-changed"));
        var after = Megabytes(worker);
        output.WriteLine($"before {before:F0} MB, after {after:F0} MB, at most {worker.PeakMegabytes:F0} MB");
        // A list of 50,000 has more than fifty.
        Assert.InRange(after - before, -1000, 40);

        using var page = await _http.GetAsync(new Uri($"{url}/api/items?page={Many / ItemPage.Size}&sort=priority"), Cancel);
        Assert.Equal((Many + 1).ToString(CultureInfo.InvariantCulture), page.Headers.GetValues("X-Total-Count").Single());
    }

    [Fact]
    public async Task A_document_that_one_worker_is_given_is_known_to_all()
    {
        _place.OnPostgres(await postgres.NewDatabaseAsync());
        var one = await _place.StartWorkerAsync();
        var other = await _place.StartWorkerAsync();
        var body = Json("INC-1", Item("Take the first step"), Item("Take the second step"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => PostAsync((n % 2 == 0 ? one : other).Url, body)));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Accepted, answers[0].Text), (answer.Status, answer.Text)));
        foreach (var url in (string[])[one.Url, other.Url])
        {
            await AnswersAsync($"{url}/api/incidents/INC-1/receipt", HttpStatusCode.OK);
            var incident = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"{url}/api/incidents/INC-1"), Cancel)).RootElement;
            Assert.Equal((1, 2), (incident.GetProperty("revision").GetInt32(), incident.GetProperty("items").GetArrayLength()));
            Assert.Equal(2, await CountAsync($"{url}/api/items?incident=inc-1&sort=owner"));
        }
        await Eventually.IsTrue(
            () => Directory.GetFiles(_place["data", "inbox"], "*.json").Length == 0, "the drop folder is empty", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task While_the_server_is_away_programs_are_told_when_to_ask_again()
    {
        await using var server = await PostgresFixture.OwnServerAsync();
        _place.OnPostgres(server.ConnectionString);
        var worker = await _place.StartWorkerAsync();
        await server.StopAsync(Cancel);

        foreach (var path in (string[])["/api/items", "/api/items?page=1", "/api/items.csv", "/api/items/x", "/api/incidents/INC-1", "/api/report"])
        {
            using var answer = await _http.GetAsync(new Uri(worker.Url + path), Cancel);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        // The drop folder is there all the same, so that nothing of this is lost.
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(worker.Url, Json("INC-1", "Take the first step"))).Status);

        await server.StartAsync(Cancel);
        await AnswersAsync($"{worker.Url}/api/incidents/INC-1/receipt", HttpStatusCode.OK);
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string url, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri($"{url}/api/incidents"), content, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>How many objects a streamed array has; they are read one by one.</summary>
    private async Task<int> CountAsync(string url)
    {
        await using var stream = await _http.GetStreamAsync(new Uri(url), Cancel);
        return await JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, JsonSerializerOptions.Web, Cancel).CountAsync(Cancel);
    }

    private Task AnswersAsync(string url, HttpStatusCode status) => Eventually.IsTrue(async () =>
    {
        using var answer = await _http.GetAsync(new Uri(url), Cancel);
        return answer.StatusCode == status;
    }, $"{url} answers {status}", TimeSpan.FromSeconds(90));

    /// <summary>What the process has now, as the system counts it.</summary>
    private static double Megabytes(Worker worker)
    {
        var line = File.ReadLines($"/proc/{worker.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) / 1024.0;
    }

    /// <summary>A ledger that no program has open.</summary>
    private sealed class SqliteLedger(string file) : IAsyncDisposable
    {
        public SqliteDatabase Database { get; } = new($"Data Source={file};Pooling=False", TimeProvider.System);

        public ValueTask DisposeAsync()
        {
            Database.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
