using System.Net;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>Reads one issue and tells an issue that is gone from one that cannot be served now and from a repository that cannot be seen.</summary>
internal sealed class GitHubReading(GitHubClient client)
{
    public async Task<GitHubRead> IssueAsync(IssueRef issue, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(issue, cancellationToken);
        }
        catch (TrackerException trouble) when (trouble.OfOneIssue)
        {
            return new GitHubRead { Failed = trouble.Message };
        }
    }

    private async Task<GitHubRead> ReadAsync(IssueRef issue, CancellationToken cancellationToken)
    {
        var reply = await client.IssueAsync(issue.Id, cancellationToken);
        var answer = reply.Answer;
        if (answer.IsSuccess)
        {
            var found = reply.Content;
            if (!answer.WasRedirected && $"{found.Number}" != issue.Id)
                return new GitHubRead { Failed = $"GitHub was asked for issue {issue.Number} and shows #{found.Number}. It is asked again later." };
            return !answer.WasRedirected || await IsHereAsync(found, cancellationToken)
                ? new GitHubRead { Issue = found }
                : new GitHubRead { Gone = $"Issue {issue.Number} was transferred: it is now {found.HtmlUrl}." };
        }
        if (answer.Status is not (HttpStatusCode.Gone or HttpStatusCode.NotFound))
            return new GitHubRead
            {
                Failed = $"GitHub cannot show issue {issue.Number} ({(int)answer.Status}{AnswerReading.Quoted(GitHubAnswers.Says(answer))}). It is asked again later."
            };
        var repository = await client.RepositoryAsync(cancellationToken);
        if (!repository.HasIssues)
            throw GitHubAnswers.IssuesDisabled(repository.FullName);
        return answer.Status == HttpStatusCode.Gone
            ? new GitHubRead { Gone = $"Issue {issue.Number} was deleted." }
            : new GitHubRead { Gone = $"Issue {issue.Number} is not visible: hidden, or moved to where the token cannot see.", IsHidden = true };
    }

    // Redirected: either the whole repository has a new name, or this issue went to another one.
    private async Task<bool> IsHereAsync(GitHubIssueDto found, CancellationToken cancellationToken)
    {
        var repository = await client.RepositoryAsync(cancellationToken);
        return found.RepositoryUrl?.EndsWith($"/repos/{repository.FullName}", StringComparison.OrdinalIgnoreCase) == true;
    }
}

/// <summary>What became of asking for one issue: it is there, gone, or cannot be served now.</summary>
internal sealed record GitHubRead
{
    public GitHubIssueDto? Issue { get; init; }

    /// <summary>Why it is gone.</summary>
    public string? Gone { get; init; }

    /// <summary>Why nothing can be said of it, while GitHub serves other issues.</summary>
    public string? Failed { get; init; }

    /// <summary>Not known to be deleted or moved: just not to be seen.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The outcome where there is no issue.</summary>
    public ReadOutcome Outcome => Gone is not null ? new ReadOutcome.Gone(Gone) : new ReadOutcome.Failed(Failed ?? "GitHub shows nothing of this issue.");
}
