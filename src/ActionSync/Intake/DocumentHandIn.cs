using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>What became of a document that somebody handed in.</summary>
internal abstract record HandInOutcome
{
    private HandInOutcome() { }

    /// <summary>It lies in the drop folder, and is taken in from there.</summary>
    /// <param name="Name">What it is called there.</param>
    /// <param name="Incidents">The incidents that it is about, as the ledger was then.</param>
    public sealed record Dropped(string Name, IReadOnlyList<string> Incidents) : HandInOutcome;

    /// <summary>It does not lie there.</summary>
    /// <param name="Why">A sentence with what to do.</param>
    public sealed record Refused(string Why) : HandInOutcome;
}

/// <summary>
/// Puts a document that comes from no file, be it from a page or from a program, where people drop theirs: whole or not at all, and byte for byte. From there
/// it goes the way of every other, whichever worker takes it in.
/// </summary>
internal sealed class DocumentHandIn(
    DropFolder inbox, DocumentReader reader, DocumentNames names, PathIncidents paths, IntakePulse pulse, ReadingRules rules, IntakeOptions options)
{
    /// <summary>Why nothing can be handed in here, as a sentence; null where it can.</summary>
    public string? WhyClosed => options.KeepInPlace
        ? $"Documents are read where they lie (Intake:KeepInPlace), and nothing is added to a folder that others own. Put the document into {inbox.FullPath}."
        : null;

    /// <summary>The document as it will be read once it lies there.</summary>
    /// <param name="name">As <see cref="HandInName"/> gives it.</param>
    /// <param name="bytes">The whole text.</param>
    public ParsedFile Read(string name, ReadOnlyMemory<byte> bytes) => reader.Read(new DocumentFile(name, bytes, rules) { Path = name });

    /// <param name="name">As <see cref="HandInName"/> gives it.</param>
    /// <param name="bytes">The whole text.</param>
    /// <param name="cancellationToken">Ends it before anything is written.</param>
    public async Task<HandInOutcome> DropAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (WhyClosed is { } closed)
            return new HandInOutcome.Refused(closed);
        var parsed = Read(name, bytes);
        if (parsed.Problems.Count > 0)
            return new HandInOutcome.Refused($"{name} is not taken in as long as something in it is wrong.");
        if (parsed.WhyNone is { } why)
            return new HandInOutcome.Refused($"{name} {why}");
        var documents = parsed.OfIncidents().Incidents;
        var incidents = await paths.PlaceAsync(documents, cancellationToken);
        // Another name would be another incident, where the name is all that tells which one it is.
        var mayBeNumbered = documents.All(document => document.Incident.Path is null);
        try
        {
            if (await inbox.Access.WriteAsync(() => PlaceAsync(name, bytes, mayBeNumbered, cancellationToken)) is not { } placed)
                return new HandInOutcome.Refused(
                    $"Another document named {name} waits in the drop folder. Once it is taken in, or taken away, this one can be.");
            pulse.Hint();
            return new HandInOutcome.Dropped(placed, [.. incidents.Select(incident => incident.Id)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new HandInOutcome.Refused(
                $"The drop folder cannot be written: {DiskFault.Of(e, inbox.FullPath).TrimEnd('.')}. Make it a folder that can be (Intake:Folder).");
        }
    }

    /// <summary>A document of this name still lies in the drop folder.</summary>
    public async Task<bool> IsThereAsync(string name, CancellationToken cancellationToken)
    {
        if (name != Path.GetFileName(name) || !names.IsDocument(name))
            return false;
        try
        {
            return await inbox.Access.RunAsync(() => FileFacts.At(Path.Combine(inbox.FullPath, name)) is { Kind: FileKind.Regular }, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The first name that is free, or under which these very bytes lie already; null where there must be no other name and it is another's.</summary>
    private async Task<string?> PlaceAsync(string name, ReadOnlyMemory<byte> bytes, bool mayBeNumbered, CancellationToken cancellationToken)
    {
        FileRights.MakeSharedFolder(inbox.FullPath);
        for (var n = 1; n == 1 || mayBeNumbered; n++)
        {
            var numbered = NumberedName.Of(name, n);
            var path = Path.Combine(inbox.FullPath, numbered);
            if (Holds(path, bytes.Span) || (FileFacts.At(path) is null && await AtomicFile.CreateAsync(path, bytes, cancellationToken)))
                return numbered;
        }
        return null;
    }

    private static bool Holds(string path, ReadOnlySpan<byte> bytes)
    {
        if (FileFacts.At(path) is not { Kind: FileKind.Regular } there || there.Size != bytes.Length)
            return false;
        try
        {
            using var file = OpenedFile.ForReading(path, LinkRule.Never);
            return file.ReadAll(bytes.Length) is { } content && bytes.SequenceEqual(content);
        }
        catch (FileNotFoundException)
        {
            // Intake took it a moment ago.
            return false;
        }
    }
}
