using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>Jira's books in Jira's JSON.</summary>
internal sealed class JiraJson(JiraSite site)
{
    public JsonObject Issue(JiraIssue issue, IReadOnlyCollection<string>? fields, IReadOnlyCollection<string> properties, bool changelog)
    {
        var json = new JsonObject { ["id"] = issue.Id.ToString(), ["key"] = issue.Key, ["self"] = $"{site.BrowseUrl}/rest/api/2/issue/{issue.Id}" };
        var all = Fields(issue);
        json["fields"] = new JsonObject(all.Where(f => fields is null || fields.Contains("*all") || fields.Contains(f.Key)).ToList());
        if (properties.Count > 0)
            json["properties"] = new JsonObject(properties.Where(issue.Properties.ContainsKey).Select(p => KeyValuePair.Create(p, issue.Property(p))).ToList());
        if (changelog)
            json["changelog"] = Changelog(issue);
        return json;
    }

    public JsonObject? User(JiraUser? user)
    {
        if (user is null)
            return null;
        var json = new JsonObject { ["displayName"] = user.DisplayName, ["active"] = true };
        if (site.IsCloud)
        {
            json["accountId"] = user.AccountId;
            json["accountType"] = "atlassian";
        }
        else
        {
            json["name"] = user.Name;
            json["key"] = $"JIRAUSER{user.Name}";
        }
        if (!user.HidesEmail)
            json["emailAddress"] = user.Email;
        return json;
    }

    public static JsonObject Status(JiraStatus status) => new()
    {
        ["description"] = "",
        ["iconUrl"] = "https://jira.example.test/images/icons/statuses/generic.png",
        ["name"] = status.Name,
        ["id"] = status.Id,
        ["statusCategory"] = new JsonObject
        {
            ["id"] = status.Category switch { "new" => 2, "done" => 3, "indeterminate" => 4, _ => 1 },
            ["key"] = status.Category,
            ["colorName"] = "blue-gray",
            ["name"] = $"({status.Category})",
        },
    };

    public static JsonObject Errors(IEnumerable<string> messages, IEnumerable<KeyValuePair<string, string>> errors) => new()
    {
        ["errorMessages"] = new JsonArray([.. messages.Select(m => (JsonNode)m)]),
        ["errors"] = new JsonObject(errors.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value)).ToList()),
    };

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fff'+0000'");

    public JsonObject Comment(JiraComment comment) => new()
    {
        ["id"] = comment.Id.ToString(),
        ["author"] = User(comment.Author),
        ["body"] = comment.Body,
        ["created"] = Time(comment.Created),
    };

    private Dictionary<string, JsonNode?> Fields(JiraIssue issue) => new(issue.Custom.Select(c => KeyValuePair.Create(c.Key, JsonNode.Parse(c.Value))))
    {
        ["summary"] = issue.Summary,
        ["description"] = issue.Description,
        ["project"] = new JsonObject { ["id"] = site.Book.Project(issue.Project)?.Id, ["key"] = issue.Project },
        ["issuetype"] = new JsonObject { ["name"] = issue.IssueType },
        ["status"] = Status(issue.Status),
        ["resolution"] = issue.Resolution is null ? null : new JsonObject { ["name"] = issue.Resolution },
        ["priority"] = issue.Priority is null ? null : new JsonObject { ["id"] = Id(issue), ["name"] = issue.Priority },
        ["duedate"] = issue.DueDate,
        ["labels"] = new JsonArray([.. issue.Labels.Select(l => (JsonNode)l)]),
        ["assignee"] = User(issue.Assignee),
        ["creator"] = User(issue.Creator),
        ["created"] = Time(issue.Created),
        ["updated"] = Time(issue.Updated),
        ["resolutiondate"] = issue.ResolutionDate is { } date ? Time(date) : null,
    };

    private string Id(JiraIssue issue) => ((site.Book.Project(issue.Project)?.Priorities.IndexOf(issue.Priority!) ?? 0) + 1).ToString();

    private JsonObject Changelog(JiraIssue issue) => new()
    {
        ["total"] = issue.History.Count,
        ["histories"] = new JsonArray([.. issue.History.Reverse().Select(h => (JsonNode)new JsonObject
        {
            ["author"] = User(h.Author),
            ["created"] = Time(h.Created),
            ["items"] = new JsonArray(new JsonObject { ["field"] = h.Field, ["fromString"] = h.From, ["toString"] = h.To }),
        })]),
    };
}
