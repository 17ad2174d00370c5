using ActionSync.Items;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Jira's issues in the words of all trackers. What an issue does not show is said to be unread, and never taken for empty.</summary>
internal sealed class JiraSnapshots(JiraOptions options, JiraHome home, JiraAssignees assignees, JiraStates states, TimeZoneInfo zone)
{
    /// <summary>The fields that are needed, and no others.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["summary", "status", "resolution", "priority", "duedate", "labels", "assignee", "creator", "created", "updated", "resolutiondate", "project"];

    /// <summary>Longer than any create takes, shorter than the time after which somebody clones an issue.</summary>
    private static readonly TimeSpan OwnCreate = TimeSpan.FromMinutes(15);

    private readonly JiraPriorities _priorities = new(options);
    private readonly JiraUnknownResolutions _resolutions = new(states);

    public async Task<IReadOnlyList<IssueSnapshot>> OfAsync(IEnumerable<JiraIssue> issues, CancellationToken cancellationToken)
    {
        var list = issues.ToList();
        if (list.Count == 0)
            return [];
        var me = await home.MeAsync(cancellationToken);
        var site = await home.SiteAsync(cancellationToken);
        return list.ConvertAll(i => Of(i, me, site));
    }

    public async Task<IssueSnapshot> OfAsync(JiraIssue issue, CancellationToken cancellationToken) => (await OfAsync([issue], cancellationToken))[0];

    /// <summary>What of the issues is not understood, each told once.</summary>
    public IReadOnlyList<string> Problems(IEnumerable<JiraIssue> issues) => _resolutions.NewOnes(issues);

    /// <summary>Where people open the issue. A moved issue keeps the place that made it: only its number changes.</summary>
    public IssueRef Ref(string id, string key, string site) => new(home.Place.Server, home.Place.Path, id, key, $"{site}/browse/{key}");

    private IssueSnapshot Of(JiraIssue issue, JiraUser me, string site)
    {
        var (fields, labels) = (issue.Fields, issue.Labels);
        var mark = issue.Properties?.Mark;
        var unread = new List<UnreadField>();
        var state = states.Of(issue);
        if (state is null)
            unread.Add(new UnreadField(ItemField.State, states.Unread(issue)));
        return new IssueSnapshot
        {
            Ref = Ref(issue.Id, issue.Key, site),
            Marker = JiraMarkerLabels.MarkerOf(mark, labels),
            Key = mark?.Key,
            Title = Title(issue, unread),
            Owner = Owner(issue, unread),
            OwnerHasLeft = fields.Assignee.Value is { HasLeft: true },
            Priority = PriorityOf(issue, unread),
            Deadline = DeadlineOf(issue, unread),
            DaysIn = zone,
            State = state ?? ItemState.Open,
            ClosedAt = state?.IsClosed() == true ? JiraIssue.Time(fields.Resolutiondate.Value) ?? issue.Updated : null,
            ChangedBy = ChangedBy(issue, me),
            CreatedAt = issue.Created,
            UpdatedAt = issue.Updated,
            CreatedByUs = fields.Creator.Value?.Identity is { } creator && creator == me.Identity && IsOwnCreate(mark, issue.Created),
            SnoozeUntil = JiraMarkerLabels.SnoozeOf(labels),
            IsSnoozeUnread = fields.Labels.Is is not (Showing.Value or Showing.Null) || JiraMarkerLabels.HasOddSnooze(labels),
            Unread = unread,
        };
    }

    private static string Title(JiraIssue issue, List<UnreadField> unread)
    {
        if (issue.Fields.Summary.Value is { } summary && !string.IsNullOrWhiteSpace(summary))
            return summary;
        var told = issue.Fields.Summary.Is == Showing.Value ? "fields.summary is empty" : issue.Fields.Summary.Describe("fields.summary");
        unread.Add(new UnreadField(ItemField.Title, $"The title of {issue.Key} is not known: {told}."));
        return "";
    }

    private string? Owner(JiraIssue issue, List<UnreadField> unread)
    {
        var shown = issue.Fields.Assignee;
        if (shown.Is == Showing.Null)
            return null;
        if (shown.Value is { } user && assignees.Owner(user) is { } owner)
            return owner;
        var told = shown.Is == Showing.Value ? "fields.assignee names nobody: it has neither accountId nor name" : shown.Describe("fields.assignee");
        unread.Add(new UnreadField(ItemField.Owner, $"The assignee of {issue.Key} is not known: {told}. {Show("Assignee")}"));
        return null;
    }

    private Priority? PriorityOf(JiraIssue issue, List<UnreadField> unread)
    {
        var shown = issue.Fields.Priority;
        if (shown.Is == Showing.Null)
            return null;
        var name = shown.Value?.Name;
        if (name is not null && _priorities.Of(name) is { } priority)
            return priority;
        unread.Add(new UnreadField(ItemField.Priority, name is not null
            ? $"The priority \"{name}\" of {issue.Key} stands for none of ours. Set it in Trackers:{options.Name}:Priorities, as in {{\"P2\": \"High|{name}\"}}."
            : $"The priority of {issue.Key} is not known: {(shown.Is == Showing.Value ? "fields.priority has no name" : shown.Describe("fields.priority"))}. {Show("Priority")}"));
        return null;
    }

    private static Deadline? DeadlineOf(JiraIssue issue, List<UnreadField> unread)
    {
        var shown = issue.Fields.Duedate;
        if (shown.Is == Showing.Null)
            return null;
        if (shown.Value is { } text)
        {
            // A due date is a day, also where a time of no meaning hangs on it.
            if (Deadline.ParseOrNull(text is { Length: > 10 } && text[10] == 'T' && JiraIssue.Time(text) is not null ? text[..10] : text) is { } deadline)
                return deadline;
            unread.Add(new UnreadField(
                ItemField.Deadline, $"The due date of {issue.Key} is \"{AnswerReading.Short(PlainText.Line(text))}\", which is no day. Correct it in Jira."));
            return null;
        }
        unread.Add(new UnreadField(ItemField.Deadline, $"The due date of {issue.Key} is not known: {shown.Describe("fields.duedate")}. {Show("Due date")}"));
        return null;
    }

    private static string Show(string field) => $"Let the project show {field} in Jira, and the token's account see it.";

    private string? ChangedBy(JiraIssue issue, JiraUser me)
    {
        var latest = (issue.Changelog?.Histories ?? []).Select(h => h.Value).OfType<JiraHistory>().MaxBy(h => JiraIssue.Time(h.Created));
        return latest?.Author.Value switch
        {
            null => null,
            var author when author.Identity == me.Identity => Actor.ActionSync,
            var author => assignees.Owner(author),
        };
    }

    private static bool IsOwnCreate(JiraMark? mark, DateTimeOffset created) =>
        mark?.Sent is not { Is: Showing.Value, Value: var sent } || (created - sent).Duration() < OwnCreate;
}
