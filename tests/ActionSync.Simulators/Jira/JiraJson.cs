using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>Jira's books in Jira's JSON: every member that the service sends, whether anybody reads it or not.</summary>
internal sealed class JiraJson(JiraSite site)
{
    public const string SomeIcon = "https://jira.example.test/images/icons/generic.png";

    /// <summary>The address of something in this Jira.</summary>
    public string Self(string path) => $"{site.BrowseUrl}/rest/api/2/{path}";

    public JsonObject Issue(JiraIssue issue, IReadOnlyCollection<string>? fields, IReadOnlyCollection<string> properties, bool changelog)
    {
        var json = new JsonObject
        {
            ["expand"] = "operations,versionedRepresentations,editmeta,changelog,renderedFields",
            ["id"] = issue.Id.ToString(),
            ["self"] = Self($"issue/{issue.Id}"),
            ["key"] = issue.Key,
        };
        var all = Fields(issue);
        json["fields"] = new JsonObject(all.Where(f => IsAsked(f.Key, fields) && !site.NotShown.Contains(f.Key)).ToList());
        if (properties.Count > 0)
            json["properties"] = new JsonObject(properties.Where(issue.Properties.ContainsKey).Select(p => KeyValuePair.Create(p, issue.Property(p))).ToList());
        if (changelog)
            json["changelog"] = Changelog(issue);
        return json;
    }

    /// <param name="locale">Only some answers tell it.</param>
    public JsonObject? User(JiraUser? user, bool locale = false)
    {
        if (user is null)
            return null;
        var json = new JsonObject { ["self"] = Self(site.IsCloud ? $"user?accountId={user.AccountId}" : $"user?username={user.Name}") };
        if (site.IsCloud)
        {
            json["accountId"] = user.AccountId;
            json["accountType"] = user.AccountType;
        }
        else
        {
            json["name"] = user.Name;
            json["key"] = $"JIRAUSER{user.Name}";
        }
        // Cloud leaves a hidden address out; Data Center sends it empty.
        if (!user.HidesEmail || !site.IsCloud)
            json["emailAddress"] = user.HidesEmail ? "" : user.Email;
        json["avatarUrls"] = new JsonObject(
            new[] { "48x48", "24x24", "16x16", "32x32" }.Select(size => KeyValuePair.Create(size, (JsonNode?)$"{SomeIcon}?size={size}")).ToList());
        json["displayName"] = user.DisplayName;
        json["active"] = user.Active;
        if (!site.IsCloud)
            json["deleted"] = false;
        json["timeZone"] = "Europe/Berlin";
        if (locale)
            json["locale"] = "de_DE";
        return json;
    }

    public JsonObject Status(JiraStatus status)
    {
        var number = status.Category switch { "new" => 2, "done" => 3, "indeterminate" => 4, _ => 1 };
        return new JsonObject
        {
            ["self"] = Self($"status/{status.Id}"),
            ["description"] = "",
            ["iconUrl"] = SomeIcon,
            ["name"] = status.Name,
            ["id"] = status.Id,
            ["statusCategory"] = new JsonObject
            {
                ["self"] = Self($"statuscategory/{number}"),
                ["id"] = number,
                ["key"] = status.Category,
                ["colorName"] = "blue-gray",
                ["name"] = $"({status.Category})",
            },
        };
    }

    public JsonObject Resolution(string name, int number) =>
        new() { ["self"] = Self($"resolution/{number}"), ["id"] = number.ToString(), ["description"] = "", ["name"] = name };

    public JsonObject Priority(string name, int number) =>
        new()
        {
            ["self"] = Self($"priority/{number}"),
            ["statusColor"] = "#cccccc",
            ["description"] = "",
            ["iconUrl"] = SomeIcon,
            ["name"] = name,
            ["id"] = number.ToString()
        };

    public JsonObject IssueType(JiraIssueType type)
    {
        var json = new JsonObject
        {
            ["self"] = Self($"issuetype/{type.Id}"),
            ["id"] = type.Id,
            ["description"] = "",
            ["iconUrl"] = SomeIcon,
            ["name"] = type.Name,
            ["untranslatedName"] = type.Name,
            ["subtask"] = type.Subtask,
            ["avatarId"] = 10318,
        };
        if (site.IsCloud)
            json["hierarchyLevel"] = type.Subtask ? -1 : 0;
        return json;
    }

