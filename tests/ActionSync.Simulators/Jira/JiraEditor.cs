using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>What Jira says no to, in its own words.</summary>
internal sealed class JiraRefusal(int status, string message = "") : Exception(message)
{
    public int Status => status;

    public Dictionary<string, string> Errors { get; } = [];

    public JsonObject Body => JiraJson.Errors(Message.Length == 0 ? [] : [Message], Errors);
}

/// <summary>Creates and edits issues the way Jira's screens allow.</summary>
internal sealed class JiraEditor(JiraSite site)
{
    public const int DescriptionLimit = 32_767;
    private const int SummaryLimit = 255;

    public JiraIssue Create(JsonObject request)
    {
        var fields = request["fields"]?.AsObject() ?? throw new JiraRefusal(400, "The request has no fields.");
        var refusal = new JiraRefusal(400);
        var project = site.Book.Project(Text(fields["project"], "key") ?? Text(fields["project"], "id"));
        if (project is null || project.Archived)
        {
            refusal.Errors["project"] = "valid project is required";
            throw refusal;
        }
        if (project.Denied.Contains("CREATE_ISSUES"))
            throw new JiraRefusal(403, "You do not have permission to create issues in this project.");
        var type = project.IssueTypes.Find(t => t.Id == Text(fields["issuetype"], "id") || t.Name == Text(fields["issuetype"], "name"));
        if (type is null)
            refusal.Errors["issuetype"] = "Specify a valid issue type";
        foreach (var required in project.CreateScreen.Where(f => f.Required && !f.HasDefault && fields[f.Id] is null))
            refusal.Errors[required.Id] = required.Id == "summary" ? "You must specify a summary of the issue." : $"{required.Name} is required.";
        Check(project, fields, refusal);
        if (project.Veto(fields) is var (field, text))
            refusal.Errors[field] = text;
        if (refusal.Errors.Count > 0)
            throw refusal;
        return site.Book.Add(project, (id, key) => Apply(project, fields, new JiraIssue
        {
            Id = id,
            Key = key,
            Project = project.Key,
            IssueType = type!.Name,
            Summary = "",
            Status = project.Workflow.First,
            Priority = project.Field("priority") is null ? null : project.Priorities.ElementAtOrDefault(2) ?? project.Priorities[0],
            Creator = site.Me,
            Created = site.Book.Now,
            Updated = site.Book.Now,
            Properties = Properties(request),
        }));
    }

    public void Edit(JiraIssue issue, JsonObject request)
    {
        var project = site.Book.Project(issue.Project)!;
        if (project.Denied.Contains("EDIT_ISSUES"))
            throw new JiraRefusal(403, "You do not have permission to edit issues in this project.");
        var fields = request["fields"]?.AsObject() ?? [];
        var update = request["update"]?.AsObject() ?? [];
        var refusal = new JiraRefusal(400);
        Check(project, fields, refusal);
        foreach (var name in fields.Concat(update).Select(f => f.Key).Where(n => site.NotEditable.Contains(n) || project.Field(n) is null))
            refusal.Errors[name] = NotOnScreen(name);
        if (refusal.Errors.Count > 0)
            throw refusal;
        site.Book.Change(issue.Key, i => JiraPeople.Traced(i, Labelled(Apply(project, fields, i), update), site.Me, site.Book.Now));
    }

    /// <summary>PUT /issue/{key}/assignee: null takes the assignee off.</summary>
    public void Assign(JiraIssue issue, JsonObject request)
    {
        var project = site.Book.Project(issue.Project)!;
        if (project.Denied.Contains("ASSIGN_ISSUES"))
            throw new JiraRefusal(403, "You do not have permission to assign issues.");
        var asked = request[site.IsCloud ? "accountId" : "name"];
        var user = asked is null ? null : Assignee(project, request);
        if (asked is not null && user is null)
            throw new JiraRefusal(400, $"User '{asked}' cannot be assigned issues.");
        if (user is null && !project.AllowsUnassigned)
            throw new JiraRefusal(400, "Issues must be assigned.");
        site.Book.Change(issue.Key, i => JiraPeople.Traced(i, i with { Assignee = user }, site.Me, site.Book.Now));
    }

    private static JiraIssue Labelled(JiraIssue issue, JsonObject update)
    {
        foreach (var step in update["labels"]?.AsArray() ?? [])
        {
            if (step!["add"] is { } add)
                issue = issue with { Labels = issue.Labels.Add((string)add!) };
            if (step["remove"] is { } remove)
                issue = issue with { Labels = issue.Labels.Remove((string)remove!) };
        }
        return issue;
    }

