using ActionSync.Configuration;
using ActionSync.Ledger;
using ActionSync.Refreshing;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Knows whether a nightly pass was missed while nobody ran: then the next poll reads everything.</summary>
internal sealed class NightlyMemory(LedgerDatabase ledger, RefreshingOptions refreshing, TimeZoneInfo zone, TimeProvider clock)
{
    private readonly CronExpression _nightly = CronExpression.Parse(refreshing.Nightly).WithTimeZone(zone);

    public async Task<bool> WasMissedAsync(string tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Trackers.FindAsync(tracker, cancellationToken) is { } known
            && (known.ReconciledAt ?? known.FirstContactAt) is { } last
            // What lies ahead of the clock was not read in any past.
            && (_nightly.GetNextValidTimeAfter(last) <= clock.GetUtcNow() || last > clock.GetUtcNow() + FutureTimes.Tolerance);
    }
}
