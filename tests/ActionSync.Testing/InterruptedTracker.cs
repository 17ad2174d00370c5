using ActionSync.Items;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Testing;

/// <summary>A real board on whose way something can happen: before a create, after an update, instead of a note.</summary>
internal sealed class InterruptedTracker(IReadOnlyDictionary<string, TrackerOptions> options, TimeProvider clock) : ITracker
{
    private readonly FolderTracker _board = new((FolderOptions)options["board"], TimeZoneInfo.Utc, clock, NullLogger<FolderTracker>.Instance);

    /// <summary>Runs before a create is carried out; an outcome that it returns stands for the create.</summary>
    public Func<Task<CreateOutcome?>>? BeforeCreate { get; set; }

    /// <summary>A draft that spoils every batch it is in: nothing of it is made, and this is the outcome of each.</summary>
    public Func<IssueDraft, CreateOutcome?>? CannotCreate { get; set; }

    /// <summary>How often each title was sent.</summary>
    public Dictionary<string, int> Drafts { get; } = [];

    /// <summary>Runs after an update was carried out.</summary>
    public Action? AfterUpdate { get; set; }

    /// <summary>What a note meets instead of being written.</summary>
    public Func<ReadOutcome?>? InsteadOfNote { get; set; }

    public TrackerException? Down { get; set; }

    /// <summary>What a read meets instead of the file.</summary>
    public Func<IssueRef, ReadOutcome?>? InsteadOfRead { get; set; }

    /// <summary>What an update meets instead of being carried out.</summary>
    public Func<IssueRef, IssuePatch, ReadOutcome?>? InsteadOfUpdate { get; set; }

    /// <summary>What is heard of an update that was carried out.</summary>
    public Func<IssueRef, ReadOutcome, ReadOutcome> OutcomeOfUpdate { get; set; } = (_, outcome) => outcome;

    /// <summary>How an issue is shown, wherever it is.</summary>
    public Func<IssueSnapshot, IssueSnapshot> Shows { get; set; } = issue => issue;

    /// <summary>Issues that a listing cannot read, by id, and why.</summary>
    public Dictionary<string, string> Unreadable { get; } = [];

    /// <summary>The patches that were sent.</summary>
    public List<IssuePatch> Patches { get; } = [];

    /// <summary>The issues that were read one by one.</summary>
    public List<string> Reads { get; } = [];

    public int Creates { get; private set; }

    public string Name => _board.Name;

    public TrackerPlace Place => _board.Place;

    public TrackerTraits Traits => _board.Traits;

    public IssueRef? Recognise(string url) => _board.Recognise(url);

    public async Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken)
    {
        Creates += drafts.Count;
        foreach (var draft in drafts)
            Drafts[draft.Title] = Drafts.GetValueOrDefault(draft.Title) + 1;
        if (CannotCreate is not null && drafts.Select(CannotCreate).FirstOrDefault(o => o is not null) is { } spoilt)
            return [.. drafts.Select(_ => spoilt)];
        return BeforeCreate is not null && await BeforeCreate() is { } outcome
            ? [.. drafts.Select(_ => outcome)]
            : [.. (await _board.CreateAsync(drafts, cancellationToken))
                .Select(o => o is CreateOutcome.Created(var issue) ? new CreateOutcome.Created(Shows(issue)) : o)];
    }

    public Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken) =>
        Down is null ? _board.PreviewAsync(draft, cancellationToken) : throw Down;

    public async Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken) =>
        [.. (await _board.FindAsync(markers, since, cancellationToken)).Select(Shows)];

    public async Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken)
    {
        Reads.Add(issue.Id);
        return InsteadOfRead?.Invoke(issue) ?? Current(await _board.ReadAsync(issue, cancellationToken));
    }

    public async Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken)
    {
        Patches.Add(patch);
        var outcome = InsteadOfUpdate?.Invoke(issue, patch) ?? OutcomeOfUpdate(issue, Current(await _board.UpdateAsync(issue, patch, cancellationToken)));
        AfterUpdate?.Invoke();
        return outcome;
    }

    public async Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken) =>
        InsteadOfNote?.Invoke() ?? Current(await _board.AddNoteAsync(issue, note, cancellationToken));

    public async Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken) =>
        Down is null ? Current(await _board.ChangesAsync(cursor, cancellationToken)) : throw Down;

    public async Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken) =>
        Current(await _board.ListAsync(known, cancellationToken));

    private ReadOutcome Current(ReadOutcome outcome) => outcome is ReadOutcome.Found(var issue) ? new ReadOutcome.Found(Shows(issue)) : outcome;

    private TrackerChanges Current(TrackerChanges changes) => changes with
    {
        Issues = [.. changes.Issues.Where(i => !Unreadable.ContainsKey(i.Ref.Id)).Select(Shows)],
        Unread = [.. changes.Unread, .. Unreadable.Select(u => new UnreadIssue(u.Key, u.Value))],
    };

    public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) => _board.CheckAsync(cancellationToken);
}
