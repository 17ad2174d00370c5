using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>Compares a new issue with what was asked, since GitHub drops silently what it does not take, and puts right or tells what differs.</summary>
internal sealed class GitHubVerification(GitHubClient client, TimeZoneInfo zone)
{
    /// <summary>Never throws for a failing call: the issue is made, whatever becomes of its details.</summary>
    public async Task<(GitHubIssueDto Issue, IReadOnlyList<string> Remarks)> VerifyAsync(GitHubNewIssue asked, GitHubIssueDto created, CancellationToken cancellationToken)
    {
        var remarks = new List<string>(asked.Remarks);
        var has = created.Labels.Select(label => label.Name).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (asked.Labels.Where(label => !has.Contains(label)).ToArray() is { Length: > 0 } lost)
            remarks.Add($"GitHub did not take the labels {string.Join(", ", lost)}.");
        try
        {
            created = await VerifyFieldsAsync(asked, created, remarks, cancellationToken);
            created = await CorrectBodyAsync(asked, created, remarks, cancellationToken);
        }
        catch (TrackerException problem)
        {
            remarks.Add($"The new issue could not be compared with what was asked: {problem.Message}");
        }
        return (created, remarks);
    }

    private async Task<GitHubIssueDto> VerifyFieldsAsync(GitHubNewIssue asked, GitHubIssueDto created, List<string> remarks, CancellationToken cancellationToken)
    {
        if (asked.Wishes.All(wish => wish.IsGranted(created.IssueFieldValues)))
            return created;
        var number = $"{created.Number}";
        var values = await client.ShownValuesAsync(number, cancellationToken);
        if (asked.Wishes.Where(wish => !wish.IsGranted(values)).ToArray() is { Length: > 0 } missing)
        {
            await client.SetFieldsAsync(number, GitHubFieldWish.Json(missing), cancellationToken);
            values = await client.ShownValuesAsync(number, cancellationToken);
            remarks.AddRange(missing.Where(wish => !wish.IsGranted(values)).Select(wish => $"GitHub did not take the field {wish.Name}: {wish.Value}."));
        }
        return created with { IssueFieldValues = values };
    }

    /// <summary>The body said who is assigned and where the deadline is before GitHub dropped it.</summary>
    private async Task<GitHubIssueDto> CorrectBodyAsync(GitHubNewIssue asked, GitHubIssueDto created, List<string> remarks, CancellationToken cancellationToken)
    {
        var truth = asked;
        if (asked.Assignee is { } login && !created.Assignees.Any(a => login.Equals(a.Login, StringComparison.OrdinalIgnoreCase)))
        {
            truth = truth with { Unassigned = $"GitHub did not take {login}" };
            remarks.Add($"Not assigned to {asked.Draft.Owner}: GitHub did not take {login}.");
        }
        var lostField = asked.DeadlinePlace == DeadlinePlace.Field && asked.Draft.Deadline is { } due
            && !asked.Wishes.Any(wish => wish.Value == Deadline.On(due.DayIn(zone)).ToWord() && wish.IsGranted(created.IssueFieldValues));
        var lostMilestone = asked.Milestone is { } milestone && created.Milestone?.Number != milestone;
        if (lostMilestone)
            remarks.Add("GitHub did not take the milestone: the deadline is in the body.");
        if (lostField || lostMilestone)
            truth = truth with { DeadlinePlace = DeadlinePlace.Body };
        if (truth == asked)
            return created;
        var answer = await client.ChangeIssueAsync($"{created.Number}", new JsonObject { ["body"] = truth.Body }, cancellationToken);
        return answer.IsSuccess ? answer.Read(GitHubJsonContext.Default.GitHubIssueDto) with { IssueFieldValues = created.IssueFieldValues } : created;
    }
}
