using ActionSync.Configuration;
using ActionSync.Items;

namespace ActionSync.Intake;

/// <summary>The folder of accepted revisions and receipts, with a folder an incident.</summary>
internal sealed class ArchiveFolder(IntakeOptions options)
{
    /// <summary>The full path of an incident's folder; it may not be there yet.</summary>
    public string Of(string incidentId) => Path.Combine(Path.GetFullPath(options.Archive), FileName.Of(incidentId));

    /// <summary>The number of a first revision: behind those that an earlier ledger archived, or the latest of these where it is the same.</summary>
    public async Task<int> FirstRevisionAsync(string incidentId, ReadOnlyMemory<byte> source, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(Of(incidentId));
        var latest = folder.Exists ? folder.EnumerateFiles("revision-*.json").MaxBy(f => Number(f.Name)) : null;
        if (latest is null)
            return 1;
        var archived = await File.ReadAllBytesAsync(latest.FullName, cancellationToken);
        return Number(latest.Name) + (source.Span.SequenceEqual(archived) ? 0 : 1);
    }

    /// <summary>Keeps a revision's own bytes; what is there already stays.</summary>
    public async Task KeepAsync(string incidentId, int revision, ReadOnlyMemory<byte> source, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Of(incidentId), $"revision-{revision:0000}.json");
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await AtomicFile.WriteAsync(path, source, cancellationToken);
    }

    private static int Number(string name) => int.TryParse(Path.GetFileNameWithoutExtension(name).AsSpan("revision-".Length), out var number) ? number : 0;
}
