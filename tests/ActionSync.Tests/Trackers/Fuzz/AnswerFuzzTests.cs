using System.Diagnostics;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;

namespace ActionSync.Tests.Trackers.Fuzz;

/// <summary>
/// Trackers that lie: answers changed after what they answer was carried out, each run from a seed that a failure names. <c>TEST_FUZZ</c> sets
/// how many changed answers each tracker gives at least, <c>TEST_FUZZ_SEED</c> the first run's seed: with a count of 1 it is that run alone.
/// </summary>
public sealed class AnswerFuzzTests(ITestOutputHelper output)
{
    private const int MostTold = 20;

    [Fact]
    public Task GitHub_may_lie_without_lasting_harm() => PlayAsync(LyingGitHub.StartAsync);

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public Task Jira_may_lie_without_lasting_harm(JiraMode mode) => PlayAsync(() => LyingJira.StartAsync(mode));

    private async Task PlayAsync(Func<Task<LyingTracker>> start)
    {
        var (count, first) = (FuzzRun.Count(40), FuzzRun.First);
        var (lies, runs, watch, failures) = (0, 0, Stopwatch.StartNew(), new List<string>());
        for (var seed = first; lies < count || runs == 0; seed++, runs++)
        {
            await using var run = new LyingRun(seed, await start());
            try
            {
                if (await run.PlayAsync() is { Count: > 0 } wrong)
                    failures.Add(Failure(seed, string.Join('\n', wrong), run, count == 1));
            }
            catch (Exception e)
            {
                failures.Add(Failure(seed, e.ToString(), run, count == 1));
            }
            lies += run.Corrupted;
        }
        output.WriteLine($"{lies:N0} changed answers in {runs:N0} runs and {watch.Elapsed.TotalSeconds:F1} s, {failures.Count} runs failed.");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(MostTold)));
    }

    private static string Failure(int seed, string what, LyingRun run, bool whole) =>
        $"Seed {seed}: {what}\n{string.Join('\n', run.Corruptions.Skip(whole ? 0 : Math.Max(0, run.Corruptions.Count - 12)))}";
}
