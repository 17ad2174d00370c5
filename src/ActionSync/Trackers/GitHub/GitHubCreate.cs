using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Makes one issue. Everything that the POST needs is asked and made before it (<see cref="GitHubPreparation"/>); it is sent again only after a definite
/// refusal, without the field that was refused.
/// </summary>
internal sealed class GitHubCreate(
    GitHubClient client, GitHubPreparation preparation, GitHubSnapshots snapshots, GitHubOptions options, TimeZoneInfo zone)
{
    /// <summary>What an issue can do without, by the name that a 422 gives it.</summary>
    private static readonly string[] Expendable = ["assignees", "labels", "milestone", "issue_field_values"];

    public async Task<CreateOutcome> CreateAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            return await PostAsync(draft, await preparation.PrepareAsync(draft, cancellationToken), cancellationToken);
        }
        catch (TrackerException limit) when (limit is { Fault: TrackerFault.Limited, Until: { } until })
        {
            return new CreateOutcome.Deferred(limit.Message, until);
        }
    }

    private async Task<CreateOutcome> PostAsync(IssueDraft draft, GitHubNewIssue issue, CancellationToken cancellationToken)
    {
        GitHubIssueDto created;
        try
        {
            var reply = await client.CreateIssueAsync(issue.ToRequest(), cancellationToken);
            var answer = reply.Answer;
            if (!answer.IsSuccess)
            {
                return issue.Without(GitHubAnswers.WrongFields(answer).FirstOrDefault(Expendable.Contains), GitHubAnswers.Says(answer)) is { } lesser
                    ? await PostAsync(draft, lesser, cancellationToken)
                    : Refused(answer);
            }
            created = reply.Content;
            if (!IsOf(draft, created))
                return new CreateOutcome.Unknown($"GitHub answered with #{created.Number}, which is not what was sent.");
        }
        catch (TrackerException lost) when (lost.PerhapsDone)
        {
            return new CreateOutcome.Unknown(lost.Message);
        }
        var (verified, remarks) = await VerifyAsync(issue, created, cancellationToken);
        return new CreateOutcome.Created(await SnapshotAsync(issue, verified, remarks, cancellationToken));
    }

    /// <summary>
    /// Compares the issue with what was asked, since GitHub drops silently what it does not take, and puts right or tells what differs. Never throws for a
    /// failing call: the issue is made, whatever becomes of its details.
    /// </summary>
    private async Task<(GitHubIssueDto Issue, IReadOnlyList<string> Remarks)> VerifyAsync(
        GitHubNewIssue asked, GitHubIssueDto created, CancellationToken cancellationToken)
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

    private async Task<GitHubIssueDto> VerifyFieldsAsync(
        GitHubNewIssue asked, GitHubIssueDto created, List<string> remarks, CancellationToken cancellationToken)
    {
        if (asked.Wishes.All(wish => wish.IsGranted(created.IssueFieldValues)))
            return created;
        var number = $"{created.Number}";
        var values = await client.ShownValuesAsync(number, cancellationToken);
        if (asked.Wishes.Where(wish => !wish.IsGranted(values)).ToArray() is { Length: > 0 } missing)
        {
            await client.SetFieldsAsync(number, missing, cancellationToken);
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
        var reply = await client.ChangeIssueAsync($"{created.Number}", new JsonObject { ["body"] = truth.Body }, cancellationToken);
        return reply.IsSuccess ? reply.Content with { IssueFieldValues = created.IssueFieldValues } : created;
    }

    /// <summary>Never throws for a failing call: the issue is made, and what cannot be asked about it is not known.</summary>
    private async Task<IssueSnapshot> SnapshotAsync(
        GitHubNewIssue issue, GitHubIssueDto created, IReadOnlyList<string> remarks, CancellationToken cancellationToken)
    {
        try
        {
            return await snapshots.OfAsync(created, remarks, cancellationToken);
        }
        catch (TrackerException problem)
        {
            return snapshots.Of(created, issue.Login, [.. remarks, $"Not all of the new issue could be read: {problem.Message}"], null);
        }
    }

    /// <summary>An answer that tells of another issue must not tie the item to that.</summary>
    private static bool IsOf(IssueDraft draft, GitHubIssueDto created) =>
        GitHubBodyFacts.Marker(created.Body) == draft.Marker && created.Title == GitHubWords.Title(draft.Title) && created.State == "open";

    private CreateOutcome.Refused Refused(Answer answer) => answer.Status switch
    {
        HttpStatusCode.NotFound => throw GitHubAnswers.RepositoryNotFound(options.Repository),
        HttpStatusCode.Gone => throw GitHubAnswers.IssuesDisabled(options.Repository),
        _ => new CreateOutcome.Refused(GitHubAnswers.Refusal(answer)),
    };
}
