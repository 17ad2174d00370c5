using System.Collections.Concurrent;
using System.Net;
using ActionSync.Items;
using ActionSync.People;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// What has to be known of the repository before something is written: its permissions, labels, fields, milestones, who can be assigned, who we
/// are. Each is asked once, and again after <see cref="Forget"/> (the nightly pass).
/// </summary>
internal sealed class GitHubRepositoryCache(GitHubClient client, GitHubOptions options, PeopleDirectory people, TimeZoneInfo zone)
{
    private readonly ConcurrentDictionary<string, bool> _assignable = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _milestones = new(StringComparer.Ordinal);
    /// <summary>As long as what was asked counts as asked just now.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    private DateTimeOffset _fieldsAskedAt;
    private DateTimeOffset? _milestonesAskedAt;
    private HashSet<string>? _labels;
    private Octokit.Repository? _repository;
    private GitHubFieldSet? _fields;
    private string? _login;

    /// <summary>Asked again as long as something stands in the way, so that it is noticed when that ends.</summary>
    public async Task<Octokit.Repository> RepositoryAsync(CancellationToken cancellationToken)
    {
        var repository = _repository ?? await client.RepositoryAsync(cancellationToken);
        _repository = repository.IsReady ? repository : null;
        return repository;
    }

    public async Task<GitHubFieldSet> FieldsAsync(CancellationToken cancellationToken) => _fields ?? await AskFieldsAsync(cancellationToken);

    /// <summary>The fields as they are now, for what depends on whether one was renamed or removed; one answer serves a whole pass.</summary>
    public async Task<GitHubFieldSet> FieldsNowAsync(CancellationToken cancellationToken) =>
        _fields is { } known && client.Now - _fieldsAskedAt is { Ticks: >= 0 } age && age < AtOnce ? known : await AskFieldsAsync(cancellationToken);

    /// <summary>Whether the organisation has the deadline's field, as far as it was asked and told.</summary>
    public bool? HasField => _fields is { IsShown: true } known ? known.Deadline is not null : null;

    private async Task<GitHubFieldSet> AskFieldsAsync(CancellationToken cancellationToken)
    {
        _fieldsAskedAt = client.Now;
        return _fields = await client.FieldsAsync(cancellationToken) is { } fields ? GitHubFieldSet.Of(fields, options) : GitHubFieldSet.NotShown;
    }

    public async Task<string> LoginAsync(CancellationToken cancellationToken) => _login ??= await client.LoginAsync(cancellationToken);

    /// <summary>Where a new issue's deadline goes.</summary>
    public async Task<DeadlinePlace> DeadlinePlaceAsync(CancellationToken cancellationToken)
    {
        var canPush = (await RepositoryAsync(cancellationToken)).CanPush;
        return options.DeadlineIn switch
        {
            _ when !canPush => DeadlinePlace.Body,
            DeadlinePlace.Milestone => DeadlinePlace.Milestone,
            DeadlinePlace.Auto or DeadlinePlace.Field when (await FieldsAsync(cancellationToken)).Deadline is not null => DeadlinePlace.Field,
            _ => DeadlinePlace.Body,
        };
    }

    /// <summary>Where another deadline of an issue goes; null where nobody knows, since it lives in a field and GitHub shows none.</summary>
    public async Task<DeadlinePlace?> DeadlinePlaceOfAsync(GitHubIssueDto issue, CancellationToken cancellationToken)
    {
        if (options.DeadlineIn is DeadlinePlace.Auto or DeadlinePlace.Field && GitHubDeadlines.LivesInField(issue)
            && (await FieldsNowAsync(cancellationToken)).Deadline is null
            // That the field is gone lasts, so it is looked at twice.
            && !(await AskFieldsAsync(cancellationToken)).IsShown)
            return null;
        return await DeadlinePlaceAsync(cancellationToken);
    }

