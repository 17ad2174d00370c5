using System.Security.Cryptography;
using System.Text;

namespace ActionSync.Trackers.GitHub;

/// <summary>Comments for people, each at most once: a hidden first line makes it findable.</summary>
internal sealed class GitHubNotes(GitHubClient client)
{
    /// <returns>A refusal in a sentence, or null.</returns>
    public async Task<string?> AddAsync(GitHubIssueDto issue, IssueNote note, CancellationToken cancellationToken)
    {
        var number = $"{issue.Number}";
        var first = $"<!-- actionsync-note:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(note.Token)).AsSpan(0, 10))} -->";
        var comments = await client.CommentsAsync(number, cancellationToken);
        if (comments.Any(comment => comment.Body?.StartsWith(first, StringComparison.Ordinal) ?? false))
            return null;
        var answer = await client.CommentAsync(number, Write(first, issue, note), cancellationToken);
        return answer.IsSuccess ? null : GitHubAnswers.Refusal(answer);
    }

    private static string Write(string first, GitHubIssueDto issue, IssueNote note)
    {
        var mention = note.MentionOwner ? string.Join(' ', issue.Assignees.Select(assignee => $"@{assignee.Login}")) : "";
        string[] lead = mention.Length > 0 ? [first, mention, ""] : [first];
        var text = note.Text;
        while (true)
        {
            var body = string.Join('\n', lead.Concat(GitHubText.Lines(text)));
            if (body.Length <= GitHubBody.MaxLength)
                return body;
            text = TextCut.AtWord(text, Math.Min(text.Length, GitHubBody.MaxLength) / 2);
        }
    }
}
