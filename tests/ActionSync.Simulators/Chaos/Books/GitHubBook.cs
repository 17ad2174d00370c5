using ActionSync.Simulators.Chaos.Documents;
using ActionSync.Simulators.GitHub;

namespace ActionSync.Simulators.Chaos.Books;

/// <summary>The simulated GitHub repository.</summary>
internal sealed class GitHubBook : ITrackerBook
{
    public const string Repository = "acme/ops";
    private const string PriorityField = "Priority";
    private const string DeadlineField = "Target date";
    private const string Flag = "withdrawn";

    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["P1"] = "Urgent",
        ["P2"] = "High",
        ["P3"] = "Medium",
        ["P4"] = "Low"
    };

    private readonly GitHubRepository _repository;

    public GitHubBook(GitHubSimulator simulator)
    {
        _repository = simulator.World.AddRepository(Repository);
        _repository.Assignable.UnionWith(Wording.Owners);
        simulator.World.SetFields(Repository.Split('/')[0], GitHubField.Defaults);
        var limits = simulator.World.Limits;
        (limits.PrimaryPerHour, limits.PointsPerMinute, limits.ContentPerMinute, limits.ContentPerHour) = (1_000_000, 1_000_000, 1_000_000, 1_000_000);
        Token = simulator.World.AddToken(new GitHubAccess("actionsync-bot"));
    }

    public string Token { get; }

    public string Service => "github";

    public IReadOnlyList<BookIssue> Read() => [.. _repository.Issues.Select(Describe).OfType<BookIssue>()];

    public void Close(BookIssue issue, string state) => _repository.Close(NumberOf(issue), state == "done" ? "completed" : "not_planned");

    public void Change(BookIssue issue, Field field, string value)
    {
        if (field == Field.Title)
            _repository.Edit(NumberOf(issue), i => i with { Title = value });
        else if (field == Field.Priority)
            _repository.SetField(NumberOf(issue), PriorityField, Options[value]);
        else
            _repository.SetField(NumberOf(issue), DeadlineField, value);
    }

    private static BookIssue? Describe(GitHubIssue issue) => Wording.TokenOf(issue.Title) is not { } token ? null : new BookIssue(
        $"#{issue.Number}", token, issue.Title, Options.FirstOrDefault(o => o.Value == Value(issue, PriorityField)).Key, Value(issue, DeadlineField),
        (issue.IsOpen, issue.StateReason) switch { (true, _) => "open", (_, "not_planned") => "wont_do", (_, "duplicate") => "duplicate", _ => "done" },
        issue.Labels.Contains(Flag));

    private static string? Value(GitHubIssue issue, string field) => issue.Fields.GetValueOrDefault(GitHubField.Defaults.First(f => f.Name == field).Id);

    private static int NumberOf(BookIssue issue) => int.Parse(issue.Number[1..], null);
}
