using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActionSync.Trackers.GitHub;

// The parts of GitHub's answers that are used; they stay inside this folder.
// https://docs.github.com/rest/issues/issues

internal sealed record GitHubIssueDto
{
    public int Number { get; init; }
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public string? Body { get; init; }
    public string State { get; init; } = "";
    public string? StateReason { get; init; }
    public string HtmlUrl { get; init; } = "";
    public string RepositoryUrl { get; init; } = "";
    public GitHubUserDto? User { get; init; }
    public IReadOnlyList<GitHubLabelDto> Labels { get; init; } = [];
    public IReadOnlyList<GitHubUserDto> Assignees { get; init; } = [];
    public GitHubMilestoneDto? Milestone { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public GitHubUserDto? ClosedBy { get; init; }

    /// <summary>Only to know that it is there: a pull request travels among the issues.</summary>
    public JsonElement? PullRequest { get; init; }
    public IReadOnlyList<GitHubFieldValueDto>? IssueFieldValues { get; init; }
}

internal sealed record GitHubUserDto(string Login);

internal sealed record GitHubLabelDto(string Name);

internal sealed record GitHubMilestoneDto(int Number, string Title, DateTimeOffset? DueOn);

internal sealed record GitHubCommentDto(string? Body);

/// <param name="Value">A text, a number or a list, by the field's type.</param>
internal sealed record GitHubFieldValueDto(long IssueFieldId, string? IssueFieldName, JsonElement Value, GitHubOptionDto? SingleSelectOption)
{
    public string? Text => SingleSelectOption?.Name ?? (Value.ValueKind == JsonValueKind.String ? Value.GetString() : null);
}

internal sealed record GitHubFieldDto(long Id, string Name, string DataType, IReadOnlyList<GitHubOptionDto>? Options);

internal sealed record GitHubOptionDto(string Name);

internal sealed record GitHubRepositoryDto
{
    public string FullName { get; init; } = "";
    public bool HasIssues { get; init; }
    public bool Archived { get; init; }
    public GitHubPermissionsDto? Permissions { get; init; }

    /// <summary>Labels, assignees, milestones and fields are taken. An App's installation shows no permissions, and may set them.</summary>
    public bool CanPush => Permissions?.Push ?? true;
}

internal sealed record GitHubPermissionsDto(bool Push);

internal sealed record GitHubAppDto(string Slug);

internal sealed record GitHubInstallationTokenDto(string Token, DateTimeOffset ExpiresAt);

/// <summary>Why something was refused. <c>errors</c> holds objects or plain strings.</summary>
internal sealed record GitHubErrorDto(string? Message, JsonElement? Errors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
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
