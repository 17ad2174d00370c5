namespace ActionSync.Sync.Publishing;

/// <summary>How long refused work waits: a minute at first, then twice as long each time, up to what its tracker finds worth avoiding.</summary>
internal static class RetryGap
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    /// <param name="attempts">Refusals before this one.</param>
    /// <param name="longest">The tracker's <see cref="Trackers.TrackerTraits.LongestRetry"/>.</param>
    public static TimeSpan After(int attempts, TimeSpan longest)
    {
        var gap = First * Math.Pow(2, Math.Min(attempts, 20));
        return gap < longest ? gap : longest;
    }
}
