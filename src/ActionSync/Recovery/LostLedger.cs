using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Recovery;

/// <summary>
/// A ledger without any incident, whatever else is left in it, beside an archive or a board of ours: the ledger was lost. To begin anew in silence would forget
/// everything that was promised, so a person has to say it.
/// </summary>
internal sealed class LostLedger(LedgerDatabase ledger, LedgerOptions options, ArchiveFolder archive, TrackerSet trackers)
{
    /// <summary>Throws <see cref="LedgerException"/> where an empty ledger, or none, stands beside what an earlier one left.</summary>
    public async Task RequireNoneAsync(CancellationToken cancellationToken)
    {
        if (await WasUsedAsync(cancellationToken))
            return;
        if (await archive.Access.RunAsync(archive.AnyIncident, cancellationToken) is { } folder)
            throw LedgerException.Lost($"the archive {archive.FullPath} holds incidents, such as {folder}");
        if (await MarkedAsync(cancellationToken) is { } issue)
            throw LedgerException.Lost($"{issue} was made by an earlier ledger of the namespace \"{options.Namespace}\"");
    }

    private async Task<bool> WasUsedAsync(CancellationToken cancellationToken)
    {
        if (!await ledger.IsThereAsync(cancellationToken))
            return false;
        await ledger.CheckVersionAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        return !await LedgerCopy.IsEmptyAsync(work, cancellationToken) || await IsBegunAnewAsync(work, cancellationToken);
    }

    /// <summary>
    /// It was opened before, and nothing was ever taken in or published since: a person had their say. Any trace of an incident is one of a loss.
    /// </summary>
    private static async Task<bool> IsBegunAnewAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var met = await work.Trackers.AllAsync(cancellationToken);
        return met.Count > 0 && met.All(tracker => tracker.FirstContactAt is null) && !await LedgerCopy.HasTracesAsync(work, cancellationToken);
    }

    /// <summary>
    /// An issue of this namespace in a tracker whose listing costs nothing; the others are met, and adopted from, before anything is created there.
    /// </summary>
    private async Task<string?> MarkedAsync(CancellationToken cancellationToken)
    {
        foreach (var tracker in trackers.All.Where(t => t.Traits.ListsPresence))
        {
            try
            {
                var listing = await tracker.ListAsync([], cancellationToken);
                if (listing.Issues.FirstOrDefault(i => i is { Marker: { } marker, Key: { } key } && marker == Marker.Of(options.Namespace, key)) is { } issue)
                    return $"{issue.Ref.Number} in {tracker.Name} ({issue.Key})";
            }
            catch (TrackerException)
            {
                // Its first visit says what is wrong with it.
            }
        }
        return null;
    }
}