    private void Check(JiraProject project, JsonObject fields, JiraRefusal refusal)
    {
        foreach (var (name, value) in fields)
        {
            var wrong = project.Field(name) is { } field ? Wrong(project, field, value) : NotOnScreen(name);
            if (wrong is not null)
                refusal.Errors[name] = wrong;
        }
    }

    private string? Wrong(JiraProject project, JiraField field, JsonNode? value) => (field.Id, value) switch
    {
        ("summary", null) => "You must specify a summary of the issue.",
        ("summary", _) when ((string)value!).Length > SummaryLimit => "Summary must be less than 255 characters.",
        ("summary", _) when ((string)value!).AsSpan().ContainsAny('\n', '\r') => "The summary is invalid because it contains newline characters.",
        ("description", { } text) when ((string)text!).Length > DescriptionLimit =>
            "The entered text is too long. It exceeds the allowed limit of 32,767 characters.",
        ("duedate", { } day) when !DateOnly.TryParseExact((string)day!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
            $"Error parsing date string: {day}",
        ("labels", JsonArray labels) when labels.Select(l => (string)l!).FirstOrDefault(l => l.Contains(' ')) is { } spaced =>
            $"The label '{spaced}' contains spaces which is invalid.",
        ("priority", { } priority) when Priority(project, priority) is null => "The priority selected is invalid.",
        // Data Center takes an assignee off only through an address of its own.
        ("assignee", JsonObject user) when !site.IsCloud && IsNobody(user) => "User does not exist.",
        ("assignee", JsonObject user) when !IsNobody(user) && Assignee(project, user) is null => $"User '{user.First().Value}' cannot be assigned issues.",
        ("assignee", JsonObject) when project.Denied.Contains("ASSIGN_ISSUES") => "You do not have permission to assign issues.",
        (_, { } option) when field is { Type: "option", Allowed: { } allowed } && Option(allowed, option) is null =>
            $"Option '{option.ToJsonString()}' is not valid for field '{field.Name}'.",
        _ => null,
    };

    private JiraIssue Apply(JiraProject project, JsonObject fields, JiraIssue issue)
    {
        foreach (var (name, value) in fields)
        {
            issue = name switch
            {
                "project" or "issuetype" or "reporter" => issue,
                "summary" => issue with { Summary = (string)value! },
                "description" => issue with { Description = (string?)value },
                "duedate" => issue with { DueDate = (string?)value },
                "priority" => issue with { Priority = Priority(project, value!) },
                "labels" => issue with { Labels = [.. value!.AsArray().Select(l => (string)l!)] },
                "assignee" => issue with { Assignee = value is JsonObject user && !IsNobody(user) ? Assignee(project, user) : null },
                _ => issue with { Custom = issue.Custom.SetItem(name, value?.ToJsonString() ?? "null") },
            };
        }
        return issue;
    }

    private static string NotOnScreen(string field) => $"Field '{field}' cannot be set. It is not on the appropriate screen, or unknown.";

    private static string? Priority(JiraProject project, JsonNode value) =>
        Text(value, "name") is { } name ? project.Priorities.Find(p => p == name)
        : int.TryParse(Text(value, "id"), out var id) ? project.Priorities.ElementAtOrDefault(id - 1) : null;

    private JiraUser? Assignee(JiraProject project, JsonObject value) => site.IsCloud
        ? project.Assignable.Find(u => u.AccountId == (Text(value, "id") ?? Text(value, "accountId")))
        : project.Assignable.Find(u => u.Name == Text(value, "name"));

    private static bool IsNobody(JsonObject user) => user.All(p => string.IsNullOrEmpty((string?)p.Value));

    private static string? Option(IReadOnlyDictionary<string, string> allowed, JsonNode value) =>
        Text(value, "id") is { } id ? allowed.GetValueOrDefault(id) : allowed.Values.FirstOrDefault(v => v == Text(value, "value"));

    private static ImmutableDictionary<string, string> Properties(JsonObject request) =>
        (request["properties"]?.AsArray() ?? []).ToImmutableDictionary(p => (string)p!["key"]!, p => p!["value"]!.ToJsonString());

    private static string? Text(JsonNode? node, string name) => node is JsonObject json ? json[name]?.ToString() : null;
}
