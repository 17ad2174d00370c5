using System.Text.Json;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Http;
using ActionSync.Trackers.Jira;
using JiraIssue = ActionSync.Simulators.Jira.JiraIssue;
using JiraProject = ActionSync.Simulators.Jira.JiraProject;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>The tracker against a Jira with the project OPS, over real sockets and on one clock that nobody waits for.</summary>
internal sealed class JiraHarness : TrackerHarness
{
    private static readonly Dictionary<string, string> Names = new() { ["alice@company.com"] = "5b-alice", ["bob@company.com"] = "5b-bob" };

    private JiraHarness(JiraMode mode)
    {
        Jira = new JiraSimulator(mode, Clock);
        Project = Jira.Book.AddProject("OPS");
        Options = new JiraOptions
        {
            Name = "jira",
            Project = "OPS",
            Deployment = mode is JiraMode.Cloud ? JiraDeployment.Cloud : JiraDeployment.DataCenter,
            WritesPerMinute = null
        };
    }

    public HastyClock Clock { get; } = new();

    public JiraSimulator Jira { get; }

    public JiraProject Project { get; }

    public JiraOptions Options { get; }

    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    public Dictionary<string, PersonOptions> People { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override ITracker Tracker => JiraTracker;

    public JiraTracker JiraTracker { get; private set; } = null!;

    public Faults Faults => Jira.Faults;

    public IReadOnlyList<JiraIssue> Issues => Jira.Issues;

    public override IReadOnlyList<string> Titles => [.. Issues.Select(i => i.Summary)];

    public bool IsCloud => Jira.Site.IsCloud;

    /// <summary>How often a search was asked for.</summary>
    public int Searches =>
        Jira.Log.All.Count(r => r.Path.EndsWith("/search", StringComparison.Ordinal) || r.Path.EndsWith("/search/jql", StringComparison.Ordinal));

    public int BulkCreates => Jira.Log.Count("POST", "/issue/bulk");

    public static async Task<JiraHarness> StartAsync(JiraMode mode, Action<JiraHarness>? shape = null)
    {
        var harness = new JiraHarness(mode);
        await harness.Jira.StartAsync(0, Cancel);
        harness.Options.BaseUrl = harness.Jira.Url;
        harness.Options.Email = harness.IsCloud ? harness.Jira.Site.Me.Email : null;
        harness.Options.Token = new Secret(harness.Jira.Site.Token);
        shape?.Invoke(harness);
        harness.Restart();
        return harness;
    }

    /// <summary>A new tracker object, as after a restart: nothing remembered.</summary>
    public void Restart(TimeSpan? timeLimit = null)
    {
        JiraTracker?.Dispose();
        JiraTracker = new JiraTracker(
            Options, TrackerHttp.Create(timeLimit ?? TimeSpan.FromSeconds(30)), new PeopleDirectory(People), Zone, Clock, NullLogger<JiraTracker>.Instance);
    }

    /// <summary>A select field that the project requires.</summary>
    public void RequireTeam() => Project.CreateScreen.Add(new JiraField("customfield_10050", "Team", "option", Required: true,
        Allowed: new Dictionary<string, string> { ["901"] = "Payments", ["902"] = "Platform" }));

    public void Configure(string field, string json) =>
        Options.Fields = new Dictionary<string, JsonElement>(Options.Fields, StringComparer.OrdinalIgnoreCase)
        {
            [field] = JsonDocument.Parse(json).RootElement
        };

    public async Task<IReadOnlyList<CreateOutcome>> CreateManyAsync(int count)
    {
        var outcomes = new List<CreateOutcome>();
        foreach (var batch in SomeDraft.Many(count).Chunk(Tracker.Traits.CreateBatch))
            outcomes.AddRange(await Tracker.CreateAsync(batch, Cancel));
        return outcomes;
    }

    public JiraIssue this[IssueRef issue] => Jira.Book[issue.Id];

    public override IReadOnlyList<string> LabelsOf(IssueRef issue) => [.. this[issue].Labels];

    public override int Requests => Jira.Log.Count();

    public override int Writes => Jira.Log.All.Count(request => request.Method != "GET" && !request.Path.Contains("/search", StringComparison.Ordinal));

    public override string BodyOf(IssueRef issue) => this[issue].Description ?? "";

    public override int NotesOn(IssueRef issue) => this[issue].Comments.Count;

    public override bool IsFlagged(IssueRef issue) => this[issue].Labels.Contains("withdrawn");

    public override void Retitle(IssueRef issue, string title) => Jira.People.Edit(issue.Id, i => i with { Summary = title });

    public override void Assign(IssueRef issue, string? owner) =>
        Jira.People.Assign(issue.Id, owner is null ? null : Jira.Book.Users.Find(u => u.AccountId == Names[owner]));

    public override void Prioritise(IssueRef issue, Priority priority) =>
        Jira.People.Edit(issue.Id, i => i with { Priority = Options.Priorities[priority.ToString()] });

    public override void Postpone(IssueRef issue, DateOnly? to) => Jira.People.Edit(issue.Id, i => i with { DueDate = to?.ToString("yyyy-MM-dd", null) });

    public override void Close(IssueRef issue, ItemState state) => Jira.People.Transition(issue.Id, "done", state switch
    {
        ItemState.WontDo => "Won't Do",
        ItemState.Duplicate => "Duplicate",
        _ => "Done",
    });

    public override void Reopen(IssueRef issue) => Jira.People.Transition(issue.Id, "new");

    public override void Snooze(IssueRef issue, DateOnly until) =>
        Jira.People.Edit(issue.Id, i => i with { Labels = i.Labels.Add($"snooze-until:{until:yyyy-MM-dd}") });

    public override void Delete(IssueRef issue) => Jira.People.Delete(issue.Id);

    public override void WriteForeign(string title) => Jira.People.Write("OPS", title);

    public override void Wait() => Clock.Advance(TimeSpan.FromMinutes(6));

    public override async ValueTask DisposeAsync()
    {
        JiraTracker.Dispose();
        await Jira.DisposeAsync();
    }
}
