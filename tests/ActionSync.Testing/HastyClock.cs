namespace ActionSync.Testing;

/// <summary>A clock for code that paces itself or tries again: whoever waits finds the time passed at once.</summary>
public sealed class HastyClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = start;

    public HastyClock() : this(new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(this, callback, state, dueTime);

    private void MoveTo(DateTimeOffset to)
    {
        lock (_gate)
            _now = to > _now ? to : _now;
    }

    private sealed class HastyTimer : ITimer
    {
        private readonly HastyClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private int _version;

        public HastyTimer(HastyClock clock, TimerCallback callback, object? state, TimeSpan dueTime)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var version = Interlocked.Increment(ref _version);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            var due = _clock.GetUtcNow() + dueTime;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (Volatile.Read(ref _version) != version)
                    return;
                _clock.MoveTo(due);
                _callback(_state);
            });
            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _version);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
