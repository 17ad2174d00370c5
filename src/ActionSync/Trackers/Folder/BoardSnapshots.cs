namespace ActionSync.Trackers.Folder;

/// <summary>Board files in the words that all trackers share.</summary>
internal static class BoardSnapshots
{
    public const string Server = "file";

    /// <param name="original">Where the entry is a copy: the file that has its marker by right.</param>
    public static IssueSnapshot Of(BoardEntry entry, string id, Board board, BoardEntry? original, IReadOnlyList<string> remarks)
    {
        var issue = entry.Issue!;
        return new IssueSnapshot
        {
            Ref = Ref(board, id, entry.Name),
            Marker = issue.Marker,
            Key = issue.Key,
            Title = issue.Title,
            Owner = issue.Owner,
            Priority = issue.Priority,
            Deadline = issue.Deadline,
            State = issue.State,
            ClosedAt = entry.ClosedAt,
            CreatedAt = CreatedAt(entry, original),
            UpdatedAt = entry.Stamp.Modified,
            CreatedByUs = BoardNames.IsOurs(entry.Name, issue),
            SnoozeUntil = issue.SnoozeUntil,
            Remarks = [.. remarks, .. entry.Problems],
        };
    }

    public static IssueRef Ref(Board board, string id, string name) => new(Server, board.Folder, id, name, Url(board.PathOf(name)));

    /// <summary>The name of the file that an address names, if it is one of this board.</summary>
    public static string? NameIn(Board board, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsFile || uri.Host.Length > 0)
            return null;
        var name = Path.GetRelativePath(board.Folder, Uri.UnescapeDataString(uri.AbsolutePath)).Replace('\\', '/');
        return Path.IsPathRooted(name) || name.StartsWith("..", StringComparison.Ordinal) || !name.EndsWith(BoardNames.Extension, StringComparison.OrdinalIgnoreCase)
            ? null
            : name;
    }

    // Each rewrite makes a file new for the file system, but a copy is always younger than what it was copied from.
    private static DateTimeOffset CreatedAt(BoardEntry entry, BoardEntry? original) =>
        original is not null && original.Stamp.Created >= entry.Stamp.Created ? original.Stamp.Created.AddMilliseconds(1) : entry.Stamp.Created;

    private static string Url(string path) =>
        "file://" + string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