    /// <summary>Whom an owner's issue is assigned to, or why to nobody.</summary>
    public async Task<GitHubAssignee> AssigneeAsync(string? owner, CancellationToken cancellationToken)
    {
        if (owner is null)
            return new GitHubAssignee(null, null);
        if (people.HasLeft(owner))
            return new GitHubAssignee(null, "they have left");
        if (people.Find(owner)?.AccountOf(GitHubKind.Account)?.Trim().TrimStart('@') is not { Length: > 0 } login)
            return new GitHubAssignee(null, "People has no GitHub login for this owner") { ForReader = "ActionSync knows no GitHub account of theirs" };
        if (!_assignable.TryGetValue(login, out var can))
        {
            // That somebody cannot lasts, so it is looked at twice.
            _assignable[login] = can = await client.CanBeAssignedAsync(login, cancellationToken) || await client.CanBeAssignedAsync(login, cancellationToken);
        }
        return can ? new GitHubAssignee(login, null) : new GitHubAssignee(null, $"{login} cannot be assigned in {options.Repository}");
    }

    /// <summary>Those of these labels that the repository does not have.</summary>
    public async Task<IReadOnlyList<string>> MissingLabelsAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var there = _labels ??= (await client.LabelsAsync(cancellationToken)).Select(label => label.Name).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. names.Where(name => !there.Contains(name))];
    }

    /// <summary>Makes labels that are not there yet; returns why some could not be made.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EnsureLabelsAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in await MissingLabelsAsync(names, cancellationToken))
        {
            var answer = await client.CreateLabelAsync(name, GitHubWords.Color(name), cancellationToken);
            if (answer.IsSuccess || GitHubAnswers.Says(answer).Contains("already_exists", StringComparison.Ordinal))
                _labels?.Add(name);
            else
                refused[name] = GitHubAnswers.Refusal(answer);
        }
        return refused;
    }

    /// <summary>The number of the milestone for a deadline; null where there is none.</summary>
    public async Task<int?> FindMilestoneAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var title = TitleOf(deadline);
        if (_milestones.TryGetValue(title, out var number))
            return number;
        if (_milestonesAskedAt is { } asked && client.Now - asked is { Ticks: >= 0 } age && age < AtOnce)
            return null;
        return await AskMilestoneAsync(title, cancellationToken);
    }

    /// <summary>The number of the milestone for a deadline, made where it is missing.</summary>
    public async Task<int> MilestoneAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        if (await FindMilestoneAsync(deadline, cancellationToken) is { } known)
            return known;
        var title = TitleOf(deadline);
        var reply = await client.CreateMilestoneAsync(title, GitHubWords.MilestoneDue(deadline.DayIn(zone)), cancellationToken);
        if (reply.Answer.Status == HttpStatusCode.Created)
            return _milestones[title] = reply.Content.Number;
        // Somebody may have made it since the listing.
        return await AskMilestoneAsync(title, cancellationToken) ?? throw new TrackerException(TrackerFault.Forbidden,
            $"The milestone \"{title}\" cannot be made: {GitHubAnswers.Refusal(reply.Answer)} Make it by hand, or set DeadlineIn to Body.");
    }

    private async Task<int?> AskMilestoneAsync(string title, CancellationToken cancellationToken)
    {
        foreach (var milestone in await client.MilestonesAsync(cancellationToken))
            _milestones[milestone.Title] = milestone.Number;
        _milestonesAskedAt = client.Now;
        return _milestones.TryGetValue(title, out var number) ? number : null;
    }

    private string TitleOf(Deadline deadline) => GitHubWords.MilestoneTitle(deadline.DayIn(zone));

    public void Forget()
    {
        (_repository, _fields, _labels, _login) = (null, null, null, null);
        _assignable.Clear();
        _milestones.Clear();
        _milestonesAskedAt = null;
    }
}

/// <param name="Problem">Why nobody is assigned although somebody owns the item.</param>
internal sealed record GitHubAssignee(string? Login, string? Problem)
{
    /// <summary>The same to who reads the issue and cannot change any configuration.</summary>
    public string? ForReader { get => field ?? Problem; init; }
}
