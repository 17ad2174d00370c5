using ActionSync.Configuration;
using ActionSync.Items;

namespace ActionSync.Intake;

/// <summary>The folder of accepted revisions and receipts, with a folder an incident.</summary>
internal sealed class ArchiveFolder(IntakeOptions options)
{
    /// <summary>The full path of an incident's folder; it may not be there yet.</summary>
    public string Of(string incidentId) => Path.Combine(Path.GetFullPath(options.Archive), FileName.Of(incidentId));

    /// <summary>Keeps a revision's own bytes; what is there already stays.</summary>
    public async Task KeepAsync(string incidentId, int revision, ReadOnlyMemory<byte> source, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Of(incidentId), $"revision-{revision:0000}.json");
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await AtomicFile.WriteAsync(path, source, cancellationToken);
    }
}
