using ActionSync.Configuration;
using ActionSync.Items;

namespace ActionSync.Trackers.GitHub;

/// <summary>Reads out of an issue what people did with it.</summary>
internal sealed class GitHubSnapshots(GitHubAddresses at, GitHubTrackerOptions options, PeopleDirectory people, TimeZoneInfo zone)
{
    /// <param name="login">Our own.</param>
    public IssueSnapshot Of(GitHubIssueDto issue, string login, IReadOnlyList<string> remarks)
    {
        var labels = issue.Labels.Select(label => label.Name).ToArray();
        return new IssueSnapshot
        {
            Ref = at.Ref(issue),
            Marker = GitHubBodyFacts.Marker(issue.Body),
            Key = GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Key)?.Trim('`').Trim(),
            Title = issue.Title,
            Owner = Owner(issue),
            Priority = PriorityOf(issue, labels),
            Deadline = DeadlineOf(issue)?.In(zone),
            DaysIn = zone,
            State = StateOf(issue),
            ClosedAt = issue.State == "closed" ? issue.ClosedAt : null,
            ChangedBy = issue.State == "closed" ? issue.ClosedBy?.Login : null,
            CreatedAt = issue.CreatedAt,
            UpdatedAt = issue.UpdatedAt,
            CreatedByUs = login.Equals(issue.User?.Login, StringComparison.OrdinalIgnoreCase),
            SnoozeUntil = labels.Select(GitHubWords.SnoozeOf).Max(),
            Remarks = remarks,
        };
    }

    /// <summary>Worth telling of: ours by marker, by label, or by author and item where somebody took the marker out. The rest is other people's.</summary>
    public static bool IsOurs(GitHubIssueDto issue, string login) => issue.PullRequest is null
        && (GitHubBodyFacts.Marker(issue.Body) is not null
            || issue.Labels.Any(label => label.Name.Equals(GitHubWords.OurLabel, StringComparison.OrdinalIgnoreCase))
            || login.Equals(issue.User?.Login, StringComparison.OrdinalIgnoreCase) && GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Key) is not null);

    /// <summary>The login among the assignees that we set: the one whose person the owner's line names.</summary>
    public string? AssignedByUs(GitHubIssueDto issue)
    {
        var line = GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Owner);
        return issue.Assignees.Select(a => a.Login).FirstOrDefault(login => Names(login).Any(name => GitHubBody.OwnerWords(name, null) == line))
            ?? (issue.Assignees is [var only] ? only.Login : null);
    }

    private string? Owner(GitHubIssueDto issue) =>
        (AssignedByUs(issue) ?? (issue.Assignees is [var first, ..] ? first.Login : null)) is { } login ? people.FindByGitHub(login)?.Address ?? login : null;

    private IEnumerable<string> Names(string login) => people.FindByGitHub(login) is { } person ? [person.Address, person.Name ?? login, login] : [login];

    /// <summary>Where field, label and the line that we wrote disagree, a person changed the one that differs from the line.</summary>
    private Priority? PriorityOf(GitHubIssueDto issue, IReadOnlyList<string> labels)
    {
        var written = Priorities.ParseOrNull(GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Priority));
        var field = GitHubWords.PriorityOfOption(Field(issue, options.PriorityField), written);
        var labelled = labels.Select(GitHubWords.PriorityOf).OfType<Priority>().ToArray();
        Priority? label = labelled.Length == 0 ? null : labelled.FirstOrDefault(p => p != written, labelled[0]);
        return field != written && field is not null ? field : label != written && label is not null ? label : written ?? field ?? label;
    }

    private Deadline? DeadlineOf(GitHubIssueDto issue)
    {
        if (options.DeadlineIn is DeadlinePlace.Auto or DeadlinePlace.Field && Deadline.TryParse(Field(issue, options.DeadlineField), out var field))
            return field;
        if (GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Deadline) is { } line)
            return Deadline.ParseOrNull(line.Trim('*', '`', ' '));
        return options.DeadlineIn == DeadlinePlace.Milestone && issue.Milestone?.DueOn is { } due ? Deadline.On(DateOnly.FromDateTime(due.UtcDateTime)) : null;
    }

    private static string? Field(GitHubIssueDto issue, string name) =>
        issue.IssueFieldValues?.FirstOrDefault(value => name.Equals(value.IssueFieldName, StringComparison.OrdinalIgnoreCase))?.Text;

    private static ItemState StateOf(GitHubIssueDto issue) => (issue.State, issue.StateReason) switch
    {
        ("closed", "not_planned") => ItemState.WontDo,
        ("closed", "duplicate") => ItemState.Duplicate,
        ("closed", _) => ItemState.Done,
        _ => ItemState.Open,
    };
}
