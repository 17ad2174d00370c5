using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Finds who asks, where, and what for.</summary>
internal sealed class GitHubRouter(GitHubWorld world)
{
    private readonly IssueEndpoints _issues = new(world);
    private readonly CommentEndpoints _comments = new(world);
    private readonly FieldEndpoints _fields = new(world);

    public GitHubReply Route(GitHubRequest request)
    {
        var segments = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        switch (segments)
        {
            case ["user"] when request.Method == "GET":
                return request.Access.AppSlug is null
                    ? GitHubReply.Ok(GitHubActors.Me(request.Access.Login, world.Now, request.Url))
                    : GitHubReply.Lacking(request.Access, "none");
            case ["rate_limit"]:
                return GitHubReply.Ok(new JsonObject { ["resources"] = new JsonObject() });
            case ["orgs", var organisation, "issue-fields"] when request.Method == "GET":
                return _fields.OfOrganisation(organisation);
            case ["repositories", var id, .. var rest] when long.TryParse(id, out var number) && world.Repositories.TryGetValue(number, out var repository):
                return InRepository(request, repository, rest);
            case ["repos", var owner, var name, .. var rest]:
                if (world.Named(owner, name) is { } named)
                    return InRepository(request, named, rest);
                return world.Redirects.TryGetValue($"{owner}/{name}", out var moved)
                    ? GitHubReply.Moved(
                        request.Method, $"{request.Url}/repositories/{moved}{string.Concat(rest.Select(s => "/" + Uri.EscapeDataString(s)))}{Query(request)}")
                    : GitHubReply.NotFound();
            default:
                return GitHubReply.NotFound();
        }
    }

    private GitHubReply InRepository(GitHubRequest request, GitHubRepository repository, string[] rest)
    {
        var access = request.Access;
        if (repository.IsHidden)
            return GitHubReply.NotFound();
        if (rest is [] && request.Method == "GET")
            return GitHubReply.Ok(GitHubRepositoryJson.Of(repository, access, world.Now, request.Url));
        if (access.Issues == "none" || access.Issues == "read" && request.Method != "GET")
            return GitHubReply.Lacking(access, request.Method == "GET" ? "issues=read" : "issues=write");
        if (repository.IsArchived && request.Method != "GET")
            return GitHubReply.Error(403, "Repository was archived so is read-only.");
        return (request.Method, rest) switch
        {
            ("GET", ["issues"]) => _issues.List(request, repository),
            ("POST", ["issues"]) => _issues.Create(request, repository),
            ("GET", ["labels"]) => LabelEndpoints.List(request, repository),
            ("POST", ["labels"]) => LabelEndpoints.Create(request, repository),
            ("GET", ["labels", var name]) => LabelEndpoints.Read(request, repository, name),
            ("GET", ["milestones"]) => MilestoneEndpoints.List(request, repository),
            ("POST", ["milestones"]) => MilestoneEndpoints.Create(request, repository),
            ("GET", ["assignees", var login]) => repository.Assignable.Contains(login) ? GitHubReply.NoContent() : GitHubReply.NotFound(),
            (_, ["issues", var number, .. var more]) when int.TryParse(number, out var n) => OfIssue(request, repository, repository.Find(n), more),
            _ => GitHubReply.NotFound(),
        };
    }

    private GitHubReply OfIssue(GitHubRequest request, GitHubRepository repository, GitHubIssue? issue, string[] rest)
    {
        if (issue is null or { Whereabouts: Whereabouts.Hidden })
            return GitHubReply.NotFound();
        if (issue.Whereabouts == Whereabouts.Deleted)
            return GitHubReply.Error(410, "This issue was deleted");
        if (issue.MovedTo is { } moved)
            return GitHubReply.Moved(request.Method, $"{request.Url}{moved}{string.Concat(rest.Select(s => "/" + Uri.EscapeDataString(s)))}{Query(request)}");
        if (!repository.HasIssues)
            return GitHubReply.Error(410, "Issues are disabled for this repo");
        return (request.Method, rest) switch
        {
            ("GET", []) => GitHubReply.Ok(GitHubJson.Issue(issue, repository, world, request.Url)),
            ("PATCH", []) => _issues.Change(request, repository, issue),
            ("POST" or "DELETE", ["assignees"]) => _issues.Assign(request, repository, issue),
            ("GET", ["comments"]) => CommentEndpoints.List(request, repository, issue),
            ("POST", ["comments"]) => _comments.Create(request, repository, issue),
            ("GET" or "POST" or "PUT", ["labels"]) => LabelEndpoints.OfIssue(request, repository, issue),
            ("DELETE", ["labels", var name]) => LabelEndpoints.TakeOff(request, repository, issue, name),
            (_, ["issue-field-values", ..]) when !world.Edition.HasIssueFields => GitHubReply.NotFound(),
            ("GET" or "POST" or "PUT", ["issue-field-values"]) => _fields.Values(request, repository, issue),
            ("DELETE", ["issue-field-values", var field]) => FieldEndpoints.Remove(request, repository, issue, long.Parse(field, null)),
            _ => GitHubReply.NotFound(),
        };
    }

    private static string Query(GitHubRequest request) =>
        request.Query.Count == 0 ? "" : "?" + string.Join('&', request.Query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}"));
}
