namespace ActionSync.Trackers.Jira;

/// <summary>Looks at the project itself, to tell the trouble of one issue from that of the whole tracker.</summary>
internal sealed class JiraProjectCheck(JiraClient client, JiraTrackerOptions options)
{
    /// <exception cref="TrackerException">The project is not served either.</exception>
    public async Task<JiraProject> RequireAsync(CancellationToken cancellationToken) =>
        await client.FindAsync($"/project/{Uri.EscapeDataString(options.Project)}", JiraJson.Default.JiraProject, cancellationToken) ?? throw NoProject();

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
}
