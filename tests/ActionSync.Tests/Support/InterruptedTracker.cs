using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Support;

/// <summary>A real board on whose way something can happen: before a create, after an update, instead of a note.</summary>
internal sealed class InterruptedTracker(IReadOnlyDictionary<string, TrackerOptions> options, TimeProvider clock) : ITracker
{
    private readonly FolderTracker _board = new((FolderTrackerOptions)options["board"], clock, NullLogger<FolderTracker>.Instance);

    /// <summary>Runs before a create is carried out; an outcome that it returns stands for the create.</summary>
    public Func<Task<CreateOutcome?>>? BeforeCreate { get; set; }

    /// <summary>Runs after an update was carried out.</summary>
    public Action? AfterUpdate { get; set; }

    /// <summary>What a note meets instead of being written.</summary>
    public Func<ReadOutcome?>? InsteadOfNote { get; set; }

    public TrackerException? Down { get; set; }

    public int Creates { get; private set; }

    public string Name => _board.Name;

    public TrackerPlace Place => _board.Place;

    public TrackerTraits Traits => _board.Traits;

    public IssueRef? Recognise(string url) => _board.Recognise(url);

    public async Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken)
    {
        Creates += drafts.Count;
        return BeforeCreate is not null && await BeforeCreate() is { } outcome
            ? [.. drafts.Select(_ => outcome)]
            : await _board.CreateAsync(drafts, cancellationToken);
    }

    public Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken) =>
        _board.FindAsync(markers, since, cancellationToken);

    public Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken) => _board.ReadAsync(issue, cancellationToken);

    public async Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken)
    {
        var outcome = await _board.UpdateAsync(issue, patch, cancellationToken);
        AfterUpdate?.Invoke();
        return outcome;
    }

    public async Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken) =>
        InsteadOfNote?.Invoke() ?? await _board.AddNoteAsync(issue, note, cancellationToken);

    public Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken) =>
        Down is null ? _board.ChangesAsync(cursor, cancellationToken) : Task.FromException<TrackerChanges>(Down);

    public Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken) => _board.ListAsync(known, cancellationToken);

    public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) => _board.CheckAsync(cancellationToken);
}
