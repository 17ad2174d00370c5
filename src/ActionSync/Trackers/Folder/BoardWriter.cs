namespace ActionSync.Trackers.Folder;

/// <summary>Writes board files: new ones never over another, and changes only onto the very bytes that they were made for.</summary>
internal sealed partial class BoardWriter(Board board, ILogger logger)
{
    private const int MostNames = 1000;
    private const int MostTries = 5;

    /// <summary>Writes the issue's file, or finds that it is there already under a name that it would get.</summary>
    public async Task<BoardEntry> CreateAsync(IssueDraft draft)
    {
        var bytes = BoardFile.Encode(FolderBody.Write(draft, board.Folder, board.Zone));
        if (bytes.Length > board.MaxFileBytes)
            throw new IOException(
                $"the page would have {bytes.Length:N0} bytes, and at most {board.MaxFileBytes:N0} are read again: raise Trackers:<name>:MaxFileBytes.");
        for (var attempt = 1; attempt <= MostNames; attempt++)
        {
            var name = BoardNames.Of(draft, attempt);
            var written = await board.CreateAsync(name, bytes);
            if (await board.LookAtAsync(name, null, CancellationToken.None) is { } entry && (written || entry.Issue?.Marker == draft.Marker))
                return entry;
        }
        throw new IOException($"{MostNames} files have the name {BoardNames.Of(draft, 1)} already, with other numbers.");
    }

    /// <summary>
    /// Applies an edit. The file is read again just before the rename; if somebody saved it meanwhile, the edit is made anew on what they saved.
    /// </summary>
    /// <param name="seen">The file as it was last reported; null where that is not known.</param>
    public async Task<FolderUpdate> RewriteAsync(
        string name, string id, BoardFile? seen, Func<FrontMatter, BoardFile, BoardFile, FolderUpdate> edit, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            var bytes = await board.ReadBytesAsync(name, cancellationToken);
            if (BoardFile.Read(bytes, board.Zone) is not { } now || now.Marker != BoardId.MarkerOf(id)
                || FrontMatter.Read(BoardFile.Decode(bytes) ?? "") is not { } front)
                return new FolderUpdate(null, [], "its front matter or its marker has just gone; the next refresh looks for it");
            if (now.Broken is { } problem)
                return new FolderUpdate(null, [], $"line {problem.Line}: {problem}");
            seen ??= now;
            var edited = edit(front, seen, now);
            if (edited.Text is not { } text)
                return edited;
            var rewritten = BoardFile.Encode(text);
            if (rewritten.Length > board.MaxFileBytes)
                return new FolderUpdate(null, [],
                    $"the page is full: at most {board.MaxFileBytes:N0} bytes are read (Trackers:<name>:MaxFileBytes); take out what is not needed any more");
            Log.Rewriting(logger, name);
            if (await board.ReplaceAsync(name, rewritten, bytes, cancellationToken))
                return edited;
        }
        return new FolderUpdate(null, [], "somebody keeps saving it; the next pass tries again");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Rewriting {File}")]
        public static partial void Rewriting(ILogger logger, string file);
    }
}
