namespace ActionSync.Simulators.Chaos.Workers;

/// <summary>The workers, started again whenever they ended, as a service manager does.</summary>
internal sealed class WorkerGroup(Installation installation, int size) : IDisposable
{
    public IReadOnlyList<Worker> Workers { get; } = [.. Enumerable.Range(1, size).Select(number => new Worker(installation, number))];

    public Installation Installation => installation;

    public void Revive()
    {
        foreach (var worker in Workers.Where(w => !w.IsRunning && !w.IsOff))
            worker.Start();
    }

    /// <summary>From now on all of them run.</summary>
    public void Keep()
    {
        foreach (var worker in Workers)
        {
            worker.Resume();
            worker.IsOff = false;
        }
    }

    public void Dispose()
    {
        foreach (var worker in Workers)
            worker.Dispose();
    }
}
