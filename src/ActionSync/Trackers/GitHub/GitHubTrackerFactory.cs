using ActionSync.Configuration;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>Makes a tracker of each configured repository; one lives as long as the program, since it keeps the pace and what it learnt.</summary>
internal sealed class GitHubTrackerFactory(IHttpClientFactory clients, PeopleDirectory people, RemindingOptions reminding, TimeProvider clock, ILoggerFactory loggers)
{
    /// <summary>Makes a tracker of one entry of <c>Trackers</c>.</summary>
    public GitHubTracker Create(GitHubTrackerOptions options) => Create(options, people, clients.CreateClient(TrackerHttp.ClientName), reminding.TimeZone, clock, loggers.CreateLogger<GitHubTracker>());

    /// <summary>The same without a container.</summary>
    public static GitHubTracker Create(GitHubTrackerOptions options, PeopleDirectory people, HttpClient http, TimeZoneInfo zone, TimeProvider clock, ILogger<GitHubTracker> logger)
    {
        var at = new GitHubAddresses(options);
        var credentials = new GitHubCredentials(options, options.App is { } app ? new GitHubAppTokens(app, at, http, clock) : null);
        var pacer = new Pacer(GitHubAnswers.Service, options.WritesPerMinute, clock);
        var transport = new TrackerTransport(http, GitHubAnswers.Service, pacer, credentials.AuthoriseAsync, clock);
        return new GitHubTracker(options, new GitHubClient(at, credentials, new GitHubSender(at, credentials, transport, pacer, clock, logger), clock), people, zone);
    }
}
