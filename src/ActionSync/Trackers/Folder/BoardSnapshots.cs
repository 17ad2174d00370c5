using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>Board files in the words that all trackers share.</summary>
internal static class BoardSnapshots
{
    /// <param name="original">Where the entry is a copy: the file that has its marker by right.</param>
    public static IssueSnapshot Of(BoardEntry entry, string id, Board board, BoardEntry? original, IReadOnlyList<string> remarks)
    {
        var issue = entry.Issue!;
        return new IssueSnapshot
        {
            Ref = BoardAddress.Ref(board, id, entry.Name),
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
            IsSnoozeUnread = !entry.IsSound || issue.IsSnoozeUnread,
            Remarks = remarks,
            Unread = entry.IsSound
                ? [.. issue.Unread.Select(u => new UnreadField(u.Field, entry.Sentence(u.Problem)))]
                : [.. Enum.GetValues<ItemField>().Select(field => new UnreadField(field, string.Join(" ", entry.Problems)))],
        };
    }

    // Each rewrite makes a file new for the file system, but a copy is always younger than what it was copied from.
    private static DateTimeOffset CreatedAt(BoardEntry entry, BoardEntry? original) =>
        original is not null && original.Stamp.Created >= entry.Stamp.Created ? original.Stamp.Created.AddMilliseconds(1) : entry.Stamp.Created;
}
