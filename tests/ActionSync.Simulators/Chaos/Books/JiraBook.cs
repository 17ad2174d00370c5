using ActionSync.Simulators.Chaos.Documents;
using ActionSync.Simulators.Jira;

namespace ActionSync.Simulators.Chaos.Books;

/// <summary>The simulated Jira project.</summary>
internal sealed class JiraBook : ITrackerBook
{
    public const string Project = "OPS";
    private const string Flag = "withdrawn";
    private const string DuplicateFlag = "actionsync-duplicate";

    private static readonly Dictionary<string, string> Priorities = new(StringComparer.Ordinal)
    {
        ["P1"] = "Highest",
        ["P2"] = "High",
        ["P3"] = "Medium",
        ["P4"] = "Low"
    };

    private readonly JiraSimulator _simulator;

    public JiraBook(JiraSimulator simulator)
    {
        _simulator = simulator;
        simulator.Book.Users.AddRange(Wording.Owners.Select(owner => new JiraUser($"5b-{owner}", owner, owner, $"{owner}@example.com")));
        simulator.Book.AddProject(Project);
    }

    public string Service => "jira";

    public IReadOnlyList<BookIssue> Read() => [.. _simulator.Issues.Select(Describe).OfType<BookIssue>()];

    public void Close(BookIssue issue, string state) => _simulator.People.Transition(issue.Number, "done", state == "done" ? "Done" : "Won't Do");

    public void Change(BookIssue issue, Field field, string value) => _simulator.People.Edit(issue.Number, i => field switch
    {
        Field.Title => i with { Summary = value },
        Field.Priority => i with { Priority = Priorities[value] },
        _ => i with { DueDate = value },
    });

    private static BookIssue? Describe(JiraIssue issue) => Wording.TokenOf(issue.Summary) is not { } token ? null : new BookIssue(
        issue.Key, token, issue.Summary, Priorities.FirstOrDefault(p => p.Value == issue.Priority).Key, issue.DueDate,
        (issue.Status.Category, issue.Labels.Contains(DuplicateFlag), issue.Resolution) switch
        {
            ("done", true, _) => "duplicate",
            ("done", _, "Won't Do") => "wont_do",
            ("done", _, _) => "done",
            ("indeterminate", _, _) => "in_progress",
            _ => "open",
        },
        issue.Labels.Contains(Flag));
}
