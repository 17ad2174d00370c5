using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ActionSync.Configuration;
using ActionSync.Parsing;
using ActionSync.Refreshing;

namespace ActionSync.Repair;

/// <summary>Reads the archive back: every incident's <c>revision-NNNN.json</c> in order, and its <c>receipt.json</c>.</summary>
internal sealed class ArchiveReader(IntakeOptions intake, RemindingOptions reminding)
{
    /// <summary>The incidents, and a sentence for each file that cannot be used.</summary>
    public async Task<(IReadOnlyList<ArchivedIncident> Incidents, IReadOnlyList<string> Problems)> ReadAsync(CancellationToken cancellationToken)
    {
        var incidents = new List<ArchivedIncident>();
        var problems = new List<string>();
        var root = new DirectoryInfo(intake.Archive);
        foreach (var folder in root.Exists ? root.EnumerateDirectories().OrderBy(d => d.Name, StringComparer.Ordinal) : Enumerable.Empty<DirectoryInfo>())
        {
            if (await ReadIncidentAsync(folder, problems, cancellationToken) is not { } incident)
                continue;
            if (incidents.Exists(i => i.Id == incident.Id))
                problems.Add($"{folder.FullName} is about {incident.Id}, and so is another folder of the archive. Move the one that is a copy elsewhere.");
            else
                incidents.Add(incident);
        }
        return (incidents, problems);
    }

    private async Task<ArchivedIncident?> ReadIncidentAsync(DirectoryInfo folder, List<string> problems, CancellationToken cancellationToken)
    {
        var revisions = new List<ArchivedRevision>();
        foreach (var file in folder.EnumerateFiles("revision-*.json"))
        {
            if (await ReadRevisionAsync(file, problems, cancellationToken) is { } revision)
                revisions.Add(revision);
        }
        revisions.Sort((a, b) => a.Number.CompareTo(b.Number));
        for (var n = 0; n < revisions.Count; n++)
        {
            if (revisions[n].Number != n + 1)
            {
                problems.Add($"{folder.FullName}: revision {n + 1} is missing. Copy it from another worker's archive or a backup, if there is one.");
                break;
            }
        }
        var receipt = await ReadReceiptAsync(folder, problems, cancellationToken);
        if (revisions is [.., var latest])
            return new ArchivedIncident(latest.Document.Incident.Id, revisions, receipt);
        if (receipt is null)
            return null;
        problems.Add($"{folder.FullName}: no revision is left, only the receipt. Copy them from another worker's archive or a backup, or drop the incident's last document again.");
        return new ArchivedIncident(receipt.Incident, [], receipt);
    }

    private async Task<ArchivedRevision?> ReadRevisionAsync(FileInfo file, List<string> problems, CancellationToken cancellationToken)
    {
        if (!int.TryParse(Path.GetFileNameWithoutExtension(file.Name)["revision-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var parsed = IncidentParser.Parse(bytes, reminding.TimeZone);
        if (parsed is { Problems: [], Incidents: [var document] })
            return new ArchivedRevision(number, Convert.ToHexStringLower(SHA256.HashData(bytes)), new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero), document);
        problems.Add($"{file.FullName} is no document any more: {(parsed.Problems is [var first, ..] ? $"{first.Path} {first.Wrong}" : "it does not hold one incident")}.");
        return null;
    }

    private static async Task<Receipt?> ReadReceiptAsync(DirectoryInfo folder, List<string> problems, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.FullName, "receipt.json");
        if (!File.Exists(path))
            return null;
        try
        {
            await using var stream = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync(stream, ReadableJson.Receipts.Receipt, cancellationToken);
        }
        catch (JsonException e)
        {
            problems.Add($"{path} cannot be read: {e.Message}");
            return null;
        }
    }
}
