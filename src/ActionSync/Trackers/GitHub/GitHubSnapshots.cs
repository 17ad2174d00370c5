using ActionSync.Items;
using ActionSync.People;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Trackers.GitHub;

/// <summary>Reads out of an issue what people did with it.</summary>
internal sealed class GitHubSnapshots(GitHubClient client, GitHubRepositoryCache cache, GitHubOptions options, PeopleDirectory people, TimeZoneInfo zone)
{
    /// <summary>So many issues that do not show their fields are asked for them one by one; the rest is asked in later passes.</summary>
    private const int MostAsked = 25;

    private readonly GitHubDeadlines _deadlines = new(options, zone);
    private readonly GitHubPriorities _priorities = new(options);

    public async Task<IssueSnapshot> OfAsync(GitHubIssueDto issue, IReadOnlyList<string> remarks, CancellationToken cancellationToken) =>
        (await OfAsync([issue], await cache.LoginAsync(cancellationToken), hadField: null, cancellationToken))[0] with { Remarks = remarks };

    /// <summary>Asks for what the issues themselves do not tell, where a deadline depends on it.</summary>
    /// <param name="login">Our own.</param>
    /// <param name="hadField">Whether the organisation had the deadline's field when everything was last listed; null where that is not known.</param>
    public async Task<IReadOnlyList<IssueSnapshot>> OfAsync(
        IReadOnlyCollection<GitHubIssueDto> issues, string login, bool? hadField, CancellationToken cancellationToken)
    {
        // Where there was no field and issues show none, nothing can have been taken out of it.
        var depending = issues.Where(issue =>
            _deadlines.DependsOnFields(issue) && !(hadField == false && issue.IssueFieldValues is null && !GitHubDeadlines.LivesInField(issue)));
        var fields = depending.Any() ? await cache.FieldsNowAsync(cancellationToken) : null;
        var snapshots = new List<IssueSnapshot>(issues.Count);
        var asked = 0;
        foreach (var issue in issues)
        {
            var isBare = fields?.Deadline is not null && issue.IssueFieldValues is null && _deadlines.DependsOnFields(issue) && asked++ < MostAsked;
            snapshots.Add(Of(isBare ? issue with { IssueFieldValues = await ValuesAsync(issue, cancellationToken) } : issue, login, [], fields));
        }
        return snapshots;
    }

    /// <param name="login">Our own.</param>
    /// <param name="fields">The organisation's fields as they are now; null where nobody asked.</param>
    public IssueSnapshot Of(GitHubIssueDto issue, string login, IReadOnlyList<string> remarks, GitHubFieldSet? fields)
    {
        // A pull request never is, though its text may quote an issue of ours whole.
        var isPullRequest = issue.PullRequest is not null;
        var isOurs = !isPullRequest && login.Equals(issue.User?.Login, StringComparison.OrdinalIgnoreCase);
        var (owner, priority, deadline) = (OwnerOf(issue), _priorities.Of(issue, isOurs), _deadlines.Of(issue, isOurs, fields));
        var isClosed = issue.State == "closed";
        return new IssueSnapshot
        {
            Ref = client.At.Ref(issue),
            Marker = isPullRequest ? null : GitHubBodyFacts.Marker(issue.Body),
            Key = isPullRequest ? null : GitHubBodyFacts.Key(issue.Body),
            Title = issue.Title,
            Owner = owner.Name,
            Priority = priority.Value,
            Deadline = deadline.Value?.In(zone),
            DaysIn = zone,
            State = StateOf(issue),
            ClosedAt = isClosed ? issue.ClosedAt : null,
            ChangedBy = isClosed ? issue.ClosedBy?.Login : null,
            CreatedAt = issue.CreatedAt,
            UpdatedAt = issue.UpdatedAt,
            CreatedByUs = isOurs,
            SnoozeUntil = issue.Labels.Select(label => label.Name is { } name ? GitHubWords.SnoozeOf(name) : null).Max(),
            IsSnoozeUnread = issue.Labels.Any(label => label.Name is null || GitHubWords.IsOddSnooze(label.Name)),
            Remarks = remarks,
            Unread =
            [
                .. Unread(ItemField.Owner, owner.Unread),
                .. Unread(ItemField.Priority, priority.Unread),
                .. Unread(ItemField.Deadline, deadline.Unread).Select(unread => unread with { FieldIsGone = deadline.FieldIsGone }),
                .. Unread(ItemField.State,
                    issue.State is "open" or "closed"
                        ? null
                        : $"GitHub calls the issue \"{PlainText.Line(issue.State, 100)}\", which is neither open nor closed"),
            ],
        };

        IEnumerable<UnreadField> Unread(ItemField field, string? why) => why is null ? [] : [new UnreadField(field, why + ".")];
    }

