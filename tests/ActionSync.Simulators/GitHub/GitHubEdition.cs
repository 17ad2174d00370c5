namespace ActionSync.Simulators.GitHub;

/// <summary>Which GitHub it is, and so what it knows.</summary>
public sealed record GitHubEdition
{
    /// <summary>github.com of today.</summary>
    public static GitHubEdition Cloud { get; } = new() { ApiVersions = ["2022-11-28", "2026-03-10"] };

    /// <summary>
    /// An Enterprise server some versions behind, as its administrators get it: the API is below /api/v3 and everything else is pages, requests are not
    /// limited, and what came to github.com later is not there.
    /// </summary>
    public static GitHubEdition EnterpriseServer { get; } = new() { ApiVersions = ["2022-11-28"], ServerVersion = "3.14.2" };

    /// <summary>The values of X-GitHub-Api-Version that are taken.</summary>
    public required IReadOnlyList<string> ApiVersions { get; init; }

    /// <summary>Null on github.com.</summary>
    public string? ServerVersion { get; init; }

    public bool IsServer => ServerVersion is not null;

    public bool HasIssueFields => !IsServer;

    /// <summary>The reasons for which an issue can be closed.</summary>
    public IReadOnlyList<string> StateReasons => IsServer ? ["completed", "not_planned", "reopened"] : ["completed", "not_planned", "duplicate", "reopened"];

    /// <summary>Members of an issue that came to github.com later.</summary>
    public IReadOnlyList<string> LackedByIssues => IsServer ? ["type", "sub_issues_summary", "issue_dependencies_summary", "pinned_comment"] : [];
}
