using System.Diagnostics;
using ActionSync.Testing;

namespace ActionSync.Tests.Trackers.Fuzz;

/// <summary>
/// Trackers that hide fields and issues, fail and refuse. <c>TEST_FUZZ</c> sets how many runs there are, <c>TEST_FUZZ_SEED</c> the first run's
/// seed: with a count of 1 it is that run alone.
/// </summary>
public sealed class HidingFuzzTests(ITestOutputHelper output)
{
    private const int MostTold = 5;

    [Fact]
    public async Task What_a_tracker_hides_is_neither_lost_nor_overwritten()
    {
        var (runs, first) = (FuzzRun.Count(5), FuzzRun.First);
        var (hidden, watch, failures) = (0, Stopwatch.StartNew(), new List<string>());
        for (var seed = first; seed < first + runs; seed++)
        {
            var run = new HidingRun(seed);
            try
            {
                if (await run.PlayAsync() is { Count: > 0 } wrong)
                    failures.Add($"Seed {seed}: {string.Join('\n', wrong)}\n{string.Join('\n', run.Corruptions.TakeLast(runs == 1 ? int.MaxValue : 12))}");
            }
            catch (Exception e)
            {
                failures.Add($"Seed {seed}: {e}\n{string.Join('\n', run.Corruptions.TakeLast(12))}");
            }
            hidden += run.Hidden;
        }
        output.WriteLine($"{hidden:N0} hidden fields and failed issues in {runs:N0} runs and {watch.Elapsed.TotalSeconds:F1} s, {failures.Count} runs failed.");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(MostTold)));
    }
}
