using ActionSync.Simulators.Chaos.Scenes;
using ActionSync.Simulators.Chaos.Verdict;

namespace ActionSync.Simulators.Chaos;

/// <summary>
/// Real workers, real sockets, and everything going wrong that can: a seeded run of scenes, then quiet until nothing is left to do, then the
/// comparison of ledger, folders and trackers with the harness' own books.
/// </summary>
public static class ChaosRun
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    /// <summary>How long the workers get before <c>once</c>, which does not wait out the gaps after refusals, lends a hand.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static async Task<ChaosVerdict> RunAsync(ChaosOptions options, TextWriter told, CancellationToken cancellationToken)
    {
        await told.WriteLineAsync($"chaos: seed {options.Seed}. The same again: {options.Again}");
        await using var stage = await Stage.SetAsync(options, told, cancellationToken);
        await PlayAsync(stage, cancellationToken);
        var violations = await SettleAsync(stage, cancellationToken);

        foreach (var violation in violations)
            await told.WriteLineAsync($"violation: {violation}");
        await told.WriteLineAsync(
            $"chaos: seed {options.Seed}, {options.Duration:mm\\:ss} of it, {options.Workers} worker(s) on {stage.Database}: {stage.Figures}.");
        await told.WriteLineAsync(violations.Count == 0
            ? "chaos: everything is as it should be."
            : $"chaos: {violations.Count} violation(s); files and logs are in {stage.Folder}. The same again: {options.Again}");
        stage.Keep = violations.Count > 0;
        return new ChaosVerdict(stage.Figures, violations, stage.Folder);
    }

    /// <summary>One scene after the other, by weight; what a scene breaks for a while is mended when its time has come.</summary>
    private static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var playbill = ScenarioTable.For(stage);
        var curtain = stage.Now + stage.Options.Duration;
        var next = stage.Now;
        while (stage.Now < curtain)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await stage.Later.DoDueAsync(stage.Now);
            stage.Workers.Revive();
            if (stage.Now >= next)
            {
                await playbill.Draw(stage.Chance).PlayAsync(stage, cancellationToken);
                next = stage.Now + TimeSpan.FromMilliseconds(stage.Chance.Next(50, 500));
            }
            await Task.Delay(Beat, cancellationToken);
        }
    }

    /// <summary>Everything works again; the workers finish, and what then is still wrong is wrong.</summary>
    private static async Task<IReadOnlyList<string>> SettleAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Later.DoAllAsync();
        foreach (var remote in stage.Remotes)
            remote.Faults.Clear();
        stage.Workers.Keep();
        stage.Workers.Revive();
        // What is still on its way arrives first, and has to be seen.
        while (stage.Now < stage.LastArrival + LookEvery)
        {
            await Task.Delay(LookEvery, cancellationToken);
            stage.Workers.Revive();
        }
        var began = stage.Now;
        var helpAt = began + Patience;
        while (true)
        {
            await Task.Delay(LookEvery, cancellationToken);
            stage.Workers.Revive();
            var violations = await Judging.JudgeAsync(stage, cancellationToken);
            if (violations.Count == 0 || stage.Now > began + stage.Options.Quiet)
                return violations;
            if (stage.Now > helpAt)
            {
                await ScenarioTable.RunOnceAsync(stage, cancellationToken);
                helpAt = stage.Now + Patience;
            }
        }
    }
}
