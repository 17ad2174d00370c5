using System.Collections.Concurrent;
using ActionSync.Files;
using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>
/// The built-in tracker: a folder of Markdown files, one an issue, that people read and edit with whatever they like. What is written here
/// goes through <see cref="FolderBody"/> (new files) and <see cref="FolderUpdate"/> (changes among people's own); what is read, through <see cref="Board"/>.
/// </summary>
internal sealed class FolderTracker : ITracker
{
    private const int BatchSize = 50;

    /// <summary>A disk that is full or not to be written refuses, and asking it costs nothing.</summary>
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LeftoversAge = TimeSpan.FromHours(1);

    private readonly TimeProvider _clock;
    private readonly Board _board;
    private readonly BoardWriter _writer;

    /// <summary>Each file as it was last reported, by name: what differs from it was changed by somebody.</summary>
    private readonly ConcurrentDictionary<string, BoardFile> _shown = new();

    // A cursor names what its receiver has seen; that it comes back is how we know that the answer arrived.
    private volatile BoardPosition _accepted = BoardPosition.None;
    private volatile BoardPosition _offered = BoardPosition.None;
    private volatile BoardView _latest = BoardView.Empty;
    private volatile BoardLook _lastLook = BoardLook.None;

    public FolderTracker(FolderOptions options, TimeZoneInfo zone, TimeProvider clock, ILogger<FolderTracker> logger)
    {
        _clock = clock;
        Name = options.Name;
        Place = new(BoardAddress.Server, Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder)));
        Traits = new(BatchSize, options.SettleUnknown, options.MaxCreatesPerRun, ListsPresence: true) { LongestRetry = LongestRetry };
        _board = new(Place.Path, zone, clock, options.MaxFileBytes);
        _writer = new(_board, logger);
    }

    public string Name { get; }
    public TrackerPlace Place { get; }
    public TrackerTraits Traits { get; }

    /// <summary>How many files were opened so far: a refresh opens only what changed.</summary>
    internal long FilesRead => _board.FilesRead;

    /// <summary>How many names listings have shown so far.</summary>
    internal long FilesListed => _board.FilesListed;

    public IssueRef? Recognise(string url) => BoardAddress.Recognise(_board, url);

    public async Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken)
    {
        try
        {
            if (!_lastLook.Serves(_clock.GetUtcNow()))
                await LookForCreatesAsync(cancellationToken);
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error) || error is TrackerException)
        {
            var reason = error is TrackerException ? error.Message : BoardFault.Sentence(error, Place.Path);
            return [.. drafts.Select(_ => new CreateOutcome.Refused(reason))];
        }
        var outcomes = new List<CreateOutcome>(drafts.Count);
        foreach (var draft in drafts)
        {
            // What is made stays reported: a stop lets the rest wait instead of forgetting the first.
            outcomes.Add(cancellationToken.IsCancellationRequested
                ? new CreateOutcome.Deferred("The run was stopped before this issue's turn.", _clock.GetUtcNow())
                : await CreateOneAsync(draft, cancellationToken));
        }
        return outcomes;
    }

    private async Task LookForCreatesAsync(CancellationToken cancellationToken)
    {
        // Not where it is only listed: commands that show list it too.
        await _board.PrepareAsync(_clock.GetUtcNow() - LeftoversAge);
        _lastLook = new BoardLook(await LookAsync(cancellationToken), _clock.GetUtcNow());
    }

    public async Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken))
            return [];
        var view = await LookAsync(cancellationToken);
        return [.. view.Entries.Where(entry => entry.Issue?.Marker is { } marker && markers.Contains(marker)).Select(entry => Show(view, entry))];
    }

    public async Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken) =>
        await LocateAsync(issue, cancellationToken) is not { } entry ? Gone(issue)
        : entry.IsSound ? Found(issue, entry, [])
        : new ReadOutcome.Failed(string.Join(" ", entry.Problems));

    public Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken) =>
        RewriteAsync(issue, (front, seen, now) => FolderUpdate.Of(front, seen, now, patch, _board.Zone), cancellationToken);

    public Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken) =>
        RewriteAsync(issue, (front, _, file) => new FolderUpdate(BoardNote.Add(front, note, file.Owner, _clock.GetUtcNow()), []), cancellationToken);

    public async Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken)
    {
        var last = new[] { _offered, _accepted }.FirstOrDefault(position => position.Cursor is not null && position.Cursor == cursor) ?? BoardPosition.None;
        var view = await LookAsync(cancellationToken);
        var changed = view.ChangedSince(last.View).ToArray();
        var same = last.Cursor is not null && changed.Length == 0 && view.Ids.SetEquals(last.View.Ids);
        (_accepted, _offered) = (last, same ? last with { View = view } : BoardPosition.New(view));
        return Changes(view, changed);
    }

    public async Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken)
    {
        // Before the first issue there is no folder; afterwards a folder that is not there is not an empty one.
        if (known.Count > 0 || await ExistsAsync(cancellationToken))
            _latest = _latest.Unsettled();
        else
            return new TrackerChanges { Issues = [], Present = new HashSet<string>() };
        var view = await LookAsync(cancellationToken);
        (_accepted, _offered) = (BoardPosition.None, BoardPosition.New(view));
        var changes = Changes(view, [.. view.ChangedSince(BoardView.Empty)]);
        if (changes.Present is not { } present)
            return changes;
        var gone = known.Where(issue => Lives(issue) && !present.Contains(issue.Id) && view.InTheWayOf(issue.Number) is null);
        return changes with { Gone = [.. gone.Select(issue => new GoneIssue(issue, Gone(issue).Reason))] };
    }

    public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) => FolderDoctor.RunAsync(_board, cancellationToken);

    private async Task<CreateOutcome> CreateOneAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            // The same create arriving again, after a crash between the file and its record.
            if (await FindMadeAsync(draft.Marker, cancellationToken) is { } there)
                return there.IsSound
                    ? new CreateOutcome.Created(Show(there, draft.Marker, null, []))
                    : new CreateOutcome.Refused(string.Join(" ", there.Problems));
            var entry = await _writer.CreateAsync(draft);
            _lastLook.Add(draft.Marker, entry);
            return new CreateOutcome.Created(Show(entry, draft.Marker, null, []));
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            return BoardFault.Outcome(error, Place.Path);
        }
        catch (TrackerException error)
        {
            return new CreateOutcome.Refused(error.Message);
        }
    }

    /// <summary>The page with this marker, wherever it is by now.</summary>
    private async Task<BoardEntry?> FindMadeAsync(string marker, CancellationToken cancellationToken)
    {
        if (_lastLook.With(marker) is not { } seen)
            return null;
        var now = await _board.LookAtAsync(seen.Name, seen, cancellationToken);
        if (now?.Issue?.Marker == marker)
            return now;
        await LookForCreatesAsync(cancellationToken);
        return _lastLook.With(marker);
    }

    private async Task<ReadOutcome> RewriteAsync(
        IssueRef issue, Func<FrontMatter, BoardFile, BoardFile, FolderUpdate> edit, CancellationToken cancellationToken)
    {
        if (await LocateAsync(issue, cancellationToken) is not { } entry)
            return Gone(issue);
        if (entry.IsInTheWay)
            return new ReadOutcome.Refused(entry.Fault!);
        try
        {
            var written = await _writer.RewriteAsync(entry.Name, issue.Id, _shown.GetValueOrDefault(entry.Name), edit, cancellationToken);
            if (written.Refusal is { } refusal)
                return new ReadOutcome.Refused($"{entry.Name}: {refusal}");
            return await _board.LookAtAsync(entry.Name, entry, cancellationToken) is not { } after ? Gone(issue)
                : after.IsSound ? Found(issue, after, written.Remarks)
                : new ReadOutcome.Failed(string.Join(" ", after.Problems), PerhapsDone: true);
        }
        catch (IOException error) when (error is FolderFlushException or UnansweredException)
        {
            throw new TrackerException(TrackerFault.Unavailable, error.Message, error);
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            return new ReadOutcome.Refused(BoardFault.Sentence(error, _board.PathOf(entry.Name)));
        }
    }

    /// <summary>The file where it was, if it is still there, else wherever its marker is now, else what is in its way.</summary>
    private async Task<BoardEntry?> LocateAsync(IssueRef issue, CancellationToken cancellationToken)
    {
        if (!Lives(issue))
            return null;
        var there = await _board.LookAtAsync(issue.Number, _latest.Named(issue.Number), cancellationToken);
        if (there?.Issue is { } file && file.Marker == BoardId.MarkerOf(issue.Id))
            return there;
        var view = await LookAsync(cancellationToken);
        return view.WithId(issue.Id) ?? view.InTheWayOf(issue.Number);
    }

    private async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _board.ExistsAsync(cancellationToken);
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            throw BoardFault.Whole(error, Place.Path);
        }
    }

    private async Task<BoardView> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _latest = await _board.LookAsync(_latest, cancellationToken);
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            throw BoardFault.Whole(error, Place.Path);
        }
    }

    private TrackerChanges Changes(BoardView view, IReadOnlyList<BoardEntry> issues) => new()
    {
        Issues = [.. issues.Select(entry => Show(view, entry))],
        Cursor = _offered.Cursor,
        Present = view.HidesSomething ? null : view.Ids,
        Unread = [.. view.Unread],
        Problems = [.. view.Aside],
        Occupied = [.. view.Occupied],
    };

    private IssueSnapshot Show(BoardView view, BoardEntry entry)
    {
        var id = view.IdOf(entry);
        var original = BoardId.NamesPlace(id) && BoardId.MarkerOf(id) is { } marker ? view.WithId(marker) : null;
        return Show(entry, id, original, []);
    }

    private IssueSnapshot Show(BoardEntry entry, string id, BoardEntry? original, IReadOnlyList<string> remarks)
    {
        if (entry.IsSound)
            _shown[entry.Name] = entry.Issue!;
        return BoardSnapshots.Of(entry, id, _board, original, remarks);
    }

    private ReadOutcome.Found Found(IssueRef issue, BoardEntry entry, IReadOnlyList<string> remarks) => new(Show(entry, issue.Id, null, remarks));

    private bool Lives(IssueRef issue) => issue.Server == Place.Server && issue.Place == Place.Path;

    private ReadOutcome.Gone Gone(IssueRef issue) => new($"The file {issue.Number} is no longer in {Place.Path}, nor is another one with its marker.");
}
