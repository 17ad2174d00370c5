namespace ActionSync.Trackers.Folder;

/// <summary>
/// A look at the board that serves for several creates, and the pages that were made since. It serves for about as many pages as it found, so that a
/// board that grows is looked at a few times and not once for every few pages.
/// </summary>
internal sealed class BoardLook(BoardView view, DateTimeOffset at)
{
    /// <summary>People move pages meanwhile.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Before the first look; it serves for nothing.</summary>
    public static BoardLook None => new(BoardView.Empty, DateTimeOffset.MinValue);

    private readonly Dictionary<string, BoardEntry> _madeByMarker = [];

    public BoardView View => view;

    public bool Serves(DateTimeOffset now) => now >= at && now - at < Longest && _madeByMarker.Count < view.Entries.Count;

    /// <summary>The page that had this marker then, or was made with it since.</summary>
    public BoardEntry? With(string marker) => _madeByMarker.GetValueOrDefault(marker) ?? view.WithId(marker);

    public void Add(string marker, BoardEntry made) => _madeByMarker[marker] = made;
}
