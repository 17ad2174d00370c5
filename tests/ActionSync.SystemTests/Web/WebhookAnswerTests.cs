using System.Net;
using System.Net.Sockets;
using System.Text;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Testing.Web;

namespace ActionSync.SystemTests.Web;

/// <summary>What senders are told, whatever they send, by the real worker over real sockets.</summary>
public sealed class WebhookAnswerTests(WebhookAnswerTests.Listening worker) : IClassFixture<WebhookAnswerTests.Listening>
{
    private const string GitHub = "/webhooks/github";
    private const string Jira = "/webhooks/jira";

    private static readonly string Head = $"POST {GitHub} HTTP/1.1\r\nHost: x\r\nX-Hub-Signature-256: sha256={new string('0', 64)}\r\n";

    /// <summary>Every kind of damage is seen by a few hundred.</summary>
    private const int Damaged = 300;

    /// <summary>The rarest moment is met by one of some two thousand.</summary>
    private const int HungUp = 10_000;

    public static TheoryData<string, string, HttpStatusCode> Events => new()
    {
        { "issues", "github-closed", HttpStatusCode.Accepted },
        { "issues", "github-deleted", HttpStatusCode.Accepted },
        { "issue_comment", "github-comment", HttpStatusCode.OK },
        { "ping", "github-ping", HttpStatusCode.OK },
        { "issues", "github-ping", HttpStatusCode.Accepted },
        { "", "github-closed", HttpStatusCode.BadRequest },
        { "issues", "jira-updated-cloud", HttpStatusCode.BadRequest },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task GitHub_is_told_what_became_of_an_event(string name, string body, HttpStatusCode status) =>
        Assert.EndsWith(
            ".\n", (await worker.Sender.SendAsync(GitHub, WebhookSender.Corpus[body], ("X-GitHub-Event", name))).Is(status).Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("jira-updated-cloud", HttpStatusCode.Accepted)]
    [InlineData("jira-deleted-datacenter", HttpStatusCode.Accepted)]
    [InlineData("jira-comment", HttpStatusCode.OK)]
    [InlineData("github-closed", HttpStatusCode.BadRequest)]
    public async Task Jira_is_told_what_became_of_an_event(string body, HttpStatusCode status) =>
        Assert.EndsWith(".\n", (await worker.Sender.SendAsync(Jira, WebhookSender.Corpus[body])).Is(status).Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task A_place_that_nobody_follows_is_no_error() =>
        (await worker.Sender.GitHubAsync("closed", "https://github.com", "acme/elsewhere")).Is(HttpStatusCode.OK);

    [Fact]
    public async Task A_form_is_told_to_become_json() =>
        Assert.Contains("application/json",
            (await worker.Sender.SendAsync(GitHub, "payload=%7B%7D"u8.ToArray(), ("X-GitHub-Event", "ping"))).Is(HttpStatusCode.BadRequest).Sentence,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_body_that_was_left_out_is_asked_for() =>
        Assert.Contains("Exclude body", (await worker.Sender.SendAsync(Jira, [])).Is(HttpStatusCode.BadRequest).Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task A_delivery_that_failed_is_taken_when_it_is_repeated_and_one_that_was_taken_is_not()
    {
        (await worker.Sender.SendAsync(GitHub, "{}"u8.ToArray(), ("X-GitHub-Event", "issues"), ("X-GitHub-Delivery", "again"))).Is(HttpStatusCode.BadRequest);
        (await worker.Sender.GitHubAsync("closed", "https://github.com", "acme/payments", "again")).Is(HttpStatusCode.Accepted);
        (await worker.Sender.GitHubAsync("closed", "https://github.com", "acme/payments", "again")).Is(HttpStatusCode.OK);
        (await worker.Sender.GitHubAsync("closed", "https://github.com", "acme/payments", "another")).Is(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Only_POST_is_answered()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
            (await worker.Sender.SendAsync(method, GitHub, null)).Is(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData(4 * 1024 * 1024, HttpStatusCode.BadRequest)]
    [InlineData((4 * 1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(26 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_is_too_large_is_not_read(int length, HttpStatusCode status) =>
        (await worker.Sender.SendAsync(GitHub, new byte[length], ("X-GitHub-Event", "issues"), ("Expect", "100-continue"))).Is(status);

    [Fact]
    public async Task A_body_without_a_length_is_read_no_further_than_the_limit()
    {
        var told = await RawAsync(
            $"{Head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n{(4 * 1024 * 1024) + 1:x}\r\n{new string(' ', (4 * 1024 * 1024) + 1)}\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_breaks_off_and_one_in_broken_chunks_are_no_error_of_ours()
    {
        await RawAsync($"{Head}Content-Length: 100\r\n\r\n{{", breaksOff: true);
        var broken = await RawAsync($"{Head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n");

        Assert.StartsWith("HTTP/1.1 400", broken, StringComparison.Ordinal);
        Assert.False(worker.Log.Contains("xception", StringComparison.Ordinal), worker.Log);
    }

    [Fact]
    public async Task A_signed_webhook_is_answered_under_any_host()
    {
        var body = WebhookSender.Corpus["github-closed"];
        (await worker.Sender.SendAsync(GitHub, body, ("X-GitHub-Event", "issues"), ("Host", "actionsync.acme.com"))).Is(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Without_its_secret_a_path_is_not_there_and_says_which_key_turns_it_on()
    {
        using var actionsync = new Actionsync();
        var url = FreeAddress.Next();
        actionsync.With("Dashboard:Urls", url);
        await actionsync.StartWorkerAsync();
        using var sender = new WebhookSender(url, "a-guess");
        await sender.IsReadyAsync();

        Assert.Contains("Dashboard:GitHubWebhookSecret", (await sender.SendAsync(GitHub, [])).Is(HttpStatusCode.NotFound).Sentence, StringComparison.Ordinal);
        Assert.Contains("Dashboard:JiraWebhookSecret", (await sender.SendAsync(Jira, [])).Is(HttpStatusCode.NotFound).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_changed_without_a_gap_by_two_lines_in_its_file_and_without_a_restart()
    {
        using var actionsync = new Actionsync();
        var (url, file) = (FreeAddress.Next(), Path.Combine(actionsync.Folder, "github.secret"));
        await File.WriteAllTextAsync(file, "the-old-one\n", TestContext.Current.CancellationToken);
        actionsync.With("Dashboard:Urls", url).With("Dashboard:GitHubWebhookSecretFile", file);
        var running = await actionsync.StartWorkerAsync();
        using var old = new WebhookSender(url, "the-old-one");
        using var renewed = new WebhookSender(url, "the-new-one");
        using var stranger = new WebhookSender(url, "a-guess");
        await old.IsReadyAsync();
        (await PingAsync(old)).Is(HttpStatusCode.OK);
        await File.WriteAllTextAsync(file, "the-new-one\nthe-old-one\n", TestContext.Current.CancellationToken);

        (await PingAsync(renewed)).Is(HttpStatusCode.OK);
        (await PingAsync(old)).Is(HttpStatusCode.OK);
        (await PingAsync(stranger)).Is(HttpStatusCode.Unauthorized);
        Assert.Single(Matches(running.Stderr, "Dashboard:GitHubWebhookSecret was refused, and its file holds another value now"));
    }

    private static Task<WebhookReply> PingAsync(WebhookSender sender) =>
        sender.SendAsync(GitHub, WebhookSender.Corpus["github-ping"], ("X-GitHub-Event", "ping"));

    private static IEnumerable<int> Matches(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            yield return at;
    }

    /// <summary>What the server meets depends on the moment; of so many some are met while the body is awaited, and some while the answer is written.</summary>
    [Fact]
    public async Task A_sender_who_hangs_up_in_the_middle_is_no_error_of_ours()
    {
        await Parallel.ForAsync(0, HungUp, TestContext.Current.CancellationToken, async (_, cancel) =>
        {
            using var client = new TcpClient { LingerState = new LingerOption(enable: true, seconds: 0) };
            await client.ConnectAsync(IPAddress.Loopback, new Uri(worker.Url).Port, cancel);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{Head}Content-Length: 100\r\n\r\n{{"), cancel);
        });
        (await worker.Sender.GitHubAsync("closed", "https://github.com", "acme/elsewhere")).Is(HttpStatusCode.OK);
        Assert.False(worker.Log.Contains("xception", StringComparison.Ordinal), worker.Log);
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_answered_when_its_time_is_over()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(worker.Url).Port, cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Head}Content-Length: 1000000\r\n\r\n"), cancel);
        var buffer = new byte[4096];
        var answer = stream.ReadAsync(buffer, cancel).AsTask();
        while (await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(200), cancel)) != answer)
            await stream.WriteAsync(new byte[500], cancel);

        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(buffer, 0, await answer), StringComparison.Ordinal);
        Assert.False(worker.Log.Contains("xception", StringComparison.Ordinal), worker.Log);
    }

    [Fact]
    public async Task Nothing_damaged_is_an_error_of_ours()
    {
        var corpus = WebhookSender.Corpus.Values.ToList();
        var told = new Dictionary<HttpStatusCode, int>();
        for (var seed = FuzzRun.First; seed < FuzzRun.First + Damaged; seed++)
        {
            var body = new Mutator(corpus, seed).Next();
            var header = Printable(new Mutator([.. new[] { "issues", "ping", "issue_comment" }.Select(Encoding.ASCII.GetBytes)], seed).Next());
            var claim = seed % 4 == 0
                ? Printable(new Mutator([Encoding.ASCII.GetBytes(worker.Sender.Signature(body))], seed).Next())
                : worker.Sender.Signature(body);
            var answer = seed % 2 == 0
                ? await worker.Sender.SendAsync(GitHub, body, ("X-GitHub-Event", header), ("X-GitHub-Delivery", header + seed), ("X-Hub-Signature-256", claim))
                : await worker.Sender.SendAsync(Jira, body, ("X-Atlassian-Webhook-Identifier", header + seed), ("X-Hub-Signature", claim));
            Assert.True((int)answer.Status < 500 && answer.Sentence.EndsWith(".\n", StringComparison.Ordinal), $"Seed {seed}: {answer}");
            told[answer.Status] = told.GetValueOrDefault(answer.Status) + 1;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", told.Select(t => $"{(int)t.Key}: {t.Value}")));
        Assert.All(
            [HttpStatusCode.Accepted, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized], status => Assert.Contains(status, told));
        Assert.DoesNotContain("xception", worker.Log, StringComparison.Ordinal);
    }

    /// <summary>What a header can carry.</summary>
    private static string Printable(byte[] text) => string.Concat(Encoding.Latin1.GetString(text).Where(c => c is >= ' ' and <= '~')).Trim();

    /// <summary>Sends a request as it is and returns what is answered.</summary>
    private async Task<string> RawAsync(string request, bool breaksOff = false)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(worker.Url).Port, cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancel);
        if (breaksOff)
            client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        try
        {
            return await reader.ReadToEndAsync(cancel);
        }
        catch (IOException) when (breaksOff)
        {
            // The server may hang up on who hung up.
            return "";
        }
    }

    /// <summary>A worker with both secrets and one tracker of each kind; both are out of reach, so a visit changes nothing.</summary>
    public sealed class Listening : IAsyncLifetime
    {
        private readonly Actionsync _actionsync = new();
        private Worker? _worker;

        internal WebhookSender Sender { get; private set; } = null!;

        public string Url { get; } = FreeAddress.Next();

        public string Log => _worker!.Stderr;

        public async ValueTask InitializeAsync()
        {
            var nobody = FreeAddress.Next();
            _actionsync.With("Refreshing:Poll", "01:00:00").With("Dashboard:Urls", Url).Configured($$"""
                {
                  "Trackers": {
                    "github": { "Kind": "GitHub", "BaseUrl": "{{nobody}}", "Repository": "Acme/Payments", "Token": "a-token" },
                    "jira": { "Kind": "Jira", "BaseUrl": "{{nobody}}", "Project": "OPS", "Deployment": "DataCenter", "Token": "a-token" }
                  },
                  "Routes": [ { "Tracker": "github" } ],
                  "Dashboard": { "GitHubWebhookSecret": "a-shared-secret", "JiraWebhookSecret": "a-shared-secret" }
                }
                """);
            _worker = await _actionsync.StartWorkerAsync();
            Sender = new WebhookSender(Url, "a-shared-secret");
            await Sender.IsReadyAsync();
        }

        public ValueTask DisposeAsync()
        {
            Sender.Dispose();
            _actionsync.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
