using System.Security.Cryptography.X509Certificates;
using ActionSync.Simulators.GitHub;
using ActionSync.SystemTests.Support;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The real executable against a GitHub that keeps books, with one repository of an organisation.</summary>
internal sealed class OnGitHub : IAsyncDisposable
{
    private OnGitHub(GitHubSimulator github)
    {
        GitHub = github;
        Repository = github.World.AddRepository("acme/ops");
        Repository.Assignable.UnionWith(["alice", "bob", "carol", "mira"]);
        Token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        Configure();
    }

    public Actionsync Actionsync { get; } = new();

    public GitHubSimulator GitHub { get; }

    public GitHubRepository Repository { get; }

    public string Token { get; }

    /// <param name="certificate">With it GitHub speaks TLS.</param>
    public static async Task<OnGitHub> StartAsync(X509Certificate2? certificate = null) =>
        new(await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken, certificate: certificate));

    /// <summary>An Enterprise server, which speaks TLS.</summary>
    /// <param name="host">Its name; by default it has its address only.</param>
    public static async Task<OnGitHub> StartEnterpriseAsync(X509Certificate2 certificate, string? host = null)
    {
        var on = await StartAsync(certificate);
        on.GitHub.World.Edition = GitHubEdition.EnterpriseServer;
        on.GitHub.Address = host is null ? null : $"https://{host}";
        on.Configure(baseUrl: $"{on.GitHub.Address}/api/v3");
        return on;
    }

    /// <summary>With the fields that an organisation has from the start.</summary>
    public static async Task<OnGitHub> StartWithFieldsAsync()
    {
        var on = await StartAsync();
        on.GitHub.World.SetFields("acme", GitHubField.Defaults);
        return on;
    }

    public void Configure(string repository = "acme/ops", string? baseUrl = null, string deadlineIn = "Auto") => Actionsync.Configured($$"""
        {
          "Trackers": {
            "hub": { "Kind": "GitHub", "BaseUrl": "{{baseUrl ?? GitHub.Url}}", "Repository": "{{repository}}", "Token": "{{Token}}", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01", "DeadlineIn": "{{deadlineIn}}" }
          },
          "Routes": [ { "Tracker": "hub" } ],
          "People": { "alice@company.com": { "GitHub": "alice" }, "bob@company.com": { "GitHub": "bob" }, "carol@company.com": { "GitHub": "carol" }, "mira@acme.example": { "GitHub": "mira" } }
        }
        """);

    public Task<Ran> OnceAsync(params string[] arguments) => Actionsync.RunAsync(["once", "--no-remind", .. arguments]);

    /// <summary>Takes a document in.</summary>
    public Task<Ran> TakeInAsync(string document) => OnceAsync(Actionsync.Write($"given-{Guid.NewGuid():N}.json", document));

    /// <summary>One value of every item, in the order of the items.</summary>
    public async Task<IReadOnlyList<string?>> StatusAsync(string member) =>
        [.. (await Actionsync.StatusAsync()).Select(item => item.GetProperty(member).GetString())];

    public async ValueTask DisposeAsync()
    {
        Actionsync.Dispose();
        await GitHub.DisposeAsync();
    }
}
