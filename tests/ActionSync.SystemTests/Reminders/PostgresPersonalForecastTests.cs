using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using ActionSync.Testing.Reminders;

namespace ActionSync.SystemTests.Reminders;

public sealed class PostgresPersonalForecastTests(PostgresFixture postgres) : PersonalForecastContract
{
    internal override async Task ConfigureAsync(ActionSyncOptions options)
    {
        options.Ledger.Provider = LedgerProvider.Postgres;
        options.Ledger.ConnectionString = new Secret(await postgres.NewDatabaseAsync());
    }
}
