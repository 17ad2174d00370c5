using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>The addresses of single issues.</summary>
internal sealed class JiraIssueApi(JiraSite site, JiraJson json, JiraEditor editor)
{
    private const int BulkLimit = 50;
    private int _lastCommentId = 20_000;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/issue", (JsonObject body) => Results.Json(Created(editor.Create(body)), statusCode: 201));
        api.MapPost("/issue/bulk", Bulk);
        api.MapPost("/issue/bulkfetch", BulkFetch);
        api.MapGet("/issue/{issue}", Get);
        api.MapPut("/issue/{issue}", (string issue, JsonObject body) =>
        {
            editor.Edit(Find(issue), body);
            return Results.NoContent();
        });
        api.MapDelete("/issue/{issue}", Delete);
        api.MapPut("/issue/{issue}/assignee", (string issue, JsonObject body) =>
        {
            editor.Assign(Find(issue), body);
            return Results.NoContent();
        });
        api.MapGet("/issue/{issue}/properties/{property}", (string issue, string property) => Find(issue).Property(property) is { } value
            ? Results.Json(new JsonObject { ["key"] = property, ["value"] = value })
            : throw new JiraRefusal(404, $"The property {property} does not exist."));
        api.MapPut("/issue/{issue}/properties/{property}", SetProperty);
        api.MapGet("/issue/{issue}/comment", Comments);
        api.MapPost("/issue/{issue}/comment", Comment);
        api.MapGet("/issue/{issue}/transitions", Transitions);
        api.MapPost("/issue/{issue}/transitions", Transition);
        api.MapPost("/issue/{issue}/remotelink", RemoteLink);
    }

    private JiraIssue Find(string idOrKey) =>
        site.Book.Find(idOrKey) ?? throw new JiraRefusal(404, "Issue does not exist or you do not have permission to see it.");

    private JsonObject Created(JiraIssue issue) => new() { ["id"] = issue.Id.ToString(), ["key"] = issue.Key, ["self"] = json.Self($"issue/{issue.Id}") };

    private IResult Bulk(JsonObject body)
    {
        var updates = body["issueUpdates"]?.AsArray() ?? [];
        if (updates.Count > BulkLimit)
            throw new JiraRefusal(400, $"You can only create up to {BulkLimit} issues in one request.");
        var (issues, errors) = (new JsonArray(), new JsonArray());
        for (var i = 0; i < updates.Count; i++)
        {
            try
            {
                issues.Add(Created(editor.Create(updates[i]!.AsObject())));
            }
            catch (JiraRefusal refusal)
            {
                errors.Add(new JsonObject { ["status"] = refusal.Status, ["elementErrors"] = refusal.Body, ["failedElementNumber"] = i });
            }
        }
        return Results.Json(new JsonObject { ["issues"] = issues, ["errors"] = errors }, statusCode: issues.Count > 0 ? 201 : 400);
    }

    private IResult BulkFetch(JsonObject body)
    {
        if (!site.IsCloud)
            throw new JiraRefusal(404, "null for uri: /rest/api/2/issue/bulkfetch");
        var wanted = JiraRequest.Strings(body["issueIdsOrKeys"]);
        if (wanted.Count is 0 or > 100)
            throw new JiraRefusal(400, "Between 1 and 100 issues can be requested.");
        var found = wanted.Select(site.Book.Find).OfType<JiraIssue>().DistinctBy(i => i.Id).OrderBy(i => i.Id);
        var (fields, properties) = (JiraRequest.Strings(body["fields"]), JiraRequest.Strings(body["properties"]));
        return Results.Json(new JsonObject
        {
            ["issues"] = new JsonArray(
                [.. found.Select(i =>
                    json.Issue(i, fields.Count == 0 ? null : fields, properties, JiraRequest.Strings(body["expand"]).Contains("changelog")))]),
            ["issueErrors"] = new JsonArray(),
        });
    }

    private IResult Get(string issue, HttpRequest request) => Results.Json(json.Issue(
        Find(issue), JiraRequest.List(request.Query["fields"]), JiraRequest.List(request.Query["properties"]) ?? [],
        request.Query["expand"].ToString().Contains("changelog")));

    private IResult Delete(string issue)
    {
        var found = Find(issue);
        if (site.Book.Project(found.Project)!.Denied.Contains("DELETE_ISSUES"))
            throw new JiraRefusal(403, "You do not have permission to delete issues in this project.");
        site.Book.Delete(issue);
        return Results.NoContent();
    }

    private IResult SetProperty(string issue, string property, JsonNode value)
    {
        var had = Find(issue).Properties.ContainsKey(property);
        site.Book.Change(issue, i => i with { Properties = i.Properties.SetItem(property, value.ToJsonString()) });
        return Results.StatusCode(had ? 200 : 201);
    }

    private IResult Comments(string issue, int? startAt, int? maxResults)
    {
        var found = Find(issue);
        var all = found.Comments;
        var page = all.Skip(startAt ?? 0).Take(Math.Min(maxResults ?? 50, 100));
        return Results.Json(new JsonObject
        {
            ["startAt"] = startAt ?? 0,
            ["maxResults"] = maxResults ?? 50,
            ["total"] = all.Count,
            ["comments"] = new JsonArray([.. page.Select(c => json.Comment(found, c))]),
        });
    }

    private IResult Comment(string issue, JsonObject body)
    {
        var found = Find(issue);
        if (site.Book.Project(found.Project)!.Denied.Contains("ADD_COMMENTS"))
            throw new JiraRefusal(403, "You do not have the permission to comment on this issue.");
        var text = (string?)body["body"] ?? "";
        if (text.Length > JiraEditor.DescriptionLimit)
            throw new JiraRefusal(400, "The entered text is too long. It exceeds the allowed limit of 32,767 characters.");
        var comment = new JiraComment(Interlocked.Increment(ref _lastCommentId), site.Me, text, site.Book.Now);
        site.Book.Change(issue, i => i with { Comments = i.Comments.Add(comment) });
        return Results.Json(json.Comment(found, comment), statusCode: 201);
    }

    private IEnumerable<JiraTransition> Possible(JiraIssue issue)
    {
        var project = site.Book.Project(issue.Project)!;
        return project.Denied.Contains("TRANSITION_ISSUES")
            ? []
            : project.Workflow.Transitions.Where(t => t.To != issue.Status && (t.From is null || t.From.Contains(issue.Status.Id)));
    }

    private IResult Transitions(string issue, string? expand) => Results.Json(new JsonObject
    {
        ["expand"] = "transitions",
        ["transitions"] = new JsonArray([.. Possible(Find(issue)).Select(t => (JsonNode)Offered(t, expand == "transitions.fields"))]),
    });

    private JsonObject Offered(JiraTransition transition, bool fields)
    {
        var offered = new JsonObject
        {
            ["id"] = transition.Id,
            ["name"] = transition.Name,
            ["to"] = json.Status(transition.To),
            ["hasScreen"] = transition.ResolutionScreen,
            ["isGlobal"] = true,
            ["isInitial"] = false,
            ["isAvailable"] = true,
            ["isConditional"] = false,
            ["isLooped"] = false,
        };
        if (fields)
            offered["fields"] = transition.ResolutionScreen
                ? new JsonObject { ["resolution"] = ResolutionField(), ["customfield_10300"] = JiraScreenJson.Berth(hasKey: true) }
                : new JsonObject();
        return offered;
    }

    private JsonObject ResolutionField() => new()
    {
        ["required"] = true,
        ["schema"] = new JsonObject { ["type"] = "resolution", ["system"] = "resolution" },
        ["name"] = "Resolution",
        ["key"] = "resolution",
        ["fieldId"] = "resolution",
        ["hasDefaultValue"] = false,
        ["operations"] = new JsonArray("set"),
        ["allowedValues"] = new JsonArray([.. JiraWorkflow.Resolutions.Select((name, i) => (JsonNode)json.Resolution(name, i + 1))]),
    };

    private IResult Transition(string issue, JsonObject body)
    {
        var found = Find(issue);
        var transition = Possible(found).FirstOrDefault(t => t.Id == body["transition"]?["id"]?.ToString())
            ?? throw new JiraRefusal(
                400, "It seems that you have tried to perform a workflow operation that is not valid for the current state of this issue.");
        var asked = body["fields"]?["resolution"];
        if (asked is not null && !transition.ResolutionScreen)
            throw Wrong("resolution", "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.");
        if (asked is null && transition.ResolutionScreen)
            throw Wrong("resolution", "Resolution is required.");
        var status = transition.LeadsTo ?? transition.To;
        var resolution = asked is null ? "Done" : (string?)asked["name"] ?? JiraWorkflow.Resolutions[int.Parse((string)asked["id"]!) - 1];
        site.Book.Change(issue,
            i => JiraPeople.Traced(i, JiraPeople.Entered(i, status, status.Category == "done" ? resolution : null, site.Book.Now), site.Me, site.Book.Now));
        return Results.NoContent();
    }

    private static JiraRefusal Wrong(string field, string text)
    {
        var refusal = new JiraRefusal(400);
        refusal.Errors[field] = text;
        return refusal;
    }

    private IResult RemoteLink(string issue, JsonObject body)
    {
        var id = (string?)body["globalId"] ?? Guid.NewGuid().ToString();
        var had = Find(issue).RemoteLinks.ContainsKey(id);
        site.Book.Change(issue, i => i with { RemoteLinks = i.RemoteLinks.SetItem(id, body["object"]?["url"]?.ToString() ?? "") });
        return Results.Json(new JsonObject { ["id"] = 1, ["self"] = json.Self($"issue/{issue}/remotelink/1") }, statusCode: had ? 200 : 201);
    }
}
