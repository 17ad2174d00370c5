using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ActionSync.Testing;

/// <summary>
/// Four times the input costs about four times the work. Work is processor time of this thread, the least of several runs, and memory; both only as a
/// ratio, so that a busy machine changes nothing.
/// </summary>
public static class LinearWork
{
    /// <summary>How much larger the large input is than the small one.</summary>
    public const int Times = 4;

    /// <summary>In the square it would be 16 times the work.</summary>
    private const double Most = 9;
    private const int Attempts = 5;

    /// <summary>Milliseconds that the small input is read for; where a ratio looks wrong, longer and longer, until noise is small against it.</summary>
    private const double Least = 0.15;

    /// <summary>Fails where the work for <paramref name="large"/> is far more than <see cref="Times"/> that for <paramref name="small"/>.</summary>
    public static void IsDoneBy<T>(Action<T> read, T small, T large, string what)
    {
        // Pools and the stacks of expressions are filled once.
        read(large);
        var (bytes, more) = (Allocated(read, small), Allocated(read, large));
        Assert.True(more <= (bytes * Times * 2) + 100_000, $"{what}: {bytes:N0} and then {more:N0} bytes");
        var ratio = double.MaxValue;
        for (var attempt = 0; attempt < Attempts && ratio > Most; attempt++)
            ratio = Math.Min(ratio, Ratio(read, small, large, Least * Math.Pow(Times, attempt)));
        Assert.True(ratio <= Most, $"{what}: {ratio:F1} times the time for {Times} times the input");
    }

    private static double Ratio<T>(Action<T> read, T small, T large, double atLeast)
    {
        var repeats = 1;
        var least = Milliseconds(read, small, repeats);
        while (least < atLeast)
            least = Milliseconds(read, small, repeats *= 4);
        var most = double.MaxValue;
        for (var run = 0; run < 2; run++)
        {
            least = Math.Min(least, Milliseconds(read, small, repeats));
            most = Math.Min(most, Milliseconds(read, large, repeats));
        }
        return most / least;
    }

    private static double Milliseconds<T>(Action<T> read, T input, int repeats)
    {
        var start = ThreadMilliseconds();
        for (var n = 0; n < repeats; n++)
            read(input);
        return ThreadMilliseconds() - start;
    }

    private static long Allocated<T>(Action<T> read, T input)
    {
        var least = long.MaxValue;
        for (var run = 0; run < 2; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            read(input);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    /// <summary>Processor time of this thread.</summary>
    public static double ThreadMilliseconds()
    {
        if (!OperatingSystem.IsLinux())
            return Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
        const int threadClock = 3;
        _ = ClockGetTime(threadClock, out var time);
        return (time.Seconds * 1000.0) + (time.Nanoseconds / 1e6);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
