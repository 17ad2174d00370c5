using System.Collections.Concurrent;

namespace ActionSync;

/// <summary>Which problems of a tracker the log has told already: each is told when it comes up, not at every visit.</summary>
internal sealed partial class ProblemMemory(ILogger<ProblemMemory> logger)
{
    private readonly ConcurrentDictionary<string, HashSet<string>> _told = new();

    public void Tell(string tracker, IEnumerable<string> problems)
    {
        var now = problems.ToHashSet();
        var before = _told.GetValueOrDefault(tracker) ?? [];
        foreach (var problem in now.Except(before))
            Log.Problem(logger, tracker, problem);
        _told[tracker] = now;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Tracker {Tracker}: {Problem}")]
        public static partial void Problem(ILogger logger, string tracker, string problem);
    }
}
