using ActionSync.Simulators;
using ActionSync.Simulators.Slack;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Slack is at its limit, whatever it says about when that ends: what is to be sent waits, and nothing else does.</summary>
public sealed class SlackLimitTests : IAsyncDisposable
{
    private readonly Actionsync _actionsync = new();
    private readonly SlackSimulator _slack = new(TimeProvider.System, "xoxb-secret");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0")]
    [InlineData("10")]
    [InlineData("-5")]
    [InlineData("Mon, 01 Jan 2001 00:00:00 GMT")]
    [InlineData("soon")]
    public async Task A_Slack_that_is_always_at_its_limit_ends_neither_once_nor_the_others_reminders(string retryAfter)
    {
        var slack = await SlackAsync();
        slack.AddMember("alice@company.com", "U1");
        slack.AddMember("bob@company.com", "U2");
        slack.Host.Faults.Always(_ => Fault.Limited(429, null, """{"ok":false,"error":"ratelimited"}""") with
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter }
        });
        _actionsync.With("People:zoe@company.com:Channel", "Email");

        var ran = (await _actionsync.OnceAsync(Json("INC-1", Item("One"), Item("Two", "bob@company.com"), Item("Three", "zoe@company.com")))).Exits(3);

        Assert.Equal(["zoe@company.com.eml"], _actionsync.Outbox);
        Assert.InRange(slack.Host.Log.All.Count, 1, 3);
        Assert.Contains("which is at its limit until", ran.Stderr, StringComparison.Ordinal);
        slack.Host.Faults.Clear();
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(["alice@company.com", "bob@company.com"], slack.Messages.Select(m => m.Email).Order(StringComparer.Ordinal));
        Assert.Equal(["zoe@company.com.eml"], _actionsync.Outbox);
    }

    [Fact]
    public async Task A_worker_whose_Slack_is_always_at_its_limit_says_so_stays_healthy_and_sends_when_the_limit_ends()
    {
        var slack = await SlackAsync();
        slack.AddMember("alice@company.com", "U1");
        slack.Host.Faults.Always(_ => Fault.Limited(429, 0, """{"ok":false,"error":"ratelimited"}"""));
        var address = FreeAddress.Next();
        _actionsync.With("People:zoe@company.com:Channel", "Email").With("Dashboard:Urls", address);
        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("one.json", Json("INC-1", Item("One"), Item("Two", "zoe@company.com"))))).Exits(0);

        var worker = await _actionsync.StartWorkerAsync();
        await Eventually.IsTrue(() => worker.Stderr.Contains("which is at its limit until", StringComparison.Ordinal), "the limit is told");

        await Eventually.IsTrue(() => _actionsync.Outbox is ["zoe@company.com.eml"], "the others get theirs");
        using var http = new HttpClient();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await http.GetAsync(new Uri($"{address}/health"), Token)).StatusCode);
        Assert.InRange(slack.Host.Log.All.Count, 1, 2);
        slack.Host.Faults.Clear();
        await Eventually.IsTrue(() => slack.Messages.Count == 1, "the message goes out", TimeSpan.FromMinutes(4));
        worker.Terminate();
        Assert.Equal(0, (await worker.EndAsync()).ExitCode);
        Assert.Equal(["zoe@company.com.eml"], _actionsync.Outbox);
    }

    private async Task<SlackSimulator> SlackAsync()
    {
        await _slack.Host.StartAsync(0, Token);
        _actionsync.AtAnyHour().With("Channels:Slack:BaseUrl", _slack.BaseUrl).With("Channels:Slack:Token", "xoxb-secret");
        return _slack;
    }

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        await _slack.DisposeAsync();
    }
}
