using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>How a board file is pointed at: by a reference in the ledger, by a file: address in a document.</summary>
internal static class BoardAddress
{
    public const string Server = TrackerPlace.Files;

    // As file: addresses may name it; no host means the same.
    private const string ThisMachine = "localhost";

    public static IssueRef Ref(Board board, string id, string name) => new(Server, board.Folder, id, name, Url(board.PathOf(name)));

    /// <summary>The issue that an address names, if it is a file of this board.</summary>
    public static IssueRef? Recognise(Board board, string url) =>
        NameIn(board, url) is { } name ? Ref(board, BoardId.Of(MarkerIn(board, name), name, isFirst: true), name) : null;

    private static string? NameIn(Board board, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsFile || uri.Host is not ("" or ThisMachine))
            return null;
        // No file has a zero in its name.
        if (Uri.UnescapeDataString(uri.AbsolutePath) is var path && path.Contains('\0'))
            return null;
        var name = Path.GetRelativePath(board.Folder, path).Replace('\\', '/');
        return Path.IsPathRooted(name) || name.StartsWith("..", StringComparison.Ordinal)
            || !name.EndsWith(BoardNames.Extension, StringComparison.OrdinalIgnoreCase)
            ? null
            : name;
    }

    // A file that cannot be read still has its place; reading the issue will say what is wrong.
    private static string? MarkerIn(Board board, string name)
    {
        try
        {
            return BoardFile.Read(board.ReadBytesNow(name), board.Zone)?.Marker;
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            return null;
        }
    }

    private static string Url(string path) =>
        "file://" + string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
