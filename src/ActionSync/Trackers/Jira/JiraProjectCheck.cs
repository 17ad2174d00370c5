using System.Collections.Concurrent;
using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>Looks at the project itself, to tell the trouble of one issue from that of the whole tracker.</summary>
internal sealed class JiraProjectCheck(JiraClient client, JiraTrackerOptions options)
{
    // Keys that issues name, and what Jira calls their projects now.
    private readonly ConcurrentDictionary<string, string?> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="TrackerException">The project is not served either.</exception>
    public async Task<JiraProject> RequireAsync(CancellationToken cancellationToken) =>
        await FindAsync(options.Project, cancellationToken) ?? throw NoProject();

    /// <summary>A project by its key, or by one that it had; null where this account is shown none.</summary>
    public Task<JiraProject?> FindAsync(string key, CancellationToken cancellationToken) =>
        client.FindAsync($"/project/{Uri.EscapeDataString(key)}", JiraJson.Default.JiraProject, cancellationToken);

    /// <summary>Whether a key is this project's, the one that it has or one that it had.</summary>
    public async Task<bool> IsHereAsync(string key, CancellationToken cancellationToken) =>
        key.Equals(options.Project, StringComparison.OrdinalIgnoreCase)
        || (await KeyNowAsync(key, cancellationToken) is { } now && now.Equals(await KeyNowAsync(options.Project, cancellationToken), StringComparison.OrdinalIgnoreCase));

    /// <summary>Keys are given away at times, so they are asked for again.</summary>
    public void Forget() => _keys.Clear();

    public TrackerException NoProject() => new(TrackerFault.NotFound,
        $"Jira shows no project {options.Project} to this account. Correct Trackers:{options.Name}:Project, or give the token's account the Browse Projects permission.");

    /// <summary>Does something with one issue; where that fails for this issue alone, others go on.</summary>
    /// <exception cref="TrackerException">The project is not served either, so the issue says nothing.</exception>
    public async Task<ReadOutcome> OneAsync(IssueRef issue, Func<Task<ReadOutcome>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (TrackerException e) when (e.OfOneIssue && e.Until is null)
        {
            await RequireAsync(cancellationToken);
            return new ReadOutcome.Failed($"{issue.Number}: {e.Message}", e.PerhapsDone);
        }
    }

    /// <summary>Jira answers for a former key with the present one.</summary>
    private async Task<string?> KeyNowAsync(string key, CancellationToken cancellationToken)
    {
        if (!_keys.TryGetValue(key, out var now))
            _keys[key] = now = (await client.FindAsync($"/project/{Uri.EscapeDataString(key)}", JiraJson.Default.JiraProject, cancellationToken))?.Key;
        return now;
    }
}
