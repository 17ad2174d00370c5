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
    private readonly JiraOptions _options;
    private readonly JiraClient _client;
    private readonly JiraHome _home;
    private readonly JiraReading _reading;
    private readonly JiraSnapshots _snapshots;
    private readonly JiraCreate _create;
    private readonly JiraUpdate _update;
    private readonly JiraNotes _notes;
    private readonly JiraPoll _poll;
    private readonly JiraDoctor _doctor;

    public JiraTracker(
        JiraOptions options, HttpMessageHandler network, PeopleDirectory people, TimeZoneInfo zone, TimeProvider clock, ILogger<JiraTracker> logger)
    {
        _options = options;
        _client = new JiraClient(options, network, clock, logger);
        _home = new JiraHome(_client);
        var screens = new JiraScreens(_client);
        var assignees = new JiraAssignees(_client, people);
        var form = new JiraForm(_client, screens, assignees, zone);
        var states = new JiraStates(options);
        _reading = new JiraReading(_client, _home);
        _snapshots = new JiraSnapshots(options, _home, assignees, states, zone);
        var search = new JiraSearch(_client, _reading, _home);
        _create = new JiraCreate(_client, _home, form, _reading, _snapshots);
        _update = new JiraUpdate(_client, form, _reading, _snapshots, states);
        _notes = new JiraNotes(_client, _reading, _snapshots);
        _poll = new JiraPoll(_client, _home, screens, search, _reading, _snapshots);
        _doctor = new JiraDoctor(_client, _home, form, assignees, states, search, _snapshots);
        Traits = new TrackerTraits(JiraCreate.Batch, options.SettleUnknown, options.MaxCreatesPerRun, ListsPresence: false);
    }

    public string Name => _options.Name;

    public TrackerPlace Place => _home.Place;

    public TrackerTraits Traits { get; }

    public PlaceIdentity? Identity { get; private set; }

    /// <summary>The project by its id: Jira answers for a former key as long as no other project has it.</summary>
    public async Task<PlaceIdentity?> IdentifyAsync(string? formerPath, CancellationToken cancellationToken)
    {
        var project = formerPath is null ? await _home.RequireAsync(cancellationToken) : await _home.FindAsync(formerPath, cancellationToken);
        if (project is not { Id: { } id })
            return null;
        var identity = new PlaceIdentity(await _home.OwnAddressAsync(cancellationToken), id, project.Key ?? formerPath ?? Place.Path);
        if (formerPath is null)
            Identity = identity;
        return identity;
    }

    /// <summary>By <c>/browse/KEY</c> or a board's <c>selectedIssue=KEY</c>. The reference's id is the key until the issue is read.</summary>
    public IssueRef? Recognise(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && IsHere(uri) && IssueInAddress().Match(uri.PathAndQuery) is { Success: true } match
            ? Ref(match)
            : null;

    public IssueRef? RecogniseKey(string key) => IssueKey().Match(key) is { Success: true } match ? Ref(match) : null;

    public Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken) =>
        _create.CreateAsync(drafts, cancellationToken);

    public Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken) => _create.PreviewAsync(draft, cancellationToken);

    public Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken) =>
        _poll.FindAsync(markers, since, cancellationToken);

    public Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken) => _home.OneAsync(issue, async () =>
        await _reading.OneAsync(issue.Id, cancellationToken) is { } found
            ? new ReadOutcome.Found(await _snapshots.OfAsync(found, cancellationToken))
            : new ReadOutcome.Gone(await _reading.WhyGoneAsync(issue.Number, cancellationToken)), cancellationToken);

    public Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken) =>
        _home.OneAsync(issue, () => _update.UpdateAsync(issue, patch, cancellationToken), cancellationToken);

    public Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken) =>
        _home.OneAsync(issue, () => _notes.AddAsync(issue, note, cancellationToken), cancellationToken);

    public Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken) => _poll.ChangesAsync(cursor, cancellationToken);

    public Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken) =>
        _poll.ListAsync(known, cancellationToken);

    public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) => _doctor.CheckAsync(cancellationToken);

    public void Dispose() => _client.Dispose();

    /// <summary>Null for an issue of another project.</summary>
    private IssueRef? Ref(Match match)
    {
        var key = match.Groups["key"].Value.ToUpperInvariant();
        return match.Groups["project"].Value.Equals(Place.Path, StringComparison.OrdinalIgnoreCase)
            ? new IssueRef(Place.Server, Place.Path, key, key, $"{_home.KnownSite ?? Place.Server}/browse/{key}")
            : null;
    }

    /// <summary>Behind the gateway the site is not known before the first request; then any of Atlassian's sites may be meant.</summary>
    private bool IsHere(Uri uri) => IsBelow(uri, Place.Server)
        || (_home.KnownSite is { } site ? IsBelow(uri, site) : uri.Host.EndsWith(".atlassian.net", StringComparison.OrdinalIgnoreCase));

    private static bool IsBelow(Uri uri, string site) => uri.AbsoluteUri.StartsWith(site + "/", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(/browse/|[?&]selectedIssue=)(?<key>(?<project>[A-Za-z][A-Za-z0-9_]*)-[0-9]+)($|[/?&#])", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex IssueInAddress();

    [GeneratedRegex(@"^(?<key>(?<project>[A-Za-z][A-Za-z0-9_]*)-[1-9][0-9]{0,17})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IssueKey();
}
