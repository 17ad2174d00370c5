using ActionSync.Items;

namespace ActionSync.Trackers.GitHub;

/// <summary>What a new issue asks for, found out by reading; and then what the repository lacks for it, made. A preview takes the first step alone.</summary>
internal sealed class GitHubPreparation(GitHubRepositoryCache cache, GitHubOptions options, TimeZoneInfo zone)
{
    /// <summary>What the issue would ask for; nothing is written.</summary>
    public async Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        var issue = await GatherAsync(draft, cancellationToken);
        var priority = (await cache.FieldsAsync(cancellationToken)).Priority;
        return new CreatePreview
        {
            Title = GitHubWords.Title(draft.Title),
            Assignee = issue.Assignee,
            WhyUnassigned = issue.Unassigned,
            Priority = issue.Wishes.FirstOrDefault(wish => wish.Id == priority?.Id)?.Value,
            Deadline = draft.Deadline,
            DeadlineIn = draft.Deadline is not { } due ? null : issue.DeadlinePlace switch
            {
                DeadlinePlace.Field => options.DeadlineField,
                DeadlinePlace.Milestone => GitHubWords.MilestoneTitle(due.DayIn(zone)),
                _ => null,
            },
            Labels = issue.Labels,
            Makes =
            [
                .. issue.MissingLabels.Select(label => $"label \"{label}\""),
                .. MilestoneOf(issue) is { } day && issue.Milestone is null
                    ? [$"milestone \"{GitHubWords.MilestoneTitle(day.DayIn(zone))}\""]
                    : Array.Empty<string>(),
            ],
            Remarks = issue.Remarks,
        };
    }

    /// <summary>What the issue asks for, once all of it is there.</summary>
    public async Task<GitHubNewIssue> PrepareAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            return await MakeMissingAsync(await GatherAsync(draft, cancellationToken), cancellationToken);
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
                UnassignedForReader = draft.Owner is null ? null : "ActionSync may assign nobody in this repository",
                Remarks = ["The token has no push access to the repository: GitHub drops labels, assignee, milestone and fields."],
            };
        }
        var assignee = await cache.AssigneeAsync(draft.Owner, cancellationToken);
        var labels = GitHubWords.Labels(draft, options.Labels);
        var fields = await cache.FieldsAsync(cancellationToken);
        var place = await cache.DeadlinePlaceAsync(cancellationToken);
        issue = issue with
        {
            Assignee = assignee.Login,
            Unassigned = assignee.Problem,
            UnassignedForReader = assignee.ForReader,
            Labels = labels,
            MissingLabels = await cache.MissingLabelsAsync(labels, cancellationToken),
            DeadlinePlace = place,
            Wishes = fields.Wishes(draft.Priority, place == DeadlinePlace.Field ? draft.Deadline?.DayIn(zone) : null),
            Remarks =
            [
                .. assignee.Problem is { } problem ? [$"Not assigned to {draft.Owner}: {problem}."] : Array.Empty<string>(),
                .. options.DeadlineIn == DeadlinePlace.Field && place != DeadlinePlace.Field
                    ? [$"The organisation has no date field \"{options.DeadlineField}\": the deadline is in the body."]
                    : Array.Empty<string>(),
            ],
        };
        return MilestoneOf(issue) is { } due ? issue with { Milestone = await cache.FindMilestoneAsync(due, cancellationToken) } : issue;
    }

    private async Task<GitHubNewIssue> MakeMissingAsync(GitHubNewIssue issue, CancellationToken cancellationToken)
    {
        if (issue.MissingLabels.Count > 0)
        {
            var refused = await cache.EnsureLabelsAsync(issue.MissingLabels, cancellationToken);
            issue = issue with
            {
                Labels = [.. issue.Labels.Where(label => !refused.ContainsKey(label))],
                Remarks = [.. issue.Remarks, .. refused.Select(label => $"Label \"{label.Key}\" could not be made: {label.Value}")],
            };
        }
        return MilestoneOf(issue) is { } due ? issue with { Milestone = await cache.MilestoneAsync(due, cancellationToken) } : issue;
    }

    /// <summary>The deadline that a milestone has to hold; null where none has.</summary>
    private static Deadline? MilestoneOf(GitHubNewIssue issue) => issue.DeadlinePlace == DeadlinePlace.Milestone ? issue.Draft.Deadline : null;
}
