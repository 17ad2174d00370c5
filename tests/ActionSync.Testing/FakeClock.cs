using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace ActionSync.Testing;

/// <summary>A clock that stands still until a test moves it; its timers fire, in order and each at its own moment, while it is moved.</summary>
public sealed class FakeClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<CountedTimer, DateTimeOffset> _waiting = new();

    public FakeClock() : this(new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero)) { }

    /// <summary>Runs whenever somebody looks at the clock: a moment to interfere.</summary>
    public Action? Looked { get; set; }

    /// <summary>How many timers wait: a test can wait for this to know that the code under test sleeps.</summary>
    public int Waiting => _waiting.Count;

    private DateTimeOffset Now => base.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        Looked?.Invoke();
        return Now;
    }

    public new void Advance(TimeSpan by) => MoveTo(Now + by);

    /// <summary>Goes from one timer's moment to the next: in one step, all of them would see the last.</summary>
    public void MoveTo(DateTimeOffset to)
    {
        while (Now is var now && now < to)
            SetUtcNow(_waiting.Values.Where(due => due > now).Append(to).Min());
    }

    /// <summary>Somebody sets the clock to an earlier time, while no timer waits.</summary>
    public void SetBack(DateTimeOffset to) => AdjustTime(to);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ITimer CreateStopped(TimerCallback callback) => base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>A timer of the base class that is counted while it waits; one with a period until it first fires.</summary>
    private sealed class CountedTimer : ITimer
    {
        private readonly FakeClock _clock;
        private readonly ITimer _timer;
        private volatile bool _isOver;

        public CountedTimer(FakeClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _timer = clock.CreateStopped(_ =>
            {
                Stop();
                callback(state);
            });
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Stop();
            _isOver = dueTime == Timeout.InfiniteTimeSpan;
            var due = _isOver ? default : _clock.Now + dueTime;
            var isChanged = _timer.Change(dueTime, period);
            // Counted only once it surely waits; and by then it may have fired.
            if (!_isOver)
                _clock._waiting[this] = due;
            if (_isOver)
                Stop();
            return isChanged;
        }

        public void Dispose()
        {
            Stop();
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Stop()
        {
            _isOver = true;
            _clock._waiting.TryRemove(this, out _);
        }
    }
}
