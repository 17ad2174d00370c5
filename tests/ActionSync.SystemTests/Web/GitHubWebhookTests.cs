using System.Net;
using System.Text;
using ActionSync.Ledger;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Testing.Web;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>The real worker, which looks at GitHub once an hour unless it is told to.</summary>
public sealed class GitHubWebhookTests(PostgresFixture postgres) : IAsyncDisposable
{
    private const string Secret = "a-secret-that-GitHub-knows";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Actionsync _actionsync = new();
    private GitHubSimulator _github = null!;
    private GitHubRepository _ops = null!;
    private GitHubRepository _web = null!;
    private Worker _worker = null!;
    private WebhookSender _sender = null!;

    [Fact]
    public async Task A_closed_issue_is_done_within_seconds_and_the_log_holds_neither_secret_nor_body()
    {
        await StartAsync();
        _ops.Close(1);

        (await _sender.GitHubAsync("closed", _github.Url, "acme/OPS")).Is(HttpStatusCode.Accepted);

        await StateIsAsync("INC-1", "done");
        Assert.Equal("open", State("INC-2"));
        Assert.Contains("Webhooks of GitHub arrive", _worker.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, _worker.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("acme/OPS", _worker.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsigned_or_wrongly_signed_webhook_has_nothing_read()
    {
        await StartAsync();
        _github.Log.Clear();
        var body = Encoding.UTF8.GetBytes($$"""{"action":"closed","repository":{"html_url":"{{_github.Url}}/acme/web","full_name":"acme/web"} }""");
        using var stranger = new WebhookSender("http://127.0.0.1", "a-guess");

        foreach (var claim in new[]
        {
            "", "sha256=", "sha256=00", stranger.Signature(body), _sender.Signature([.. body, (byte)' ']), _sender.Signature(body)["sha256=".Length..],
            _sender.Signature(body) + "0", $"sha1={new string('0', 40)}", $"sha256={new string('x', 64)}",
        })
        {
            (await _sender.SendAsync("/webhooks/github", body, ("X-GitHub-Event", "issues"), ("X-Hub-Signature-256", claim))).Is(HttpStatusCode.Unauthorized);
        }

        // Asked for later than what was refused, and seen to be carried out.
        _ops.Close(1);
        (await _sender.GitHubAsync("closed", _github.Url, "acme/ops")).Is(HttpStatusCode.Accepted);
        await StateIsAsync("INC-1", "done");
        Assert.DoesNotContain(_github.Log.All, request => request.Path.Contains("/acme/web", StringComparison.Ordinal));
        Assert.Single(_worker.Stderr.Split('\n'), line => line.Contains("was refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_burst_costs_a_few_requests_and_a_repeat_none()
    {
        await StartAsync();
        _github.Log.Clear();
        _ops.Close(1);

        var told = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => _sender.GitHubAsync("closed", _github.Url, "acme/ops", $"delivery-{n}")));
        Assert.All(told, t => t.Is(HttpStatusCode.Accepted));
        (await _sender.GitHubAsync("closed", _github.Url, "acme/ops", "delivery-17")).Is(HttpStatusCode.OK);

        await StateIsAsync("INC-1", "done");
        Assert.InRange(_github.Log.Count(), 1, 10);
    }

    [Theory]
    [InlineData(LedgerProvider.Sqlite)]
    [InlineData(LedgerProvider.Postgres)]
    public async Task What_changes_while_a_visit_is_under_way_is_found_by_the_next_one(LedgerProvider ledger)
    {
        if (ledger == LedgerProvider.Postgres)
            _actionsync.With("Ledger:Provider", "Postgres").With("Ledger:ConnectionString", await postgres.NewDatabaseAsync());
        await StartAsync();
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        // The last request of a visit that lists everything, as the first one does.
        _github.Faults.When(request => request.QueryString.Value!.Contains("labels=actionsync", StringComparison.Ordinal), new Fault.Meanwhile(async _ =>
        {
            arrived.SetResult();
            await go.Task;
        }));
        (await _sender.GitHubAsync("edited", _github.Url, "acme/ops")).Is(HttpStatusCode.Accepted);
        await arrived.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        // The list is read already, and was without this.
        _ops.Close(1);
        (await _sender.GitHubAsync("closed", _github.Url, "acme/ops")).Is(HttpStatusCode.Accepted);
        go.SetResult();

        // Sooner than by the second look, which comes after half a minute.
        await StateIsAsync("INC-1", "done", TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_repository_that_was_renamed_is_known_by_its_id_and_an_unknown_one_concerns_nobody()
    {
        await StartAsync();
        _ops.Rename("acme/reliability");
        _ops.Close(1);

        (await _sender.GitHubAsync(_github, _ops, 1, "closed")).Is(HttpStatusCode.Accepted);
        await StateIsAsync("INC-1", "done");

        var stranger = _github.World.AddRepository("acme/stranger");
        stranger.Open("Mine");
        (await _sender.GitHubAsync(_github, stranger, 1, "edited")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deleted_issue_is_missing_within_seconds()
    {
        await StartAsync();
        _ops.Delete(1);

        (await _sender.GitHubAsync("deleted", _github.Url, "acme/ops")).Is(HttpStatusCode.Accepted);

        await StateIsAsync("INC-1", "missing");
    }

    /// <summary>Two repositories with an issue each; both secrets come from files.</summary>
    private async Task StartAsync()
    {
        _github = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        (_ops, _web) = (_github.World.AddRepository("acme/ops"), _github.World.AddRepository("acme/web"));
        var token = _github.World.AddToken(new GitHubAccess("actionsync-bot"));
        var url = FreeAddress.Next();
        _actionsync.Write("github.secret", Secret + "\n");
        _actionsync.Write("jira.secret", "a-secret-that-Jira-knows\n");
        _actionsync.With("Refreshing:Poll", "01:00:00").With("Dashboard:Urls", url).Configured($$"""
            {
              "Trackers": {
                "ops": { "Kind": "GitHub", "BaseUrl": "{{_github.Url}}", "Repository": "acme/ops", "Token": "{{token}}", "WritesPerMinute": 6000 },
                "web": { "Kind": "GitHub", "BaseUrl": "{{_github.Url}}", "Repository": "acme/web", "Token": "{{token}}", "WritesPerMinute": 6000 }
              },
              "Routes": [ { "When": { "Priority": "P1" }, "Tracker": "ops" }, { "Tracker": "web" } ],
              "Dashboard": { "GitHubWebhookSecretFile": "github.secret", "JiraWebhookSecretFile": "jira.secret" }
            }
            """);
        _actionsync.Drop("1.json", Json("INC-1", Item("Add an alert", priority: "P1")));
        _actionsync.Drop("2.json", Json("INC-2", Item("Write a test", priority: "P2")));
        _worker = await _actionsync.StartWorkerAsync();
        _sender = new WebhookSender(url, Secret);
        await StateIsAsync("INC-1", "open");
        await StateIsAsync("INC-2", "open");
    }

    private Task StateIsAsync(string incident, string state, TimeSpan? within = null) =>
        Eventually.IsTrue(() => State(incident) == state, $"{incident} is {state}\n{_worker.Stderr}", within ?? Patience);

    private string? State(string incident) =>
        File.Exists(_actionsync["data", "archive", incident, "receipt.json"]) ? _actionsync.Items(incident)[0].GetProperty("state").GetString() : null;

    public async ValueTask DisposeAsync()
    {
        _sender?.Dispose();
        _actionsync.Dispose();
        if (_github is not null)
            await _github.DisposeAsync();
    }
}
