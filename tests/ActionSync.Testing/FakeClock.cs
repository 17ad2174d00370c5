namespace ActionSync.Testing;

/// <summary>A clock that stands still until a test moves it; its timers fire, in order, while it is moved.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = start;

    public FakeClock() : this(new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero)) { }

    /// <summary>Runs whenever somebody looks at the clock: a moment to interfere.</summary>
    public Action? Looked { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait: a test can wait for this to know that the code under test sleeps.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        Looked?.Invoke();
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public void MoveTo(DateTimeOffset to)
    {
        while (TakeDue(to) is { } timer)
            timer.Fire();
    }

    /// <summary>Somebody sets the clock to an earlier time; timers wait for their moment all the same.</summary>
    public void SetBack(DateTimeOffset to)
    {
        lock (_gate)
            _now = to;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The next timer due by then, with the clock moved to its moment; null when none is, with the clock moved all the way.</summary>
    private FakeTimer? TakeDue(DateTimeOffset to)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= to).MinBy(t => t.Due);
            _now = next is null ? (to > _now ? to : _now) : (next.Due > _now ? next.Due : _now);
            if (next is not null && !next.Reschedule())
                _timers.Remove(next);
            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public bool Reschedule()
        {
            if (_period <= TimeSpan.Zero)
                return false;
            Due += _period;
            return true;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }
            if (dueTime == TimeSpan.Zero)
                clock.MoveTo(clock.GetUtcNow());
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
