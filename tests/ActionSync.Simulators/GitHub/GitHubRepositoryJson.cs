using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Writes a repository with every member that GitHub's description requires of it.</summary>
internal static class GitHubRepositoryJson
{
    /// <summary>Addresses below the repository, by the member that tells each.</summary>
    private static readonly (string Member, string Path)[] Addresses =
    [
        ("archive_url", "{archive_format}{/ref}"), ("assignees_url", "assignees{/user}"), ("blobs_url", "git/blobs{/sha}"),
        ("branches_url", "branches{/branch}"), ("collaborators_url", "collaborators{/collaborator}"), ("comments_url", "comments{/number}"),
        ("commits_url", "commits{/sha}"), ("compare_url", "compare/{base}...{head}"), ("contents_url", "contents/{+path}"),
        ("contributors_url", "contributors"), ("deployments_url", "deployments"), ("downloads_url", "downloads"), ("events_url", "events"),
        ("forks_url", "forks"), ("git_commits_url", "git/commits{/sha}"), ("git_refs_url", "git/refs{/sha}"), ("git_tags_url", "git/tags{/sha}"),
        ("hooks_url", "hooks"), ("issue_comment_url", "issues/comments{/number}"), ("issue_events_url", "issues/events{/number}"),
        ("issues_url", "issues{/number}"), ("keys_url", "keys{/key_id}"), ("labels_url", "labels{/name}"), ("languages_url", "languages"),
        ("merges_url", "merges"), ("milestones_url", "milestones{/number}"), ("notifications_url", "notifications{?since,all,participating}"),
        ("pulls_url", "pulls{/number}"), ("releases_url", "releases{/id}"), ("stargazers_url", "stargazers"),
        ("statuses_url", "statuses/{sha}"), ("subscribers_url", "subscribers"), ("subscription_url", "subscription"), ("tags_url", "tags"),
        ("teams_url", "teams"), ("trees_url", "git/trees{/sha}"),
    ];

    private static readonly string[] Counts = ["forks", "forks_count", "open_issues", "open_issues_count", "stargazers_count", "watchers", "watchers_count",
        "network_count", "subscribers_count", "size"];

    /// <param name="access">Who asks; null for webhooks, which show no permissions.</param>
    public static JsonObject Of(GitHubRepository repository, GitHubAccess? access, DateTimeOffset now, GitHubUrls url)
    {
        var json = new JsonObject
        {
            ["id"] = repository.Id,
            ["node_id"] = $"R_{repository.Id}",
            ["name"] = repository.Name,
            ["full_name"] = repository.FullName,
            ["private"] = true,
            ["owner"] = GitHubActors.Owner(repository.Owner, repository.IsOrganisation, url),
            ["html_url"] = $"{url.Pages}/{repository.FullName}",
            ["description"] = null,
            ["fork"] = false,
            ["url"] = $"{url}/repos/{repository.FullName}",
            ["clone_url"] = $"{url.Pages}/{repository.FullName}.git",
            ["git_url"] = $"git://github.example/{repository.FullName}.git",
            ["ssh_url"] = $"git@github.example:{repository.FullName}.git",
            ["svn_url"] = $"{url.Pages}/{repository.FullName}",
            ["mirror_url"] = null,
            ["homepage"] = null,
            ["language"] = null,
            ["license"] = null,
            ["default_branch"] = "main",
            ["visibility"] = "private",
            ["topics"] = new JsonArray(),
            ["is_template"] = false,
            ["has_issues"] = repository.HasIssues,
            ["has_projects"] = true,
            ["has_wiki"] = false,
            ["has_pages"] = false,
            ["has_downloads"] = true,
            ["has_discussions"] = false,
            ["archived"] = repository.IsArchived,
            ["disabled"] = false,
            ["allow_forking"] = true,
            ["web_commit_signoff_required"] = false,
            ["pushed_at"] = GitHubJson.Time(repository.CreatedAt),
            ["created_at"] = GitHubJson.Time(repository.CreatedAt),
            ["updated_at"] = GitHubJson.Time(repository.CreatedAt),
        };
        foreach (var (member, path) in Addresses)
            json[member] = $"{url}/repos/{repository.FullName}/{path}";
        foreach (var count in Counts)
            json[count] = 0;
        if (repository.IsOrganisation)
            json["organization"] = GitHubActors.Owner(repository.Owner, isOrganisation: true, url);
        if (access is not null)
            json["permissions"] = new JsonObject { ["admin"] = false, ["maintain"] = false, ["push"] = access.Push, ["triage"] = access.Push, ["pull"] = true };
        return json;
    }
}
