using System.Collections.Concurrent;

namespace ActionSync.Sync;

/// <summary>Which problems of a tracker the log has told already: each is told when it comes up, not at every visit, and again when it comes back.</summary>
internal sealed partial class ProblemLog(ILogger<ProblemLog> logger)
{
    public const string Reading = "reading";
    public const string Publishing = "publishing";

    private readonly ConcurrentDictionary<(string Tracker, string Activity), HashSet<string>> _told = new();

    /// <param name="tracker">Its name.</param>
    /// <param name="activity"><see cref="Reading"/> or <see cref="Publishing"/>: a visit that only publishes says nothing of the other.</param>
    /// <param name="problems">All that there are now.</param>
    public void Tell(string tracker, string activity, IEnumerable<string> problems)
    {
        var now = problems.ToHashSet();
        var before = _told.GetValueOrDefault((tracker, activity)) ?? [];
        foreach (var problem in now.Except(before))
            Log.Problem(logger, tracker, problem);
        // Reading looks at everything each time; publishing does not, since what failed waits out its gap.
        if (activity == Reading)
        {
            foreach (var problem in before.Except(now))
                Log.Ended(logger, tracker, problem);
        }
        _told[(tracker, activity)] = now;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Tracker {Tracker}, over: {Problem}")]
        public static partial void Ended(ILogger logger, string tracker, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Tracker {Tracker}: {Problem}")]
        public static partial void Problem(ILogger logger, string tracker, string problem);
    }
}
