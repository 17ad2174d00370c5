using ActionSync.Configuration;

namespace ActionSync.Intake;

/// <summary>
/// Says when the drop folder is worth a look: after a hint of the watcher, while files settle, and every <see cref="IntakeOptions.Rescan"/> in any case.
/// </summary>
internal sealed class IntakePulse : IDisposable
{
    private readonly IntakeOptions _options;
    private readonly TimeProvider _clock;
    private readonly DropWatcher _watcher;
    private DateTimeOffset _nextLook;
    private int _hinted = 1;

    public IntakePulse(IntakeOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _watcher = new DropWatcher(options, () => Interlocked.Exchange(ref _hinted, 1));
    }

    /// <summary>How often it is worth asking: a hint is followed within the settling time.</summary>
    public static TimeSpan Beat(IntakeOptions options) => TimeSpan.FromTicks(Math.Max(Math.Min(options.Settle.Ticks, options.Rescan.Ticks), TimeSpan.TicksPerMillisecond * 100));

    public bool IsDue() => Interlocked.Exchange(ref _hinted, 0) == 1 | _clock.GetUtcNow() >= _nextLook;

    /// <param name="moreToCome">Files are still settling: look again at the next beat.</param>
    public void Looked(bool moreToCome) => _nextLook = _clock.GetUtcNow() + (moreToCome ? TimeSpan.Zero : _options.Rescan);

    public void Dispose() => _watcher.Dispose();
}
