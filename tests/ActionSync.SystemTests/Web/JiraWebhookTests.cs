using System.Net;
using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Testing.Web;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>The real worker, which looks at Jira once an hour unless it is told to.</summary>
public sealed class JiraWebhookTests : IAsyncDisposable
{
    private const string Secret = "a-secret-that-Jira-knows";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Actionsync _actionsync = new();
    private JiraSimulator _jira = null!;
    private Worker _worker = null!;
    private WebhookSender _sender = null!;

    public static TheoryData<JiraMode> Modes => [JiraMode.Cloud, JiraMode.DataCenter];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_resolved_issue_is_done_and_a_deleted_one_missing_within_seconds(JiraMode mode)
    {
        await StartAsync(mode);
        var (alert, test) = (Key("Add an alert"), Key("Write a test"));

        _jira.People.Transition(alert, "done");
        (await _sender.JiraAsync("jira:issue_updated", _jira.Url, alert)).Is(HttpStatusCode.Accepted);
        await StateIsAsync(0, "done");

        _jira.People.Delete(test);
        (await _sender.JiraAsync("jira:issue_deleted", _jira.Url, test)).Is(HttpStatusCode.Accepted);
        await StateIsAsync(1, "missing");
    }

    [Fact]
    public async Task A_search_index_that_is_behind_the_webhook_is_asked_a_second_time()
    {
        await StartAsync(JiraMode.Cloud);
        _jira.Book.IndexLag = TimeSpan.FromSeconds(5);
        _jira.People.Transition(Key("Add an alert"), "done");

        (await _sender.JiraAsync("jira:issue_updated", _jira.Url, Key("Add an alert"))).Is(HttpStatusCode.Accepted);

        await StateIsAsync(0, "done");
    }

    [Fact]
    public async Task A_moved_issue_has_the_project_visited_that_it_left()
    {
        await StartAsync(JiraMode.Cloud);
        _jira.Log.Clear();

        (await _sender.SendAsync("/webhooks/jira", WebhookSender.Corpus["jira-moved-cloud"])).Is(HttpStatusCode.Accepted);

        await Eventually.IsTrue(() => _jira.Log.Count() > 0, "Jira is visited", Patience);
    }

    private async Task StartAsync(JiraMode mode)
    {
        _jira = new JiraSimulator(mode, TimeProvider.System);
        _jira.Book.AddProject("OPS");
        await _jira.StartAsync(0, TestContext.Current.CancellationToken);
        var url = FreeAddress.Next();
        _actionsync.Write("jira.secret", Secret);
        _actionsync.With("Refreshing:Poll", "01:00:00").With("Dashboard:Urls", url).Configured($$"""
            {
              "Trackers": {
                "jira": {
                  "Kind": "Jira", "BaseUrl": "{{_jira.Url}}", "Project": "OPS", "Deployment": "{{mode}}", "Token": "{{_jira.Site.Token}}", "WritesPerMinute": 6000
                  {{(mode is JiraMode.Cloud ? $", \"Email\": \"{_jira.Site.Me.Email}\"" : "")}}
                }
              },
              "Routes": [ { "Tracker": "jira" } ],
              "Dashboard": { "JiraWebhookSecretFile": "jira.secret" }
            }
            """);
        _actionsync.Drop("1.json", Json("INC-1", "Add an alert", "Write a test"));
        _worker = await _actionsync.StartWorkerAsync();
        _sender = new WebhookSender(url, Secret);
        await StateIsAsync(0, "open");
        await StateIsAsync(1, "open");
    }

    private string Key(string title) => _jira.Issues.Single(issue => issue.Summary == title).Key;

    private Task StateIsAsync(int item, string state) => Eventually.IsTrue(
        () =>
            File.Exists(_actionsync["data", "archive", "INC-1", "receipt.json"]) && _actionsync.Items("INC-1")[item].GetProperty("state").GetString() == state,
        $"item {item} is {state}\n{_worker.Stderr}", Patience);

    public async ValueTask DisposeAsync()
    {
        _sender?.Dispose();
        _actionsync.Dispose();
        if (_jira is not null)
            await _jira.DisposeAsync();
    }
}
