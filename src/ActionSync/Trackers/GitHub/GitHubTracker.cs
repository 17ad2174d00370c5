using ActionSync.Items;
using ActionSync.People;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// A GitHub repository as a tracker. An issue is ours by the marker in its body; labels, assignee, fields and state are people's as much as ours.
/// Creates and changes are paced; reading what changed costs one conditional request when nothing did.
/// </summary>
internal sealed class GitHubTracker : ITracker
{
    private readonly GitHubClient _client;
    private readonly GitHubAddresses _at;
    private readonly GitHubReading _reading;
    private readonly GitHubPreparation _preparation;
    private readonly GitHubCreate _create;
    private readonly GitHubUpdate _update;
    private readonly GitHubNotes _notes;
    private readonly GitHubPoll _poll;
    private readonly GitHubDoctor _doctor;

    public GitHubTracker(GitHubOptions options, GitHubClient client, PeopleDirectory people, TimeZoneInfo zone)
    {
        (_client, _at) = (client, client.At);
        Name = options.Name;
        Traits = new TrackerTraits(1, options.SettleUnknown, options.MaxCreatesPerRun, ListsPresence: false);
        var cache = new GitHubRepositoryCache(client, options, people, zone);
        var snapshots = new GitHubSnapshots(client, cache, options, people, zone);
        _reading = new GitHubReading(client);
        _preparation = new GitHubPreparation(cache, options, zone);
        _create = new GitHubCreate(client, _preparation, snapshots, options, zone);
        _update = new GitHubUpdate(client, cache, _reading, snapshots, zone);
        _notes = new GitHubNotes(client);
        _poll = new GitHubPoll(client, cache, _reading, snapshots);
        _doctor = new GitHubDoctor(client, cache, _poll, options, people);
    }

    public string Name { get; }

    public TrackerPlace Place => _at.Place;

    public TrackerTraits Traits { get; }

    public IssueRef? Recognise(string url) => _at.Recognise(url);

    public IssueRef? RecogniseKey(string key) => _at.RecogniseKey(key);

    public async Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken)
    {
        var draft = drafts.Count == Traits.CreateBatch ? drafts[0] : throw new ArgumentException("GitHub takes one issue at a time.", nameof(drafts));
        return [await _create.CreateAsync(draft, cancellationToken)];
    }

    public Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken) => _preparation.PreviewAsync(draft, cancellationToken);

    public Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken) =>
        _poll.FindAsync(markers, since, cancellationToken);

    public Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken) => _update.ReadAsync(issue, [], cancellationToken);

    public Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken) =>
        _update.UpdateAsync(issue, patch, cancellationToken);

    public async Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken)
    {
        var read = await _reading.IssueAsync(issue, cancellationToken);
        if (read.Issue is null)
            return read.Outcome;
        return await _notes.AddAsync(read.Issue, note, cancellationToken) ?? GitHubUpdate.AfterWrite(await ReadAsync(issue, cancellationToken));
    }

    public Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken) =>
        GitHubCursor.Parse(cursor, _at.Repository) is { } from ? _poll.ChangesAsync(from, cancellationToken) : _poll.ListAsync([], cancellationToken);

    public Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken) =>
        _poll.ListAsync(known, cancellationToken);

    public PlaceIdentity? Identity { get; private set; }

    public async Task<PlaceIdentity?> IdentifyAsync(string? formerPath, CancellationToken cancellationToken)
    {
        var identity = await _client.IdentifyAsync(formerPath, cancellationToken);
        if (formerPath is null)
            Identity = identity;
        return identity;
    }

    public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) => _doctor.RunAsync(cancellationToken);
}
