using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Writes people, bots, organisations and Apps with every member that GitHub's description requires of them.</summary>
internal static class GitHubActors
{
    public static JsonObject User(string login, GitHubUrls url) => new()
    {
        ["login"] = login,
        ["id"] = IdOf(login),
        ["node_id"] = $"U_{IdOf(login)}",
        ["avatar_url"] = $"{url.Pages}/avatars/u/{IdOf(login)}?v=4",
        ["gravatar_id"] = "",
        ["url"] = $"{url}/users/{login}",
        ["html_url"] = $"{url.Pages}/{login}",
        ["followers_url"] = $"{url}/users/{login}/followers",
        ["following_url"] = $"{url}/users/{login}/following{{/other_user}}",
        ["gists_url"] = $"{url}/users/{login}/gists{{/gist_id}}",
        ["starred_url"] = $"{url}/users/{login}/starred{{/owner}}{{/repo}}",
        ["subscriptions_url"] = $"{url}/users/{login}/subscriptions",
        ["organizations_url"] = $"{url}/users/{login}/orgs",
        ["repos_url"] = $"{url}/users/{login}/repos",
        ["events_url"] = $"{url}/users/{login}/events{{/privacy}}",
        ["received_events_url"] = $"{url}/users/{login}/received_events",
        ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
        ["user_view_type"] = "public",
        ["site_admin"] = false,
    };

    /// <summary>The owner of a repository.</summary>
    public static JsonObject Owner(string login, bool isOrganisation, GitHubUrls url)
    {
        var owner = User(login, url);
        owner["type"] = isOrganisation ? "Organization" : "User";
        return owner;
    }

    /// <summary>Whose the token is, as only they see it.</summary>
    public static JsonObject Me(string login, DateTimeOffset since, GitHubUrls url)
    {
        var me = User(login, url);
        foreach (var absent in new[] { "name", "company", "location", "email", "notification_email", "hireable", "bio", "twitter_username" })
            me[absent] = null;
        foreach (var count in new[] { "public_repos", "public_gists", "followers", "following", "private_gists", "total_private_repos", "owned_private_repos",
            "disk_usage", "collaborators" })
            me[count] = 0;
        me["user_view_type"] = "private";
        me["blog"] = "";
        me["two_factor_authentication"] = true;
        me["created_at"] = GitHubJson.Time(since);
        me["updated_at"] = GitHubJson.Time(since);
        me["plan"] = new JsonObject { ["name"] = "team", ["space"] = 976_562_499, ["private_repos"] = 9999, ["collaborators"] = 0 };
        return me;
    }

    public static JsonObject App(GitHubApp app, DateTimeOffset since, GitHubUrls url) => new()
    {
        ["id"] = 1,
        ["slug"] = app.Slug,
        ["node_id"] = "A_1",
        ["client_id"] = app.ClientId,
        ["owner"] = Owner("acme", isOrganisation: true, url),
        ["name"] = app.Slug,
        ["description"] = null,
        ["external_url"] = "https://acme.example",
        ["html_url"] = $"{url.Pages}/apps/{app.Slug}",
        ["created_at"] = GitHubJson.Time(since),
        ["updated_at"] = GitHubJson.Time(since),
        ["permissions"] = new JsonObject { ["issues"] = "write", ["metadata"] = "read" },
        ["events"] = new JsonArray("issues"),
        ["installations_count"] = 1,
    };

    private static int IdOf(string login) => 100 + login.Sum(c => c);
}
