namespace ActionSync.Simulators.Chaos;

/// <summary>What is to be put right later: the end of a pause, of an outage, of a full disk.</summary>
internal sealed class Later
{
    private readonly List<(DateTimeOffset At, Func<Task> Act)> _acts = [];
    private readonly List<(Func<bool> Condition, Func<Task> Act)> _waiting = [];

    public void Do(DateTimeOffset at, Func<Task> act) => _acts.Add((at, act));

    /// <summary>As soon as something has come about; forgotten where it never does.</summary>
    public void When(Func<bool> condition, Func<Task> act) => _waiting.Add((condition, act));

    public Task DoAllAsync() => DoDueAsync(DateTimeOffset.MaxValue);

    public async Task DoDueAsync(DateTimeOffset now)
    {
        foreach (var act in _acts.Where(a => a.At <= now).OrderBy(a => a.At).ToArray())
        {
            _acts.Remove(act);
            await act.Act();
        }
        foreach (var waiting in _waiting.Where(w => w.Condition()).ToArray())
        {
            _waiting.Remove(waiting);
            await waiting.Act();
        }
    }
}
