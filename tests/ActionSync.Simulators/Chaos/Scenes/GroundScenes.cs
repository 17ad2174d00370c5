namespace ActionSync.Simulators.Chaos.Scenes;

/// <summary>The database server dies and comes back.</summary>
internal sealed record RestartPostgres(int Weight) : Scenario(Weight)
{
    private bool _isAway;

    public override bool Fits(Stage stage) => stage.Postgres is not null;

    public override async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (_isAway)
            return;
        _isAway = true;
        stage.Figures.Count("database restarts");
        await stage.Postgres!.StopAsync(CancellationToken.None);
        stage.Later.Do(stage.Now.AddSeconds(stage.Chance.Next(0, 5)), async () =>
        {
            await stage.Postgres.StartAsync(CancellationToken.None);
            _isAway = false;
        });
    }
}

/// <summary>The disk under ledger, board, archive and drop folder is full for some seconds.</summary>
internal sealed record FillDisk(int Weight) : Scenario(Weight)
{
    public override bool Fits(Stage stage) => stage.Disk.IsMounted;

    public override Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Figures.Count("full disks");
        stage.Disk.Fill();
        stage.Later.Do(stage.Now.AddSeconds(stage.Chance.Next(1, 6)), () =>
        {
            stage.Disk.Empty();
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
