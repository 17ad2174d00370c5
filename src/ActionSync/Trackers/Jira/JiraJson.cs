using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Jira's answers, as far as they are read. Names are Jira's own.</summary>
internal sealed partial record JiraIssue(string Id, string Key, JiraFields Fields) : IPlausible
{
    public JiraProperties? Properties { get; init; }
    public JiraChangelog? Changelog { get; init; }

    public string? Flaw() => IsNumber(Id) && IsKey(Key) ? Fields.Flaw() is { } flaw ? $"{Key} {flaw}" : null : "an issue without an id or a key";

    /// <summary>They become parts of addresses and queries.</summary>
    public static bool IsNumber(string id) => id.Length is > 0 and < 19 && id.All(char.IsAsciiDigit);

    public static bool IsKey(string key) => KeyPattern().IsMatch(key);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,254}-[1-9][0-9]{0,8}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern();
}

internal sealed record JiraFields : IPlausible
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

    public string? Flaw() => this switch
    {
        _ when string.IsNullOrWhiteSpace(Summary) => "without a summary",
        _ when string.IsNullOrEmpty(Status?.StatusCategory?.Key) => "without a status",
        _ when !Plausible.IsMoment(Time(Created)) || !Plausible.IsMoment(Time(Updated)) => "of another time",
        _ when Duedate is not null && Deadline.ParseOrNull(Duedate) is null => "with a due date that is no day",
        _ => Labels is null ? null : Plausible.Flaw(Labels),
    };

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-ddTHH:mm:ss.fffzzzz", "yyyy-MM-ddTHH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time) ? time : null;
}

internal sealed record JiraStatus(string? Name = null, JiraStatusCategory? StatusCategory = null);

/// <param name="Key">new, indeterminate or done, in every language. The category's id is a number, unlike all other ids, and nothing here needs it.</param>
internal sealed record JiraStatusCategory(string? Key = null);

/// <summary>Whatever has an id, a key, a name or a value.</summary>
internal sealed record JiraNamed(string? Id = null, string? Key = null, string? Name = null, string? Value = null)
{
    /// <summary>What people call it.</summary>
    public string Words => Name ?? Value ?? Key ?? Id ?? "";
}

/// <summary>Cloud tells an account id, Data Center a user name.</summary>
internal sealed record JiraUser(string? AccountId = null, string? Name = null, string? DisplayName = null, string? EmailAddress = null) : IPlausible
{
    public string? Identity => AccountId ?? Name;

    public string? Flaw() => string.IsNullOrEmpty(Identity) ? "a person without an identity" : null;
}

internal sealed record JiraProperties(JiraMark? Actionsync = null);

/// <summary>Our entity property.</summary>
/// <param name="Project">Where the issue was made, so that it is known as ours after a move.</param>
/// <param name="Sent">When the create was sent: Jira's Clone copies the property, but not the time.</param>
internal sealed record JiraMark(string? Marker = null, string? Key = null, string? Project = null, DateTimeOffset? Sent = null);

internal sealed record JiraChangelog(IReadOnlyList<JiraHistory?>? Histories = null);

internal sealed record JiraHistory(JiraUser? Author = null, string? Created = null);

/// <param name="Issues">Absent only where something else answered.</param>
internal sealed record JiraSearchPage(IReadOnlyList<JiraIssue> Issues, string? NextPageToken = null, bool? IsLast = null, int? Total = null) : IPlausible
{
    public string? Flaw() => Plausible.Flaw(Issues);
}

internal sealed record JiraBulkCreated(IReadOnlyList<JiraCreated>? Issues = null, IReadOnlyList<JiraElementError>? Errors = null) : IPlausible
{
    public string? Flaw() => Plausible.Flaw(Issues ?? []) ?? Plausible.Flaw(Errors ?? []);
}

internal sealed record JiraCreated(string Id, string Key) : IPlausible
{
    public string? Flaw() => JiraIssue.IsNumber(Id) && JiraIssue.IsKey(Key) ? null : "an issue without an id or a key";
}

internal sealed record JiraElementError(int FailedElementNumber, int? Status = null, JiraErrors? ElementErrors = null);

/// <summary>What Jira says no with; the gateway says <paramref name="Message"/>.</summary>
internal sealed record JiraErrors(IReadOnlyList<string?>? ErrorMessages = null, IReadOnlyDictionary<string, string?>? Errors = null, string? Message = null)
{
    public string Words => AnswerReading.Short(PlainText.Line(string.Join("; ",
        (ErrorMessages ?? []).Concat((Errors ?? new Dictionary<string, string?>()).Select(e => $"{e.Key}: {e.Value}")).DefaultIfEmpty(Message ?? ""))));
}

/// <summary>A page of create metadata: Cloud names the list after what is in it, Data Center calls it values.</summary>
internal sealed record JiraIssueTypePage(IReadOnlyList<JiraIssueType>? IssueTypes = null, IReadOnlyList<JiraIssueType>? Values = null, int? Total = null) : IPlausible
{
    public string? Flaw() => Plausible.Flaw(IssueTypes ?? Values ?? []);
}

internal sealed record JiraIssueType(string Id, string Name, bool? Subtask = null) : IPlausible
{
    public string? Flaw() => JiraIssue.IsNumber(Id) ? null : "an issue type without an id";
}

internal sealed record JiraFieldPage(IReadOnlyList<JiraScreenField>? Fields = null, IReadOnlyList<JiraScreenField>? Values = null, int? Total = null) : IPlausible
{
    public string? Flaw() => Plausible.Flaw(Fields ?? Values ?? []);
}

internal sealed record JiraScreenField(
    string FieldId, string Name, bool Required, bool? HasDefaultValue = null, JiraSchema? Schema = null, IReadOnlyList<JiraNamed>? AllowedValues = null) : IPlausible
{
    public string? Flaw() => Plausible.Flaw(AllowedValues ?? []);
}

internal sealed record JiraSchema(string? Type = null, string? Items = null);

internal sealed record JiraTransitionList(IReadOnlyList<JiraTransition> Transitions) : IPlausible
{
    public string? Flaw() => Plausible.Flaw(Transitions);
}

internal sealed record JiraTransition(string Id, string Name, JiraStatus? To = null, IReadOnlyDictionary<string, JiraTransitionField?>? Fields = null);

internal sealed record JiraTransitionField(bool Required, string? Name = null, bool? HasDefaultValue = null, IReadOnlyList<JiraNamed>? AllowedValues = null);

internal sealed record JiraCommentPage(IReadOnlyList<JiraComment> Comments, int? Total = null) : IPlausible
{
    public string? Flaw() => Plausible.Flaw(Comments);
}

internal sealed record JiraComment(string? Body = null);

internal sealed record JiraProject(string Key, string? Name = null, bool? Archived = null);

internal sealed record JiraPermissions(IReadOnlyDictionary<string, JiraPermission?> Permissions);

internal sealed record JiraPermission(bool HavePermission);

internal sealed record JiraServerInfo(string? BaseUrl = null, string? DeploymentType = null, string? Version = null);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
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
