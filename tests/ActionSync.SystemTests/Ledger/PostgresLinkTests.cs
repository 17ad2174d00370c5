using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using ActionSync.Testing.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.SystemTests.Ledger;

public sealed class PostgresLinkTests(PostgresFixture postgres) : LinkContract
{
    private PostgresDatabase? _database;

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    internal override async Task<LedgerDatabase> MakeAsync() =>
        _database = new PostgresDatabase(await postgres.NewDatabaseAsync(), new Outage(Clock, NullLogger<Outage>.Instance), Clock);
}
