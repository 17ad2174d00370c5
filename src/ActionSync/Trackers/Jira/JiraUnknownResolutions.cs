using System.Collections.Concurrent;

namespace ActionSync.Trackers.Jira;

/// <summary>Resolutions that nothing covers count as done, and each is told once.</summary>
internal sealed class JiraUnknownResolutions(JiraStates states)
{
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> NewOnes(IEnumerable<JiraIssue> issues)
    {
        var told = new List<string>();
        foreach (var issue in issues)
        {
            if (issue.Fields.Resolution.Value?.Name is { } name && !states.Knows(name) && _told.TryAdd(name, true))
                told.Add($"Resolution \"{JiraStates.Named(name)}\" (of {issue.Key}) counts as done. {states.ResolutionAdvice(name)}");
        }
        return told;
    }
}
