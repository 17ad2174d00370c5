using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActionSync.Trackers.Jira;

/// <summary>Jira's answers, as far as they are read. Names are Jira's own.</summary>
internal sealed record JiraIssue(string Id, string Key, JiraFields? Fields)
{
    public JiraProperties? Properties { get; init; }
    public JiraChangelog? Changelog { get; init; }
}

internal sealed record JiraFields
{
    public string? Summary { get; init; }
    public JiraStatus? Status { get; init; }
    public JiraNamed? Resolution { get; init; }
    public JiraNamed? Priority { get; init; }
    public string? Duedate { get; init; }
    public IReadOnlyList<string>? Labels { get; init; }
    public JiraUser? Assignee { get; init; }
    public JiraUser? Creator { get; init; }
    public string? Created { get; init; }
    public string? Updated { get; init; }
    public string? Resolutiondate { get; init; }
    public JiraNamed? Project { get; init; }
}

internal sealed record JiraStatus(string? Name, JiraNamed? StatusCategory);

/// <summary>Whatever has an id, a key, a name or a value.</summary>
internal sealed record JiraNamed(string? Id, string? Key, string? Name, string? Value)
{
    /// <summary>What people call it.</summary>
    public string Words => Name ?? Value ?? Key ?? Id ?? "";
}

/// <summary>Cloud tells an account id, Data Center a user name.</summary>
internal sealed record JiraUser(string? AccountId, string? Name, string? DisplayName, string? EmailAddress)
{
    public string? Identity => AccountId ?? Name;
}

internal sealed record JiraProperties(JiraMark? Actionsync);

/// <summary>Our entity property.</summary>
/// <param name="Project">Where the issue was made, so that it is known as ours after a move.</param>
/// <param name="Sent">When the create was sent: Jira's Clone copies the property, but not the time.</param>
internal sealed record JiraMark(string? Marker, string? Key, string? Project, DateTimeOffset? Sent);

internal sealed record JiraChangelog(IReadOnlyList<JiraHistory>? Histories);

internal sealed record JiraHistory(JiraUser? Author, string? Created);

internal sealed record JiraSearchPage(IReadOnlyList<JiraIssue>? Issues, string? NextPageToken, bool? IsLast, int? Total);

internal sealed record JiraBulkCreated(IReadOnlyList<JiraCreated>? Issues, IReadOnlyList<JiraElementError>? Errors);

internal sealed record JiraCreated(string Id, string Key);

internal sealed record JiraElementError(int FailedElementNumber, int? Status, JiraErrors? ElementErrors);

/// <summary>What Jira says no with; the gateway says <paramref name="Message"/>.</summary>
internal sealed record JiraErrors(IReadOnlyList<string>? ErrorMessages, IReadOnlyDictionary<string, string>? Errors, string? Message)
{
    public string Words => string.Join("; ", (ErrorMessages ?? []).Concat((Errors ?? new Dictionary<string, string>()).Select(e => $"{e.Key}: {e.Value}")).DefaultIfEmpty(Message ?? ""));
}

/// <summary>A page of create metadata: Cloud names the list after what is in it, Data Center calls it values.</summary>
internal sealed record JiraIssueTypePage(IReadOnlyList<JiraIssueType>? IssueTypes, IReadOnlyList<JiraIssueType>? Values, int? Total);

internal sealed record JiraIssueType(string Id, string Name, bool? Subtask);

internal sealed record JiraFieldPage(IReadOnlyList<JiraScreenField>? Fields, IReadOnlyList<JiraScreenField>? Values, int? Total);

internal sealed record JiraScreenField(string FieldId, string Name, bool Required, bool? HasDefaultValue, JiraSchema? Schema, IReadOnlyList<JiraNamed>? AllowedValues);

internal sealed record JiraSchema(string? Type, string? Items);

internal sealed record JiraTransitionList(IReadOnlyList<JiraTransition>? Transitions);

internal sealed record JiraTransition(string Id, string Name, JiraStatus? To, IReadOnlyDictionary<string, JiraTransitionField>? Fields);

internal sealed record JiraTransitionField(bool Required, string? Name, bool? HasDefaultValue, IReadOnlyList<JiraNamed>? AllowedValues);

internal sealed record JiraCommentPage(IReadOnlyList<JiraComment>? Comments, int? Total);

internal sealed record JiraComment(string? Body);

internal sealed record JiraProject(string Key, string? Name, bool? Archived);

internal sealed record JiraPermissions(IReadOnlyDictionary<string, JiraPermission> Permissions);

internal sealed record JiraPermission(bool HavePermission);

internal sealed record JiraServerInfo(string? BaseUrl, string? DeploymentType, string? Version);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(JiraIssue))]
[JsonSerializable(typeof(JiraSearchPage))]
[JsonSerializable(typeof(JiraBulkCreated))]
[JsonSerializable(typeof(JiraErrors))]
[JsonSerializable(typeof(JiraIssueTypePage))]
[JsonSerializable(typeof(JiraFieldPage))]
[JsonSerializable(typeof(JiraTransitionList))]
[JsonSerializable(typeof(JiraCommentPage))]
[JsonSerializable(typeof(JiraProject))]
[JsonSerializable(typeof(JiraPermissions))]
[JsonSerializable(typeof(JiraServerInfo))]
[JsonSerializable(typeof(JiraUser))]
[JsonSerializable(typeof(IReadOnlyList<JiraUser>))]
internal sealed partial class JiraJson : JsonSerializerContext;
