using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using ActionSync.Testing.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.SystemTests.Ledger;

public sealed class PostgresLedgerTests(PostgresFixture postgres) : LedgerContract
{
    private PostgresDatabase? _database;
    private string _connectionString = "";

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [Fact]
    public async Task Workers_that_start_together_migrate_once()
    {
        var fresh = await postgres.NewDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(async () =>
        {
            await using var database = Open(fresh);
            await database.MigrateAsync(Cancel);
        }, Cancel)));
        await using var one = Open(fresh);
        await using var work = await one.ReadAsync(Cancel);
        Assert.Equal(
            Migration.Of("Postgres").Select(m => m.Version), await work.QueryAsync<int>("select version from schema_versions order by version", null, Cancel));
    }

    [Fact]
    public void Both_databases_have_migrations_of_the_same_names() =>
        Assert.Equal(Migration.Of("Sqlite").Select(m => m.Name), Migration.Of("Postgres").Select(m => m.Name));

    [Fact]
    public async Task Claims_are_compared_by_the_clock_of_the_database()
    {
        await using var work = await Ledger.ReadAsync(Cancel);
        var now = await Ledger.NowAsync(work, Cancel);
        Assert.True(now - Clock.GetUtcNow() > TimeSpan.FromDays(300), "the fake clock stands in January 2024, the server's does not");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_outage_and_a_database_that_is_not_there_a_mistake()
    {
        await using var nowhere = Open("Host=127.0.0.1;Port=1;Username=postgres;Database=x");
        Assert.True((await Assert.ThrowsAsync<LedgerException>(() => nowhere.MigrateAsync(Cancel))).IsPassing);
        await using var unknown = Open(new Npgsql.NpgsqlConnectionStringBuilder(_connectionString) { Database = "no_such_database" }.ConnectionString);
        Assert.False((await Assert.ThrowsAsync<LedgerException>(() => unknown.MigrateAsync(Cancel))).IsPassing);
    }

    internal override async Task<LedgerDatabase> MakeAsync() => _database = Open(_connectionString = await postgres.NewDatabaseAsync());

    private PostgresDatabase Open(string connectionString) => new(connectionString, new Outage(Clock, NullLogger<Outage>.Instance), Clock);
}
