using ActionSync.Files;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>
/// Which files that stay in place were read in the form that they have now. What counts is the content, since size and time can be those of another
/// version (a link that is switched, a copy that keeps its time); it is read once for each form that the system can tell from the others.
/// </summary>
internal sealed class SeenFiles(LedgerDatabase ledger, DropFolder inbox, TimeProvider clock)
{
    private readonly Dictionary<string, FileFacts> _judged = [];

    /// <summary>True where nothing of it has changed since it was last read by this process.</summary>
    public Task<bool> IsUnchangedAsync(DroppedFile file, CancellationToken cancellationToken) => inbox.Access.RunAsync(
        () => _judged.TryGetValue(file.Path, out var judged) && judged == (file.IsLink ? FileFacts.Behind(file.Path) : FileFacts.At(file.Path)),
        cancellationToken);

    /// <summary>True where this content was read before.</summary>
    public async Task<bool> HasContentAsync(DroppedFile file, ReadDocument document, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        if (await new SeenFileStore(work).FindAsync(file.Path, cancellationToken) is not { State: SeenFileState.Read } known)
            return false;
        var isKnown = known.Hash is { } hash
            ? hash == document.Hash
            // Read by a version that kept no hash, for which a link was a file of its own.
            : !file.IsLink && known.Size == file.Size && known.ModifiedAt.ToUnixTimeMilliseconds() == file.ModifiedAt.ToUnixTimeMilliseconds();
        if (isKnown)
            _judged[file.Path] = document.File;
        return isKnown;
    }

    /// <summary>Remembers a file that stays. False where something else is in its place by now.</summary>
    public async Task<bool> SaveAsync(DroppedFile file, ReadDocument document, CancellationToken cancellationToken)
    {
        await using (var work = await ledger.BeginAsync(cancellationToken))
        {
            await new SeenFileStore(work).SaveAsync(new SeenFile
            {
                Path = file.Path,
                Size = file.Size,
                ModifiedAt = file.ModifiedAt,
                Hash = document.Hash,
                State = SeenFileState.Read,
                Since = clock.GetUtcNow(),
            }, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
        _judged[file.Path] = document.File;
        return await inbox.Access.RunAsync(() => DropFolder.IsUntouched(file, file.Path), cancellationToken);
    }
}
