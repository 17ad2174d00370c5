using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>
/// The built-in tracker: a folder of Markdown files, one an issue, that people read and edit with whatever they like. What is written here
/// goes through <see cref="FolderBody"/> (new files) and <see cref="FolderEdit"/> (changes among people's own); what is read, through <see cref="Board"/>.
/// </summary>
internal sealed class FolderTracker : ITracker
{
    private const int BatchSize = 50;

    /// <summary>A disk that is full or not to be written refuses, and asking it costs nothing.</summary>
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(2);

    private readonly Board _board;
    private readonly FolderCreate _create;
    private readonly FolderPoll _poll;
    private readonly FolderUpdate _update;

    public FolderTracker(FolderOptions options, TimeZoneInfo zone, TimeProvider clock, ILogger<FolderTracker> logger)
    {
        Name = options.Name;
        Place = new(BoardAddress.Server, Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder)));
        Traits = new(BatchSize, options.SettleUnknown, options.MaxCreatesPerRun, ListsPresence: true)
        {
            LongestRetry = LongestRetry,
            EditsOnCommand = true,
        };
        _board = new(Place.Path, zone, clock, options.MaxFileBytes);
        var memory = new BoardMemory(_board);
        _create = new(_board, memory, clock);
        _poll = new(memory);
        _update = new(_board, memory, clock, logger);
    }

    public string Name { get; }
    public TrackerPlace Place { get; }
    public TrackerTraits Traits { get; }

    /// <summary>How many files were opened so far: a refresh opens only what changed.</summary>
    internal long FilesRead => _board.FilesRead;

    /// <summary>How many names listings have shown so far.</summary>
    internal long FilesListed => _board.FilesListed;

    public IssueRef? Recognise(string url) => BoardAddress.Recognise(_board, url);

    public Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken) =>
        _create.CreateAsync(drafts, cancellationToken);

    public Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken) => _create.PreviewAsync(draft, cancellationToken);

    public Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken) =>
        _poll.FindAsync(markers, cancellationToken);

    public Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken) => _poll.ReadAsync(issue, cancellationToken);

    public Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken) =>
        _update.UpdateAsync(issue, patch, cancellationToken);

    public Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken) =>
        _update.AddNoteAsync(issue, note, cancellationToken);

    public Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken) => _poll.ChangesAsync(cursor, cancellationToken);

    public Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken) =>
        _poll.ListAsync(known, cancellationToken);

    public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) => FolderDoctor.RunAsync(_board, cancellationToken);
}
