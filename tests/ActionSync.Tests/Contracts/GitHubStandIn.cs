using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Contracts;

/// <summary>A stand-in for a GitHub that shows an account and the repository acme/ops, and the trackers of that.</summary>
internal sealed class GitHubStandIn : IDisposable
{
    public const string Repository = "/repos/acme/ops";
    public const string Issues = $"{Repository}/issues";

    /// <summary>The list that is asked for what changed.</summary>
    public const string Newest = $"{Issues}?sort=updated&per_page=100";

    public static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly HttpMessageHandler _network = TrackerHttp.Create(TimeSpan.FromSeconds(30));

    /// <param name="canPush">Without, GitHub drops labels, assignees and milestones, so that none is asked for.</param>
    public GitHubStandIn(bool canPush = false) => Server.Shows("/user", """{"login":"actionsync-bot"}""").Shows(Repository, $$$"""
        {"id":1,"name":"ops","full_name":"acme/ops","html_url":"https://github.com/acme/ops","has_issues":true,"owner":{"login":"acme","id":2},
         "permissions":{"push":{{{(canPush ? "true" : "false")}}}}}
        """);

    public StandInServer Server { get; } = new();

    /// <summary>The POSTs of issues so far.</summary>
    public IReadOnlyList<WireMock.IRequestMessage> Creates => Server.Asked("POST", Issues);

    /// <summary>The requests for lists of issues so far.</summary>
    public IReadOnlyList<WireMock.IRequestMessage> Listings => Server.Asked("GET", Issues);

    public IssueRef Issue(int number) => new(Server.Url, "acme/ops", $"{number}", $"#{number}", $"{Server.Url}/acme/ops/issues/{number}");

    /// <summary>What became of a draft, with the members that are needed.</summary>
    public static string Made(IssueDraft draft, int number = 42) => $$"""
        {"number":{{number}},"id":{{number}}00,"title":"{{draft.Title}}","state":"open","html_url":"https://github.com/acme/ops/issues/{{number}}",
         "user":{"login":"actionsync-bot"},"labels":[],"assignees":[],"milestone":null,"issue_field_values":[],"closed_at":null,"state_reason":null,
         "created_at":"2024-01-16T09:00:00Z","updated_at":"2024-01-16T09:00:00Z",
         "body":"<!-- actionsync:{{draft.Marker}} -->\n\n{{draft.Title}}\n\n**Deadline:** {{draft.Deadline}}\n"}
        """;

    /// <summary>A tracker that knows nothing yet.</summary>
    public GitHubTracker Tracker(TimeProvider? clock = null, Action<GitHubOptions>? configure = null, ILogger<GitHubTracker>? log = null)
    {
        var options = new GitHubOptions { Name = "github", BaseUrl = Server.Url, Repository = "acme/ops", Token = new Secret("a-token") };
        configure?.Invoke(options);
        return GitHubKind.Create(options, new PeopleDirectory(new Dictionary<string, PersonOptions>()), _network, TimeZoneInfo.Utc,
            clock ?? new HastyClock(Now), log ?? NullLogger<GitHubTracker>.Instance);
    }

    public void Dispose()
    {
        Server.Dispose();
        _network.Dispose();
    }
}
