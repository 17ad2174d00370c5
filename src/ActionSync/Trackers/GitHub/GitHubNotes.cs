using System.Security.Cryptography;
using System.Text;
using ActionSync.Text;

namespace ActionSync.Trackers.GitHub;

/// <summary>Comments for people, each at most once: a hidden first line makes it findable.</summary>
internal sealed class GitHubNotes(GitHubClient client)
{
    /// <returns>What stood in the way, or null.</returns>
    public async Task<ReadOutcome?> AddAsync(GitHubIssueDto issue, IssueNote note, CancellationToken cancellationToken)
    {
        var number = $"{issue.Number}";
        var first = $"<!-- actionsync-note:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(note.Token)).AsSpan(0, 10))} -->";
        try
        {
            var comments = await client.CommentsAsync(number, cancellationToken);
            if (comments.Any(comment => comment.Body?.StartsWith(first, StringComparison.Ordinal) ?? false))
                return null;
            var answer = await client.CommentAsync(number, Write(first, issue, note), cancellationToken);
            return answer.IsSuccess ? null : GitHubAnswers.Outcome([answer]);
        }
        catch (TrackerException trouble) when (trouble.OfOneIssue)
        {
            return new ReadOutcome.Failed(trouble.Message, trouble.PerhapsDone);
        }
    }

    private static string Write(string first, GitHubIssueDto issue, IssueNote note)
    {
        var mention = note.MentionOwner
            ? string.Join(' ', issue.Assignees.Where(assignee => assignee.Login is not null).Select(assignee => $"@{assignee.Login}"))
            : "";
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