    /// <summary>Worth telling of: ours by marker, by label, or by author and item where somebody took the marker out. The rest is other people's.</summary>
    public static bool IsOurs(GitHubIssueDto issue, string login) => issue.PullRequest is null
        && (GitHubBodyFacts.Marker(issue.Body) is not null
            || issue.Labels.Any(label => GitHubWords.OurLabel.Equals(label.Name, StringComparison.OrdinalIgnoreCase))
            || login.Equals(issue.User?.Login, StringComparison.OrdinalIgnoreCase) && GitHubBodyFacts.Key(issue.Body) is not null);

    /// <summary>The login among the assignees that we set: the one whose person the owner's line names.</summary>
    public string? AssignedByUs(GitHubIssueDto issue) => NamedByLine(issue) ?? (issue.Assignees is [var only] ? only.Login : null);

    /// <summary>What a person should look at, though the items go on without it.</summary>
    public IReadOnlyList<string> Problems(IReadOnlyCollection<GitHubIssueDto> issues, IReadOnlyCollection<IssueSnapshot> shown)
    {
        var astray = shown.Count(issue => issue.Unread.Any(field => field.FieldIsGone));
        return
        [
            .. issues.SelectMany(Oddities),
            .. astray == 0 ? [] : new[] { $"The organisation shows no date field \"{options.DeadlineField}\", and {"deadline".ToQuantity(astray)} of {client.At.Repository} {(astray == 1 ? "lives" : "live")} in it. What was known of them stands. Name the field as it is called now in DeadlineField, or add it again." },
        ];
    }

    private IEnumerable<string> Oddities(GitHubIssueDto issue) => issue.Labels.Select(label => label.Name).OfType<string>().Where(GitHubWords.IsOddSnooze)
        .Select(label => $"{client.At.Ref(issue).Number}: the label \"{PlainText.Line(label, 100)}\" names no day, so it changes no snooze. Write it as snooze-until:2026-11-20.");

    private (string? Name, string? Unread) OwnerOf(GitHubIssueDto issue)
    {
        var logins = issue.Assignees.Select(assignee => assignee.Login).OfType<string>().ToArray();
        if (issue.Assignees.Count > 0 && logins.Length == 0)
            return (null, "the assignee has no login that can be read");
        if ((AssignedByUs(issue) ?? logins.FirstOrDefault()) is not { } login)
            return (null, null);
        // Of several assignees one is the owner; whom the line means is for people to say.
        if (logins.Length > 1 && NamedByLine(issue) is null && GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Owner) is { } line && !IsUnderstood(line))
            return (null, $"several people are assigned, and the line \"{GitHubBodyFacts.Owner}: {PlainText.Line(line, 100)}\" names none of them. Write one of their addresses there, or assign one alone");
        return (people.FindByAccount(GitHubKind.Account, login)?.Address ?? login, null);
    }

    private string? NamedByLine(GitHubIssueDto issue) => GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Owner) is { } line
        ? issue.Assignees.Select(assignee => assignee.Login).OfType<string>().FirstOrDefault(login => Names(login).Any(name => IsOf(line, name)))
        : null;

    private bool IsUnderstood(string line) =>
        line == GitHubBody.OwnerWords(null, null) || line.Contains(GitHubBody.NotAssigned, StringComparison.Ordinal)
        || people.All.Any(person => IsOf(line, person.Address) || (person.Name is { } name && IsOf(line, name))
            || (person.AccountOf(GitHubKind.Account) is { } login && IsOf(line, login)));

    /// <summary>The line is this name, perhaps with a remark behind it that is set off from it.</summary>
    private static bool IsOf(string line, string name)
    {
        var words = GitHubBody.OwnerWords(name, null);
        if (!line.StartsWith(words, StringComparison.OrdinalIgnoreCase))
            return false;
        var rest = line[words.Length..];
        return rest.Trim().Length == 0 || (rest[0] is ' ' or ',' or ';' or ':' or '(' && !char.IsLetterOrDigit(rest.TrimStart()[0]));
    }

    private IEnumerable<string> Names(string login) =>
        people.FindByAccount(GitHubKind.Account, login) is { } person ? [person.Address, person.Name ?? login, login] : [login];

    /// <summary>Null where they cannot be had, so that nobody takes them for empty.</summary>
    private async Task<IReadOnlyList<GitHubFieldValueDto>?> ValuesAsync(GitHubIssueDto issue, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ShownValuesAsync($"{issue.Number}", cancellationToken);
        }
        catch (TrackerException trouble) when (trouble.OfOneIssue)
        {
            return null;
        }
    }

    private static ItemState StateOf(GitHubIssueDto issue) => (issue.State, issue.StateReason) switch
    {
        // Merged or not, nobody works on it any more.
        ("closed", _) when issue.PullRequest is not null => ItemState.Done,
        ("closed", "not_planned") when issue.Labels.Any(label => GitHubWords.DuplicateLabel.Equals(label.Name, StringComparison.OrdinalIgnoreCase)) =>
            ItemState.Duplicate,
        ("closed", "not_planned") => ItemState.WontDo,
        ("closed", "duplicate") => ItemState.Duplicate,
        ("closed", _) => ItemState.Done,
        _ => ItemState.Open,
    };
}
