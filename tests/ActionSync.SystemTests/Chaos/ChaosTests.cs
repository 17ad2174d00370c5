using ActionSync.Simulators.Chaos;

namespace ActionSync.SystemTests.Chaos;

/// <summary>Short runs of the harness; the long ones are started by hand. A run that fails prints the command that runs it again.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(40);

    [Fact]
    public Task Nothing_is_lost_and_nothing_made_twice_by_one_worker_on_sqlite() => RunAsync(new ChaosOptions { Seed = 142, Duration = Duration });

    [Fact]
    public Task Nothing_is_lost_and_nothing_made_twice_by_three_workers_on_postgres()
    {
        Assert.SkipUnless(ChaosOptions.CanOwnPostgres, "PostgreSQL is not installed (apt-get install postgresql).");
        return RunAsync(new ChaosOptions { Seed = 143, Duration = Duration, Workers = 3, Postgres = ChaosOptions.Own });
    }

    private async Task RunAsync(ChaosOptions options)
    {
        await using var told = new StringWriter();
        var verdict = await ChaosRun.RunAsync(options, told, TestContext.Current.CancellationToken);
        output.WriteLine(told.ToString());
        Assert.Empty(verdict.Violations);
        Assert.True(verdict.Figures["items"] > 0, "Nothing was dropped.");
    }
}
