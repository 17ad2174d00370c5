using Octokit;

namespace ActionSync.Trackers.GitHub;

/// <summary>An issue about to be made, with what GitHub is known to take.</summary>
internal sealed record GitHubNewIssue(IssueDraft Draft, TimeZoneInfo Zone)
{
    /// <summary>Our own.</summary>
    public required string Login { get; init; }
    public string? Assignee { get; init; }

    /// <summary>Why the owner is not assigned.</summary>
    public string? Unassigned { get; init; }

    /// <summary>The same to who reads the issue and cannot change any configuration.</summary>
    public string? UnassignedForReader { get => field ?? Unassigned; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Those of the labels that have to be made first.</summary>
    public IReadOnlyList<string> MissingLabels { get; init; } = [];
    public DeadlinePlace DeadlinePlace { get; init; } = DeadlinePlace.Body;
    public IReadOnlyList<GitHubFieldWish> Wishes { get; init; } = [];

    /// <summary>Its number; null where there is none, or it is yet to be made.</summary>
    public int? Milestone { get; init; }
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public string Body => GitHubBody.Of(Draft, DeadlinePlace, UnassignedForReader, Zone);

    /// <summary>As Octokit sends it.</summary>
    public NewIssue ToRequest()
    {
        var request = new NewIssueWithFields(GitHubWords.Title(Draft.Title))
        {
            Body = Body,
            Milestone = Milestone,
            IssueFieldValues = Wishes.Count > 0 ? new GitHubFieldValues(Wishes).IssueFieldValues : null,
        };
        foreach (var label in Labels)
            request.Labels.Add(label);
        if (Assignee is not null)
            request.Assignees.Add(Assignee);
        return request;
    }

    /// <summary>The same without a field that GitHub refused; null where there is nothing (more) to leave out.</summary>
    public GitHubNewIssue? Without(string? field, string why)
    {
        var remarks = Remarks.Append($"Created without {field}: GitHub says \"{why}\".").ToArray();
        return field switch
        {
            "assignees" when Assignee is { } login => this with { Assignee = null, Unassigned = $"GitHub does not let {login} be assigned", Remarks = remarks },
            "labels" when Labels.Count > 0 => this with { Labels = [], Remarks = remarks },
            "milestone" when Milestone is not null => this with { Milestone = null, DeadlinePlace = DeadlinePlace.Body, Remarks = remarks },
            "issue_field_values" when Wishes.Count > 0 => this with { Wishes = [], DeadlinePlace = DeadlinePlace.Body, Remarks = remarks },
            _ => null,
        };
    }
}
