using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Files;

namespace ActionSync.Archive;

/// <summary>The folder of accepted revisions and receipts, with a folder an incident. Nothing in it is read or written through a link.</summary>
internal sealed class ArchiveFolder(ArchiveOptions options, RevisionNames names, ReadingRules rules, FileRights rights, TimeProvider clock)
{
    private const string Receipt = "receipt.json";

    public string FullPath { get; } = Path.GetFullPath(options.Folder);

    /// <summary>Every look into the archive, and every write, goes through here, and ends.</summary>
    public TimedAccess Access { get; } = new(Path.GetFullPath(options.Folder), clock);

    /// <summary>The full path of an incident's folder; it may not be there yet.</summary>
    public string Of(string incidentId) => Path.Combine(FullPath, FileName.Of(incidentId));

    /// <summary>The full path of an incident's receipt; it may not be there yet.</summary>
    public string ReceiptOf(string incidentId) => Path.Combine(Of(incidentId), Receipt);

    /// <summary>The full path of an incident's folder, which is there now, and is a real one.</summary>
    /// <exception cref="NotARegularFileException">A link or something else has its name.</exception>
    private string Make(string incidentId)
    {
        var folder = Of(incidentId);
        rights.MakeFolder(Path.GetDirectoryName(folder)!);
        if (FileFacts.At(folder) is not { } there)
            rights.MakeFolder(folder);
        else if (there.Kind != FileKind.Folder)
            throw new NotARegularFileException(folder, there.Kind);
        return folder;
    }

    /// <summary>The number of a first revision: behind those that an earlier ledger archived, or the latest of these where it is the same.</summary>
    public Task<int> FirstRevisionAsync(string incidentId, ReadOnlyMemory<byte> source, CancellationToken cancellationToken) =>
        Access.RunAsync(() => FirstRevision(incidentId, source), cancellationToken);

    /// <summary>
    /// Keeps a revision's own bytes under its format's ending, and what was read from it; what is there already stays. The reading comes first: where a crash
    /// leaves it alone, it is no revision, and the document is taken in again.
    /// </summary>
    /// <param name="document">What was taken in.</param>
    /// <param name="revision">Its number.</param>
    /// <param name="keys">The key of each of its items.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task KeepAsync(IncidentDocument document, int revision, IReadOnlyList<string?> keys, CancellationToken cancellationToken) =>
        Access.WriteAsync(async () =>
        {
            var folder = Make(document.Incident.Id);
            if (names.NeedsReading(document, rules))
                await KeepAsync(Path.Combine(folder, RevisionNames.ReadingOf(revision)), () => ReadingText.Of(document, keys), cancellationToken);
            await KeepAsync(Path.Combine(folder, RevisionNames.Of(revision, document.Ending)), () => document.Source, cancellationToken);
        });

    private async Task KeepAsync(string path, Func<ReadOnlyMemory<byte>> text, CancellationToken cancellationToken)
    {
        // What is no file is in the way: were it taken for the revision, the document itself would be deleted.
        if (FileFacts.At(path) is not { Kind: FileKind.Regular })
            await AtomicFile.WriteAsync(path, text(), rights, cancellationToken);
    }

    /// <summary>Writes or replaces an incident's receipt.</summary>
    public Task WriteReceiptAsync(string incidentId, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) => Access.WriteAsync(
        () => AtomicFile.WriteAsync(Path.Combine(Make(incidentId), Receipt), write, rights, cancellationToken));

    /// <summary>The name of an incident's folder in which there is a revision or a receipt; null where there is none.</summary>
    public string? AnyIncident() => FileFacts.Behind(FullPath) is not { Kind: FileKind.Folder } ? null
        : FolderListing.Of(FullPath).FirstOrDefault(entry => entry.IsText && IsIncident(Path.Combine(FullPath, entry.Name))).Name;

    private static bool IsIncident(string path) => FileFacts.At(path) is { Kind: FileKind.Folder }
        && FolderListing.Of(path).Any(file => file.IsText && (file.Name == Receipt || RevisionNames.IsLike(file.Name))
            && FileFacts.At(Path.Combine(path, file.Name)) is { Kind: FileKind.Regular });

    private int FirstRevision(string incidentId, ReadOnlyMemory<byte> source)
    {
        var folder = Of(incidentId);
        if (FileFacts.At(folder) is not { Kind: FileKind.Folder })
            return 1;
        var latest = FolderListing.Of(folder)
            .Where(entry => entry.IsText && names.Number(entry.Name) > 0 && FileFacts.At(Path.Combine(folder, entry.Name)) is { Kind: FileKind.Regular })
            .Select(entry => entry.Name).MaxBy(names.Number);
        return latest is null ? 1 : names.Number(latest) + (IsSame(Path.Combine(folder, latest), source.Span) ? 0 : 1);
    }

    /// <summary>Whatever lies here that is neither a folder nor a file, or has a name that nobody can say.</summary>
    public IReadOnlyList<LeftEntry> Odd() => FileFacts.Behind(FullPath) is not { Kind: FileKind.Folder } ? [] : [.. OddIn(FullPath, isRoot: true)];

    private static IEnumerable<LeftEntry> OddIn(string folder, bool isRoot)
    {
        foreach (var entry in FolderListing.Of(folder).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, entry.Name);
            var kind = entry.IsText ? FileFacts.At(path)?.Kind : null;
            if (!entry.IsText)
                yield return new LeftEntry(path, "has a name that is not UTF-8, so it cannot be opened. Rename it, or take it away.", MayBeDocument: true);
            else if (kind is not (null or FileKind.Regular or FileKind.Folder))
                yield return new LeftEntry(
                    path, $"is {FileFacts.Word(kind.Value)}, and nothing in the archive is read or written through one. Take it away.", MayBeDocument: true);
            else if (kind == FileKind.Folder && isRoot)
            {
                foreach (var below in OddIn(path, isRoot: false))
                    yield return below;
            }
        }
    }

    private static bool IsSame(string path, ReadOnlySpan<byte> source)
    {
        if (FileFacts.At(path) is not { Kind: FileKind.Regular } there || there.Size != source.Length)
            return false;
        using var file = OpenedFile.ForReading(path, LinkRule.Never);
        return file.ReadAll(source.Length) is { } archived && source.SequenceEqual(archived);
    }
}
