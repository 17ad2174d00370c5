using ActionSync.Ledger;

namespace ActionSync.Archive;

/// <summary>Rewrites the receipts of incidents in which something happened; which ones is in the ledger, so a crash forgets none.</summary>
internal sealed partial class ReceiptWriter(LedgerDatabase ledger, ArchiveFolder archive, TimeZoneInfo zone, ILogger<ReceiptWriter> logger) : IDisposable
{
    // Two visits that end together: the older look must not be written over the newer one.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Returns what could not be written, each a sentence; that is tried again the next time.</summary>
    public async Task<IReadOnlyList<string>> WriteStaleAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var (written, problems) = await WriteAsync(cancellationToken);
            if (written.Count == 0)
                return problems;
            await using var work = await ledger.BeginAsync(cancellationToken);
            await work.Events.SaveReceiptsAsync(written, cancellationToken);
            await work.CommitAsync(cancellationToken);
            return problems;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<(IReadOnlyList<StaleReceipt> Written, IReadOnlyList<string> Problems)> WriteAsync(CancellationToken cancellationToken)
    {
        var (written, problems) = (new List<StaleReceipt>(), new List<string>());
        await using var read = await ledger.ReadAsync(cancellationToken);
        foreach (var receipt in await read.Events.StaleReceiptsAsync(cancellationToken))
        {
            try
            {
                await WriteAsync(read, receipt.IncidentId, cancellationToken);
                written.Add(receipt);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"The receipt of {receipt.IncidentId} cannot be written: {e.Message} The next pass tries again.");
                Log.NotWritten(logger, receipt.IncidentId, e.Message);
            }
        }
        return (written, problems);
    }

    private async Task WriteAsync(LedgerTransaction read, string incidentId, CancellationToken cancellationToken)
    {
        var incident = await read.Incidents.RequireAsync(incidentId, cancellationToken);
        var items = await read.Items.OfIncidentAsync(incidentId, cancellationToken);
        var history = new List<ReceiptEvent>();
        await foreach (var e in read.Events.StreamOfIncidentAsync(incidentId).WithCancellation(cancellationToken))
            history.Add(ReceiptEvent.Of(e));
        await archive.WriteReceiptAsync(incidentId, Receipt.Of(incident, items, history, zone).WriteAsync, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The receipt of {Incident} cannot be written: {Reason}")]
        public static partial void NotWritten(ILogger logger, string incident, string reason);
    }
}
