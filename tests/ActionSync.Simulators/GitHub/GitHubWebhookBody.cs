using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Writes what GitHub posts when somebody touches an issue: https://docs.github.com/webhooks/webhook-events-and-payloads#issues</summary>
public static class GitHubWebhookBody
{
    /// <param name="action">closed, edited, deleted, transferred, ...</param>
    public static string Issues(GitHubSimulator github, GitHubRepository repository, GitHubIssue issue, string action)
    {
        var url = new GitHubUrls(github.Url, github.Url);
        var json = new JsonObject
        {
            ["action"] = action,
            ["issue"] = GitHubJson.Issue(issue, repository, github.World, url),
            ["repository"] = GitHubRepositoryJson.Of(repository, null, github.World.Now, url),
            ["organization"] = new JsonObject
            {
                ["login"] = repository.Owner,
                ["id"] = 42,
                ["node_id"] = "O_42",
                ["url"] = $"{url}/orgs/{repository.Owner}",
                ["repos_url"] = $"{url}/orgs/{repository.Owner}/repos",
                ["events_url"] = $"{url}/orgs/{repository.Owner}/events",
                ["hooks_url"] = $"{url}/orgs/{repository.Owner}/hooks",
                ["issues_url"] = $"{url}/orgs/{repository.Owner}/issues",
                ["members_url"] = $"{url}/orgs/{repository.Owner}/members{{/member}}",
                ["public_members_url"] = $"{url}/orgs/{repository.Owner}/public_members{{/member}}",
                ["avatar_url"] = $"{url.Pages}/avatars/u/42?v=4",
                ["description"] = null,
            },
            ["sender"] = GitHubActors.User("visitor", url),
            ["installation"] = new JsonObject { ["id"] = 7, ["node_id"] = "IN_7" },
        };
        if (action == "edited")
            json["changes"] = new JsonObject { ["title"] = new JsonObject { ["from"] = "Before" } };
        if (action == "assigned")
            json["assignee"] = GitHubActors.User("alice", url);
        return json.ToJsonString();
    }
}
