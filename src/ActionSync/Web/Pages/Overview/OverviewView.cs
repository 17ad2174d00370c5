using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Reports;
using ActionSync.Web.Signals;

namespace ActionSync.Web.Pages.Overview;

/// <summary>What the first page shows: what is late, who has how much to do, whether promises are kept, and whether the loop is alive.</summary>
/// <param name="Top">The most urgent of what is overdue.</param>
/// <param name="Parts">How each part of the worker, each tracker and each channel is.</param>
internal sealed record OverviewView(
    IReadOnlyList<PriorityCount> Overdue, OwnerCounts Owners, IReadOnlyList<KeptMonth> Months, IReadOnlyList<ListedItem> Top, IReadOnlyList<PartHealth> Parts)
{
    public int AllOverdue => Overdue.Sum(count => count.Items);

    /// <summary>Of what is overdue, how much must not wait.</summary>
    public int UrgentOverdue => Overdue.Where(count => count.Priority <= Priority.P1).Sum(count => count.Items);

    /// <summary>Of the months that are shown.</summary>
    public KeptPromises Promises => new(Months.Sum(month => month.Promises.Kept), Months.Sum(month => month.Promises.Broken));
}

/// <summary>Reads the first page in one look at the ledger.</summary>
internal sealed class OverviewReader(
    LedgerDatabase ledger, ItemIndexUpkeep upkeep, ItemCounts counts, PromiseMonths months, ItemPages pages, Health health)
{
    private const int MostOwners = 12;
    private const int MostItems = 10;

    private static readonly ItemQuery MostUrgent = new() { Filter = new() { Overdue = true }, Sort = ItemSort.Priority };

    public async Task<OverviewView> ReadAsync(CancellationToken cancellationToken)
    {
        await upkeep.FreshenAsync(cancellationToken);
        var parts = (await health.WholeAsync(cancellationToken)).Parts;
        await using var work = await ledger.ReadAsync(cancellationToken);
        return new(
            await counts.OverdueAsync(work, cancellationToken), await counts.OpenByOwnerAsync(work, MostOwners, cancellationToken),
            await months.ReadAsync(work, cancellationToken), await pages.FirstAsync(work, MostUrgent, MostItems, cancellationToken), parts);
    }
}
