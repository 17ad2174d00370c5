using ActionSync.Simulators.Chaos;

namespace ActionSync.SystemTests.Chaos;

/// <summary>A short run of the harness on SQLite; the long ones are started by hand. A run that fails prints the command that runs it again.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    internal static readonly TimeSpan Duration = TimeSpan.FromSeconds(40);

    [Fact]
    public Task Nothing_is_lost_and_nothing_made_twice_by_one_worker_on_sqlite() =>
        RunAsync(new ChaosOptions { Seed = 142, Duration = Duration }, output);

    internal static async Task RunAsync(ChaosOptions options, ITestOutputHelper output)
    {
        await using var told = new StringWriter();
        var verdict = await ChaosRun.RunAsync(options, told, TestContext.Current.CancellationToken);
        output.WriteLine(told.ToString());
        Assert.Empty(verdict.Violations);
        Assert.True(verdict.Figures["items"] > 0, "Nothing was dropped.");
    }
}
