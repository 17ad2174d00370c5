using System.Data.Common;
using ActionSync.Archive;
using ActionSync.Files;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>
/// What lies in the drop folder and is not taken in, and what does not belong in the archive, for those who show: nothing is made, moved or written.
/// </summary>
internal sealed class InboxSurvey(
    LedgerDatabase ledger, DropFolder inbox, UnfinishedFiles unfinished, RejectedFolder rejected, ArchiveFolder archive, IntakeOptions options)
{
    private const int MostRejected = 5;

    /// <summary>What lies in the archive and is neither read nor written: links, pipes and the like.</summary>
    public async Task<IReadOnlyList<LeftEntry>> ArchiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await archive.Access.RunAsync(archive.Odd, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new LeftEntry(archive.FullPath, $"cannot be looked at: {e.Message}", MayBeDocument: true)];
        }
    }

    /// <summary>The documents that were rejected and wait to be corrected, a sentence each; of many only the latest.</summary>
    public async Task<IReadOnlyList<string>> RejectedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (all, names) = (await rejected.EntriesAsync(cancellationToken), await NamesAsync(cancellationToken));
            List<string> sentences = [.. all.Reverse().Take(MostRejected).Select(entry =>
                $"Rejected on {entry.Since.UtcDateTime:yyyy-MM-dd}: {names.GetValueOrDefault(entry.List, entry.Name)}. {rejected.PathOf(entry)} says why; "
                + "correct it and hand it in again under that name.")];
            if (all.Count > MostRejected)
                sentences.Add($"{all.Count - MostRejected} more rejected documents wait in {rejected.FullPath}.");
            return sentences;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [$"What was rejected cannot be told: {e.Message}"];
        }
    }

    /// <summary>The names under which documents came, by the names of their lists: of two alike one lies there under another.</summary>
    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await ledger.IsThereAsync(cancellationToken))
            {
                await using var work = await ledger.ReadAsync(cancellationToken);
                return (await new RejectionStore(work).AllAsync(cancellationToken)).ToDictionary(rejection => rejection.List, rejection => rejection.Name);
            }
        }
        catch (Exception e) when (e is DbException or LedgerException)
        {
            // What lies there can be told without.
        }
        return new Dictionary<string, string>();
    }

    public async Task<IReadOnlyList<LeftEntry>> LookAsync(CancellationToken cancellationToken) =>
        [.. await DroppedAsync(cancellationToken), .. await ArchiveAsync(cancellationToken)];

    private async Task<IReadOnlyList<LeftEntry>> DroppedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var left = await inbox.Access.RunAsync(Look, cancellationToken);
            await AddKnownAsync(left, cancellationToken);
            return left;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new LeftEntry(
                inbox.FullPath, $"cannot be looked at: {e.Message} Make it a folder that can be read and written (Intake:Folder).", MayBeDocument: true)];
        }
    }

    /// <summary>What only the ledger knows of files that lie there: which are waited for, and which were read and are no incident.</summary>
    private async Task AddKnownAsync(List<LeftEntry> left, CancellationToken cancellationToken)
    {
        try
        {
            if (!await ledger.IsThereAsync(cancellationToken))
                return;
            await using var work = await ledger.ReadAsync(cancellationToken);
            foreach (var (path, until) in await unfinished.WaitedForAsync(work, cancellationToken))
                left.Add(new LeftEntry(inbox.NameOf(path),
                    $"ends too early, and is waited for until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC in case somebody still writes it.",
                    MayBeDocument: true));
            var known = await new SeenFileStore(work).InStateAsync(SeenFileState.Left, cancellationToken);
            foreach (var name in known.Where(IsThere).Select(file => inbox.NameOf(file.Path)))
            {
                if (left.All(entry => entry.Name != name))
                    left.Add(new LeftEntry(name, "is no incident; actionsync check says why.", MayBeDocument: false));
            }
        }
        catch (Exception e) when (e is DbException or LedgerException)
        {
            left.Add(new LeftEntry(inbox.FullPath, "may hold unfinished documents: the ledger, which knows them, cannot be read.", MayBeDocument: false));
        }
    }

    private bool IsThere(SeenFile file) => inbox.Holds(file.Path) && FileFacts.At(file.Path) is not null;

    private List<LeftEntry> Look()
    {
        if (FileFacts.Behind(inbox.FullPath) is null)
            return [];
        var listing = InboxListing.Of(inbox.FullPath, options);
        return [.. listing.Left, .. listing.Files.Select(Unreadable).OfType<LeftEntry>(), .. NamedAsByTools()];
    }

    /// <summary>Told only to those who ask: while somebody edits or copies a document, such files come and go.</summary>
    private IEnumerable<LeftEntry> NamedAsByTools()
    {
        const string Why = "has a name as editors and copy tools give to hidden and unfinished files, so it is left alone. If it is a document, rename it.";
        var names = new DocumentNames(options);
        return FolderListing.Of(inbox.FullPath)
            .Where(entry => entry.IsText && names.LooksLikeADocument(entry.Name) && !entry.Name.StartsWith(AtomicFile.Prefix, StringComparison.Ordinal))
            .Select(entry => entry.Name).Order(StringComparer.Ordinal)
            .Select(name => new LeftEntry(name, Why, MayBeDocument: false));
    }

    private LeftEntry? Unreadable(DroppedFile file)
    {
        try
        {
            OpenedFile.ForReading(file.Path, file.Links).Dispose();
            return null;
        }
        catch (FileNotFoundException)
        {
            // Taken in between the listing and this look.
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LeftEntry(
                inbox.NameOf(file.Path), $"cannot be read: {e.Message} Give the account of actionsync the right to do so.", MayBeDocument: true);
        }
    }
}
