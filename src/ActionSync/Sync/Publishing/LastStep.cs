namespace ActionSync.Sync.Publishing;

/// <summary>
/// A token that outlives the worker's by a few seconds: a step that was begun when the worker is told to stop is finished, but not for ever.
/// </summary>
internal sealed class LastStep : IDisposable
{
    /// <summary>Within the ten seconds that a stopping worker has.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(7);

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;

    public LastStep(CancellationToken stopping) => _registration = stopping.Register(() => _source.CancelAfter(Grace));

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
