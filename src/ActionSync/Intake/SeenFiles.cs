using System.Globalization;
using ActionSync.Files;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>
/// Which files that stay in place were read in the form that they have now. What counts is the content, since size and time can be those of another
/// version (a link that is switched, a copy that keeps its time); it is read once for each form that the system can tell from the others. A tree in which
/// nothing changed costs its listing: what the ledger knows of it is read once, and no file.
/// </summary>
internal sealed class SeenFiles(LedgerDatabase ledger, DropFolder inbox, TimeProvider clock)
{
    private readonly Dictionary<string, FileFacts> _judged = [];
    private readonly Dictionary<string, SeenFile> _noted = [];
    private Dictionary<string, SeenFile> _known = [];

    /// <summary>True where nothing of it has changed since it was last read by this process, or since it was found to be what the ledger knows.</summary>
    public bool IsUnchanged(DroppedFile file) => _judged.TryGetValue(file.Path, out var judged) && judged == file.Facts;

    /// <summary>
    /// Reads what the ledger knows of all files, and takes those for read that the system says are the same. It forgets the files that are gone: should one
    /// come back, it is looked at anew.
    /// </summary>
    /// <param name="files">All that lie there now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task LoadAsync(IReadOnlyCollection<DroppedFile> files, CancellationToken cancellationToken)
    {
        await using (var work = await ledger.ReadAsync(cancellationToken))
            _known = (await new SeenFileStore(work).InStateAsync(SeenFileState.Read, cancellationToken)).ToDictionary(seen => seen.Path);
        foreach (var file in files)
        {
            if (_known.TryGetValue(file.Path, out var seen) && seen.Stamp is { } stamp && stamp == StampOf(file.Facts) && seen.Size == file.Size)
                _judged[file.Path] = file.Facts;
        }
        var there = files.Select(file => file.Path).ToHashSet();
        var unlisted = _known.Keys.Concat(_judged.Keys).Where(path => !there.Contains(path) && inbox.Holds(path)).ToHashSet();
        if (unlisted.Count == 0)
            return;
        var gone = await inbox.Access.RunAsync(() => unlisted.Where(path => FileFacts.At(path) is null).ToList(), cancellationToken);
        foreach (var path in gone)
            (_, _) = (_judged.Remove(path), _known.Remove(path));
        await using var forget = await ledger.BeginAsync(cancellationToken);
        await new SeenFileStore(forget).ForgetAsync(gone, cancellationToken);
        await forget.CommitAsync(cancellationToken);
    }

    /// <summary>True where this content was read before.</summary>
    public bool HasContent(DroppedFile file, ReadDocument document)
    {
        if (!_known.TryGetValue(file.Path, out var known))
            return false;
        var isKnown = known.Hash is { } hash
            ? hash == document.Hash
            // Read by a version that kept no hash, for which a link was a file of its own.
            : !file.IsLink && known.Size == file.Size && known.ModifiedAt.ToUnixTimeMilliseconds() == file.ModifiedAt.ToUnixTimeMilliseconds();
        if (isKnown)
            Note(file, document);
        return isKnown;
    }

    /// <summary>Remembers a file that stays and was not taken in, once the others of the pass are through.</summary>
    public void Note(DroppedFile file, ReadDocument document)
    {
        _judged[file.Path] = document.File;
        _noted[file.Path] = Of(file, document);
    }

    /// <summary>Writes down all at once what was noted.</summary>
    public async Task SaveNotedAsync(CancellationToken cancellationToken)
    {
        if (_noted.Count == 0)
            return;
        await using var work = await ledger.BeginAsync(cancellationToken);
        await new SeenFileStore(work).SaveAsync([.. _noted.Values], cancellationToken);
        await work.CommitAsync(cancellationToken);
        _noted.Clear();
    }

    /// <summary>Remembers a file that stays. False where something else is in its place by now.</summary>
    public async Task<bool> SaveAsync(DroppedFile file, ReadDocument document, CancellationToken cancellationToken)
    {
        await using (var work = await ledger.BeginAsync(cancellationToken))
        {
            await new SeenFileStore(work).SaveAsync(Of(file, document), cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
        _judged[file.Path] = document.File;
        _noted.Remove(file.Path);
        return await inbox.Access.RunAsync(() => DropFolder.IsUntouched(file, file.Path), cancellationToken);
    }

    private SeenFile Of(DroppedFile file, ReadDocument document) => new()
    {
        Path = file.Path,
        Size = file.Size,
        ModifiedAt = file.ModifiedAt,
        Hash = document.Hash,
        State = SeenFileState.Read,
        Since = clock.GetUtcNow(),
        Stamp = StampOf(document.File),
    };

    /// <summary>What no program can set: which file it is, and when anything of it last changed. Null where the system does not tell.</summary>
    public static string? StampOf(FileFacts facts) => facts.Inode == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"{facts.Device}:{facts.Inode}:{facts.ChangedAt.UtcTicks}");
}
