using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Reports;

namespace ActionSync.Web.Pages.Reports;

/// <summary>What the page of the report shows.</summary>
internal sealed record ReportView(ReportFigures Figures, IReadOnlyList<KeptMonth> Months);

/// <summary>Reads the page of the report.</summary>
internal sealed class ReportViewReader(LedgerDatabase ledger, ItemIndexUpkeep upkeep, PromiseMonths months, TimeProvider clock)
{
    public async Task<ReportView> ReadAsync(CancellationToken cancellationToken)
    {
        await upkeep.FreshenAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        return new(await ReportFigures.ReadAsync(work, clock.GetUtcNow(), cancellationToken), await months.ReadAsync(work, cancellationToken));
    }
}