    /// <summary>A project as an issue shows it.</summary>
    public JsonObject ProjectOf(JiraProject project)
    {
        var json = new JsonObject
        {
            ["self"] = Self($"project/{project.Id}"),
            ["id"] = project.Id,
            ["key"] = project.Key,
            ["name"] = project.Name,
            ["projectTypeKey"] = "software"
        };
        if (site.IsCloud)
            json["simplified"] = false;
        json["avatarUrls"] = new JsonObject { ["48x48"] = SomeIcon };
        return json;
    }

    public static JsonObject Errors(IEnumerable<string> messages, IEnumerable<KeyValuePair<string, string>> errors) => new()
    {
        ["errorMessages"] = new JsonArray([.. messages.Select(m => (JsonNode)m)]),
        ["errors"] = new JsonObject(errors.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value)).ToList()),
    };

    /// <summary>In the time zone of the token's account, with an offset as Jira writes it.</summary>
    public static string Time(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(1)).ToString("yyyy-MM-ddTHH:mm:ss.fff'+0100'");

    public JsonObject Comment(JiraIssue issue, JiraComment comment)
    {
        var json = new JsonObject
        {
            ["self"] = Self($"issue/{issue.Id}/comment/{comment.Id}"),
            ["id"] = comment.Id.ToString(),
            ["author"] = User(comment.Author),
            ["body"] = comment.Body,
            ["updateAuthor"] = User(comment.Author),
            ["created"] = Time(comment.Created),
            ["updated"] = Time(comment.Created),
        };
        if (site.IsCloud)
            json["jsdPublic"] = true;
        return json;
    }

    private static bool IsAsked(string field, IReadOnlyCollection<string>? fields) =>
        fields is null || fields.Contains("*all") || fields.Contains("*navigable") || fields.Contains(field);

    private Dictionary<string, JsonNode?> Fields(JiraIssue issue)
    {
        var project = site.Book.Project(issue.Project);
        return new(issue.Custom.Select(c => KeyValuePair.Create(c.Key, JsonNode.Parse(c.Value))))
        {
            ["summary"] = issue.Summary,
            ["description"] = issue.Description,
            ["project"] = project is null ? null : ProjectOf(project),
            ["issuetype"] = project?.IssueTypes.Find(t => t.Name == issue.IssueType) is { } type ? IssueType(type) : null,
            ["status"] = Status(issue.Status),
            ["resolution"] = issue.Resolution is null ? null : Resolution(issue.Resolution, 1 + JiraWorkflow.Resolutions.ToList().IndexOf(issue.Resolution)),
            ["priority"] = issue.Priority is null ? null : Priority(issue.Priority, 1 + (project?.Priorities.IndexOf(issue.Priority) ?? 0)),
            ["duedate"] = issue.DueDate,
            ["labels"] = new JsonArray([.. issue.Labels.Select(l => (JsonNode)l)]),
            ["assignee"] = User(issue.Assignee),
            ["reporter"] = User(issue.Creator),
            ["creator"] = User(issue.Creator),
            ["created"] = Time(issue.Created),
            ["updated"] = Time(issue.Updated),
            ["resolutiondate"] = issue.ResolutionDate is { } date ? Time(date) : null,
            ["components"] = new JsonArray(),
            ["votes"] = new JsonObject { ["self"] = Self($"issue/{issue.Key}/votes"), ["votes"] = 0, ["hasVoted"] = false },
            // Fields of plug-ins have values of every shape.
            ["customfield_10019"] = "0|i0000f:",
            ["customfield_10020"] = new JsonArray(new JsonObject { ["id"] = 7, ["name"] = "Sprint 7", ["state"] = "active", ["boardId"] = 3 }),
            ["customfield_10200"] = new JsonObject { ["id"] = 20100, ["label"] = "calm", ["disabled"] = false },
            ["customfield_10201"] = 4.5,
        };
    }

    private JsonObject Changelog(JiraIssue issue) => new()
    {
        ["startAt"] = 0,
        ["maxResults"] = issue.History.Count,
        ["total"] = issue.History.Count,
        ["histories"] = new JsonArray([.. issue.History.Reverse().Select((h, i) => (JsonNode)new JsonObject
        {
            ["id"] = $"{issue.Id}{i:000}",
            ["author"] = User(h.Author),
            ["created"] = Time(h.Created),
            ["items"] = new JsonArray(new JsonObject
            {
                ["field"] = h.Field,
                ["fieldtype"] = "jira",
                ["fieldId"] = h.Field,
                ["from"] = null,
                ["fromString"] = h.From,
                ["to"] = null,
                ["toString"] = h.To,
            }),
        })]),
    };
}
