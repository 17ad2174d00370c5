using Octokit;

namespace ActionSync.Trackers.GitHub;

/// <summary>What sets fields of an issue, which Octokit does not know: https://docs.github.com/rest/issues/issue-field-values</summary>
internal sealed class GitHubFieldValues(IEnumerable<GitHubFieldWish> wishes)
{
    public IReadOnlyList<GitHubFieldValue> IssueFieldValues { get; } = [.. wishes.Select(wish => new GitHubFieldValue(wish.Id, wish.Value))];
}

/// <summary>A value of one field.</summary>
internal sealed record GitHubFieldValue(long FieldId, string Value);

/// <summary>Octokit's new issue, with the organisation's fields.</summary>
internal sealed class NewIssueWithFields(string title) : NewIssue(title)
{
    /// <summary>Null is not sent.</summary>
    public IReadOnlyList<GitHubFieldValue>? IssueFieldValues { get; init; }
}
