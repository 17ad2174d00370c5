using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>Makes the files of new issues, never over another, and each only once: a create that arrives again finds what it made by its marker.</summary>
internal sealed class FolderCreate(Board board, BoardMemory memory, TimeProvider clock)
{
    private const int MostNames = 1000;

    private static readonly TimeSpan LeftoversAge = TimeSpan.FromHours(1);

    private volatile BoardLook _lastLook = BoardLook.None;

    /// <returns>An outcome for each draft, in their order.</returns>
    public async Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken)
    {
        try
        {
            if (!_lastLook.Serves(clock.GetUtcNow()))
                await LookAsync(cancellationToken);
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error) || error is TrackerException)
        {
            var reason = error is TrackerException ? error.Message : BoardFault.Sentence(error, board.Folder);
            return [.. drafts.Select(_ => new CreateOutcome.Refused(reason))];
        }
        var outcomes = new List<CreateOutcome>(drafts.Count);
        foreach (var draft in drafts)
        {
            // What is made stays reported: a stop lets the rest wait instead of forgetting the first.
            outcomes.Add(cancellationToken.IsCancellationRequested
                ? new CreateOutcome.Deferred("The run was stopped before this issue's turn.", clock.GetUtcNow())
                : await OneAsync(draft, cancellationToken));
        }
        return outcomes;
    }

    /// <summary>What the page of an issue would say, and whether it could be written.</summary>
    public async Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken) => new()
    {
        Title = draft.Title,
        Assignee = draft.Owner,
        Priority = draft.Priority.ToString(),
        Deadline = draft.Deadline,
        DeadlineIn = draft.Deadline is null ? null : ItemField.Deadline.ToWord(),
        Labels = FolderBody.Labels(draft),
        Refusal = await ObstacleAsync(draft, cancellationToken),
    };

    private async Task<string?> ObstacleAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            await board.RequireWriteAccessAsync(cancellationToken);
            PageOf(draft);
            return null;
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            return BoardFault.Sentence(error, board.Folder);
        }
    }

    private async Task<CreateOutcome> OneAsync(IssueDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            // The same create arriving again, after a crash between the file and its record.
            if (await FindMadeAsync(draft.Marker, cancellationToken) is { } there)
                return there.IsSound
                    ? new CreateOutcome.Created(memory.Show(there, draft.Marker))
                    : new CreateOutcome.Refused(string.Join(" ", there.Problems));
            var entry = await WriteAsync(draft);
            _lastLook.Add(draft.Marker, entry);
            return new CreateOutcome.Created(memory.Show(entry, draft.Marker));
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            return BoardFault.Outcome(error, board.Folder);
        }
        catch (TrackerException error)
        {
            return new CreateOutcome.Refused(error.Message);
        }
    }

    /// <summary>Writes the issue's file, or finds that it is there already under a name that it would get.</summary>
    private async Task<BoardEntry> WriteAsync(IssueDraft draft)
    {
        var bytes = PageOf(draft);
        for (var attempt = 1; attempt <= MostNames; attempt++)
        {
            var name = BoardNames.Of(draft, attempt);
            var written = await board.CreateAsync(name, bytes);
            if (await board.LookAtAsync(name, null, CancellationToken.None) is { } entry && (written || entry.Issue?.Marker == draft.Marker))
                return entry;
        }
        throw new IOException($"{MostNames} files have the name {BoardNames.Of(draft, 1)} already, with other numbers.");
    }

    private byte[] PageOf(IssueDraft draft)
    {
        var bytes = BoardFile.Encode(FolderBody.Write(draft, board.Zone));
        return bytes.Length <= board.MaxFileBytes ? bytes : throw new IOException(
            $"the page would have {bytes.Length:N0} bytes, and at most {board.MaxFileBytes:N0} are read again: raise Trackers:<name>:MaxFileBytes.");
    }

    /// <summary>The page with this marker, wherever it is by now.</summary>
    private async Task<BoardEntry?> FindMadeAsync(string marker, CancellationToken cancellationToken)
    {
        if (_lastLook.With(marker) is not { } seen)
            return null;
        var now = await board.LookAtAsync(seen.Name, seen, cancellationToken);
        if (now?.Issue?.Marker == marker)
            return now;
        await LookAsync(cancellationToken);
        return _lastLook.With(marker);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        // Not where it is only listed: commands that show list it too.
        await board.PrepareAsync(clock.GetUtcNow() - LeftoversAge);
        _lastLook = new BoardLook(await memory.LookAsync(cancellationToken), clock.GetUtcNow());
    }
}
