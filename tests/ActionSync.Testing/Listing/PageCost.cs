using ActionSync.Ledger;

namespace ActionSync.Testing.Listing;

/// <summary>What a page asked of its ledger; it fails where that is more than a page may.</summary>
internal sealed record PageCost(long Statements, long Rows)
{
    private const int MostStatements = 8;
    private const int MostRows = 200;

    public static async Task<(PageCost Cost, T Page)> OfAsync<T>(LedgerDatabase ledger, Func<Task<T>> read)
    {
        var (statements, rows) = (ledger.Use.Statements, ledger.Use.Rows);
        var page = await read();
        var cost = new PageCost(ledger.Use.Statements - statements, ledger.Use.Rows - rows);
        Assert.InRange(cost.Statements, 1, MostStatements);
        Assert.InRange(cost.Rows, 0, MostRows);
        return (cost, page);
    }
}
