using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Jira;
using JiraIssue = ActionSync.Simulators.Jira.JiraIssue;

namespace ActionSync.Tests.Trackers.Fuzz;

internal sealed class LyingJira : LyingTracker
{
    private readonly JiraSimulator _jira;
    private readonly HashSet<long> _foreign;

    private LyingJira(JiraSimulator jira, JiraMode mode)
    {
        _jira = jira;
        foreach (var title in Foreign)
            jira.People.Write("OPS", title);
        _foreign = [.. jira.Issues.Select(i => i.Id)];
        Options = new JiraOptions
        {
            Name = "tracker",
            BaseUrl = jira.Url,
            Project = "OPS",
            Deployment = mode is JiraMode.Cloud ? JiraDeployment.Cloud : JiraDeployment.DataCenter,
            Email = mode is JiraMode.Cloud ? jira.Site.Me.Email : null,
            Token = new Secret(jira.Site.Token),
            WritesPerMinute = null,
        };
    }

    public override TrackerOptions Options { get; }

    public override Faults Faults => _jira.Faults;

    public override RequestLog Log => _jira.Log;

    public override string Secret => _jira.Site.Token;

    public override IReadOnlyList<BookIssue> Issues => [.. _jira.Issues.Where(i => !_foreign.Contains(i.Id)).Select(Book)];

    public override IReadOnlyList<object> OfPeople => [.. _jira.Issues.Where(i => _foreign.Contains(i.Id))];

    public static async Task<LyingTracker> StartAsync(JiraMode mode)
    {
        var clock = new HastyClock();
        var jira = new JiraSimulator(mode, clock);
        jira.Book.AddProject("OPS");
        await jira.StartAsync(0, TestContext.Current.CancellationToken);
        return new LyingJira(jira, mode) { Clock = clock };
    }

    public override void Retitle(string id, string title) => _jira.People.Edit(id, i => i with { Summary = title });

    public override void Postpone(string id, string day) => _jira.People.Edit(id, i => i with { DueDate = day });

    public override void Close(string id) => _jira.People.Transition(id, "done");

    public override bool IsSurroundings(string path) =>
        new[] { "/createmeta/", "/user/", "/myself", "/serverInfo", "/project/", "/mypermissions" }.Any(part => path.Contains(part, StringComparison.Ordinal));

    public override ValueTask DisposeAsync() => _jira.DisposeAsync();

    private static BookIssue Book(JiraIssue issue) => new(
        $"{issue.Id}",
        (string?)issue.Property("actionsync")?["marker"],
        issue.Summary,
        issue.Priority switch { "Highest" => Priority.P1, "High" => Priority.P2, "Medium" => Priority.P3, "Low" => Priority.P4, _ => null },
        issue.DueDate,
        issue.Assignee?.Email,
        !issue.IsDone ? "open" : issue.Labels.Contains("actionsync-duplicate") ? "duplicate" : "done",
        issue.Labels.Contains("withdrawn"));
}
