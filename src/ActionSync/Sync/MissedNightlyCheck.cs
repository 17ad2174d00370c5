using ActionSync.Ledger;

namespace ActionSync.Sync;

/// <summary>Knows whether a nightly pass was missed while nobody ran: then the next poll reads everything.</summary>
internal sealed class MissedNightlyCheck(LedgerDatabase ledger, NightlyTimes missedNights, TimeProvider clock)
{
    public async Task<bool> WasMissedAsync(string tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Trackers.FindAsync(tracker, cancellationToken) is { } known
            && (known.ReconciledAt ?? known.FirstContactAt) is { } last
            // What lies ahead of the clock was not read in any past.
            && (missedNights.NextAfter(last) <= clock.GetUtcNow() || last > clock.GetUtcNow() + FutureTimes.Tolerance);
    }
}
