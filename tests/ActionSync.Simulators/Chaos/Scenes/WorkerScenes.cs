namespace ActionSync.Simulators.Chaos.Scenes;

/// <summary>SIGKILL; it stays away for a moment.</summary>
internal sealed record KillWorker(int Weight) : Scenario(Weight)
{
    public override async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var worker = stage.Chance.GetItems([.. stage.Workers.Workers], 1)[0];
        stage.Figures.Count("kills", worker.IsRunning ? 1 : 0);
        await worker.KillAsync();
    }
}

/// <summary>SIGSTOP, and SIGCONT after a while: seconds, or longer than any right to write lasts.</summary>
internal sealed record PauseWorker(int Weight) : Scenario(Weight)
{
    private const int LeaseSeconds = 25;

    public override Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var worker = stage.Chance.GetItems([.. stage.Workers.Workers], 1)[0];
        var isLong = stage.Options.Workers > 1 && stage.Chance.Next(3) == 0;
        var seconds = isLong ? stage.Chance.Next(LeaseSeconds, LeaseSeconds * 2) : stage.Chance.Next(1, 8);
        if (!worker.IsRunning || worker.IsPaused)
            return Task.CompletedTask;
        stage.Figures.Count(isLong ? "long pauses" : "pauses");
        worker.Pause();
        stage.Later.Do(stage.Now.AddSeconds(seconds), () =>
        {
            worker.Resume();
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}

/// <summary>SIGTERM, as a deployment does.</summary>
internal sealed record EndWorker(int Weight) : Scenario(Weight)
{
    /// <summary>A little more than a worker has.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public override async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var worker = stage.Chance.GetItems([.. stage.Workers.Workers], 1)[0];
        stage.Figures.Count("ends", worker.IsRunning ? 1 : 0);
        if (!await worker.EndAsync(Patience))
            stage.Figures.Count("stubborn");
    }
}

/// <summary>Somebody runs <c>once</c>, and perhaps loses patience.</summary>
internal sealed record RunOnce(int Weight) : Scenario(Weight)
{
    public override Task PlayAsync(Stage stage, CancellationToken cancellationToken) => ScenarioTable.RunOnceAsync(stage, cancellationToken);
}
