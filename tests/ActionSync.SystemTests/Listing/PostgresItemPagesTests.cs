using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using ActionSync.Testing.Listing;

namespace ActionSync.SystemTests.Listing;

public sealed class PostgresItemPagesTests(PostgresFixture postgres) : ItemPagesContract
{
    internal override async Task ConfigureAsync(ActionSyncOptions options)
    {
        options.Ledger.Provider = LedgerProvider.Postgres;
        options.Ledger.ConnectionString = new Secret(await postgres.NewDatabaseAsync());
    }
}
