using ActionSync.Files;

namespace ActionSync.Archive;

/// <summary>A document as it came.</summary>
/// <param name="Revision">Its number, from 1.</param>
/// <param name="Name">Its file's name in the incident's folder.</param>
internal sealed record ArchivedDocument(int Revision, string Name);

/// <summary>The documents of one incident as they came, for those who show them.</summary>
internal sealed class ArchivedDocuments(ArchiveFolder archive, RevisionNames names)
{
    /// <summary>All that this archive has of an incident, the latest first.</summary>
    public Task<IReadOnlyList<ArchivedDocument>> ListAsync(string incidentId, CancellationToken cancellationToken) => archive.Access.RunAsync(
        () => List(archive.Of(incidentId)), cancellationToken);

    /// <summary>The first bytes of one, and how many it has; null where it is not there.</summary>
    public Task<(byte[] Start, long Size)?> ReadStartAsync(string incidentId, ArchivedDocument document, int most, CancellationToken cancellationToken) =>
        archive.Access.RunAsync<(byte[], long)?>(() =>
        {
            using var file = Open(Path.Combine(archive.Of(incidentId), document.Name));
            return file is null ? null : (file.ReadStart(most), file.Facts.Size);
        }, cancellationToken);

    /// <summary>A whole document, to be read piece by piece; null where it is not there.</summary>
    public Task<OpenedFile?> OpenAsync(string incidentId, int revision, CancellationToken cancellationToken) => archive.Access.RunAsync(() =>
    {
        var folder = archive.Of(incidentId);
        return List(folder).FirstOrDefault(document => document.Revision == revision) is { } found ? Open(Path.Combine(folder, found.Name)) : null;
    }, cancellationToken);

    private IReadOnlyList<ArchivedDocument> List(string folder) => FileFacts.At(folder) is not { Kind: FileKind.Folder } ? [] :
    [
        .. FolderListing.Of(folder).Where(entry => entry.IsText && names.Number(entry.Name) > 0)
            .Select(entry => new ArchivedDocument(names.Number(entry.Name), entry.Name)).OrderByDescending(document => document.Revision),
    ];

    private static OpenedFile? Open(string path)
    {
        try
        {
            return OpenedFile.ForReading(path, LinkRule.Never);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
