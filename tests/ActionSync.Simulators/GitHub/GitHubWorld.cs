namespace ActionSync.Simulators.GitHub;

/// <summary>All that this GitHub knows: repositories, organisations, tokens, Apps; its clock, lag and limits.</summary>
public sealed class GitHubWorld(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IReadOnlyList<GitHubField>> _fields = new(StringComparer.OrdinalIgnoreCase);
    private long _lastId = 1_000_000;

    /// <summary>By id.</summary>
    internal Dictionary<long, GitHubRepository> Repositories { get; } = [];

    /// <summary>Former full names.</summary>
    internal Dictionary<string, long> Redirects { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, GitHubAccess> Tokens { get; } = new(StringComparer.Ordinal);

    internal List<GitHubApp> Apps { get; } = [];

    /// <summary>The author of what was written by an account that is gone.</summary>
    public const string Ghost = "ghost";

    public GitHubLimits Limits { get; } = new(clock);

    public GitHubEdition Edition { get; set; } = GitHubEdition.Cloud;

    /// <summary>Whether issues show the values of their fields; an older server leaves them out.</summary>
    public bool ShowsFieldValues { get; set; } = true;

    /// <summary>How far lists are behind the books; single issues are always current.</summary>
    public TimeSpan ListLag { get; set; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    public GitHubRepository AddRepository(string fullName) => Locked(() =>
    {
        var repository = new GitHubRepository(this, NextId(), fullName.Split('/')[0], fullName.Split('/')[1]);
        Repositories.Add(repository.Id, repository);
        return repository;
    });

    /// <summary>Gives out a token.</summary>
    public string AddToken(GitHubAccess access) => Locked(() =>
    {
        var token = $"github_pat_{Guid.NewGuid():N}";
        Tokens.Add(token, access);
        return token;
    });

    /// <summary>The token is worth nothing from now on.</summary>
    public void Revoke(string token) => Locked(() => Tokens.Remove(token));

    /// <summary>From now on the token may do this.</summary>
    public void Change(string token, Func<GitHubAccess, GitHubAccess> change) => Locked(() => Tokens[token] = change(Tokens[token]));

    public void AddApp(GitHubApp app) => Locked(() =>
    {
        Apps.Add(app);
        return 0;
    });

    /// <summary>The organisation's issue fields; without this it has none.</summary>
    public void SetFields(string organisation, IReadOnlyList<GitHubField> fields) => Locked(() => _fields[organisation] = fields);

    internal IReadOnlyList<GitHubField> FieldsOf(string organisation) =>
        Edition.HasIssueFields ? _fields.GetValueOrDefault(organisation, []) : [];

    internal GitHubRepository? Named(string owner, string name) =>
        Repositories.Values.FirstOrDefault(r => r.FullName.Equals($"{owner}/{name}", StringComparison.OrdinalIgnoreCase));

    internal long NextId() => ++_lastId;

    /// <summary>One request, or one act of a test, at a time.</summary>
    internal T Locked<T>(Func<T> act)
    {
        lock (_gate)
            return act();
    }
}

/// <summary>What a token may do.</summary>
/// <param name="Login">Whose it is.</param>
public sealed record GitHubAccess(string Login)
{
    /// <summary>Push access: labels, assignees, milestones and fields are taken; without it they are silently dropped.</summary>
    public bool Push { get; init; } = true;

    /// <summary>none, read or write.</summary>
    public string Issues { get; init; } = "write";

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Set for an installation token: what the App is called.</summary>
    public string? AppSlug { get; init; }
}

/// <summary>An App that is installed here.</summary>
/// <param name="PublicKey">PEM, to check its JWTs with.</param>
public sealed record GitHubApp(string ClientId, string Slug, string InstallationId, string PublicKey);
