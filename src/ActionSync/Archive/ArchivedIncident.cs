using ActionSync.Documents;

namespace ActionSync.Archive;

/// <summary>What the archive has of one incident: its documents in order, and the receipt; either may be gone.</summary>
internal sealed record ArchivedIncident(string Id, IReadOnlyList<ArchivedRevision> Revisions, Receipt? Receipt);

/// <summary>One accepted document, as its file holds it.</summary>
/// <param name="Hash">The fingerprint of its document, as the ledger has it.</param>
/// <param name="WrittenAt">The file's time: when it was taken in, unless the archive was copied without times.</param>
/// <param name="Document">What was read from it: by its reading, where there is one, as it was read when it was taken in.</param>
internal sealed record ArchivedRevision(int Number, string Hash, DateTimeOffset WrittenAt, IncidentDocument Document)
{
    /// <summary>The keys that the document's items were given, in its order; empty where that was not kept.</summary>
    public IReadOnlyList<string?> Keys { get; init; } = [];
}
