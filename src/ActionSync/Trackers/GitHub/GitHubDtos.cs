using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

// The parts of GitHub's answers that are used; they stay inside this folder.
// https://docs.github.com/rest/issues/issues

internal sealed record GitHubIssueDto : IPlausible
{
    public required int Number { get; init; }
    public long Id { get; init; }
    public required string Title { get; init; }
    public string? Body { get; init; }
    public required string State { get; init; }
    public string? StateReason { get; init; }
    public required string HtmlUrl { get; init; }
    public string? RepositoryUrl { get; init; }
    public GitHubUserDto? User { get; init; }
    public required IReadOnlyList<GitHubLabelDto> Labels { get; init; }
    public required IReadOnlyList<GitHubUserDto> Assignees { get; init; }
    public GitHubMilestoneDto? Milestone { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public GitHubUserDto? ClosedBy { get; init; }

    /// <summary>Only to know that it is there: a pull request travels among the issues.</summary>
    public JsonElement? PullRequest { get; init; }
    public IReadOnlyList<GitHubFieldValueDto>? IssueFieldValues { get; init; }

    public string? Flaw() => this switch
    {
        _ when string.IsNullOrWhiteSpace(Title) => $"issue {Number} without a title",
        _ when !PlainText.IsWebAddress(HtmlUrl) || !HtmlUrl.EndsWith($"/{Number}", StringComparison.Ordinal) => $"an address that is not issue {Number}'s",
        { State: not ("open" or "closed") } => $"issue {Number} neither open nor closed",
        _ when !Plausible.IsMoment(CreatedAt) || !Plausible.IsMoment(UpdatedAt) => $"issue {Number} of another time",
        _ => Plausible.Flaw(Labels) ?? Plausible.Flaw(Assignees) ?? (IssueFieldValues is { } values ? Plausible.Flaw(values) : null),
    };
}

internal sealed record GitHubUserDto(string Login);

internal sealed record GitHubLabelDto(string Name);

internal sealed record GitHubMilestoneDto(int Number, string Title, DateTimeOffset? DueOn = null);

internal sealed record GitHubCommentDto(string? Body = null);

/// <param name="Value">A text, a number or a list, by the field's type.</param>
internal sealed record GitHubFieldValueDto(long IssueFieldId, string? IssueFieldName = null, JsonElement Value = default, GitHubOptionDto? SingleSelectOption = null)
{
    public string? Text => SingleSelectOption?.Name ?? JsonWords.TextOrNull(Value);
}

internal sealed record GitHubFieldDto(long Id, string Name, string DataType, IReadOnlyList<GitHubOptionDto>? Options = null) : IPlausible
{
    public string? Flaw() => Options is null ? null : Plausible.Flaw(Options);
}

internal sealed record GitHubOptionDto(string Name);

internal sealed record GitHubRepositoryDto
{
    public required string FullName { get; init; }
    public required bool HasIssues { get; init; }
    public bool Archived { get; init; }
    public GitHubPermissionsDto? Permissions { get; init; }

    /// <summary>Labels, assignees, milestones and fields are taken. An App's installation shows no permissions, and may set them.</summary>
    public bool CanPush => Permissions?.Push ?? true;

    /// <summary>Nothing stands in the way of an issue with all its details.</summary>
    public bool IsReady => HasIssues && !Archived && CanPush;
}

internal sealed record GitHubPermissionsDto(bool Push);

internal sealed record GitHubAppDto(string Slug);

internal sealed record GitHubInstallationTokenDto(string Token, DateTimeOffset ExpiresAt);

/// <summary>Why something was refused. <c>errors</c> holds objects or plain strings.</summary>
internal sealed record GitHubErrorDto(string? Message = null, JsonElement? Errors = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GitHubIssueDto))]
[JsonSerializable(typeof(GitHubIssueDto[]))]
[JsonSerializable(typeof(GitHubCommentDto[]))]
[JsonSerializable(typeof(GitHubLabelDto[]))]
[JsonSerializable(typeof(GitHubMilestoneDto))]
[JsonSerializable(typeof(GitHubMilestoneDto[]))]
[JsonSerializable(typeof(GitHubFieldDto[]))]
[JsonSerializable(typeof(GitHubFieldValueDto[]))]
[JsonSerializable(typeof(GitHubRepositoryDto))]
[JsonSerializable(typeof(GitHubUserDto))]
[JsonSerializable(typeof(GitHubAppDto))]
[JsonSerializable(typeof(GitHubInstallationTokenDto))]
[JsonSerializable(typeof(GitHubErrorDto))]
[JsonSerializable(typeof(GitHubCursor))]
internal sealed partial class GitHubJsonContext : JsonSerializerContext;
