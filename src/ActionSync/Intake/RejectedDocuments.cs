using ActionSync.Documents.Messages;
using ActionSync.Files;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>A document that waits for its author.</summary>
/// <param name="Name">The path in the drop folder under which it came, as far as that is known.</param>
/// <param name="Since">When it was rejected.</param>
/// <param name="List">The full path of the list of its problems.</param>
/// <param name="Messages">What is wrong with it now, and what else is to be said of it; empty where that cannot be told any more.</param>
/// <param name="Lines">Its lines; null where they cannot be shown.</param>
/// <param name="Text">What the list says, where the document itself cannot be read or nothing is wrong with it any more.</param>
internal sealed record RejectedDocument(
    string Name, DateTimeOffset Since, string List, IReadOnlyList<DocumentMessage> Messages, SourceLines? Lines, string? Text);

/// <summary>Reads rejected documents anew, for those who show what is wrong where: some at a time, the latest first.</summary>
internal sealed class RejectedDocuments(RejectedFolder folder, DocumentReader reader, DropFolder inbox, IntakeOptions options)
{
    /// <param name="work">The ledger.</param>
    /// <param name="skip">So many later ones are passed over.</param>
    /// <param name="most">So many are read.</param>
    /// <param name="cancellationToken">Ends it between two documents.</param>
    /// <returns>The documents, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<RejectedDocument> Shown, int Count)> LatestAsync(
        LedgerTransaction work, int skip, int most, CancellationToken cancellationToken)
    {
        var all = await folder.EntriesAsync(cancellationToken);
        var entries = all.Reverse().Skip(skip).Take(most).ToList();
        var names = await new RejectionStore(work).NamesAsync([.. entries.Select(entry => entry.List)], cancellationToken);
        var shown = new List<RejectedDocument>();
        foreach (var entry in entries)
            shown.Add(await ReadAsync(entry, names.GetValueOrDefault(entry.List, entry.Name), cancellationToken));
        return (shown, all.Count);
    }

    private async Task<RejectedDocument> ReadAsync(RejectedEntry entry, string name, CancellationToken cancellationToken)
    {
        var list = folder.PathOf(entry);
        try
        {
            var (path, access) = options.KeepInPlace
                ? (Path.Combine(inbox.FullPath, name), inbox.Access)
                : (Path.Combine(folder.FullPath, entry.Name), folder.Access);
            var read = await reader.ReadAsync(path, name, LinkRule.Never, _ => true, access, cancellationToken);
            if (read.Parsed.Problems.Count > 0)
                return new(name, entry.Since, list, ProblemsText.Messages(name, read.Parsed), read.Parsed.Source, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The list still says what was wrong.
        }
        return new(name, entry.Since, list, [], null, await ListAsync(entry, cancellationToken));
    }

    private async Task<string> ListAsync(RejectedEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await folder.ReadAsync(entry.List, cancellationToken) ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
