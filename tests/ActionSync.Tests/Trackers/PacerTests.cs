using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Http;

namespace ActionSync.Tests.Trackers;

public sealed class PacerTests
{
    [Fact]
    public async Task Writes_are_evenly_spaced_and_the_first_does_not_wait()
    {
        var clock = new HastyClock();
        var start = clock.GetUtcNow();
        using var pacer = new Pacer("GitHub", 30, clock);

        var starts = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            using var turn = await pacer.TurnAsync(default);
            starts.Add(clock.GetUtcNow() - start);
        }

        Assert.Equal([0, 2, 4, 6], starts.Select(s => s.TotalSeconds));
    }

    [Fact]
    public async Task Writes_are_serial()
    {
        using var pacer = new Pacer("GitHub", null, new HastyClock());
        var first = await pacer.TurnAsync(default);

        var second = pacer.TurnAsync(default);
        Assert.False(second.IsCompleted);
        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Nothing_goes_out_before_a_limit_ends_and_a_shorter_one_does_not_shorten_it()
    {
        var clock = new FakeClock();
        using var pacer = new Pacer("GitHub", 60, clock);
        var until = clock.GetUtcNow().AddSeconds(90);
        pacer.BlockUntil(until);
        pacer.BlockUntil(until.AddSeconds(-60));

        clock.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal(until, Assert.Throws<TrackerException>(pacer.ThrowIfBlocked).Until);
        await Assert.ThrowsAsync<TrackerException>(() => pacer.TurnAsync(default));
        clock.Advance(TimeSpan.FromSeconds(1));

        (await pacer.TurnAsync(default)).Dispose();
    }
}
