namespace ActionSync.Intake;

/// <summary>
/// Says when the drop folder is worth a look: after a hint of the watcher, while files settle, and every <see cref="IntakeOptions.Rescan"/> in any case.
/// It measures the time that passes, whatever becomes of the clock on the wall.
/// </summary>
internal sealed class IntakePulse(IntakeOptions options, DropWatcher watcher, InboxTrouble trouble, TimeProvider clock)
{
    private long _lookedAt;
    private bool _moreToCome = true;
    private int _hinted = 1;

    /// <summary>How often it is worth asking: a hint is followed within the settling time.</summary>
    public static TimeSpan Beat(IntakeOptions options) =>
        TimeSpan.FromTicks(Math.Max(Math.Min(options.Settle.Ticks, options.Rescan.Ticks), TimeSpan.TicksPerMillisecond * 100));

    /// <summary>Something was put there: the next beat looks, whether or not the system tells of it.</summary>
    public void Hint() => Interlocked.Exchange(ref _hinted, 1);

    public bool IsDue() => Interlocked.Exchange(ref _hinted, 0) == 1 | (_moreToCome || clock.GetElapsedTime(_lookedAt) >= options.Rescan);

    /// <param name="moreToCome">Files are still settling: look again at the next beat.</param>
    /// <param name="cancellationToken">Ends the wait for the system's watch.</param>
    public Task LookedAsync(bool moreToCome, CancellationToken cancellationToken)
    {
        _lookedAt = clock.GetTimestamp();
        _moreToCome = moreToCome;
        // A folder that cannot even be listed is watched once it can be.
        return trouble.Problem is null ? watcher.StartAsync(Hint, cancellationToken) : Task.CompletedTask;
    }
}
