using System.Globalization;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Writes the books as GitHub's REST answers do.</summary>
internal static class GitHubJson
{
    public static JsonObject User(string login) => new()
    {
        ["login"] = login,
        ["id"] = 100 + login.Sum(c => c),
        ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
        ["site_admin"] = false,
    };

    public static JsonObject Repository(GitHubRepository repository, GitHubAccess access, string url) => new()
    {
        ["id"] = repository.Id,
        ["name"] = repository.Name,
        ["full_name"] = repository.FullName,
        ["private"] = true,
        ["owner"] = new JsonObject { ["login"] = repository.Owner, ["type"] = repository.IsOrganisation ? "Organization" : "User" },
        ["html_url"] = $"{url}/{repository.FullName}",
        ["url"] = $"{url}/repos/{repository.FullName}",
        ["has_issues"] = repository.HasIssues,
        ["archived"] = repository.IsArchived,
        ["disabled"] = false,
        ["permissions"] = new JsonObject { ["admin"] = false, ["push"] = access.Push, ["pull"] = true },
    };

    public static JsonObject Issue(GitHubIssue issue, GitHubRepository repository, GitHubWorld world, string url)
    {
        var api = $"{url}/repos/{repository.FullName}/issues/{issue.Number}";
        var json = new JsonObject
        {
            ["url"] = api,
            ["repository_url"] = $"{url}/repos/{repository.FullName}",
            ["html_url"] = $"{url}/{repository.FullName}/{(issue.IsPullRequest ? "pull" : "issues")}/{issue.Number}",
            ["id"] = issue.Id,
            ["node_id"] = $"I_{issue.Id}",
            ["number"] = issue.Number,
            ["title"] = issue.Title,
            ["user"] = User(issue.User),
            ["labels"] = new JsonArray([.. issue.Labels.Select(name => Label(repository.Labels.Find(l => l.Name == name) ?? new GitHubLabel(name, "ededed", null)))]),
            ["state"] = issue.IsOpen ? "open" : "closed",
            ["state_reason"] = issue.StateReason,
            ["locked"] = false,
            ["assignees"] = new JsonArray([.. issue.Assignees.Select(User)]),
            ["milestone"] = repository.Milestones.Find(m => m.Number == issue.Milestone) is { } milestone ? Milestone(milestone) : null,
            ["comments"] = issue.Comments.Count,
            ["comments_url"] = $"{api}/comments",
            ["created_at"] = Time(issue.CreatedAt),
            ["updated_at"] = Time(issue.UpdatedAt),
            ["closed_at"] = issue.ClosedAt is { } closed ? Time(closed) : null,
            ["closed_by"] = issue.ClosedBy is { } by ? User(by) : null,
            ["body"] = issue.Body,
        };
        if (issue.IsPullRequest)
            json["pull_request"] = new JsonObject { ["url"] = $"{url}/repos/{repository.FullName}/pulls/{issue.Number}" };
        if (repository.IsOrganisation && world.FieldsOf(repository.Owner).Count > 0)
            json["issue_field_values"] = FieldValues(issue, world.FieldsOf(repository.Owner));
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
        })]);

    public static JsonObject Field(GitHubField field) => new()
    {
        ["id"] = field.Id,
        ["node_id"] = $"IF_{field.Id}",
        ["name"] = field.Name,
        ["data_type"] = field.DataType,
        ["options"] = new JsonArray([.. field.Options.Select((o, i) => new JsonObject { ["id"] = i + 1, ["name"] = o })]),
    };

    public static JsonObject Label(GitHubLabel label) => new()
    {
        ["id"] = 100 + label.Name.Sum(c => c),
        ["name"] = label.Name,
        ["color"] = label.Color,
        ["description"] = label.Description,
        ["default"] = false,
    };

    public static JsonObject Milestone(GitHubMilestone milestone) => new()
    {
        ["number"] = milestone.Number,
        ["title"] = milestone.Title,
        ["state"] = "open",
        ["due_on"] = milestone.DueOn is { } due ? Time(due) : null,
    };

    public static JsonObject Comment(GitHubComment comment, string url) => new()
    {
        ["id"] = comment.Id,
        ["user"] = User(comment.User),
        ["body"] = comment.Body,
        ["created_at"] = Time(comment.CreatedAt),
        ["updated_at"] = Time(comment.CreatedAt),
        ["html_url"] = $"{url}#issuecomment-{comment.Id}",
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
