namespace ActionSync.Scheduling;

/// <summary>Notices that the clock on the wall was set, by comparing it with the time that passes.</summary>
internal sealed class ClockJump(TimeProvider clock)
{
    /// <summary>What a busy machine or a clock that is corrected slowly can come to between two looks.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    private long _passed = clock.GetTimestamp();
    private DateTimeOffset _wall = clock.GetUtcNow();

    /// <summary>How far the clock was set forth since the last look, or back where it is negative; null where it was not.</summary>
    public TimeSpan? SinceLastLook()
    {
        var (passed, wall) = (clock.GetTimestamp(), clock.GetUtcNow());
        var by = wall - _wall - clock.GetElapsedTime(_passed, passed);
        (_passed, _wall) = (passed, wall);
        return by.Duration() > Tolerance ? by : null;
    }
}
