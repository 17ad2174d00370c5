using ActionSync.Retrying;
using ActionSync.Trackers;

namespace ActionSync.Tests.Retrying;

/// <summary>How long what failed waits, for everything that is tried again.</summary>
public sealed class BackOffTests
{
    public static TheoryData<string, double[]> Minutes => new()
    {
        { nameof(BackOff.Read), [1 / 60.0, 2 / 60.0, 2 / 60.0] },
        { nameof(BackOff.Item), [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360] },
        { nameof(BackOff.Reminder), [1, 2, 4, 8, 16, 32, 60, 60] },
        { nameof(BackOff.Report), [10, 20, 40, 80, 160, 320, 360, 360] },
        { nameof(BackOff.UnsaidLimit), [1, 2, 4, 8, 16, 32, 64, 120, 120] },
    };

    [Theory]
    [MemberData(nameof(Minutes))]
    public void Each_gap_is_twice_the_one_before_up_to_the_longest(string of, double[] minutes)
    {
        var backOff = of switch
        {
            nameof(BackOff.Read) => BackOff.Read,
            nameof(BackOff.Item) => BackOff.Item(new TrackerTraits(1, TimeSpan.Zero, null, ListsPresence: false).LongestRetry),
            nameof(BackOff.Reminder) => BackOff.Reminder,
            nameof(BackOff.Report) => BackOff.Report,
            _ => BackOff.UnsaidLimit,
        };

        Assert.Equal(minutes, Enumerable.Range(0, minutes.Length).Select(n => backOff.After(n).TotalMinutes));
        Assert.Equal(backOff.Longest, backOff.After(int.MaxValue));
    }
}
