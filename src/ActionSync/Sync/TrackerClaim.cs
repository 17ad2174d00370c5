using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync;

/// <summary>
/// The right to write to a tracker. It is taken at the start of a pass and proved again, by the database's clock and in the very transaction that
/// commits an intent, immediately before something is sent; a worker that slept finds it gone.
/// </summary>
internal sealed class TrackerClaim(LedgerDatabase ledger, WorkerIdentity worker, FutureTimes times)
{
    /// <summary>
    /// A dead worker's trackers are taken over after this time. A step that takes longer loses nothing by it: what it sent is recorded, and it asks
    /// again before it sends more.
    /// </summary>
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(20);

    /// <summary>On SQLite the operating system's lock says that nobody else is there: what a killed process held is ours at once.</summary>
    private readonly string _holder = ledger.IsShared ? worker.Name : "the process that holds the ledger";

    /// <summary>Takes the claim; false while another worker has it.</summary>
    public async Task<bool> TakeAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Trackers.AddAsync(tracker.Name, tracker.Place.Server, tracker.Place.Path, cancellationToken);
        var known = (await work.Trackers.FindAsync(tracker.Name, cancellationToken))!;
        // In another place nothing that is remembered of the first one holds: not the first contact, not the bookmark.
        if (new TrackerPlace(known.Server, known.Place) != tracker.Place)
        {
            await work.Trackers.SaveAsync(
                new LedgerTracker { Name = tracker.Name, Server = tracker.Place.Server, Place = tracker.Place.Path }, cancellationToken);
        }
        else
        {
            await times.PutRightAsync(tracker, known, await ledger.NowAsync(work, cancellationToken), work, cancellationToken);
        }
        var taken = await ProveAsync(tracker.Name, work, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>Still ours, and for a while longer; false where another worker took over.</summary>
    public async Task<bool> ProveAsync(string tracker, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var now = await ledger.NowAsync(work, cancellationToken);
        return await work.Trackers.HoldAsync(tracker, _holder, now, now + HeldFor, cancellationToken);
    }

    public async Task ReleaseAsync(string tracker)
    {
        await using var work = await ledger.BeginAsync(CancellationToken.None);
        await work.Trackers.ReleaseAsync(tracker, _holder, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
