using ActionSync.Files;
using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>Changes files that people edit, too: a change is written only onto the very bytes that it was made for.</summary>
internal sealed partial class FolderUpdate(Board board, BoardMemory memory, TimeProvider clock, ILogger logger)
{
    private const int MostTries = 5;

    public Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken) =>
        RunAsync(issue, (front, seen, now) => FolderEdit.Of(front, seen, now, patch, board.Zone), cancellationToken);

    public Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken) =>
        RunAsync(issue, (front, _, now) => new FolderEdit(BoardNote.Add(front, note, now.Owner, clock.GetUtcNow()), []), cancellationToken);

    private async Task<ReadOutcome> RunAsync(
        IssueRef issue, Func<FrontMatter, BoardFile, BoardFile, FolderEdit> edit, CancellationToken cancellationToken)
    {
        if (await memory.LocateAsync(issue, cancellationToken) is not { } entry)
            return memory.Gone(issue);
        if (entry.IsInTheWay)
            return new ReadOutcome.Refused(entry.Fault!);
        try
        {
            var written = await RewriteAsync(entry.Name, issue.Id, edit, cancellationToken);
            if (written.Refusal is { } refusal)
                return new ReadOutcome.Refused($"{entry.Name}: {refusal}");
            return await board.LookAtAsync(entry.Name, entry, cancellationToken) is not { } after ? memory.Gone(issue)
                : after.IsSound ? memory.Found(issue, after, written.Remarks)
                : new ReadOutcome.Failed(string.Join(" ", after.Problems), PerhapsDone: true);
        }
        catch (IOException error) when (error is FolderFlushException or UnansweredException)
        {
            throw new TrackerException(TrackerFault.Unavailable, error.Message, error);
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            return new ReadOutcome.Refused(BoardFault.Sentence(error, board.PathOf(entry.Name)));
        }
    }

    /// <summary>The file is read again just before it is replaced; if somebody saved it meanwhile, the edit is made anew on what they saved.</summary>
    private async Task<FolderEdit> RewriteAsync(
        string name, string id, Func<FrontMatter, BoardFile, BoardFile, FolderEdit> edit, CancellationToken cancellationToken)
    {
        var seen = memory.LastShown(name);
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            var bytes = await board.ReadBytesAsync(name, cancellationToken);
            if (BoardFile.Read(bytes, board.Zone) is not { } now || now.Marker != BoardId.MarkerOf(id)
                || FrontMatter.Read(BoardFile.Decode(bytes) ?? "") is not { } front)
                return FolderEdit.Refused("its front matter or its marker has just gone; the next refresh looks for it");
            if (now.Broken is { } problem)
                return FolderEdit.Refused($"line {problem.Line}: {problem}");
            seen ??= now;
            var edited = edit(front, seen, now);
            if (edited.Text is not { } text)
                return edited;
            var rewritten = BoardFile.Encode(text);
            if (rewritten.Length > board.MaxFileBytes)
                return FolderEdit.Refused(
                    $"the page is full: at most {board.MaxFileBytes:N0} bytes are read (Trackers:<name>:MaxFileBytes); take out what is not needed any more");
            Log.Rewriting(logger, name);
            if (await board.ReplaceAsync(name, rewritten, bytes, cancellationToken))
                return edited;
        }
        return FolderEdit.Refused("somebody keeps saving it; the next pass tries again");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Rewriting {File}")]
        public static partial void Rewriting(ILogger logger, string file);
    }
}
