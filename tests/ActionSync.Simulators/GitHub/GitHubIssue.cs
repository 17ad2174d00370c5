using System.Collections.Immutable;

namespace ActionSync.Simulators.GitHub;

/// <summary>An issue or pull request as the books have it at one moment.</summary>
public sealed record GitHubIssue
{
    public required int Number { get; init; }
    public required long Id { get; init; }
    public required string Title { get; init; }
    public string Body { get; init; } = "";

    /// <summary>The author's login.</summary>
    public required string User { get; init; }
    public bool IsOpen { get; init; } = true;

    /// <summary>completed, not_planned, duplicate or reopened.</summary>
    public string? StateReason { get; init; }
    public ImmutableList<string> Labels { get; init; } = [];
    public ImmutableList<string> Assignees { get; init; } = [];

    /// <summary>The milestone's number.</summary>
    public int? Milestone { get; init; }

    /// <summary>By the issue field's id: an ISO date or an option's name.</summary>
    public ImmutableDictionary<long, string> Fields { get; init; } = ImmutableDictionary<long, string>.Empty;
    public ImmutableList<GitHubComment> Comments { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public bool IsPullRequest { get; init; }

    /// <summary>A pull request that is not to be looked at yet.</summary>
    public bool IsDraft { get; init; }
    public DateTimeOffset? MergedAt { get; init; }

    /// <summary>Nobody may comment who has no special right to.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The id of the issue that this one duplicates, where that was said when it was closed.</summary>
    public long? DuplicateOf { get; init; }
    public Whereabouts Whereabouts { get; init; }

    /// <summary>With <see cref="Whereabouts.Transferred"/>: where it went, as /repositories/{id}/issues/{n}.</summary>
    public string? MovedTo { get; init; }
}

/// <summary>Whether an issue is where it was made.</summary>
public enum Whereabouts
{
    Here,
    Transferred,
    Deleted,

    /// <summary>There, but not for those who ask (or moved where they cannot look).</summary>
    Hidden,
}

public sealed record GitHubComment(long Id, string User, string Body, DateTimeOffset CreatedAt);

public sealed record GitHubLabel(string Name, string Color, string? Description);

public sealed record GitHubMilestone(int Number, string Title, DateTimeOffset? DueOn);

/// <summary>A field of an organisation's issues.</summary>
/// <param name="DataType">date, single_select, text or number.</param>
public sealed record GitHubField(long Id, string Name, string DataType, params string[] Options)
{
    /// <summary>The ones that an organisation has from the start.</summary>
    public static IReadOnlyList<GitHubField> Defaults { get; } =
    [
        new(9001, "Priority", "single_select", "Urgent", "High", "Medium", "Low"),
        new(9002, "Effort", "single_select", "High", "Medium", "Low"),
        new(9003, "Start date", "date"),
        new(9004, "Target date", "date"),
    ];
}
