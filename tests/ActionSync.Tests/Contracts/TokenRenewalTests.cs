using ActionSync.Configuration;
using ActionSync.People;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;
using ActionSync.Trackers.Jira;
using Microsoft.Extensions.Logging;

namespace ActionSync.Tests.Contracts;

/// <summary>A token that is rotated in its file is used from the first refusal on, and the program goes on without a restart.</summary>
public sealed class TokenRenewalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StandInServer _server = new();
    private readonly HttpMessageHandler _network = TrackerHttp.Create(TimeSpan.FromSeconds(30));
    private readonly FakeClock _clock = new();
    private readonly RecordedLog _log = new();
    private readonly ILoggerFactory _loggers;

    public TokenRenewalTests() => _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string TokenFile => _folder["token"];

    [Theory]
    [InlineData("GitHub")]
    [InlineData("Jira")]
    public async Task A_tracker_reads_its_file_anew_where_it_is_refused(string kind)
    {
        _server.Says(401, """{"message":"Bad credentials"}""").SaysTo("Bearer new", 404, """{"message":"Not Found"}""");
        var tracker = Tracker(kind);
        Rotate("new");

        Assert.Equal(TrackerFault.NotFound, await FaultAsync(tracker));

        Assert.Equal(["Bearer old", "Bearer new"], _server.Requests.Take(2).Select(request => request.Headers!["Authorization"].Single()));
        Assert.Contains($"Trackers:{kind}:Token was refused, and its file holds another value now", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("Jira")]
    public async Task A_token_that_stays_refused_is_asked_with_once_and_its_file_is_read_at_most_once_a_minute(string kind)
    {
        _server.Says(401, """{"message":"Bad credentials"}""").SaysTo("Bearer new", 404, """{"message":"Not Found"}""");
        var tracker = Tracker(kind);

        Assert.Equal(TrackerFault.Unauthorised, await FaultAsync(tracker));
        Assert.Single(_server.Requests);
        Rotate("new");
        Assert.Equal(TrackerFault.Unauthorised, await FaultAsync(tracker));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TrackerFault.NotFound, await FaultAsync(tracker));
    }

    [Fact]
    public async Task Slack_is_asked_again_with_the_new_token()
    {
        _server.Says(200, """{"ok":false,"error":"token_expired"}""").SaysTo("Bearer new", 200, """{"ok":true,"ts":"1.2"}""");
        using var http = new HttpClient(_network, disposeHandler: false);
        var slack = new SlackClient(
            new SlackOptions { BaseUrl = _server.Url, Token = Rotate("old") }, http, _clock, _loggers.CreateLogger<SlackChannel>());
        Rotate("new");

        Assert.True((await slack.PostAsync("{}"u8.ToArray(), Cancel)).Ok);
        Assert.Contains("Channels:Slack:Token was refused", _log.Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _server.Dispose();
        _network.Dispose();
        _folder.Dispose();
    }

    private static async Task<TrackerFault> FaultAsync(ITracker tracker) =>
        (await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], Cancel))).Fault;

    private ITracker Tracker(string kind)
    {
        var people = new PeopleDirectory(new Dictionary<string, PersonOptions>());
        return kind == "GitHub"
            ? GitHubKind.Create(new GitHubOptions { Name = kind, BaseUrl = _server.Url, Repository = "acme/ops", Token = Rotate("old") },
                people, _network, TimeZoneInfo.Utc, _clock, _loggers.CreateLogger<GitHubTracker>())
            : new JiraTracker(
                new JiraOptions { Name = kind, BaseUrl = _server.Url, Project = "OPS", Deployment = JiraDeployment.DataCenter, Token = Rotate("old") },
                _network, people, TimeZoneInfo.Utc, _clock, _loggers.CreateLogger<JiraTracker>());
    }

    private Secret Rotate(string token)
    {
        File.WriteAllText(TokenFile, token + "\n");
        return new Secret(token, TokenFile);
    }
}
