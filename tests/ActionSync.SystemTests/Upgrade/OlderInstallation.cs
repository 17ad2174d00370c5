using System.Text.Json;
using ActionSync.Simulators.GitHub;
using ActionSync.SystemTests.Ledger;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Upgrade;

/// <summary>
/// An installation in the middle of its work, as the program left it that wrote ledgers of schema 4: configuration, data folder, what its <c>status --json</c>
/// printed, and the issues of the GitHub that it worked with. Its items are open, done, withdrawn, waiting for a word on their withdrawal, snoozed by command
/// and by label, reminded, and one create has no answer.
/// </summary>
internal sealed class OlderInstallation : IAsyncDisposable
{
    public const int Schema = 4;

    private static readonly string Corpus = Path.Combine(Testing.Repository.Root, "tests", "ActionSync.SystemTests", "Upgrade", "Corpus");

    private readonly GitHubSimulator _github;

    private OlderInstallation(GitHubSimulator github)
    {
        _github = github;
        Repository = github.World.AddRepository("acme/ops");
        Repository.Assignable.UnionWith(["ann", "ben", "cleo"]);
        Token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
    }

    /// <summary>A Monday, a minute after the older program's last command; ann was reminded at 9:00.</summary>
    public static DateTimeOffset LeftAt { get; } = new(2024, 6, 3, 11, 1, 0, TimeSpan.Zero);

    public string Token { get; }

    public GitHubRepository Repository { get; }

    /// <summary>What this GitHub was asked to make since.</summary>
    public int Creates => _github.Log.Of("POST", "/issues").Count;

    public static async Task<OlderInstallation> StartAsync()
    {
        var clock = new FakeClock(LeftAt.AddDays(-30));
        var older = new OlderInstallation(await GitHubSimulator.StartAsync(clock, TestContext.Current.CancellationToken));
        var issues = JsonSerializer.Deserialize<List<GitHubIssue>>(older.Text("issues.json", "data"))!;
        foreach (var issue in issues)
            older.Repository.Open(issue.Title);
        foreach (var issue in issues.OrderBy(i => i.UpdatedAt))
        {
            clock.MoveTo(issue.UpdatedAt);
            older.Repository.Edit(issue.Number, _ => issue);
        }
        clock.MoveTo(LeftAt);
        return older;
    }

    /// <summary>Lays configuration, data and ledger into a folder.</summary>
    public void LayOut(string folder)
    {
        var data = Path.Combine(folder, "data");
        foreach (var file in new[] { "config", "data" }.SelectMany(part => Directory.GetFiles(Path.Combine(Corpus, part), "*", SearchOption.AllDirectories)))
        {
            var name = Path.GetRelativePath(Corpus, file);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.WriteAllText(Path.Combine(folder, name), Text(name, data));
        }
        LedgerText.Execute(Path.Combine(data, "actionsync.db"), Text("ledger.sql", data));
    }

    /// <summary>What <c>status --json</c> of the older program printed in that folder.</summary>
    public IReadOnlyList<JsonElement> Status(string folder) =>
        [.. JsonDocument.Parse(Text("status.json", Path.Combine(folder, "data"))).RootElement.EnumerateArray()];

    public ValueTask DisposeAsync() => _github.DisposeAsync();

    private string Text(string name, string data) => File.ReadAllText(Path.Combine(Corpus, name))
        .Replace("{ROOT}", data).Replace("{GITHUB}", _github.Url).Replace("{GITHUB_HOST}", new Uri(_github.Url).Authority);
}
