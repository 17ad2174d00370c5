using ActionSync.Simulators.GitHub;
using ActionSync.SystemTests.Support;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The real executable against a GitHub that keeps books, with one repository of an organisation.</summary>
internal sealed class OnGitHub : IAsyncDisposable
{
    private readonly string _token;

    private OnGitHub(GitHubSimulator github)
    {
        GitHub = github;
        Repository = github.World.AddRepository("acme/ops");
        Repository.Assignable.UnionWith(["alice", "bob", "carol", "mira"]);
        _token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        Configure();
    }

    public Actionsync Actionsync { get; } = new();

    public GitHubSimulator GitHub { get; }

    public GitHubRepository Repository { get; }

    public static async Task<OnGitHub> StartAsync() => new(await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken));

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
            "hub": { "Kind": "GitHub", "BaseUrl": "{{baseUrl ?? GitHub.Url}}", "Repository": "{{repository}}", "Token": "{{_token}}", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01", "DeadlineIn": "{{deadlineIn}}" }
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
