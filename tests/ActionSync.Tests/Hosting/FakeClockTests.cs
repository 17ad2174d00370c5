using ActionSync.Testing;

namespace ActionSync.Tests.Hosting;

/// <summary>What every test with a clock that stands still relies on.</summary>
public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Each_timer_sees_its_own_moment_and_a_timer_that_another_starts_is_in_time()
    {
        using var late = Start("late", 30);
        using var early = _clock.CreateTimer(_ =>
        {
            Note("early");
            Start("after early", 15);
        }, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["early 09:00:10", "after early 09:00:25", "late 09:00:30"], _fired);
        Assert.Equal(new TimeSpan(9, 1, 0), _clock.GetUtcNow().TimeOfDay);
    }

    [Fact]
    public void A_timer_waits_until_it_has_fired_or_is_stopped_or_disposed()
    {
        var (first, second, third) = (Start("first", 10), Start("second", 20), Start("third", 30));
        Assert.Equal(3, _clock.Waiting);

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, _clock.Waiting);
        second.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.Equal(1, _clock.Waiting);
        third.Dispose();
        Assert.Equal(0, _clock.Waiting);

        first.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["first 09:00:10", "first 09:00:15"], _fired);
    }

    private ITimer Start(string name, int seconds) => _clock.CreateTimer(_ => Note(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Note(string name) => _fired.Add($"{name} {_clock.GetUtcNow():HH:mm:ss}");
}
