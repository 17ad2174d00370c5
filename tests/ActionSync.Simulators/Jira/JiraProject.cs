using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>A project with one issue type, its create screen and its workflow; tests shape it as an administrator would.</summary>
public sealed class JiraProject(string id, string key, IEnumerable<JiraUser> members)
{
    public string Id { get; } = id;
    public string Key { get; private set; } = key;

    /// <summary>Keys that it had; they lead to it as long as no other project has them.</summary>
    public HashSet<string> FormerKeys { get; } = new(StringComparer.OrdinalIgnoreCase);
    public string Name { get; set; } = $"{key} project";
    public bool Archived { get; set; }

    /// <summary>Not visible to the token: every answer is as if it were not there.</summary>
    public bool Hidden { get; set; }

    internal void Rekey(string key)
    {
        FormerKeys.Add(Key);
        Key = key;
    }

    public List<JiraIssueType> IssueTypes { get; } = [new("10001", "Task"), new("10002", "Bug"), new("10003", "Subtask", Subtask: true)];
    public List<JiraField> CreateScreen { get; } = [.. JiraField.Usual];
    public List<string> Priorities { get; } = ["Highest", "High", "Medium", "Low", "Lowest"];
    public JiraWorkflow Workflow { get; set; } = JiraWorkflow.Simple;

    /// <summary>Who may be assigned issues here.</summary>
    public List<JiraUser> Assignable { get; } = [.. members];

    public bool AllowsUnassigned { get; set; } = true;

    /// <summary>Permissions that the token lacks in this project, such as CREATE_ISSUES.</summary>
    public HashSet<string> Denied { get; } = [];

    /// <summary>Issues that their automation rules refuse: summary to Jira's words.</summary>
    public Func<JsonObject, (string Field, string Text)?> Veto { get; set; } = _ => null;

    internal int LastNumber { get; set; }

    public JiraField? Field(string idOrName) => CreateScreen.Find(f => f.Id == idOrName || f.Name == idOrName);

    public void RemoveField(string id) => CreateScreen.RemoveAll(f => f.Id == id);
}

public sealed record JiraIssueType(string Id, string Name, bool Subtask = false);

/// <summary>A field of a create screen.</summary>
/// <param name="Type">The schema's type: string, date, array, option, priority, user, number.</param>
/// <param name="Allowed">Allowed values by id.</param>
public sealed record JiraField(
    string Id, string Name, string Type, bool Required = false, bool HasDefault = false, IReadOnlyDictionary<string, string>? Allowed = null,
    string? Items = null)
{
    public static IReadOnlyList<JiraField> Usual { get; } =
    [
        new("project", "Project", "project", Required: true),
        new("issuetype", "Issue Type", "issuetype", Required: true),
        new("summary", "Summary", "string", Required: true),
        new("description", "Description", "string"),
        new("priority", "Priority", "priority", HasDefault: true),
        new("duedate", "Due date", "date"),
        new("labels", "Labels", "array", Items: "string"),
        new("assignee", "Assignee", "user"),
        new("reporter", "Reporter", "user", Required: true, HasDefault: true),
    ];
}

/// <summary>A transition; <paramref name="To"/> is what it promises and <paramref name="LeadsTo"/> where a post function really puts the issue.</summary>
public sealed record JiraTransition(
    string Id, string Name, JiraStatus To, JiraStatus? LeadsTo = null, bool ResolutionScreen = false, IReadOnlyList<string>? From = null);

public sealed class JiraWorkflow(IReadOnlyList<JiraTransition> transitions, JiraStatus first)
{
    public static readonly IReadOnlyList<string> Resolutions = ["Done", "Won't Do", "Duplicate", "Cannot Reproduce"];

    private static readonly JiraStatus ToDo = new("1", "To Do", "new");
    private static readonly JiraStatus Doing = new("3", "In Progress", "indeterminate");
    private static readonly JiraStatus Finished = new("10", "Done", "done");

    public JiraStatus First { get; } = first;

    public IReadOnlyList<JiraTransition> Transitions { get; } = transitions;

    public IEnumerable<JiraStatus> Statuses => Transitions.SelectMany(t => new[] { t.To, t.LeadsTo ?? t.To }).Prepend(First).Distinct();

    public static JiraWorkflow Simple { get; } = new(
        [new("11", "Reopen", ToDo), new("21", "Start progress", Doing), new("31", "Done", Finished, ResolutionScreen: true)], ToDo);

    /// <summary>Everything in German, and no screen that asks for a resolution.</summary>
    public static JiraWorkflow German { get; } = new(
        [new("11", "Wieder öffnen", new("1", "Offen", "new")), new("21", "Beginnen", new("3", "In Arbeit", "indeterminate")),
            new("31", "Erledigen", new("10", "Erledigt", "done"))],
        new("1", "Offen", "new"));

    /// <summary>What says it closes the issue sends it to a review.</summary>
    public static JiraWorkflow LeadsElsewhere { get; } = new(
        [new("21", "Start progress", Doing), new("31", "Done", Finished, LeadsTo: new("5", "In Review", "indeterminate"))], ToDo);

    /// <summary>Two ways to close, in names that say it by words.</summary>
    public static JiraWorkflow CloseOrReject { get; } = new(
        [new("31", "Done", Finished), new("41", "Reject", new("11", "Wontfix", "done")), new("51", "Check twice", new("12", "Dubbel gecheckt", "done"))], ToDo);

    /// <summary>No way to a closed status for this account.</summary>
    public static JiraWorkflow NoWayOut { get; } = new([new("21", "Start progress", Doing)], ToDo);
}
