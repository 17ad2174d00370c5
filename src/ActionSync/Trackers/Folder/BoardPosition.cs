namespace ActionSync.Trackers.Folder;

/// <summary>What the receiver of a cursor has seen.</summary>
internal sealed record BoardPosition(string? Cursor, BoardView View)
{
    public static readonly BoardPosition None = new(null, BoardView.Empty);

    public static BoardPosition New(BoardView view) => new(Guid.NewGuid().ToString("N"), view);
}
