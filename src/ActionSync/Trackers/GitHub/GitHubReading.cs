using System.Net;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>Reads one issue and tells an issue that is gone from a repository that cannot be seen.</summary>
internal sealed class GitHubReading(GitHubClient client)
{
    public async Task<GitHubRead> IssueAsync(IssueRef issue, CancellationToken cancellationToken)
    {
        var answer = await client.IssueAsync(issue.Id, cancellationToken);
        if (answer.IsSuccess)
        {
            var found = answer.Read(GitHubJsonContext.Default.GitHubIssueDto);
            if (answer.Url == answer.Call.Url && $"{found.Number}" != issue.Id)
                throw new TrackerException(TrackerFault.Unavailable, $"GitHub was asked for issue {issue.Number} and shows #{found.Number}. It is asked again in the next pass.");
            return answer.Url == answer.Call.Url || await IsHereAsync(found, cancellationToken)
                ? new GitHubRead(found, null)
                : new GitHubRead(null, $"Issue {issue.Number} was transferred: it is now {found.HtmlUrl}.");
        }
        var repository = await client.RepositoryAsync(cancellationToken);
        if (!repository.HasIssues)
            throw GitHubAnswers.IssuesDisabled(repository.FullName);
        return answer.Status switch
        {
            HttpStatusCode.Gone => new GitHubRead(null, $"Issue {issue.Number} was deleted."),
            HttpStatusCode.NotFound => new GitHubRead(null, $"Issue {issue.Number} is not visible: hidden, or moved to where the token cannot see.") { IsHidden = true },
            _ => throw new TrackerException(TrackerFault.Unavailable, $"GitHub cannot show issue {issue.Number} ({(int)answer.Status}{AnswerReading.Quoted(GitHubAnswers.Says(answer))})."),
        };
    }

    // Redirected: either the whole repository has a new name, or this issue went to another one.
    private async Task<bool> IsHereAsync(GitHubIssueDto found, CancellationToken cancellationToken)
    {
        var repository = await client.RepositoryAsync(cancellationToken);
        return found.RepositoryUrl?.EndsWith($"/repos/{repository.FullName}", StringComparison.OrdinalIgnoreCase) == true;
    }
}

/// <summary>An issue, or why it is gone.</summary>
internal sealed record GitHubRead(GitHubIssueDto? Issue, string? Gone)
{
    /// <summary>Not known to be deleted or moved: just not to be seen.</summary>
    public bool IsHidden { get; init; }
}
