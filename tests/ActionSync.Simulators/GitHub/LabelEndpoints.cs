using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Labels of a repository and of an issue: https://docs.github.com/rest/issues/labels</summary>
internal static class LabelEndpoints
{
    public static GitHubReply List(GitHubRequest request, GitHubRepository repository) =>
        GitHubPages.Of(request, repository, "labels", repository.Labels, label => GitHubJson.Label(label, repository, request.Url));

    public static GitHubReply Read(GitHubRequest request, GitHubRepository repository, string name) =>
        Find(repository, name) is { } label ? GitHubReply.Ok(GitHubJson.Label(label, repository, request.Url)) : GitHubReply.NotFound();

    public static GitHubReply Create(GitHubRequest request, GitHubRepository repository)
    {
        if (!request.Access.Push)
            return GitHubReply.Lacking(request.Access, "issues=write");
        var name = request.Text("name") ?? "";
        if (name.Length is 0 or > 50)
            return GitHubReply.Invalid("Label", "name", name.Length == 0 ? "missing_field" : "custom", "name is too long (maximum is 50 characters)");
        if (request.Text("color") is { } color && (color.Length != 6 || !color.All(char.IsAsciiHexDigit)))
            return GitHubReply.Invalid("Label", "color", "invalid");
        if (request.Text("description") is { Length: > 100 })
            return GitHubReply.Invalid("Label", "description", "custom", "description is too long (maximum is 100 characters)");
        if (Find(repository, name) is not null)
            return GitHubReply.Invalid("Label", "name", "already_exists");
        var label = new GitHubLabel(name, request.Text("color") ?? "ededed", request.Text("description"));
        repository.Labels.Add(label);
        return GitHubReply.Created(GitHubJson.Label(label, repository, request.Url));
    }

    public static GitHubReply OfIssue(GitHubRequest request, GitHubRepository repository, GitHubIssue issue)
    {
        if (request.Method is not "GET" && !request.Access.Push)
            return GitHubReply.Lacking(request.Access, "issues=write");
        var asked = (request.Words("labels") ?? []).Select(l => Known(repository, l)).ToArray();
        var shown = request.Method switch
        {
            "POST" => repository.Put(issue with { Labels = [.. issue.Labels.Union(asked, StringComparer.OrdinalIgnoreCase)] }),
            "PUT" => repository.Put(issue with { Labels = [.. asked] }),
            _ => issue,
        };
        return GitHubReply.Ok(Write(request, repository, shown));
    }

    public static GitHubReply TakeOff(GitHubRequest request, GitHubRepository repository, GitHubIssue issue, string name)
    {
        if (!request.Access.Push)
            return GitHubReply.Lacking(request.Access, "issues=write");
        if (!issue.Labels.Contains(name, StringComparer.OrdinalIgnoreCase))
            return GitHubReply.Error(404, "Label does not exist");
        return GitHubReply.Ok(Write(
            request, repository, repository.Put(issue with { Labels = issue.Labels.RemoveAll(l => l.Equals(name, StringComparison.OrdinalIgnoreCase)) })));
    }

    /// <summary>The label's own spelling; one that is not there yet comes into being, as on an issue that names it.</summary>
    public static string Known(GitHubRepository repository, string name)
    {
        if (Find(repository, name) is { } label)
            return label.Name;
        repository.Labels.Add(new GitHubLabel(name, "ededed", null));
        return name;
    }

    private static GitHubLabel? Find(GitHubRepository repository, string name) =>
        repository.Labels.Find(l => l.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static JsonArray Write(GitHubRequest request, GitHubRepository repository, GitHubIssue issue) =>
        new([.. issue.Labels.Select(l => GitHubJson.Label(Find(repository, l) ?? new GitHubLabel(l, "ededed", null), repository, request.Url))]);
}
