namespace ActionSync.Retrying;

/// <summary>How long what failed waits for its next try: twice as long each time, up to a longest gap.</summary>
public sealed record BackOff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>A read within one call, while a person or a pass waits for it.</summary>
    public static BackOff Read { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

    /// <summary>A reminder.</summary>
    public static BackOff Reminder { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    /// <summary>A weekly report by mail.</summary>
    public static BackOff Report { get; } = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(6));

    /// <summary>All requests to a tracker that limits us and does not say for how long.</summary>
    public static BackOff UnsaidLimit { get; } = new(RetryAfter.Unsaid, RetryAfter.OfTracker.Longest);

    /// <summary>Work on one item: up to what its tracker finds worth avoiding.</summary>
    public static BackOff Item(TimeSpan longest) => new(TimeSpan.FromMinutes(1), longest);

    /// <param name="failures">Those before the one that has just been.</param>
    public TimeSpan After(int failures)
    {
        // Two to the twentieth is two years of the shortest gap that there is in minutes, and far from an overflow.
        var gap = First * Math.Pow(2, Math.Min(failures, 20));
        return gap < Longest ? gap : Longest;
    }
}
