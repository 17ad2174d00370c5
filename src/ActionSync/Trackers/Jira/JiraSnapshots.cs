using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>Jira's issues in the words of all trackers.</summary>
internal sealed class JiraSnapshots(JiraTrackerOptions options, TrackerPlace place, JiraAssignees assignees, JiraIdentity identity)
{
    /// <summary>The fields that are needed, and no others.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["summary", "status", "resolution", "priority", "duedate", "labels", "assignee", "creator", "created", "updated", "resolutiondate", "project"];

    /// <summary>Longer than any create takes, shorter than the time after which somebody clones an issue.</summary>
    private static readonly TimeSpan OwnCreate = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<IssueSnapshot>> OfAsync(IEnumerable<JiraIssue> issues, CancellationToken cancellationToken)
    {
        var list = issues.ToList();
        if (list.Count == 0)
            return [];
        var me = await identity.MeAsync(cancellationToken);
        var site = await identity.SiteAsync(cancellationToken);
        return list.ConvertAll(i => Of(i, me, site));
    }

    public async Task<IssueSnapshot> OfAsync(JiraIssue issue, CancellationToken cancellationToken) => (await OfAsync([issue], cancellationToken))[0];

    /// <summary>Where people open the issue. A moved issue keeps the place that made it: only its number changes.</summary>
    public IssueRef Ref(string id, string key, string site) => new(place.Server, place.Path, id, key, $"{site}/browse/{key}");

    private IssueSnapshot Of(JiraIssue issue, JiraUser me, string site)
    {
        var fields = issue.Fields;
        var labels = fields.Labels ?? [];
        var mark = issue.Properties?.Actionsync;
        var created = JiraFields.Time(fields.Created) ?? default;
        var updated = JiraFields.Time(fields.Updated) ?? created;
        var state = JiraStates.Of(fields);
        return new IssueSnapshot
        {
            Ref = Ref(issue.Id, issue.Key, site),
            Marker = JiraMarks.MarkerOf(mark, labels),
            Key = mark?.Key,
            Title = fields.Summary ?? "",
            Owner = assignees.Owner(fields.Assignee),
            Priority = PriorityOf(fields.Priority?.Name),
            Deadline = Deadline.ParseOrNull(fields.Duedate),
            State = state,
            ClosedAt = state.IsClosed() ? JiraFields.Time(fields.Resolutiondate) ?? updated : null,
            ChangedBy = ChangedBy(issue, me),
            CreatedAt = created,
            UpdatedAt = updated,
            CreatedByUs = fields.Creator?.Identity is { } creator && creator == me.Identity && IsOwnCreate(mark, created),
            SnoozeUntil = JiraMarks.SnoozeOf(labels),
        };
    }

    /// <summary>Where several of ours map to one of Jira's, P1 speaks for P0, and otherwise the most urgent.</summary>
    private Priority? PriorityOf(string? name)
    {
        var ours = options.Priorities.Where(p => p.Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => Priorities.ParseOrNull(p.Key)).OfType<Priority>().ToHashSet();
        return ours.Count > 1 && ours.Contains(Priority.P1) ? Priority.P1 : ours.Count > 0 ? ours.Min() : null;
    }

    private string? ChangedBy(JiraIssue issue, JiraUser me) => issue.Changelog?.Histories?.MaxBy(h => JiraFields.Time(h?.Created))?.Author switch
    {
        null => null,
        var author when author.Identity == me.Identity => "actionsync",
        var author => assignees.Owner(author),
    };

    private static bool IsOwnCreate(JiraMark? mark, DateTimeOffset created) => mark?.Sent is not { } sent || (created - sent).Duration() < OwnCreate;
}
