namespace ActionSync.Simulators.GitHub;

/// <summary>Comments of an issue: https://docs.github.com/rest/issues/comments</summary>
internal sealed class CommentEndpoints(GitHubWorld world)
{
    public static GitHubReply List(GitHubRequest request, GitHubRepository repository, GitHubIssue issue) =>
        GitHubPages.Of(request, repository, $"issues/{issue.Number}/comments", issue.Comments, c => GitHubJson.Comment(c, issue, repository, request.Url));

    public GitHubReply Create(GitHubRequest request, GitHubRepository repository, GitHubIssue issue)
    {
        if (issue.IsLocked)
            return GitHubReply.Error(403, "Unable to create comment because issue is locked.", "https://docs.github.com/articles/locking-conversations/");
        if (request.Text("body") is not { Length: > 0 and <= 65536 } body)
            return GitHubReply.Invalid("IssueComment", "body", "custom", "body is too long (maximum is 65536 characters)");
        var comment = new GitHubComment(world.NextId(), request.Access.AppSlug is { } slug ? $"{slug}[bot]" : request.Access.Login, body, world.Now);
        repository.Put(issue with { Comments = issue.Comments.Add(comment) });
        return GitHubReply.Created(GitHubJson.Comment(comment, issue, repository, request.Url));
    }
}
