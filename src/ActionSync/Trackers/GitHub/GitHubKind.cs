using ActionSync.Configuration;
using ActionSync.People;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>The entry of GitHub in the list of tracker kinds.</summary>
internal static class GitHubKind
{
    /// <summary>The key of a person's login.</summary>
    public const string Account = "GitHub";

    public static TrackerKind Entry { get; } = new("GitHub", KindFactory<ITracker>.Of<GitHubOptions>(Create, GitHubOptionsCheck.Run))
    {
        Account = Account,
        Setup =
        [
            new(nameof(GitHubOptions.Repository), "the repository of the issues, as owner/name"),
            new(nameof(GitHubOptions.BaseUrl), "the address of the API, https://HOST/api/v3 for an Enterprise server") { Otherwise = "https://api.github.com" },
            new(nameof(GitHubOptions.Token), "a token that may read and write issues there") { IsSecret = true },
        ],
        AccountSample = "LOGIN",
        Webhook = new WebhookSource("github", "GitHubWebhookSecret", GitHubWebhook.SignatureHeader, GitHubWebhook.DeliveryHeader,
            (headers, body) => GitHubWebhook.Read(headers[GitHubWebhook.EventHeader], body)),
    };

    /// <summary>A tracker without a container.</summary>
    public static GitHubTracker Create(
        GitHubOptions options, PeopleDirectory people, HttpMessageHandler network, TimeZoneInfo zone, TimeProvider clock, ILogger<GitHubTracker> logger) =>
        new(options, Client(options, network, clock, logger), people, zone);

    /// <summary>What a tracker calls GitHub with.</summary>
    public static GitHubClient Client(GitHubOptions options, HttpMessageHandler network, TimeProvider clock, ILogger logger)
    {
        var at = new GitHubAddresses(options);
        var token = options.Token is { } secret ? new RenewableSecret(secret, $"Trackers:{options.Name}:Token", clock, logger) : null;
        var credentials = new GitHubCredentials(options, token, options.App is { } app ? new GitHubAppTokens(options.Name, app, at, network, clock) : null);
        var service = new GitHubService(at.Repository, credentials, clock, logger);
        var handler = new TrackerHandler(options.Name, service, new Pacer(GitHubAnswers.Service, options.WritesPerMinute, clock), network, clock);
        return new GitHubClient(at, credentials, new GitHubSender(at, service, new HttpMessageInvoker(handler), clock, logger), clock);
    }

    private static GitHubTracker Create(IServiceProvider services, GitHubOptions options) => Create(
        options, services.GetRequiredService<PeopleDirectory>(),
        services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TrackerHttp.ClientName),
        services.GetRequiredService<TimeZoneInfo>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<GitHubTracker>>());
}
