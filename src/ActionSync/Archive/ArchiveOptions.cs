namespace ActionSync.Archive;

/// <summary>Where accepted documents are kept.</summary>
/// <param name="Folder">The archive's own folder; it may not be there yet.</param>
/// <param name="MaxDocumentBytes">What is larger is no document.</param>
internal sealed record ArchiveOptions(string Folder, long MaxDocumentBytes);
