using System.Collections.Concurrent;
using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>A board as it was last seen and shown: creating, updating and polling share it, and none reads again what another has just read.</summary>
internal sealed class BoardMemory(Board board)
{
    /// <summary>Each file as it was last reported, by name: what differs from it was changed by somebody.</summary>
    private readonly ConcurrentDictionary<string, BoardFile> _shown = new();

    private volatile BoardView _latest = BoardView.Empty;

    /// <summary>The board now.</summary>
    /// <exception cref="TrackerException">Its folder cannot be read.</exception>
    public Task<BoardView> LookAsync(CancellationToken cancellationToken) =>
        WholeAsync(async () => _latest = await board.LookAsync(_latest, cancellationToken));

    /// <inheritdoc cref="LookAsync"/>
    public Task<BoardView> LookAnewAsync(CancellationToken cancellationToken)
    {
        // Every file is read, also those that look as they did.
        _latest = _latest.Unsettled();
        return LookAsync(cancellationToken);
    }

    /// <exception cref="TrackerException">It cannot be told.</exception>
    public Task<bool> ExistsAsync(CancellationToken cancellationToken) => WholeAsync(() => board.ExistsAsync(cancellationToken));

    /// <summary>The file where it was, if it is still there, else wherever its marker is now, else what is in its way.</summary>
    public async Task<BoardEntry?> LocateAsync(IssueRef issue, CancellationToken cancellationToken)
    {
        if (!IsOfThisBoard(issue))
            return null;
        var there = await board.LookAtAsync(issue.Number, _latest.Named(issue.Number), cancellationToken);
        if (there?.Issue is { } file && file.Marker == BoardId.MarkerOf(issue.Id))
            return there;
        var view = await LookAsync(cancellationToken);
        return view.WithId(issue.Id) ?? view.InTheWayOf(issue.Number);
    }

    public bool IsOfThisBoard(IssueRef issue) => issue.Server == BoardAddress.Server && issue.Place == board.Folder;

    /// <summary>The file as it was last reported; null where it was not, or could not be read.</summary>
    public BoardFile? LastShown(string name) => _shown.GetValueOrDefault(name);

    /// <summary>A file in the words that all trackers share; from now on it is what was last reported.</summary>
    public IssueSnapshot Show(BoardEntry entry, string id, BoardEntry? original = null, IReadOnlyList<string>? remarks = null)
    {
        if (entry.IsSound)
            _shown[entry.Name] = entry.Issue!;
        return BoardSnapshots.Of(entry, id, board, original, remarks ?? []);
    }

    public ReadOutcome.Found Found(IssueRef issue, BoardEntry entry, IReadOnlyList<string>? remarks = null) => new(Show(entry, issue.Id, remarks: remarks));

    public ReadOutcome.Gone Gone(IssueRef issue) => new($"The file {issue.Number} is no longer in {board.Folder}, nor is another one with its marker.");

    private async Task<T> WholeAsync<T>(Func<Task<T>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            throw BoardFault.Whole(error, board.Folder);
        }
    }
}
