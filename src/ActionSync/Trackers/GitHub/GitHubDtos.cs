using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

// The parts of GitHub's answers that are used; they stay inside this folder.
// https://docs.github.com/rest/issues/issues

internal sealed record GitHubIssueDto : IValidatedResponse
{
    public required int Number { get; init; }
    public long Id { get; init; }
    public required string Title { get; init; }
    public required string State { get; init; }
    public required string HtmlUrl { get; init; }
    public string? RepositoryUrl { get; init; }

    /// <summary>Who wrote it; null where that account is gone.</summary>
    public GitHubPersonDto? User { get; init; }
    public required IReadOnlyList<GitHubLabelDto> Labels { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public GitHubPersonDto? ClosedBy { get; init; }

    /// <summary>Only to know that it is there: a pull request travels among the issues.</summary>
    public JsonElement? PullRequest { get; init; }

    /// <summary>Null where it is not shown, which says nothing about what it holds.</summary>
    public IReadOnlyList<GitHubFieldValueDto?>? IssueFieldValues { get; init; }

    [JsonPropertyName("assignees")]
    public IReadOnlyList<GitHubPersonDto?>? AssigneeList { get; init; }

    /// <summary>The first of the assignees; later versions of the API leave it out.</summary>
    public GitHubPersonDto? Assignee { get; init; }

    // These are kept as they came: a text or null says something, an absent member nothing.
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement BodyMember { get; init; }

    [JsonPropertyName("milestone"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement MilestoneMember { get; init; }

    [JsonPropertyName("state_reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement StateReasonMember { get; init; }

    [JsonPropertyName("closed_at"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement ClosedAtMember { get; init; }

    [JsonIgnore]
    public string? Body => JsonWords.TextOrNull(BodyMember);

    /// <summary>The body is shown, be it empty.</summary>
    [JsonIgnore]
    public bool ShowsBody => BodyMember.ValueKind == JsonValueKind.Null || Body is not null;

    [JsonIgnore]
    public GitHubMilestoneDto? Milestone => GitHubMilestoneDto.Of(MilestoneMember);

    /// <summary>The milestone is shown, be it none.</summary>
    [JsonIgnore]
    public bool ShowsMilestone => MilestoneMember.ValueKind == JsonValueKind.Null || Milestone is not null;

    [JsonIgnore]
    public string? StateReason => JsonWords.TextOrNull(StateReasonMember);

    [JsonIgnore]
    public DateTimeOffset? ClosedAt => JsonWords.MomentOrNull(ClosedAtMember);

    /// <summary>Nobody where GitHub shows none.</summary>
    [JsonIgnore]
    public IReadOnlyList<GitHubPersonDto> Assignees =>
        AssigneeList is { } list ? [.. list.Select(person => person ?? new GitHubPersonDto(null))] : Assignee is { } only ? [only] : [];

    public string? Invalid() => this switch
    {
        _ when string.IsNullOrWhiteSpace(Title) => $"issue {Number} without a title",
        _ when !PlainText.IsWebAddress(HtmlUrl) || !HtmlUrl.EndsWith($"/{Number}", StringComparison.Ordinal) => $"an address that is not issue {Number}'s",
        _ when !ResponseValidation.IsMoment(CreatedAt) || !ResponseValidation.IsMoment(UpdatedAt) => $"issue {Number} of another time",
        _ => null,
    };
}

/// <summary>Somebody who is named by an issue.</summary>
/// <param name="Login">Null where it cannot be read.</param>
[JsonConverter(typeof(GitHubPersonConverter))]
internal sealed record GitHubPersonDto(string? Login);

/// <param name="Name">Null where it cannot be read.</param>
[JsonConverter(typeof(GitHubLabelConverter))]
internal sealed record GitHubLabelDto(string? Name);

internal sealed record GitHubMilestoneDto(int Number, string Title, DateTimeOffset? DueOn = null)
{
    /// <summary>Null where there is none, or none that can be read.</summary>
    public static GitHubMilestoneDto? Of(JsonElement member)
    {
        try
        {
            return member.ValueKind == JsonValueKind.Object ? member.Deserialize(GitHubJsonContext.Default.GitHubMilestoneDto) : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Whoever asks is told by ShowsMilestone that there is one all the same.
            return null;
        }
    }
}

internal sealed record GitHubCommentDto
{
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement BodyMember { get; init; }

    [JsonIgnore]
    public string? Body => JsonWords.TextOrNull(BodyMember);
}

/// <summary>A value of one issue field. A part that cannot be read costs that part: most fields are not ours.</summary>
internal sealed record GitHubFieldValueDto
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement IssueFieldId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement IssueFieldName { get; init; }

    /// <summary>A text, a number or a list, by the field's type.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement Value { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement SingleSelectOption { get; init; }

    [JsonIgnore]
    public long? Id => IssueFieldId.ValueKind == JsonValueKind.Number && IssueFieldId.TryGetInt64(out var id) ? id : null;

    [JsonIgnore]
    public string? Name => JsonWords.TextOrNull(IssueFieldName);

    [JsonIgnore]
    public string? Text =>
    JsonWords.TextOrNull(SingleSelectOption.ValueKind == JsonValueKind.Object && SingleSelectOption.TryGetProperty("name", out var name) ? name : Value);

    /// <summary>Shown, and surely without a value.</summary>
    [JsonIgnore]
    public bool IsEmpty => Value.ValueKind == JsonValueKind.Null && SingleSelectOption.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
}

/// <param name="Options">Null where the field offers none.</param>
internal sealed record GitHubFieldDto(long Id, string Name, string DataType, IReadOnlyList<GitHubOptionDto>? Options = null);

[JsonConverter(typeof(GitHubOptionConverter))]
internal sealed record GitHubOptionDto(string? Name);

/// <summary>Why something was refused. <c>errors</c> holds objects or plain strings.</summary>
internal sealed record GitHubErrorDto(string? Message = null, JsonElement? Errors = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GitHubIssueDto))]
[JsonSerializable(typeof(ListReading<GitHubIssueDto>))]
[JsonSerializable(typeof(GitHubCommentDto))]
[JsonSerializable(typeof(ListReading<GitHubCommentDto>))]
[JsonSerializable(typeof(GitHubLabelDto))]
[JsonSerializable(typeof(ListReading<GitHubLabelDto>))]
[JsonSerializable(typeof(GitHubMilestoneDto))]
[JsonSerializable(typeof(ListReading<GitHubMilestoneDto>))]
[JsonSerializable(typeof(GitHubFieldDto))]
[JsonSerializable(typeof(ListReading<GitHubFieldDto>))]
[JsonSerializable(typeof(GitHubFieldValueDto))]
[JsonSerializable(typeof(ListReading<GitHubFieldValueDto>))]
[JsonSerializable(typeof(GitHubErrorDto))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(GitHubCursor))]
internal sealed partial class GitHubJsonContext : JsonSerializerContext;
