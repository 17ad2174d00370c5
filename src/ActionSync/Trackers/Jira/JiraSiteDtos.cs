using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

// What Jira answers about projects, screens and workflows, as far as it is read.

/// <summary>
/// A page of create metadata: Cloud names the list after what is in it, Data Center calls it values, and Cloud's own description has a third name.
/// </summary>
internal sealed record JiraIssueTypePage(
    IReadOnlyList<JsonMember<JiraIssueType>>? IssueTypes = null,
    IReadOnlyList<JsonMember<JiraIssueType>>? Values = null,
    IReadOnlyList<JsonMember<JiraIssueType>>? CreateMetaIssueType = null,
    int? Total = null,
    bool? IsLast = null)
{
    [JsonIgnore]
    public IReadOnlyList<JsonMember<JiraIssueType>>? List => IssueTypes ?? Values ?? CreateMetaIssueType;
}

internal sealed record JiraIssueType
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Name { get; init; }
    public JsonMember<bool> Subtask { get; init; }
}

internal sealed record JiraFieldPage(
    IReadOnlyList<JsonMember<JiraFieldAnswer>>? Fields = null,
    IReadOnlyList<JsonMember<JiraFieldAnswer>>? Values = null,
    IReadOnlyList<JsonMember<JiraFieldAnswer>>? Results = null,
    int? Total = null,
    bool? IsLast = null)
{
    [JsonIgnore]
    public IReadOnlyList<JsonMember<JiraFieldAnswer>>? List => Fields ?? Values ?? Results;
}

internal sealed record JiraFieldAnswer
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? FieldId { get; init; }

    /// <summary>The same as the id; some versions send only this one.</summary>
    [JsonConverter(typeof(TextOrNumber))]
    public string? Key { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Name { get; init; }
    public JsonMember<bool> Required { get; init; }
    public JsonMember<bool> HasDefaultValue { get; init; }
    public JsonMember<JiraSchema> Schema { get; init; }

    /// <summary>Of any shape: plug-ins put what they like here.</summary>
    public JsonElement AllowedValues { get; init; }
}

internal sealed record JiraSchema
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Type { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Items { get; init; }
}

internal sealed record JiraTransitionList(IReadOnlyList<JsonMember<JiraTransition>>? Transitions = null) : IValidatedResponse
{
    public string? Invalid() => Transitions is null ? "no $.transitions" : null;
}

internal sealed record JiraTransition
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Name { get; init; }
    public JsonMember<JiraStatus> To { get; init; }
    public JsonMember<IReadOnlyDictionary<string, JsonMember<JiraFieldAnswer>>> Fields { get; init; }
}

internal sealed record JiraCommentPage(IReadOnlyList<JsonMember<JiraComment>>? Comments = null, int? Total = null) : IValidatedResponse
{
    public string? Invalid() => Comments is null ? "no $.comments" : null;
}

/// <param name="Id">Tells one from another.</param>
/// <param name="Body">Text in version 2 of the API; whatever else comes is searched as it stands there.</param>
internal sealed record JiraComment(JsonElement Id = default, JsonElement Body = default);

internal sealed record JiraProject
{
    /// <summary>Stays when the project gets another key.</summary>
    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Key { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Name { get; init; }
    public JsonMember<bool> Archived { get; init; }
}

internal sealed record JiraPermissions(IReadOnlyDictionary<string, JsonMember<JiraPermission>>? Permissions = null) : IValidatedResponse
{
    public string? Invalid() => Permissions is null ? "no $.permissions" : null;
}

internal sealed record JiraPermission
{
    public JsonMember<bool> HavePermission { get; init; }
}

internal sealed record JiraServerInfo
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? BaseUrl { get; init; }
}
