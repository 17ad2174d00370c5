using ActionSync.Configuration;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Refreshing;

/// <summary>Rewrites the receipts of incidents in which something happened; which ones is in the ledger, so a crash forgets none.</summary>
internal sealed class ReceiptWriter(LedgerDatabase ledger, ArchiveFolder archive, RemindingOptions reminding)
{
    public async Task WriteStaleAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<StaleReceipt> stale;
        await using (var read = await ledger.ReadAsync(cancellationToken))
        {
            stale = await read.Events.StaleReceiptsAsync(cancellationToken);
            foreach (var receipt in stale)
                await WriteAsync(read, receipt.IncidentId, cancellationToken);
        }
        if (stale.Count == 0)
            return;
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Events.SaveReceiptsAsync(stale, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task WriteAsync(LedgerWork read, string incidentId, CancellationToken cancellationToken)
    {
        var incident = await read.Incidents.FindAsync(incidentId, cancellationToken);
        var items = await read.Items.OfIncidentAsync(incidentId, cancellationToken);
        var events = await read.Events.OfIncidentAsync(incidentId, cancellationToken);
        var folder = archive.Of(incidentId);
        Directory.CreateDirectory(folder);
        await AtomicFile.WriteAsync(Path.Combine(folder, "receipt.json"), Receipt.Of(incident!, items, events, reminding.TimeZone).ToJson(), cancellationToken);
    }
}
