using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Testing.Listing;
using ActionSync.Web.Pages.Inbox;
using ActionSync.Web.Pages.Incidents;
using ActionSync.Web.Pages.Items;
using ActionSync.Web.Pages.Overview;
using ActionSync.Web.Pages.People;
using ActionSync.Web.Pages.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

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
        await using var worker = WorkerHost.Build(app.Get<ActionSyncOptions>(), Catalog.Default, app.Clock, _ => { });
        foreach (var (name, read) in Pages(worker.Services))
        {
            var (cost, _) = await PageCost.OfAsync(worker.Services.GetRequiredService<LedgerDatabase>(), read);
            output.WriteLine($"{cost}  {name}");
        }
    }

    /// <summary>What each page reads.</summary>
    private static IEnumerable<(string Name, Func<Task<object>> Read)> Pages(IServiceProvider services)
    {
        yield return ("overview", async () => await Get<OverviewReader>().ReadAsync(Cancel));
        var overdue = new QueryCollection(new Dictionary<string, StringValues> { ["overdue"] = "true" });
        yield return ("items", async () => await Get<ItemListReader>().ReadAsync(overdue, Cancel));
        yield return ("item", async () => Found(await Get<ItemViewReader>().FindAsync("INC-000777/3", null, Cancel)));
        yield return ("item of an owner", async () => Found(await Get<ItemViewReader>().FindAsync("INC-000077/3", null, Cancel)));
        yield return ("unknown item", async () => Assert.IsType<FoundItem.None>(await Get<ItemViewReader>().FindAsync("INC-000777/33", null, Cancel)));
        yield return ("unknown incident", async () => await Get<IncidentViewReader>().FindAsync("INC-xyz", new IncidentPart(1, null, null), Cancel));
        yield return ("unknown person", async () => await Get<PersonViewReader>().FindAsync("mirra@acme.example", 1, Cancel));
        yield return ("incident", async () => await Get<IncidentViewReader>().FindAsync("INC-000777", new IncidentPart(1, null, null), Cancel));
        yield return ("people", async () => await Get<PeopleViewReader>().ReadAsync(null, 1, Cancel));
        yield return ("person", async () => await Get<PersonViewReader>().FindAsync("mira@acme.example", 1, Cancel));
        yield return ("inbox", async () => await Get<InboxPageReader>().ReadAsync(0, Cancel));
        yield return ("report", async () => await Get<ReportViewReader>().ReadAsync(Cancel));

        T Get<T>() where T : notnull => services.GetRequiredService<T>();

        static object Found(FoundItem found) => Assert.IsType<FoundItem.One>(found);
    }
}
