using System.Runtime.CompilerServices;
using System.Text.Json;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Files;

namespace ActionSync.Archive;

/// <summary>Reads the archive back: every incident's <c>revision-NNNN</c> in order, and its <c>receipt.json</c>.</summary>
internal sealed class ArchiveReader(ArchiveOptions options, DocumentFormats formats, RevisionNames names, ReadingRules rules, TimeProvider clock)
{
    private const long LongestReceipt = 64 * 1024 * 1024;
    private const long LongestReading = 64 * 1024 * 1024;

    /// <summary>The incidents in the order of their folders, each read when it is asked for: an archive is larger than the memory that it may take.</summary>
    /// <param name="problems">Gets a sentence for each file that cannot be used; complete when the last incident was read.</param>
    /// <param name="cancellationToken">Ends the reading between two folders.</param>
    public async IAsyncEnumerable<ArchivedIncident> ReadAsync(ICollection<string> problems, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>();
        var root = Path.GetFullPath(options.Folder);
        var access = new TimedAccess(root, clock);
        foreach (var folder in await access.RunAsync(() => Folders(root, problems), cancellationToken))
        {
            if (await access.RunAsync(() => ReadIncident(folder, problems), cancellationToken) is not { } incident)
                continue;
            if (!ids.Add(incident.Id))
                problems.Add($"{folder} is about {incident.Id}, and so is another folder of the archive. Move the one that is a copy elsewhere.");
            else
                yield return incident;
        }
    }

    /// <summary>
    /// The incidents' folders. Files beside them are nobody's business here; links and the like are named, since something may be missing behind them.
    /// </summary>
    private static List<string> Folders(string root, ICollection<string> problems)
    {
        var folders = new List<string>();
        if (FileFacts.Behind(root) is null)
            return folders;
        foreach (var entry in FolderListing.Of(root).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = Path.Combine(root, entry.Name);
            if (!entry.IsText)
                problems.Add($"{path} has a name that is not UTF-8, so it cannot be opened. Rename it, or take it away.");
            else if (FileFacts.At(path)?.Kind is { } kind and not FileKind.Regular)
            {
                if (kind == FileKind.Folder)
                    folders.Add(path);
                else
                    problems.Add($"{path} is {FileFacts.Word(kind)}; in the archive an incident is a folder, and no link is followed. Take it away.");
            }
        }
        return folders;
    }

    private ArchivedIncident? ReadIncident(string folder, ICollection<string> problems)
    {
        try
        {
            return ReadWhole(folder, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{folder} cannot be read: {e.Message}");
            return null;
        }
    }

    private ArchivedIncident? ReadWhole(string folder, ICollection<string> problems)
    {
        var revisions = new List<ArchivedRevision>();
        var receipt = ReadReceipt(folder, problems);
        var incident = receipt?.Incident ?? Path.GetFileName(folder);
        foreach (var entry in FolderListing.Of(folder).Where(entry => entry.IsText && names.Number(entry.Name) > 0)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (ReadRevision(Path.Combine(folder, entry.Name), names.Number(entry.Name), incident, problems) is { } revision)
                revisions.Add(revision);
        }
        revisions.Sort((a, b) => a.Number.CompareTo(b.Number));
        for (var n = 0; n < revisions.Count; n++)
        {
            if (revisions[n].Number != n + 1)
            {
                problems.Add($"{folder}: revision {n + 1} is missing. Copy it from another worker's archive or a backup, if there is one.");
                break;
            }
        }
        if (revisions is [.., var latest])
            return new ArchivedIncident(latest.Document.Incident.Id, revisions, receipt);
        if (receipt is null)
            return null;
        problems.Add($"{folder}: no revision is left, only the receipt. Copy them from another worker's archive or a backup, or drop the incident's last document again.");
        return new ArchivedIncident(receipt.Incident, [], receipt);
    }

    /// <summary>A document without an id, of which no reading is left, is that of the incident in whose folder it lies.</summary>
    private static IncidentDocument Named(IncidentDocument document, string incident) =>
        document.Incident.Id.Length > 0 ? document : document with { Incident = document.Incident with { Id = incident } };

    private static ArchivedReading? ReadReading(string path, ICollection<string> problems)
    {
        try
        {
            if (FileFacts.At(path) is null)
                return null;
            using var file = OpenedFile.ForReading(path, LinkRule.Never);
            if (file.ReadAll(LongestReading) is { } bytes)
                return ReadingText.Read(bytes);
            problems.Add($"{path} has {file.Facts.Size:N0} bytes; that is no reading. Its document is read anew.");
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            problems.Add($"{path} cannot be read, so that its document is read anew: {e.Message}");
        }
        return null;
    }

    private ArchivedRevision? ReadRevision(string path, int number, string incident, ICollection<string> problems)
    {
        try
        {
            using var file = OpenedFile.ForReading(path, LinkRule.Never);
            if (file.ReadAll(options.MaxDocumentBytes) is not { } bytes)
            {
                problems.Add($"{path} has {file.Facts.Size:N0} bytes, more than a document may have. If it is one, raise Intake:MaxFileBytes.");
                return null;
            }
            if (ReadReading(Path.Combine(Path.GetDirectoryName(path)!, RevisionNames.ReadingOf(number)), problems) is { } reading)
                return new ArchivedRevision(number, reading.FingerprintOf(bytes), file.Facts.ModifiedAt, reading.Document) { Keys = reading.Keys };
            var name = Path.GetFileName(path);
            var source = new DocumentFile(name, bytes, rules) { Path = $"{incident}/{name}" };
            // A name is a revision's only with the ending of a known format.
            var parsed = formats.Of(source)!.Read(source);
            // The bytes stay in their file: an incident has many revisions, and each may have megabytes.
            if (parsed is { Problems: [], Incidents: [var document] })
            {
                var hash = ReadingText.HashOf(bytes, document);
                return new ArchivedRevision(number, hash, file.Facts.ModifiedAt, Named(document, incident) with { Source = default });
            }
            problems.Add(
                $"{path} is no document any more: {(parsed.Problems is [var first, ..] ? $"{first.Path} {first.Wrong}" : "it does not hold one incident")}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"A revision cannot be read: {e.Message}");
        }
        return null;
    }

    private static Receipt? ReadReceipt(string folder, ICollection<string> problems)
    {
        var path = Path.Combine(folder, "receipt.json");
        try
        {
            if (FileFacts.At(path) is null)
                return null;
            using var file = OpenedFile.ForReading(path, LinkRule.Never);
            using var stream = file.AsStream();
            if (file.Facts.Size <= LongestReceipt)
                return JsonSerializer.Deserialize(stream, ReadableJson.Receipts.Receipt);
            problems.Add($"{path} has {file.Facts.Size:N0} bytes; that is no receipt. Take it away, and the next change of the incident writes a new one.");
        }
        catch (JsonException e)
        {
            problems.Add($"{path} cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"A receipt cannot be read: {e.Message}");
        }
        return null;
    }
}
