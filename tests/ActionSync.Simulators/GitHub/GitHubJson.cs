using System.Globalization;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Writes the books as GitHub's REST answers do.</summary>
internal static class GitHubJson
{
    public static JsonObject Issue(GitHubIssue issue, GitHubRepository repository, GitHubWorld world, GitHubUrls url)
    {
        var api = $"{url}/repos/{repository.FullName}/issues/{issue.Number}";
        var json = new JsonObject
        {
            ["url"] = api,
            ["repository_url"] = $"{url}/repos/{repository.FullName}",
            ["labels_url"] = $"{api}/labels{{/name}}",
            ["comments_url"] = $"{api}/comments",
            ["events_url"] = $"{api}/events",
            ["html_url"] = $"{url.Pages}/{repository.FullName}/{(issue.IsPullRequest ? "pull" : "issues")}/{issue.Number}",
            ["id"] = issue.Id,
            ["node_id"] = $"I_{issue.Id}",
            ["number"] = issue.Number,
            ["title"] = issue.Title,
            // Whose account is gone is nobody any more.
            ["user"] = issue.User == GitHubWorld.Ghost ? null : GitHubActors.User(issue.User, url),
            ["labels"] = new JsonArray(
                [.. issue.Labels.Select(name => Label(repository.Labels.Find(l => l.Name == name) ?? new GitHubLabel(name, "ededed", null), repository, url))]),
            ["state"] = issue.IsOpen ? "open" : "closed",
            ["locked"] = issue.IsLocked,
            ["assignee"] = issue.Assignees is [var first, ..] ? GitHubActors.User(first, url) : null,
            ["assignees"] = new JsonArray([.. issue.Assignees.Select(login => GitHubActors.User(login, url))]),
            ["milestone"] = repository.Milestones.Find(m => m.Number == issue.Milestone) is { } milestone ? Milestone(milestone, repository, url) : null,
            ["comments"] = issue.Comments.Count,
            ["created_at"] = Time(issue.CreatedAt),
            ["updated_at"] = Time(issue.UpdatedAt),
            ["closed_at"] = issue.ClosedAt is { } closed ? Time(closed) : null,
            ["author_association"] = "MEMBER",
            ["type"] = null,
            ["active_lock_reason"] = issue.IsLocked ? "resolved" : null,
            ["sub_issues_summary"] = new JsonObject { ["total"] = 0, ["completed"] = 0, ["percent_completed"] = 0 },
            ["issue_dependencies_summary"] = new JsonObject { ["blocked_by"] = 0, ["total_blocked_by"] = 0, ["blocking"] = 0, ["total_blocking"] = 0 },
            // A web editor that empties the text leaves nothing at all.
            ["body"] = issue.Body.Length == 0 ? null : issue.Body,
            ["closed_by"] = issue.ClosedBy is { } by && by != GitHubWorld.Ghost ? GitHubActors.User(by, url) : null,
            ["reactions"] = Reactions(api),
            ["timeline_url"] = $"{api}/timeline",
            ["performed_via_github_app"] = null,
            ["state_reason"] = issue.StateReason,
            ["pinned_comment"] = null,
        };
        if (issue.IsPullRequest)
        {
            json["draft"] = issue.IsDraft;
            json["pull_request"] = new JsonObject
            {
                ["url"] = $"{url}/repos/{repository.FullName}/pulls/{issue.Number}",
                ["html_url"] = $"{url.Pages}/{repository.FullName}/pull/{issue.Number}",
                ["diff_url"] = $"{url.Pages}/{repository.FullName}/pull/{issue.Number}.diff",
                ["patch_url"] = $"{url.Pages}/{repository.FullName}/pull/{issue.Number}.patch",
                ["merged_at"] = issue.MergedAt is { } merged ? Time(merged) : null,
            };
        }
        if (repository.IsOrganisation && world.ShowsFieldValues && world.FieldsOf(repository.Owner).Count > 0)
            json["issue_field_values"] = FieldValues(issue, world.FieldsOf(repository.Owner));
        foreach (var later in world.Edition.LackedByIssues)
            json.Remove(later);
        return json;
    }

