using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Text;

namespace ActionSync.Intake;

/// <summary>What lies in the drop folder and was not taken in yet, and why, for those who show: nothing is read, moved or written.</summary>
/// <param name="Files">The first of them.</param>
/// <param name="More">How many others wait.</param>
internal sealed record InboxQueue(IReadOnlyList<LeftEntry> Files, int More);

/// <summary>Looks into the drop folder, and names what waits there.</summary>
internal sealed class InboxQueueReader(DropFolder inbox, UnfinishedFiles unfinished, IntakeOptions options, TimeProvider clock)
{
    private const int MostNamed = 50;

    /// <param name="work">The ledger.</param>
    /// <param name="held">The names of those that wait for a person's word, which are told elsewhere.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<InboxQueue> LookAsync(LedgerTransaction work, IReadOnlySet<string> held, CancellationToken cancellationToken)
    {
        try
        {
            var listing = await inbox.Access.RunAsync(
                () => FileFacts.Behind(inbox.FullPath) is null ? new InboxListing([], []) : InboxListing.Of(inbox.FullPath, options), cancellationToken);
            List<LeftEntry> waiting =
            [
                .. listing.Left.Where(entry => entry.MayBeDocument),
                .. await ReadableAsync(listing.Files, work, cancellationToken),
            ];
            waiting.RemoveAll(entry => held.Contains(entry.Name));
            return new InboxQueue([.. waiting.Take(MostNamed)], Math.Max(0, waiting.Count - MostNamed));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new InboxQueue([new LeftEntry(
                inbox.FullPath, $"cannot be looked at: {e.Message} Make it a folder that can be read and written (Intake:Folder).", MayBeDocument: true)], 0);
        }
    }

    /// <summary>Where files stay when they were read, only those wait that end too early.</summary>
    private async Task<IEnumerable<LeftEntry>> ReadableAsync(
        IReadOnlyList<DroppedFile> files, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var ending = (await unfinished.WaitedForAsync(work, cancellationToken)).ToDictionary(file => file.Path, file => file.Until);
        var oldest = files.Where(file => !options.KeepInPlace || ending.ContainsKey(file.Path))
            .OrderBy(file => file.ModifiedAt).ThenBy(file => file.Path, StringComparer.Ordinal).ToList();
        var known = await new SeenFileStore(work).LeftAmongAsync([.. oldest.Take(MostNamed).Select(file => file.Path)], cancellationToken);
        return oldest.Select(file => new LeftEntry(inbox.NameOf(file.Path), Why(file), MayBeDocument: true));

        string Why(DroppedFile file) =>
            ending.TryGetValue(file.Path, out var until)
                ? $"ends too early, and is waited for about {RoughTime.Of(until - clock.GetUtcNow())} more, in case somebody still writes it."
                : known.Contains(file.Path) ? "is no incident; actionsync check says why. Take it away, or give it what is missing."
                : $"is read once nobody has written to it for {RoughTime.Of(options.Settle)}.";
    }
}
