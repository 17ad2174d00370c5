using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>What can be asked of the installation, its projects and its people.</summary>
internal sealed class JiraSiteApi(JiraSite site, JiraJson json)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/serverInfo", () => Results.Json(new JsonObject
        {
            ["baseUrl"] = site.BrowseUrl,
            ["deploymentType"] = site.IsCloud ? "Cloud" : "Server",
            ["version"] = site.IsCloud ? "1001.0.0" : "10.3.2",
            ["serverTime"] = JiraJson.Time(site.Book.Now),
        }));
        api.MapGet("/myself", (HttpContext context) => JiraApi.IsAnonymous(context) ? Results.StatusCode(401) : Results.Json(json.User(site.Me)));
        api.MapGet("/project/{project}", (string project, HttpContext context) =>
        {
            var found = Project(project, context);
            return Results.Json(new JsonObject { ["id"] = found.Id, ["key"] = found.Key, ["name"] = found.Name, ["archived"] = found.Archived });
        });
        api.MapGet("/priority", () => Results.Json(new JsonArray([.. site.Book.Projects.SelectMany(p => p.Priorities).Distinct().Select((name, i) =>
            (JsonNode)new JsonObject { ["id"] = (i + 1).ToString(), ["name"] = name })])));
        api.MapGet("/mypermissions", Permissions);
        api.MapGet("/user/assignable/search", Assignable);
        api.MapGet("/issue/createmeta/{project}/issuetypes", IssueTypes);
        api.MapGet("/issue/createmeta/{project}/issuetypes/{type}", Fields);
    }

    private JiraProject Project(string? idOrKey, HttpContext context) =>
        (JiraApi.IsAnonymous(context) ? null : site.Book.Project(idOrKey)) ?? throw new JiraRefusal(404, $"No project could be found with key '{idOrKey}'.");

    private IResult Permissions(string? projectKey, string permissions, HttpContext context)
    {
        var project = Project(projectKey, context);
        return Results.Json(new JsonObject
        {
            ["permissions"] = new JsonObject(permissions.Split(',').Select(p => KeyValuePair.Create(p, (JsonNode?)new JsonObject
            {
                ["key"] = p,
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
            throw new JiraRefusal(400, site.IsCloud ? "Either the 'query' or the 'accountId' query parameter has to be provided." : "The username query parameter was not provided.");
        var found = people.Where(u => accountId is not null
            ? u.AccountId == accountId
            : u.Email.StartsWith(asked!, StringComparison.OrdinalIgnoreCase) || u.Name.StartsWith(asked!, StringComparison.OrdinalIgnoreCase) || u.DisplayName.StartsWith(asked!, StringComparison.OrdinalIgnoreCase));
        return Results.Json(new JsonArray([.. found.Select(u => (JsonNode?)json.User(u))]));
    }

    private IResult IssueTypes(string project, int? startAt, int? maxResults, HttpContext context)
    {
        var found = Project(project, context);
        return Page(found.Denied.Contains("CREATE_ISSUES") ? [] : found.IssueTypes.ConvertAll(t => new JsonObject { ["id"] = t.Id, ["name"] = t.Name, ["subtask"] = t.Subtask }),
            "issueTypes", startAt, maxResults);
    }

    private IResult Fields(string project, string type, int? startAt, int? maxResults, HttpContext context)
    {
        var found = Project(project, context);
        if (!found.IssueTypes.Exists(t => t.Id == type))
            throw new JiraRefusal(404, "Issue type is not available.");
        return Page(found.CreateScreen.ConvertAll(f => Field(found, f)), "fields", startAt, maxResults);
    }

    private static JsonObject Field(JiraProject project, JiraField field)
    {
        var json = new JsonObject
        {
            ["fieldId"] = field.Id,
            ["key"] = field.Id,
            ["name"] = field.Name,
            ["required"] = field.Required,
            ["hasDefaultValue"] = field.HasDefault,
            ["schema"] = new JsonObject { ["type"] = field.Type, ["items"] = field.Items },
        };
        if (field.Id == "priority")
            json["allowedValues"] = new JsonArray([.. project.Priorities.Select((name, i) => (JsonNode)new JsonObject { ["id"] = (i + 1).ToString(), ["name"] = name })]);
        else if (field.Allowed is { } allowed)
            json["allowedValues"] = new JsonArray([.. allowed.Select(a => (JsonNode)new JsonObject { ["id"] = a.Key, ["value"] = a.Value })]);
        return json;
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
