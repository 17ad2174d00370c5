using ActionSync.Configuration;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Reports;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Testing.Listing;

namespace ActionSync.SystemTests.Listing;

/// <summary>What a page costs with a hundred thousand items.</summary>
public sealed class ManyItemsTests(ITestOutputHelper output, PostgresFixture postgres)
{
    private const int Many = 100_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_reads_at_most_two_hundred_rows_and_makes_at_most_eight_statements(bool onPostgres)
    {
        var server = onPostgres ? await postgres.NewDatabaseAsync() : null;
        await using var app = await AppFixture.OpenAsync(options =>
        {
            if (server is not null)
                (options.Ledger.Provider, options.Ledger.ConnectionString) = (LedgerProvider.Postgres, new Secret(server));
        });
        await ManyItems.AddAsync(app.Ledger, Many, Cancel);
        await app.Get<ItemIndexUpkeep>().FreshenAsync(Cancel);
        foreach (var query in ManyItems.Queries)
        {
            var began = TimeProvider.System.GetTimestamp();
            var (cost, page) = await PageCost.OfAsync(app.Ledger, () => app.Get<ItemPages>().ReadAsync(query, Cancel));
            Assert.Equal(ItemPage.Size, page.Items.Count);
            output.WriteLine($"{TimeProvider.System.GetElapsedTime(began).TotalMilliseconds,6:F0} ms  {cost}  {query.ToQueryString()}");
        }
        await PageCost.OfAsync(app.Ledger, () => app.Get<ItemCounts>().OverdueAsync(Cancel));
        await PageCost.OfAsync(app.Ledger, () => app.Get<ItemCounts>().OpenByOwnerAsync(10, Cancel));
        await PageCost.OfAsync(app.Ledger, () => app.Get<PromiseMonths>().ReadAsync(Cancel));
    }
}
