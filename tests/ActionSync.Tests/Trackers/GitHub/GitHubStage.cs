using System.Security.Cryptography.X509Certificates;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Simulators.GitHub;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;
using Microsoft.Extensions.Logging;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>A GitHub with one repository of an organisation, a token for it, and trackers that use it.</summary>
internal sealed class GitHubStage : IAsyncDisposable
{
    private readonly List<HttpMessageHandler> _networks = [];

    private GitHubStage(GitHubSimulator github, HastyClock clock)
    {
        (GitHub, Clock) = (github, clock);
        Repository = github.World.AddRepository("acme/ops");
        Repository.Assignable.UnionWith(["alice", "bob"]);
        Token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
    }

    public GitHubSimulator GitHub { get; }

    public HastyClock Clock { get; }

    public GitHubRepository Repository { get; }

    public string Token { get; }

    public LogLines Log { get; } = new();

    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    public Dictionary<string, PersonOptions> People { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alice@example.com"] = new() { Name = "Alice Chen", Accounts = { ["GitHub"] = "alice" } },
        ["bob@example.com"] = new() { Name = "Bob Kim", Accounts = { ["GitHub"] = "@bob" } },
        ["mallory@example.com"] = new() { Name = "Mallory", Accounts = { ["GitHub"] = "mallory" } },
    };

    /// <param name="certificate">With it the simulator speaks TLS.</param>
    public static async Task<GitHubStage> SetAsync(GitHubEdition? edition = null, X509Certificate2? certificate = null)
    {
        var clock = new HastyClock();
        var stage = new GitHubStage(await GitHubSimulator.StartAsync(clock, TestContext.Current.CancellationToken, certificate: certificate), clock);
        stage.GitHub.World.Edition = edition ?? GitHubEdition.Cloud;
        return stage;
    }

    /// <summary>A tracker that knows nothing yet, as after a start of the program.</summary>
    public GitHubTracker Tracker(Action<GitHubOptions>? configure = null, TimeSpan? timeLimit = null, HttpMessageHandler? network = null)
    {
        var options = new GitHubOptions { Name = "github", BaseUrl = GitHub.Url, Repository = "acme/ops", Token = new Secret(Token), WritesPerMinute = null };
        configure?.Invoke(options);
        network ??= TrackerHttp.Create(timeLimit ?? TimeSpan.FromSeconds(20));
        _networks.Add(network);
        return GitHubKind.Create(options, new PeopleDirectory(People), network, Zone, Clock, Log);
    }

    public async Task<IssueSnapshot> CreateAsync(IssueDraft? draft = null, GitHubTracker? tracker = null) =>
        Assert.IsType<CreateOutcome.Created>(await OutcomeAsync(draft, tracker)).Issue;

    public async Task<CreateOutcome> OutcomeAsync(IssueDraft? draft = null, GitHubTracker? tracker = null) =>
        Assert.Single(await (tracker ?? Tracker()).CreateAsync([draft ?? Draft()], TestContext.Current.CancellationToken));

    public static IssueDraft Draft(int position = 1) => new()
    {
        Key = $"INC-2024-0142/item-{position}",
        ShortName = $"INC-2024-0142/{position}",
        Marker = Marker.Of("default", $"INC-2024-0142/item-{position}"),
        Title = $"Add connection pool monitoring {position}",
        Owner = "alice@example.com",
        Priority = Priority.P1,
        Deadline = Deadline.On(new DateOnly(2024, 1, 30)),
        Type = "prevention",
        Position = position,
        Incident = new IncidentBrief
        {
            Id = "INC-2024-0142",
            Title = "Payment Service Degradation",
            Severity = "SEV1",
            Service = "payment-gateway",
            RootCause = "ORM 3.2.0 opens three connections per request.",
            Impact = [new Fact("Affected users", "45 %")],
        },
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _networks)
            client.Dispose();
        await GitHub.DisposeAsync();
    }
}

/// <summary>All that was logged, exceptions too.</summary>
internal sealed class LogLines : ILogger<GitHubTracker>
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
            _lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
