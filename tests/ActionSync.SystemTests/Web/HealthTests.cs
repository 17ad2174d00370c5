using System.Net;
using System.Text.Json;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>What monitoring reads of the real worker, and <c>actionsync health</c>, which reads it for containers and people.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly Actionsync _actionsync = new();
    private readonly HttpClient _http = new();
    private readonly string _url = FreeAddress.Next();

    public HealthTests() => _actionsync.With("Dashboard:Urls", _url).AtAnyHour();

    [Fact]
    public async Task Each_part_is_named_with_how_it_is_and_when_it_did_its_work_last()
    {
        (await _actionsync.RunAsync("once", "--remind", _actionsync.Write("a.json", Json("INC-1", Item("Add an alert"))))).Exits(0);
        await _actionsync.StartWorkerAsync();
        await Eventually.IsTrue(
            async () => (await AsksAsync("/health")).Body.ToString().Contains("Tracker board came last", StringComparison.Ordinal), "all parts are known");

        var (status, body) = await AsksAsync("/health");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["status", "parts", "problems", "waiting"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal("ok", body.GetProperty("status").GetString());
        var parts = body.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(
            ["ledger", "schedule", "intake", "reminding", "tracker board", "channel Email"], parts.Select(part => part.GetProperty("name").GetString()));
        Assert.All(parts, part => Assert.Equal(
            ["name", "status", "last", "text", "every", "late", "problem"], part.EnumerateObject().Select(member => member.Name)));
        Assert.All(parts, part => Assert.Equal("ok", part.GetProperty("status").GetString()));
        Assert.All(parts, part => Assert.EndsWith(".", part.GetProperty("text").GetString(), StringComparison.Ordinal));
        Assert.All(parts.Skip(4), part => Assert.True(part.GetProperty("last").TryGetDateTimeOffset(out _), $"{part}"));
    }

    [Theory]
    [InlineData("/health/live", "schedule")]
    [InlineData("/health/ready", "ledger schedule")]
    public async Task A_narrower_question_names_only_what_it_is_about(string path, string parts)
    {
        await _actionsync.StartWorkerAsync();

        var (status, body) = await AsksAsync(path);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(parts.Split(' '), body.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Head_answers_as_get_without_the_body(string path)
    {
        await _actionsync.StartWorkerAsync();

        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri($"{_url}{path}"));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 0);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_command_tells_a_worker_that_is_well_from_one_that_is_not_and_from_none()
    {
        var none = (await _actionsync.RunAsync("health")).Exits(1);
        Assert.Contains($"{_url}/health does not answer", none.Stderr, StringComparison.Ordinal);
        Assert.Contains("Start actionsync run", none.Stderr, StringComparison.Ordinal);

        await _actionsync.StartWorkerAsync();
        await Eventually.IsTrue(async () => (await _actionsync.RunAsync("health")).ExitCode == 0, "the worker is well");
        Assert.Equal($"All is well: {_url}/health\n", (await _actionsync.RunAsync("health")).Exits(0).Stdout);
        Assert.Equal($"All is well: {_url}/health/live\n", (await _actionsync.RunAsync("health", "--live", "--url", _url)).Exits(0).Stdout);
        Assert.Equal($"All is well: {_url}/health/live\n", (await _actionsync.RunAsync("health", "--url", $"{_url}/health/live")).Exits(0).Stdout);

        Directory.Delete(_actionsync["data", "inbox"], recursive: true);
        File.WriteAllText(_actionsync["data", "inbox"], "");
        await Eventually.IsTrue(async () => (await _actionsync.RunAsync("health")).ExitCode == 1, "the drop folder is missed");
        var unwell = (await _actionsync.RunAsync("health")).Exits(1);
        Assert.Contains("Intake fails.", unwell.Stderr, StringComparison.Ordinal);
        Assert.EndsWith("The worker's log and actionsync doctor say what to do.\n", unwell.Stderr, StringComparison.Ordinal);
        Assert.Empty(unwell.Stdout);
        (await _actionsync.RunAsync("health", "--ready")).Exits(0);
        (await _actionsync.RunAsync("health", "--live")).Exits(0);
    }

    [Theory]
    [InlineData("--url takes an absolute http or https address, such as http://127.0.0.1:5080.", "--url", "localhost:5080")]
    [InlineData("--ready and --live are two questions: ask one.", "--ready", "--live")]
    [InlineData("--url says already what is asked: leave out --ready or --live, or the path.", "--ready", "--url", "http://127.0.0.1:5080/health/live")]
    public async Task A_question_that_makes_no_sense_is_usage(string said, params string[] arguments) =>
        Assert.Contains(said, (await _actionsync.RunAsync(["health", .. arguments])).Exits(2).Stderr, StringComparison.Ordinal);

    [Fact]
    public async Task Every_address_of_the_machine_is_asked_as_this_machine()
    {
        var port = new Uri(_url).Port;
        await _actionsync.StartWorkerAsync();

        (await _actionsync.With("Dashboard:Urls", $"http://*:{port}").RunAsync("health", "--ready")).Exits(0);
    }

    [Fact]
    public async Task It_reads_no_secret_and_asks_no_proxy()
    {
        await _actionsync.StartWorkerAsync();

        (await _actionsync.With("Ledger:Provider", "Postgres").With("Ledger:ConnectionStringFile", "/nowhere/ledger")
            .Variable("HTTP_PROXY", "http://127.0.0.1:1").RunAsync("health", "--ready")).Exits(0);
    }

    public void Dispose()
    {
        _http.Dispose();
        _actionsync.Dispose();
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> AsksAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri($"{_url}{path}"), TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }
}
