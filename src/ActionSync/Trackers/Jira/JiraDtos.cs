using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

// Jira's answers, as far as they are read; names are Jira's own. Jira's description of itself requires next to none of these members, and nothing here requires
// more. Members are set and not "init": what is init passes the generated code in boxes, which would double the memory of a listing.

internal sealed record JiraIssueAnswer
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; set; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Key { get; set; }
    public JsonMember<JiraFields> Fields { get; set; }
    public JsonMember<JiraProperties> Properties { get; set; }
    public JsonMember<JiraChangelog> Changelog { get; set; }
}

internal sealed record JiraFields
{
    public JsonMember<string> Summary { get; set; }
    public JsonMember<JiraStatus> Status { get; set; }
    public JsonMember<JiraNamed> Resolution { get; set; }
    public JsonMember<JiraNamed> Priority { get; set; }
    public JsonMember<string> Duedate { get; set; }
    public JsonMember<IReadOnlyList<JsonElement>> Labels { get; set; }
    public JsonMember<JiraUser> Assignee { get; set; }
    public JsonMember<JiraUser> Creator { get; set; }
    public JsonMember<string> Created { get; set; }
    public JsonMember<string> Updated { get; set; }
    public JsonMember<string> Resolutiondate { get; set; }
    public JsonMember<JiraProject> Project { get; set; }
}

internal sealed record JiraStatus
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Name { get; set; }
    public JsonMember<JiraStatusCategory> StatusCategory { get; set; }

    /// <summary>new, indeterminate or done, in every language; null where it is not shown.</summary>
    [JsonIgnore]
    public string? Category => StatusCategory.Value?.Key;
}

/// <summary>The category's id is a number, unlike most other ids, and nothing here needs it.</summary>
internal sealed record JiraStatusCategory
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Key { get; set; }
}

/// <summary>A resolution or a priority.</summary>
internal sealed record JiraNamed
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Name { get; set; }
}

/// <summary>Cloud tells an account id, Data Center a user name.</summary>
internal sealed record JiraUser
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? AccountId { get; set; }

    /// <summary>Cloud: atlassian (a person), app, customer or unknown.</summary>
    [JsonConverter(typeof(TextOrNumber))]
    public string? AccountType { get; set; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Name { get; set; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? DisplayName { get; set; }

    /// <summary>Absent, null or empty where the person or the site hides it.</summary>
    [JsonConverter(typeof(TextOrNumber))]
    public string? EmailAddress { get; set; }
    public JsonMember<bool> Active { get; set; }

    [JsonIgnore]
    public string? Identity => AccountId is { Length: > 0 } ? AccountId : Name is { Length: > 0 } ? Name : null;

    /// <summary>Deactivated or deleted: nobody reads what is written to this account.</summary>
    [JsonIgnore]
    public bool HasLeft => Active is { Is: Showing.Value, Value: false };

    /// <summary>A machine or a customer, who works on nothing.</summary>
    [JsonIgnore]
    public bool IsBotOrCustomer => AccountType is "app" or "customer";
}

internal sealed record JiraProperties
{
    public JsonMember<JiraMark> Actionsync { get; set; }

    [JsonIgnore]
    public JiraMark? Mark => Actionsync.Value;
}

/// <summary>Our entity property.</summary>
internal sealed record JiraMark
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Marker { get; set; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Key { get; set; }

    /// <summary>Where the issue was made, so that it is known as ours after a move.</summary>
    [JsonConverter(typeof(TextOrNumber))]
    public string? Project { get; set; }

    /// <summary>When the create was sent: Jira's Clone copies the property, but not the time.</summary>
    public JsonMember<DateTimeOffset> Sent { get; set; }
}

internal sealed record JiraChangelog(IReadOnlyList<JsonMember<JiraHistory>>? Histories = null);

internal sealed record JiraHistory
{
    public JsonMember<JiraUser> Author { get; set; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Created { get; set; }
}

internal sealed record JiraSearchPage(
    IReadOnlyList<JsonMember<JiraIssueAnswer>>? Issues = null, string? NextPageToken = null, bool? IsLast = null, int? Total = null) : IValidatedResponse
{
    public string? Invalid() => Issues is null ? "no $.issues" : null;
}

/// <param name="IssueErrors">What could not be read on Jira's side.</param>
internal sealed record JiraBulkFetched(IReadOnlyList<JsonMember<JiraIssueAnswer>>? Issues = null, IReadOnlyList<JsonMember<JiraIssueError>>? IssueErrors = null)
    : IValidatedResponse
{
    public string? Invalid() => Issues is null ? "no $.issues" : null;
}

internal sealed record JiraIssueError
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; set; }
}

internal sealed record JiraBulkCreated(IReadOnlyList<JsonMember<JiraCreated>>? Issues = null, IReadOnlyList<JsonMember<JiraElementError>>? Errors = null);

internal sealed record JiraCreated
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; set; }
}

internal sealed record JiraElementError
{
    public JsonMember<int> FailedElementNumber { get; set; }
    public JsonMember<int> Status { get; set; }
    public JsonMember<JiraErrors> ElementErrors { get; set; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JiraIssueAnswer))]
[JsonSerializable(typeof(JiraFields))]
[JsonSerializable(typeof(JiraStatus))]
[JsonSerializable(typeof(JiraStatusCategory))]
[JsonSerializable(typeof(JiraNamed))]
[JsonSerializable(typeof(JiraProperties))]
[JsonSerializable(typeof(JiraMark))]
[JsonSerializable(typeof(JiraChangelog))]
[JsonSerializable(typeof(JiraHistory))]
[JsonSerializable(typeof(JiraSearchPage))]
[JsonSerializable(typeof(JiraBulkFetched))]
[JsonSerializable(typeof(JiraIssueError))]
[JsonSerializable(typeof(JiraBulkCreated))]
[JsonSerializable(typeof(JiraCreated))]
[JsonSerializable(typeof(JiraElementError))]
[JsonSerializable(typeof(JiraErrors))]
[JsonSerializable(typeof(JiraIssueTypePage))]
[JsonSerializable(typeof(JiraIssueType))]
[JsonSerializable(typeof(JiraFieldPage))]
[JsonSerializable(typeof(JiraFieldAnswer))]
[JsonSerializable(typeof(JiraSchema))]
[JsonSerializable(typeof(JiraTransitionList))]
[JsonSerializable(typeof(JiraTransition))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonMember<JiraFieldAnswer>>))]
[JsonSerializable(typeof(JiraCommentPage))]
[JsonSerializable(typeof(JiraComment))]
[JsonSerializable(typeof(JiraProject))]
[JsonSerializable(typeof(JiraPermissions))]
[JsonSerializable(typeof(JiraPermission))]
[JsonSerializable(typeof(JiraServerInfo))]
[JsonSerializable(typeof(JiraUser))]
[JsonSerializable(typeof(IReadOnlyList<JsonMember<JiraUser>>))]
[JsonSerializable(typeof(IReadOnlyList<JsonMember<JiraNamed>>))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
internal sealed partial class JiraJson : JsonSerializerContext;
