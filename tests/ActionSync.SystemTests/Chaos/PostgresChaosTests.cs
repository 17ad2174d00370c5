using ActionSync.Simulators.Chaos;

namespace ActionSync.SystemTests.Chaos;

/// <summary>The same with three workers on one PostgreSQL.</summary>
public sealed class PostgresChaosTests(ITestOutputHelper output)
{
    [Fact]
    public Task Nothing_is_lost_and_nothing_made_twice_by_three_workers_on_postgres()
    {
        Assert.SkipUnless(ChaosOptions.CanOwnPostgres, "PostgreSQL is not installed (apt-get install postgresql).");
        return ChaosTests.RunAsync(new ChaosOptions { Seed = 143, Duration = ChaosTests.Duration, Workers = 3, Postgres = ChaosOptions.Own }, output);
    }
}
