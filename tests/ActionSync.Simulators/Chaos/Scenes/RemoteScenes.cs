using ActionSync.Simulators.Chaos.Books;

namespace ActionSync.Simulators.Chaos.Scenes;

/// <summary>Something is wrong with one of the services.</summary>
internal abstract record RemoteScene(int Weight) : Scenario(Weight)
{
    public sealed override Task PlayAsync(Stage stage, CancellationToken cancellationToken) =>
        PlayAsync(stage, stage.Chance.GetItems([.. stage.Remotes], 1)[0]);

    protected abstract Task PlayAsync(Stage stage, Remote remote);
}


/// <summary>What was asked is carried out, and the answer never arrives.</summary>
internal sealed record LoseAnswers(int Weight) : RemoteScene(Weight)
{
    private static readonly string[] Methods = ["POST", "POST", "PATCH", "*"];

    protected override Task PlayAsync(Stage stage, Remote remote)
    {
        var times = stage.Chance.Next(1, 4);
        stage.Figures.Count("lost answers", times);
        remote.Faults.Next(stage.Chance.GetItems(Methods, 1)[0], "*", Fault.LoseAnswer(), times);
        return Task.CompletedTask;
    }
}

/// <summary>Answers that are errors after the commit, cut, half, or never begun.</summary>
internal sealed record BreakAnswers(int Weight) : RemoteScene(Weight)
{
    private static readonly Fault[] Faults =
    [
        Fault.Code(500, Moment.After), Fault.Code(502), Fault.Html(502), Fault.ResetConnection(), new Fault.CutShort(), new Fault.HalfJson(),
    ];

    protected override Task PlayAsync(Stage stage, Remote remote)
    {
        stage.Figures.Count("broken answers");
        remote.Faults.Next(stage.Chance.Next(2) == 0 ? "POST" : "*", "*", stage.Chance.GetItems(Faults, 1)[0]);
        return Task.CompletedTask;
    }
}

/// <summary>Some answers take seconds, long enough to be killed in between.</summary>
internal sealed record SlowDown(int Weight) : RemoteScene(Weight)
{
    protected override Task PlayAsync(Stage stage, Remote remote)
    {
        stage.Figures.Count("slow answers", 5);
        remote.Faults.Next("*", "*", new Fault.Slow(TimeSpan.FromMilliseconds(stage.Chance.Next(300, 2500))), 5);
        return Task.CompletedTask;
    }
}

/// <summary>Lists are behind for a while.</summary>
internal sealed record LagLists(int Weight) : RemoteScene(Weight)
{
    protected override Task PlayAsync(Stage stage, Remote remote)
    {
        stage.Figures.Count("list lags");
        remote.Lag(Stage.LongestLag * stage.Chance.NextDouble());
        stage.Later.Do(stage.Now.AddSeconds(stage.Chance.Next(3, 15)), () =>
        {
            remote.Lag(TimeSpan.Zero);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}

/// <summary>A limit that says how long it lasts.</summary>
internal sealed record LimitRate(int Weight) : RemoteScene(Weight)
{
    protected override Task PlayAsync(Stage stage, Remote remote)
    {
        stage.Figures.Count("limits");
        remote.Faults.Next("*", "*", Fault.Limited(stage.Chance.Next(2) == 0 ? 403 : 429, stage.Chance.Next(1, 5)));
        return Task.CompletedTask;
    }
}

/// <summary>Nobody listens, or only errors come, for some seconds.</summary>
internal sealed record Outage(int Weight) : RemoteScene(Weight)
{
    protected override async Task PlayAsync(Stage stage, Remote remote)
    {
        if (remote.IsDown)
            return;
        stage.Figures.Count("outages");
        var until = stage.Now.AddSeconds(stage.Chance.Next(2, 8));
        if (stage.Chance.Next(2) == 0)
        {
            await remote.StopAsync();
            stage.Later.Do(until, remote.StartAsync);
            return;
        }
        remote.Faults.Always(_ => Fault.Code(503));
        stage.Later.Do(until, () =>
        {
            remote.Faults.Always(_ => null);
            return Task.CompletedTask;
        });
    }
}

/// <summary>Requests are taken and never answered, until those who ask give up.</summary>
internal sealed record HangUp(int Weight) : RemoteScene(Weight)
{
    protected override Task PlayAsync(Stage stage, Remote remote)
    {
        stage.Figures.Count("hangs");
        remote.Faults.Next("*", "*", Fault.HangForever(stage.Chance.Next(2) == 0 ? Moment.Before : Moment.After));
        return Task.CompletedTask;
    }
}

/// <summary>
/// A create arrives long after whoever sent it is dead and others have given it up: what no settling can foresee, and refresh has to heal.
/// </summary>
internal sealed record ArriveLate(int Weight) : RemoteScene(Weight)
{
    protected override Task PlayAsync(Stage stage, Remote remote)
    {
        if (stage.Options.Duration < LongestSilence * 2)
            return Task.CompletedTask;
        var struck = new TaskCompletionSource();
        var by = LongestSilence + TimeSpan.FromSeconds(stage.Chance.Next(2, 8));
        remote.Faults.When(request => request.Method == "POST" && IsCreate(request.Path) && struck.TrySetResult(), new Fault.Late(by));
        stage.Figures.Count("late creates");
        stage.Later.When(() => struck.Task.IsCompleted, () =>
        {
            stage.LastArrival = stage.Now + by;
            return Task.WhenAll(stage.Workers.Workers.Select(w => w.KillAsync()));
        });
        return Task.CompletedTask;
    }

    /// <summary>A dead worker's tracker is taken over after 20 seconds, and what it left unknown is settled by then.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(22);

    private static bool IsCreate(string? path) =>
        path is not null && (path.EndsWith("/issues", StringComparison.Ordinal) || path.EndsWith("/issue/bulk", StringComparison.Ordinal));
}
