using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>Reads the board's issues: one, those with a marker, those that changed since a cursor, or all.</summary>
internal sealed class FolderPoll(BoardMemory memory)
{
    // A cursor names what its receiver has seen; that it comes back is how we know that the answer arrived.
    private volatile BoardPosition _accepted = BoardPosition.None;
    private volatile BoardPosition _offered = BoardPosition.None;

    public async Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, CancellationToken cancellationToken)
    {
        if (!await memory.ExistsAsync(cancellationToken))
            return [];
        var view = await memory.LookAsync(cancellationToken);
        return [.. view.Entries.Where(entry => entry.Issue?.Marker is { } marker && markers.Contains(marker)).Select(entry => Show(view, entry))];
    }

    public async Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken) =>
        await memory.LocateAsync(issue, cancellationToken) is not { } entry ? memory.Gone(issue)
        : entry.IsSound ? memory.Found(issue, entry)
        : new ReadOutcome.Failed(string.Join(" ", entry.Problems));

    public async Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken)
    {
        var last = new[] { _offered, _accepted }.FirstOrDefault(position => position.Cursor is not null && position.Cursor == cursor) ?? BoardPosition.None;
        var view = await memory.LookAsync(cancellationToken);
        var changed = view.ChangedSince(last.View).ToArray();
        var same = last.Cursor is not null && changed.Length == 0 && view.Ids.SetEquals(last.View.Ids);
        (_accepted, _offered) = (last, same ? last with { View = view } : BoardPosition.New(view));
        return Changes(view, changed);
    }

    public async Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken)
    {
        // Before the first issue there is no folder; afterwards a folder that is not there is not an empty one.
        if (known.Count == 0 && !await memory.ExistsAsync(cancellationToken))
            return new TrackerChanges { Issues = [], Present = new HashSet<string>() };
        var view = await memory.LookAnewAsync(cancellationToken);
        (_accepted, _offered) = (BoardPosition.None, BoardPosition.New(view));
        var changes = Changes(view, [.. view.ChangedSince(BoardView.Empty)]);
        if (changes.Present is not { } present)
            return changes;
        var gone = known.Where(issue => memory.IsOfThisBoard(issue) && !present.Contains(issue.Id) && view.InTheWayOf(issue.Number) is null);
        return changes with { Gone = [.. gone.Select(issue => new GoneIssue(issue, memory.Gone(issue).Reason))] };
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
        return memory.Show(entry, id, original);
    }
}
