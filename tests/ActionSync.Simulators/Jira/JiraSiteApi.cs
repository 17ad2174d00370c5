using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>What can be asked of the installation, its projects and its people.</summary>
internal sealed class JiraSiteApi(JiraSite site, JiraJson json)
{
    private readonly JiraScreenJson _screens = new(site, json);

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/serverInfo", () => Results.Json(ServerInfo()));
        api.MapGet("/myself", (HttpContext context) => JiraApi.IsAnonymous(context) ? Results.StatusCode(401) : Results.Json(Myself()));
        api.MapGet("/project/{project}", (string project, HttpContext context) => Results.Json(WholeProject(Project(project, context))));
        api.MapGet("/priority",
            () =>
                Results.Json(
                    new JsonArray([.. site.Book.Projects.SelectMany(p => p.Priorities).Distinct().Select((name, i) => (JsonNode)json.Priority(name, i + 1))])));
        api.MapGet("/resolution",
            () =>
                Results.Json(
                    new JsonArray([.. JiraWorkflow.Resolutions.Concat(site.MoreResolutions).Select((name, i) => (JsonNode)json.Resolution(name, i + 1))])));
        api.MapGet("/mypermissions", Permissions);
        api.MapGet("/user/assignable/search", Assignable);
        api.MapGet("/issue/createmeta/{project}/issuetypes", IssueTypes);
        api.MapGet("/issue/createmeta/{project}/issuetypes/{type}", Fields);
    }

    private JsonObject ServerInfo() => new()
    {
        ["baseUrl"] = site.BrowseUrl,
        ["version"] = site.IsCloud ? "1001.0.0-SNAPSHOT" : "10.3.2",
        ["versionNumbers"] = site.IsCloud ? new JsonArray(1001, 0, 0) : new JsonArray(10, 3, 2),
        ["deploymentType"] = site.IsCloud ? "Cloud" : "Server",
        ["buildNumber"] = 100_250,
        ["buildDate"] = JiraJson.Time(site.Book.Now.AddDays(-9)),
        ["serverTime"] = JiraJson.Time(site.Book.Now),
        ["scmInfo"] = "0123456789abcdef0123456789abcdef01234567",
        ["serverTitle"] = "Jira",
        ["defaultLocale"] = new JsonObject { ["locale"] = "en_US" },
    };

    private JsonObject Myself()
    {
        var me = json.User(site.Me, locale: true)!;
        me["groups"] = new JsonObject { ["size"] = 3, ["items"] = new JsonArray() };
        me["applicationRoles"] = new JsonObject { ["size"] = 1, ["items"] = new JsonArray() };
        me["expand"] = "groups,applicationRoles";
        return me;
    }

    private JsonObject WholeProject(JiraProject project)
    {
        var whole = json.ProjectOf(project);
        whole["expand"] = "description,lead,issueTypes,url,projectKeys,permissions,insight";
        whole["description"] = "";
        whole["lead"] = json.User(site.Book.Users[^1]);
        whole["components"] = new JsonArray();
        whole["issueTypes"] = new JsonArray([.. project.IssueTypes.Select(t => (JsonNode)json.IssueType(t))]);
        whole["assigneeType"] = "UNASSIGNED";
        whole["versions"] = new JsonArray();
        whole["roles"] = new JsonObject { ["Administrators"] = json.Self($"project/{project.Id}/role/10002") };
        // Cloud says it only of what is archived.
        if (!site.IsCloud || project.Archived)
            whole["archived"] = project.Archived;
        if (site.IsCloud)
        {
            whole["style"] = "classic";
            whole["isPrivate"] = false;
            whole["properties"] = new JsonObject();
        }
        return whole;
    }

    private JiraProject Project(string? idOrKey, HttpContext context) =>
        (JiraApi.IsAnonymous(context) ? null : site.Book.Project(idOrKey)) ?? throw new JiraRefusal(404, $"No project could be found with key '{idOrKey}'.");

    private IResult Permissions(string? projectKey, string permissions, HttpContext context)
    {
        var project = Project(projectKey, context);
        return Results.Json(new JsonObject
        {
            ["permissions"] = new JsonObject(permissions.Split(',').Select((p, i) => KeyValuePair.Create(p, (JsonNode?)new JsonObject
            {
                ["id"] = $"{10 + i}",
                ["key"] = p,
                ["name"] = p.Replace('_', ' '),
                ["type"] = "PROJECT",
                ["description"] = "",
                ["havePermission"] = !project.Denied.Contains(p),
            })).ToList()),
        });
    }

    // The query matches beginnings of names and addresses, hidden addresses too: who asks must compare for himself.
    private IResult Assignable(string? project, string? query, string? username, string? accountId, HttpContext context)
    {
        var people = Project(project, context).Assignable;
        var asked = site.IsCloud ? query : username;
        if (asked is null && accountId is null)
            throw new JiraRefusal(400,
                site.IsCloud ? "Either the 'query' or the 'accountId' query parameter has to be provided." : "The username query parameter was not provided.");
        var found = people.Where(u => accountId is not null
            ? u.AccountId == accountId
            : u.Email.StartsWith(asked!, StringComparison.OrdinalIgnoreCase) || u.Name.StartsWith(asked!, StringComparison.OrdinalIgnoreCase)
                || u.DisplayName.StartsWith(asked!, StringComparison.OrdinalIgnoreCase));
        return Results.Json(new JsonArray([.. found.Select(u => (JsonNode?)json.User(u))]));
    }

    private IResult IssueTypes(string project, int? startAt, int? maxResults, HttpContext context)
    {
        var found = Project(project, context);
        return Page(found.Denied.Contains("CREATE_ISSUES") ? [] : found.IssueTypes.ConvertAll(json.IssueType),
            "issueTypes", startAt, maxResults);
    }

    private IResult Fields(string project, string type, int? startAt, int? maxResults, HttpContext context)
    {
        var found = Project(project, context);
        if (!found.IssueTypes.Exists(t => t.Id == type))
            throw new JiraRefusal(404, "Issue type is not available.");
        return Page([.. found.CreateScreen.Select(f => _screens.Field(found, f)), .. JiraScreenJson.OfPlugIns(site.IsCloud)], "fields", startAt, maxResults);
    }

    /// <summary>Cloud names the list after what is in it; Data Center calls it values.</summary>
    private IResult Page(List<JsonObject> all, string name, int? startAt, int? maxResults)
    {
        var (start, size) = (startAt ?? 0, Math.Min(maxResults ?? 50, 200));
        var page = all.Skip(start).Take(size).ToList();
        var answer = new JsonObject
        {
            ["startAt"] = start,
            ["maxResults"] = size,
            ["total"] = all.Count,
            [site.IsCloud ? name : "values"] = new JsonArray([.. page]),
        };
        if (!site.IsCloud)
            answer["isLast"] = start + page.Count >= all.Count;
        return Results.Json(answer);
    }
}
