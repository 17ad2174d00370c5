using System.Net;
using System.Net.Sockets;
using System.Text;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Testing.Web;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>Who may ask what, where it takes PostgreSQL, a process or patience.</summary>
public sealed class AccessTests(PostgresFixture postgres)
{
    private const string Key = "a-key-that-is-long-enough";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_that_start_together_on_an_empty_ledger_take_each_other_s_cookies_and_forms()
    {
        var ledger = await postgres.NewDatabaseAsync();
        var doors = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => HostedDoor.StartAsync(place => OnPostgres(place, ledger))));
        await using var one = doors[0];
        await using var two = doors[1];
        // Both make their first key now.
        var cookies = await Task.WhenAll(one.SignInAsync(Key), two.SignInAsync(Key));

        foreach (var (door, cookie) in new[] { (one, cookies[1]!), (two, cookies[0]!) })
        {
            (await door.GetAsync("/try/page", ("Cookie", cookie))).Is(200);
            var (token, form) = await door.FormAsync("/try/form", ("Cookie", cookie));
            var other = door == one ? two : one;
            (await other.PostAsync("/try/form", HostedDoor.Form(("token", token)), ("Cookie", $"{form}; {cookie}"))).Is(200);
        }
    }

    [Fact]
    public async Task While_the_ledger_is_away_nobody_signs_in_and_everything_comes_back_with_it()
    {
        await using var server = await PostgresFixture.OwnServerAsync();
        string cookie;
        await using (var before = await HostedDoor.StartAsync(place => OnPostgres(place, server.ConnectionString)))
        {
            cookie = (await before.SignInAsync(Key))!;
            await server.StopAsync(Cancel);
            // What is known is not asked for again.
            (await before.GetAsync("/try/page", ("Cookie", cookie))).Is(200);
        }

        await using var door = await HostedDoor.ListenAsync(place => OnPostgres(place, server.ConnectionString));
        Assert.Equal("10", (await door.GetAsync("/sign-in")).Is(503)["Retry-After"]);
        (await door.GetAsync("/try/page", ("Cookie", cookie))).Is(303);
        (await door.GetAsync("/api/try", ("Authorization", $"Bearer {Key}"))).Is(200);
        await server.StartAsync(Cancel);
        await door.IsReadyAsync();

        (await door.GetAsync("/try/page", ("Cookie", cookie))).Is(200);
        Assert.NotNull(await door.SignInAsync(Key));
        Assert.DoesNotContain("DataProtection", door.Log.Text, StringComparison.Ordinal);
    }

    /// <summary>The framework looks several times before it gives up, which takes a while.</summary>
    [Fact]
    public async Task Keys_that_cannot_be_read_keep_from_signing_in_and_from_nothing_else()
    {
        await using var door = await HostedDoor.StartAsync(place => place.Env("Dashboard:ApiKey", Key));
        await ExecuteAsync("alter table protection_keys rename to away");

        (await door.GetAsync("/sign-in")).Is(500);
        (await door.GetAsync("/try/page", ("Cookie", "actionsync.sign-in=CfDJ8forged"))).Is(303);
        (await door.GetAsync("/api/try", ("Authorization", $"Bearer {Key}"))).Is(200);
        await ExecuteAsync("alter table away rename to protection_keys");
        Assert.NotNull(await door.SignInAsync(Key));

        async Task ExecuteAsync(string sql)
        {
            await using var ledger = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={door.Place["data", "actionsync.db"]};Pooling=False");
            await Dapper.SqlMapper.ExecuteAsync(ledger, sql);
        }
    }

    [Fact]
    public async Task Heads_and_bodies_that_never_end_are_ended()
    {
        await using var door = await HostedDoor.StartAsync();
        const string Form = "POST /try/page HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";

        var answers = await Task.WhenAll(
            DripAsync(door, "GET /try/page HTTP/1.1\r\n", "X-Head: 1\r\n", TimeSpan.FromSeconds(1)),
            DripAsync(door, $"{Form}Content-Length: 60000\r\n\r\n", "a", TimeSpan.FromSeconds(0.5)),
            DripAsync(door, $"{Form}Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", TimeSpan.FromSeconds(0.5)),
            DripAsync(door, $"{Form}Transfer-Encoding: chunked\r\n\r\n", $"4000\r\n{new string('a', 0x4000)}\r\n", TimeSpan.FromSeconds(0.05)),
            DripAsync(
                door, "POST /api/try HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", $"40000\r\n{new string('a', 0x40000)}\r\n",
                TimeSpan.Zero));

        Assert.All(answers[..3], answer => Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal));
        Assert.All(answers[3..], answer => Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal));
        (await door.GetAsync("/health/ready")).Is(200);
        Assert.DoesNotContain("xception", door.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_the_worker_does_its_work_and_answers_nothing()
    {
        using var actionsync = new Actionsync();
        var worker = await actionsync.With("Dashboard:Urls", "").StartWorkerAsync();
        actionsync.Drop("one.json", Json("INC-1", "Add an alert"));

        await Eventually.IsTrue(() => actionsync.Pages.Count == 1, "the document is published", Worker.Patience);
        Assert.Contains("Nothing is answered over HTTP", worker.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", worker.Stderr, StringComparison.Ordinal);
        Assert.Empty(ListeningSocketsOf(worker.Id));
        worker.Terminate();
        Assert.Equal(0, (await worker.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Neither_the_key_nor_a_wrong_one_is_ever_told()
    {
        using var actionsync = new Actionsync();
        var url = FreeAddress.Next();
        var worker = await actionsync.With("Dashboard:Urls", url).With("Dashboard:ApiKey", Key).With("Logging:LogLevel:Default", "Debug")
            .With("Logging:LogLevel:Microsoft", "Debug").StartWorkerAsync();
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        await Eventually.IsTrue(async () => await StatusAsync(http, Key) == HttpStatusCode.NotFound, "the key is taken", Worker.Patience);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, "a-guess-that-is-wrong"));
        Assert.DoesNotContain(Key, worker.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("a-guess-that-is-wrong", worker.Stderr, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/nothing") { Headers = { { "Authorization", $"Bearer {key}" } } };
        try
        {
            using var answer = await http.SendAsync(request, Cancel);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Sends a beginning, and then one piece after another until the server has answered and hung up.</summary>
    private static async Task<string> DripAsync(HostedDoor door, string beginning, string piece, TimeSpan every)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(door.Url).Port, Cancel);
        await using var stream = client.GetStream();
        var buffer = new byte[4096];
        var answer = stream.ReadAsync(buffer, Cancel).AsTask();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), Cancel);
        try
        {
            while (!answer.IsCompleted)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(piece), Cancel);
                await Task.WhenAny(answer, Task.Delay(every, Cancel));
            }
        }
        catch (IOException)
        {
            // It hung up; what it said before is there to be read.
        }
        return Encoding.ASCII.GetString(buffer, 0, await answer);
    }

    /// <summary>The sockets of a process that others can connect to.</summary>
    private static IReadOnlyList<string> ListeningSocketsOf(int process)
    {
        const string Listening = "0A";
        var own = Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget).OfType<string>().ToHashSet();
        return [.. new[] { "tcp", "tcp6" }.SelectMany(kind => File.ReadLines($"/proc/{process}/net/{kind}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[3] == Listening && own.Contains($"socket:[{columns[9]}]")).Select(columns => columns[1])];
    }

    private static void OnPostgres(Workplace place, string ledger) =>
        place.Env("Ledger:Provider", "Postgres").Env("Ledger:ConnectionString", ledger).Env("Dashboard:ApiKey", Key);
}
