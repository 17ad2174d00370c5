using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.People;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// One Jira project, Cloud or Data Center. Issues are ours by a label and an entity property that travel in the create; they are identified by their numeric
/// id, which survives moves. Every write is sent once; every answer that concerns the whole tracker becomes a <see cref="TrackerException"/>.
/// </summary>
internal sealed partial class JiraTracker : ITracker, IDisposable
{
    private readonly JiraTrackerOptions _options;
    private readonly JiraClient _client;
    private readonly JiraIdentity _identity;
    private readonly JiraReading _reading;
    private readonly JiraSnapshots _snapshots;
    private readonly JiraCreating _creating;
    private readonly JiraUpdating _updating;
    private readonly JiraNotes _notes;
    private readonly JiraRefreshing _refreshing;
    private readonly JiraFinding _finding;
    private readonly JiraDoctor _doctor;
    private readonly JiraProjectCheck _project;

    public JiraTracker(JiraTrackerOptions options, HttpClient http, PeopleDirectory people, TimeZoneInfo zone, TimeProvider clock)
    {
        _options = options;
        _client = new JiraClient(options, http, clock);
        Place = new TrackerPlace(_client.BaseUrl, options.Project.ToUpperInvariant());
        _identity = new JiraIdentity(_client);
        var screens = new JiraScreens(_client, options, clock);
        var assignees = new JiraAssignees(_client, options, people, clock);
        var drafting = new JiraDrafting(options, assignees, _client.IsCloud, zone, clock);
        _project = new JiraProjectCheck(_client, options);
        var states = new JiraStates(options);
        _reading = new JiraReading(_client, _project);
        _snapshots = new JiraSnapshots(options, Place, assignees, _identity, states, zone);
        var search = new JiraSearch(_client, _reading, _project, clock);
        _creating = new JiraCreating(_client, screens, drafting, assignees, _reading, _snapshots, _identity);
        _updating = new JiraUpdating(_client, options, screens, drafting, assignees, _reading, _snapshots, new JiraClosing(_client, _reading, states));
        _notes = new JiraNotes(_client, _reading, _snapshots);
        _refreshing = new JiraRefreshing(options, screens, search, _reading, _snapshots, _identity, _client, _project, new JiraUnknownResolutions(states), clock);
        _finding = new JiraFinding(options, _client, screens, search, _reading, _snapshots, clock);
        _doctor = new JiraDoctor(_client, options, _identity, screens, drafting, assignees, _project, states, search, _snapshots);
        Traits = new TrackerTraits(JiraCreating.Batch, options.SettleUnknown, options.MaxCreatesPerRun, ListsPresence: false);
    }

    public string Name => _options.Name;

    public TrackerPlace Place { get; }

    public TrackerTraits Traits { get; }

    public PlaceIdentity? Identity { get; private set; }

    /// <summary>The project by its id: Jira answers for a former key as long as no other project has it.</summary>
    public async Task<PlaceIdentity?> IdentifyAsync(string? formerPath, CancellationToken cancellationToken)
    {
        var project = formerPath is null ? await _project.RequireAsync(cancellationToken) : await _project.FindAsync(formerPath, cancellationToken);
        if (project is not { Id: { } id })
            return null;
        var identity = new PlaceIdentity(await _identity.OwnAddressAsync(cancellationToken), id, project.Key ?? formerPath ?? Place.Path);
        if (formerPath is null)
            Identity = identity;
        return identity;
    }

    /// <summary>By <c>/browse/KEY</c> or a board's <c>selectedIssue=KEY</c>. The reference's id is the key until the issue is read.</summary>
    public IssueRef? Recognise(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsHere(uri))
            return null;
        var match = IssueKey().Match(uri.PathAndQuery);
        return match.Success && match.Groups["project"].Value.Equals(Place.Path, StringComparison.OrdinalIgnoreCase)
            ? new IssueRef(Place.Server, Place.Path, match.Groups["key"].Value.ToUpperInvariant(), match.Groups["key"].Value.ToUpperInvariant(), url)
            : null;
    }

    public Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken) =>
        _creating.CreateAsync(drafts, cancellationToken);

    public Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken) =>
        _finding.FindAsync(markers, since, cancellationToken);

    public Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken) => _project.OneAsync(issue, async () =>
        await _reading.OneAsync(issue.Id, cancellationToken) is { } found
            ? new ReadOutcome.Found(await _snapshots.OfAsync(found, cancellationToken))
            : new ReadOutcome.Gone(await _reading.WhyGoneAsync(issue.Number, cancellationToken)), cancellationToken);

    public Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken) =>
        _project.OneAsync(issue, () => _updating.UpdateAsync(issue, patch, cancellationToken), cancellationToken);

    public Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken) =>
        _project.OneAsync(issue, () => _notes.AddAsync(issue, note, cancellationToken), cancellationToken);

    public Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken) => _refreshing.ChangesAsync(cursor, cancellationToken);

    public Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken) => _refreshing.ListAsync(known, cancellationToken);

    public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) => _doctor.CheckAsync(cancellationToken);

    public void Dispose() => _client.Dispose();

    /// <summary>Behind the gateway the site is not known before the first request; then any of Atlassian's sites may be meant.</summary>
    private bool IsHere(Uri uri) => _identity.KnownSite is { } site
        ? uri.AbsoluteUri.StartsWith(site + "/", StringComparison.OrdinalIgnoreCase)
        : uri.Host.EndsWith(".atlassian.net", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(/browse/|[?&]selectedIssue=)(?<key>(?<project>[A-Za-z][A-Za-z0-9_]*)-[0-9]+)($|[/?&#])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IssueKey();
}