    public static JsonArray FieldValues(GitHubIssue issue, IReadOnlyList<GitHubField> fields) => new([.. fields
        .Where(f => issue.Fields.ContainsKey(f.Id))
        .Select(f => new JsonObject
        {
            ["issue_field_id"] = f.Id,
            ["issue_field_name"] = f.Name,
            ["node_id"] = $"IF_{f.Id}",
            ["data_type"] = f.DataType,
            ["value"] = issue.Fields[f.Id],
            ["single_select_option"] = f.DataType == "single_select" ? new JsonObject { ["id"] = 1, ["name"] = issue.Fields[f.Id], ["color"] = "red" } : null,
            ["multi_select_options"] = null,
        })]);

    public static JsonObject Field(GitHubField field) => new()
    {
        ["id"] = field.Id,
        ["node_id"] = $"IF_{field.Id}",
        ["name"] = field.Name,
        ["description"] = null,
        ["data_type"] = field.DataType,
        ["visibility"] = "organization_members_only",
        ["options"] = new JsonArray([.. field.Options.Select((o, i) => new JsonObject
        {
            ["id"] = i + 1,
            ["name"] = o,
            ["description"] = null,
            ["color"] = "gray",
            ["priority"] = i + 1,
            ["created_at"] = FieldsSince,
            ["updated_at"] = FieldsSince,
        })]),
        ["created_at"] = FieldsSince,
        ["updated_at"] = FieldsSince,
    };

    public static JsonObject Label(GitHubLabel label, GitHubRepository repository, GitHubUrls url) => new()
    {
        ["id"] = 100 + label.Name.Sum(c => c),
        ["node_id"] = $"LA_{label.Name.Sum(c => c)}",
        ["url"] = $"{url}/repos/{repository.FullName}/labels/{Uri.EscapeDataString(label.Name)}",
        ["name"] = label.Name,
        ["color"] = label.Color,
        ["description"] = label.Description,
        ["default"] = false,
    };

    public static JsonObject Milestone(GitHubMilestone milestone, GitHubRepository repository, GitHubUrls url)
    {
        var api = $"{url}/repos/{repository.FullName}/milestones/{milestone.Number}";
        return new JsonObject
        {
            ["url"] = api,
            ["html_url"] = $"{url.Pages}/{repository.FullName}/milestone/{milestone.Number}",
            ["labels_url"] = $"{api}/labels",
            ["id"] = 5000 + milestone.Number,
            ["node_id"] = $"MI_{milestone.Number}",
            ["number"] = milestone.Number,
            ["title"] = milestone.Title,
            ["description"] = null,
            ["creator"] = null,
            ["open_issues"] = 0,
            ["closed_issues"] = 0,
            ["state"] = "open",
            ["created_at"] = Time(repository.CreatedAt),
            ["updated_at"] = Time(repository.CreatedAt),
            ["due_on"] = milestone.DueOn is { } due ? Time(due) : null,
            ["closed_at"] = null,
        };
    }

    public static JsonObject Comment(GitHubComment comment, GitHubIssue issue, GitHubRepository repository, GitHubUrls url)
    {
        var issues = $"{url}/repos/{repository.FullName}/issues";
        return new JsonObject
        {
            ["id"] = comment.Id,
            ["node_id"] = $"IC_{comment.Id}",
            ["url"] = $"{issues}/comments/{comment.Id}",
            ["html_url"] = $"{url.Pages}/{repository.FullName}/issues/{issue.Number}#issuecomment-{comment.Id}",
            ["issue_url"] = $"{issues}/{issue.Number}",
            ["user"] = comment.User == GitHubWorld.Ghost ? null : GitHubActors.User(comment.User, url),
            ["body"] = comment.Body,
            ["created_at"] = Time(comment.CreatedAt),
            ["updated_at"] = Time(comment.CreatedAt),
            ["author_association"] = "MEMBER",
            ["performed_via_github_app"] = null,
            ["reactions"] = Reactions($"{issues}/comments/{comment.Id}"),
        };
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private const string FieldsSince = "2023-07-02T09:00:00Z";

    private static JsonObject Reactions(string api)
    {
        var reactions = new JsonObject { ["url"] = $"{api}/reactions", ["total_count"] = 0 };
        foreach (var kind in new[] { "+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes" })
            reactions[kind] = 0;
        return reactions;
    }
}
