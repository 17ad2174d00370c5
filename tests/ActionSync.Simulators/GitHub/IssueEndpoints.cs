using System.Globalization;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Create, list, read and change issues: https://docs.github.com/rest/issues/issues</summary>
internal sealed class IssueEndpoints(GitHubWorld world)
{
    private const int MaxTitle = 256;
    private const int MaxBody = 65536;

    public GitHubReply List(GitHubRequest request, GitHubRepository repository)
    {
        var query = request.Query;
        var since = query.TryGetValue("since", out var text) ? DateTimeOffset.Parse(text.ToString(), CultureInfo.InvariantCulture) : DateTimeOffset.MinValue;
        var labels = query["labels"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        var state = query.TryGetValue("state", out var s) ? s.ToString() : "open";
        var found = repository.Listed()
            .Where(i => i.Whereabouts == Whereabouts.Here && (repository.HasIssues || i.IsPullRequest))
            .Where(i => state == "all" || i.IsOpen == (state == "open"))
            .Where(i => i.UpdatedAt >= since && labels.All(l => i.Labels.Contains(l, StringComparer.OrdinalIgnoreCase)))
            .Where(i => !query.TryGetValue("creator", out var creator) || i.User.Equals(creator, StringComparison.OrdinalIgnoreCase));
        var byUpdate = query["sort"] == "updated";
        var ordered = found.OrderByDescending(i => byUpdate ? i.UpdatedAt : i.CreatedAt).ThenByDescending(i => i.Number).ToList();
        if (query["direction"] == "asc")
            ordered.Reverse();
        return GitHubPages.Of(request, repository, "issues", ordered, i => GitHubJson.Issue(i, repository, world, request.Url));
    }

    public GitHubReply Create(GitHubRequest request, GitHubRepository repository)
    {
        if (!repository.HasIssues)
            return GitHubReply.Error(410, "Issues has been disabled in this repository.");
        if (string.IsNullOrWhiteSpace(request.Text("title")))
            return GitHubReply.Invalid("Issue", "title", "missing_field");
        var issue = new GitHubIssue
        {
            Number = repository.NextNumber,
            Id = world.NextId(),
            Title = "",
            User = request.Access.AppSlug is { } slug ? $"{slug}[bot]" : request.Access.Login,
            CreatedAt = world.Now,
        };
        return Apply(request, repository, issue, out var created)
            ?? GitHubReply.Created(GitHubJson.Issue(repository.Put(created), repository, world, request.Url));
    }

    public GitHubReply Change(GitHubRequest request, GitHubRepository repository, GitHubIssue issue)
    {
        if (!request.Access.Push && issue.User != request.Access.Login)
            return GitHubReply.Error(403, "Must have admin rights to Repository.");
        if (request.Text("state_reason") is { } reason && !world.Edition.StateReasons.Contains(reason))
            return GitHubReply.Error(422, $"Invalid request.\n\n\"{reason}\" is not a member of [\"{string.Join("\", \"", world.Edition.StateReasons)}\"].");
        if (Apply(request, repository, issue, out var changed) is { } refused)
            return refused;
        changed = (request.Text("state"), issue.IsOpen) switch
        {
            ("closed", true) => repository.Closed(changed, request.Text("state_reason") ?? "completed", request.Access.Login) with
            {
                DuplicateOf = request.Text("state_reason") == "duplicate" ? (long?)request.Body["duplicate_issue_id"] : null,
            },
            ("open", false) => changed with { IsOpen = true, StateReason = "reopened", ClosedAt = null, ClosedBy = null },
            _ => changed,
        };
        return GitHubReply.Ok(GitHubJson.Issue(repository.Put(changed), repository, world, request.Url));
    }

    /// <summary>Adds or takes off assignees: https://docs.github.com/rest/issues/assignees</summary>
    public GitHubReply Assign(GitHubRequest request, GitHubRepository repository, GitHubIssue issue)
    {
        var logins = request.Words("assignees") ?? [];
        if (!request.Access.Push)
            return Answer(issue);
        return Answer(repository.Put(request.Method == "POST"
            ? issue with { Assignees = [.. issue.Assignees.Union(logins.Where(repository.Assignable.Contains), StringComparer.OrdinalIgnoreCase)] }
            : issue with { Assignees = issue.Assignees.RemoveAll(a => logins.Contains(a, StringComparer.OrdinalIgnoreCase)) }));

        GitHubReply Answer(GitHubIssue shown) => new(request.Method == "POST" ? 201 : 200, GitHubJson.Issue(shown, repository, world, request.Url));
    }

    /// <summary>The fields that create and change share; a refusal, or null with the issue changed.</summary>
    private GitHubReply? Apply(GitHubRequest request, GitHubRepository repository, GitHubIssue issue, out GitHubIssue applied)
    {
        applied = issue;
        if (request.Text("title") is { } title)
        {
            if (title.Length > MaxTitle)
                return GitHubReply.Invalid("Issue", "title", "custom", $"title is too long (maximum is {MaxTitle} characters)");
            applied = applied with { Title = title };
        }
        if (request.Text("body") is { } body)
        {
            if (body.Length > MaxBody)
                return GitHubReply.Invalid("Issue", "body", "custom", $"body is too long (maximum is {MaxBody} characters)");
            applied = applied with { Body = body };
        }
        return request.Access.Push ? ApplyGuarded(request, repository, ref applied) : null;
    }

    /// <summary>What only those with push access can set; from others it is silently dropped.</summary>
    private GitHubReply? ApplyGuarded(GitHubRequest request, GitHubRepository repository, ref GitHubIssue issue)
    {
        if (request.Words("assignees") is { } assignees)
        {
            if (assignees.FirstOrDefault(a => !repository.Assignable.Contains(a)) is { } stranger && repository.RefusesUnassignable)
                return GitHubReply.Invalid("Issue", "assignees", "invalid", value: stranger);
            issue = issue with { Assignees = [.. assignees.Where(repository.Assignable.Contains)] };
        }
        if (request.Words("labels") is { } labels)
        {
            if (labels.Any(l => l.Length > 50))
                return GitHubReply.Invalid("Label", "name", "custom", "name is too long (maximum is 50 characters)");
            issue = issue with { Labels = [.. labels.Select(l => LabelEndpoints.Known(repository, l))] };
        }
        if (request.Body.TryGetPropertyValue("milestone", out var milestone))
        {
            if (milestone is not null && repository.Milestones.TrueForAll(m => m.Number != milestone.GetValue<int>()))
                return GitHubReply.Invalid("Issue", "milestone", "invalid");
            issue = issue with { Milestone = milestone?.GetValue<int>() };
        }
        if (request.Body["issue_field_values"] is JsonArray values && repository.IsOrganisation)
            issue = FieldEndpoints.Merge(issue, values, world.FieldsOf(repository.Owner));
        return null;
    }
}
