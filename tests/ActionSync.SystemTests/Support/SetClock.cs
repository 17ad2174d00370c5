using System.Diagnostics;

namespace ActionSync.SystemTests.Support;

/// <summary>A clock that runs by itself, faster than others, and whose hands a test can set while the time that passes goes on as it did.</summary>
public sealed class SetClock(DateTimeOffset start, int speed) : TimeProvider
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _setBy;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Stopwatch.GetElapsedTime(_start).Ticks * speed;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(GetTimestamp() + Interlocked.Read(ref _setBy));

    /// <summary>Forth, or back where it is negative.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _setBy, by.Ticks);

    public void SetTo(DateTimeOffset time) => Set(time - GetUtcNow());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Faster(dueTime), Faster(period)), this);

    private TimeSpan Faster(TimeSpan time) => time <= TimeSpan.Zero ? time : time / speed;

    private sealed class FastTimer(ITimer timer, SetClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Faster(dueTime), clock.Faster(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
