using ActionSync.Simulators.Chaos.Workers;

namespace ActionSync.Simulators.Chaos.Scenes;

/// <summary>The table of scenes.</summary>
internal sealed class ScenarioTable
{
    private static readonly Scenario[] All =
    [
        new DropNew(14), new DropInPieces(5), new DropAgain(4), new DropBad(4),
        new CorrectTitle(8), new ChangePriority(6), new ChangeDeadline(6), new RemoveItem(5), new BringItemBack(3), new AddItem(5),
        new PersonCloses(7), new PersonEdits(12),
        new KillWorker(6), new PauseWorker(6), new EndWorker(2), new RunOnce(2),
        new LoseAnswers(8), new BreakAnswers(5), new SlowDown(3), new LagLists(5), new LimitRate(3), new Outage(4), new HangUp(1), new ArriveLate(3),
        new RestartPostgres(3), new FillDisk(3),
    ];

    private readonly Scenario[] _scenes;

    private ScenarioTable(Scenario[] scenes) => _scenes = scenes;

    public static ScenarioTable For(Stage stage) => new([.. All.Where(scene => scene.Fits(stage))]);

    public Scenario Draw(Random chance)
    {
        var lot = chance.Next(_scenes.Sum(s => s.Weight));
        return _scenes.First(scene => (lot -= scene.Weight) < 0);
    }

    /// <summary>Runs <c>once</c> to its end; on SQLite, where it needs the ledger for itself, in place of the worker.</summary>
    public static async Task RunOnceAsync(Stage stage, CancellationToken cancellationToken)
    {
        var alone = stage.Options.Postgres is null ? stage.Workers.Workers : [];
        foreach (var worker in alone)
            await EndAsync(stage, worker);
        using (var once = stage.Workers.Installation.Start("once.log", "once"))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(stage.Chance.Next(4, 15)));
            try
            {
                await once.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                once.Kill();
                await once.WaitForExitAsync(CancellationToken.None);
            }
        }
        stage.Figures.Count("once");
        foreach (var worker in alone)
            worker.IsOff = false;
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task EndAsync(Stage stage, Worker worker)
    {
        worker.IsOff = true;
        if (!await worker.EndAsync(EndWorker.Patience))
            stage.Figures.Count("stubborn");
    }
}
