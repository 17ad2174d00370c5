using System.Collections.Concurrent;

namespace ActionSync;

/// <summary>Which problems of a tracker the log has told already: each is told when it comes up, not at every visit.</summary>
internal sealed partial class ProblemMemory(ILogger<ProblemMemory> logger)
{
    private readonly ConcurrentDictionary<(string Tracker, string Activity), HashSet<string>> _told = new();

    /// <param name="tracker">Its name.</param>
    /// <param name="activity">Reading or publishing: a visit that only publishes says nothing of the other.</param>
    /// <param name="problems">All that there are now.</param>
    public void Tell(string tracker, string activity, IEnumerable<string> problems)
    {
        var now = problems.ToHashSet();
        var before = _told.GetValueOrDefault((tracker, activity)) ?? [];
        foreach (var problem in now.Except(before))
            Log.Problem(logger, tracker, problem);
        _told[(tracker, activity)] = now;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Tracker {Tracker}: {Problem}")]
        public static partial void Problem(ILogger logger, string tracker, string problem);
    }
}
