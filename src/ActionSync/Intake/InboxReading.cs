using ActionSync.Documents;
using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Text;

namespace ActionSync.Intake;

/// <summary>A file of the drop folder as a pass would find it now.</summary>
/// <param name="Name">Relative to the drop folder.</param>
/// <param name="Parsed">What it holds; null where a pass would not come to know.</param>
/// <param name="WhyNot">Why it would not be taken in by this pass, as a sentence part behind the name; null where it would be looked at.</param>
internal sealed record InboxFile(string Name, ParsedFile? Parsed, string? WhyNot);

/// <summary>
/// Reads what the next pass of intake would take in, in its order, for those who show: nothing is made, moved, rejected or written down. A file that was read
/// before and stays (<see cref="IntakeOptions.KeepInPlace"/>) is left out, as intake does.
/// </summary>
internal sealed class InboxReading(DropFolder inbox, DocumentReader reader, UnfinishedFiles unfinished, IntakeOptions options)
{
    /// <param name="work">The ledger; null where there is none yet.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    public async Task<IReadOnlyList<InboxFile>> ReadAsync(LedgerTransaction? work, CancellationToken cancellationToken)
    {
        var listing = await inbox.Access.RunAsync(
            () => FileFacts.Behind(inbox.FullPath) is null ? new InboxListing([], []) : InboxListing.Of(inbox.FullPath, options), cancellationToken);
        var seen = work is null || !options.KeepInPlace ? []
            : (await new SeenFileStore(work).InStateAsync(SeenFileState.Read, cancellationToken)).ToDictionary(file => file.Path);
        var files = new List<InboxFile>();
        foreach (var file in listing.Files.OrderBy(f => f.ModifiedAt).ThenBy(f => f.Path, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await ReadAsync(file, seen.GetValueOrDefault(file.Path), work, cancellationToken) is { } read)
                files.Add(read);
        }
        files.AddRange(listing.Left.Where(left => left.MayBeDocument).Select(left => new InboxFile(left.Name, null, left.Why)));
        return files;
    }

    private async Task<InboxFile?> ReadAsync(DroppedFile file, SeenFile? seen, LedgerTransaction? work, CancellationToken cancellationToken)
    {
        var name = inbox.NameOf(file.Path);
        if (seen?.Stamp is { } stamp && stamp == SeenFiles.StampOf(file.Facts) && seen.Size == file.Size)
            return null;
        try
        {
            var reach = new LinkReach(inbox.FullPath, options);
            var document = await reader.ReadAsync(file.Path, file.Links, opened => !file.IsLink || reach.Allows(opened), inbox.Access, cancellationToken);
            if (seen?.Hash == document.Hash)
                return null;
            return document.Parsed.EndsTooEarly && await unfinished.LeftAsync(file, document.Hash, work, cancellationToken) is { } left
                ? new InboxFile(name, null, $"ends too early; it is waited for, about {RoughTime.Of(left)} more, in case somebody still writes it.")
                : new InboxFile(name, document.Parsed, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody took it away a moment ago.
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new InboxFile(name, null, $"cannot be read: {e.Message.TrimEnd('.')}. Give the account of actionsync the right to do so.");
        }
    }
}
