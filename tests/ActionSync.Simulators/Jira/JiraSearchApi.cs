using System.Text;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>Search: Cloud's token pages over a lagging index, Data Center's counted pages.</summary>
internal sealed class JiraSearchApi(JiraSite site, JiraJson json)
{
    private const int CloudPage = 100;
    private const int CloudIdPage = 5000;
    private const int DataCenterPage = 1000;

    public void Map(IEndpointRouteBuilder api)
    {
        if (!site.IsCloud)
        {
            api.MapPost("/search", Counted);
            return;
        }
        api.MapPost("/search/jql", Tokened);
        api.MapMethods("/search", ["GET", "POST"], () => Results.Json(
            JiraJson.Errors(["The requested API has been removed. Please migrate to the /rest/api/3/search/jql API."], []), statusCode: 410));
    }

    private IResult Tokened(JsonObject body, HttpContext context)
    {
        var text = (string?)body["jql"] ?? "";
        var query = Parse(text, true, context);
        if (!query.IsBounded)
            throw new JiraRefusal(400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
        var fields = JiraRequest.Strings(body["fields"]);
        var most = fields.All(f => f is "id" or "key") ? CloudIdPage : CloudPage;
        var size = Math.Min((int?)body["maxResults"] ?? 50, most);
        var start = Start((string?)body["nextPageToken"], text);
        var all = Found(query, context);
        var page = all.Skip(start).Take(size).ToList();
        var last = start + page.Count >= all.Count;
        var answer = new JsonObject { ["issues"] = Issues(page, body, fields), ["isLast"] = last };
        if (!last)
            answer["nextPageToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{start + page.Count}|{text}"));
        return Results.Json(answer);
    }

    private IResult Counted(JsonObject body, HttpContext context)
    {
        var query = Parse((string?)body["jql"] ?? "", (bool?)body["validateQuery"] ?? true, context);
        var (start, size) = ((int?)body["startAt"] ?? 0, Math.Min((int?)body["maxResults"] ?? 50, DataCenterPage));
        var all = Found(query, context);
        body.Remove("properties");
        return Results.Json(new JsonObject
        {
            ["expand"] = "schema,names",
            ["startAt"] = start,
            ["maxResults"] = size,
            ["total"] = all.Count,
            ["issues"] = Issues(all.Skip(start).Take(size), body, JiraRequest.Strings(body["fields"])),
        });
    }

    private Jql Parse(string text, bool validate, HttpContext context)
    {
        try
        {
            var anonymous = JiraApi.IsAnonymous(context);
            return Jql.Parse(text, new JqlContext(anonymous ? new JiraBook(TimeProvider.System) : site.Book, site.Me, validate));
        }
        catch (JqlException wrong)
        {
            throw new JiraRefusal(400, wrong.Message);
        }
    }

    private List<JiraIssue> Found(Jql query, HttpContext context)
    {
        var found = JiraApi.IsAnonymous(context) ? [] : site.Book.Indexed().Where(query.Matches).ToList();
        found.Sort(query.Order);
        return found;
    }

    private JsonArray Issues(IEnumerable<JiraIssue> issues, JsonObject body, IReadOnlyList<string> fields)
    {
        var (properties, changelog) = (JiraRequest.Strings(body["properties"]), JiraRequest.Strings(body["expand"]).Contains("changelog"));
        return new JsonArray([.. issues.Select(i => site.IsCloud && fields.Count == 0
            ? new JsonObject { ["id"] = i.Id.ToString() }
            : json.Issue(i, fields.Count == 0 ? null : fields, properties, changelog))]);
    }

    private static int Start(string? token, string jql)
    {
        if (token is null)
            return 0;
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(token)).Split('|', 2);
        return parts[1] == jql ? int.Parse(parts[0]) : throw new JiraRefusal(400, "The nextPageToken does not belong to this query.");
    }
}
