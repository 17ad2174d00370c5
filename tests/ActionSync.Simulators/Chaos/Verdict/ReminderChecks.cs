using ActionSync.Simulators.Slack;

namespace ActionSync.Simulators.Chaos.Verdict;

/// <summary>One digest per person and day, whatever died while it was sent.</summary>
internal static class ReminderChecks
{
    /// <param name="days">How many days the run touched.</param>
    public static IEnumerable<string> Find(IReadOnlyList<SlackMessage> messages, int days) => messages.GroupBy(m => m.Email)
        .Where(g => g.Count() > days)
        .Select(g => $"{g.Key} got {g.Count()} digests on Slack in {days} day(s).");
}
