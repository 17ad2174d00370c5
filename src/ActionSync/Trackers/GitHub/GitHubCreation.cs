using System.Net;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Makes one issue. Everything that the POST needs is asked and made before it; it is sent again only after a definite refusal, without the
/// field that was refused.
/// </summary>
internal sealed class GitHubCreation(GitHubClient client, GitHubRepositoryCache cache, GitHubVerification verification, GitHubSnapshots snapshots, GitHubTrackerOptions options, TimeZoneInfo zone)
{
    /// <summary>What an issue can do without, by the name that a 422 gives it.</summary>
    private static readonly string[] Expendable = ["assignees", "labels", "milestone", "issue_field_values"];

    public async Task<CreateOutcome> CreateAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            return await PostAsync(draft, await PrepareAsync(draft, cancellationToken), cancellationToken);
        }
        catch (TrackerException limit) when (limit is { Fault: TrackerFault.Limited, Until: { } until })
        {
            return new CreateOutcome.Deferred(limit.Message, until);
        }
    }

    private async Task<GitHubNewIssue> PrepareAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            return await GatherAsync(draft, cancellationToken);
        }
        catch (TrackerException problem) when (problem.PerhapsDone)
        {
            // A label or milestone was perhaps made; the issue was not.
            throw new TrackerException(problem.Fault, problem.Message, problem);
        }
    }

    private async Task<GitHubNewIssue> GatherAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        var repository = await cache.RepositoryAsync(cancellationToken);
        if (repository.Archived)
            throw GitHubAnswers.Archived(repository.FullName);
        if (!repository.HasIssues)
            throw GitHubAnswers.IssuesDisabled(repository.FullName);
        var issue = new GitHubNewIssue(draft, zone) { Login = await cache.LoginAsync(cancellationToken) };
        if (!repository.CanPush)
        {
            return issue with
            {
                Unassigned = draft.Owner is null ? null : "the token has no push access",
                Remarks = ["The token has no push access to the repository: GitHub drops labels, assignee, milestone and fields."],
            };
        }
        var assignee = await cache.AssigneeAsync(draft.Owner, cancellationToken);
        var labels = GitHubWords.Labels(draft, options.Labels);
        var refused = await cache.EnsureLabelsAsync(labels, cancellationToken);
        var fields = await cache.FieldsAsync(cancellationToken);
        var place = await cache.DeadlinePlaceAsync(cancellationToken);
        return issue with
        {
            Assignee = assignee.Login,
            Unassigned = assignee.Problem,
            Labels = [.. labels.Where(label => !refused.ContainsKey(label))],
            DeadlinePlace = place,
            Wishes = fields.Wishes(draft.Priority, place == DeadlinePlace.Field ? draft.Deadline?.DayIn(zone) : null),
            Milestone = place == DeadlinePlace.Milestone && draft.Deadline is { } due ? await cache.MilestoneAsync(due, cancellationToken) : null,
            Remarks =
            [
                .. assignee.Problem is { } problem ? [$"Not assigned to {draft.Owner}: {problem}."] : Array.Empty<string>(),
                .. refused.Select(label => $"Label \"{label.Key}\" could not be made: {label.Value}"),
                .. options.DeadlineIn == DeadlinePlace.Field && place != DeadlinePlace.Field ? [$"The organisation has no date field \"{options.DeadlineField}\": the deadline is in the body."] : Array.Empty<string>(),
            ],
        };
    }

    private async Task<CreateOutcome> PostAsync(IssueDraft draft, GitHubNewIssue issue, CancellationToken cancellationToken)
    {
        Answer answer;
        GitHubIssueDto created;
        try
        {
            answer = await client.CreateIssueAsync(issue.Json(), cancellationToken);
            if (!answer.IsSuccess)
            {
                return issue.Without(GitHubAnswers.WrongFields(answer).FirstOrDefault(Expendable.Contains), GitHubAnswers.Says(answer)) is { } lesser
                    ? await PostAsync(draft, lesser, cancellationToken)
                    : Refused(answer);
            }
            created = answer.Read(GitHubJsonContext.Default.GitHubIssueDto);
            if (!IsOf(draft, created))
                return new CreateOutcome.Unknown($"GitHub answered with #{created.Number}, which is not what was sent.");
        }
        catch (TrackerException lost) when (lost.PerhapsDone)
        {
            return new CreateOutcome.Unknown(lost.Message);
        }
        var (verified, remarks) = await verification.VerifyAsync(issue, created, cancellationToken);
        return new CreateOutcome.Created(await SnapshotAsync(issue, verified, remarks, cancellationToken));
    }

    /// <summary>Never throws for a failing call: the issue is made, and what cannot be asked about it is not known.</summary>
    private async Task<IssueSnapshot> SnapshotAsync(GitHubNewIssue issue, GitHubIssueDto created, IReadOnlyList<string> remarks, CancellationToken cancellationToken)
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
