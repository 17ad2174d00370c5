namespace ActionSync.Trackers.Jira;

/// <summary>Lists what changed, and what there is.</summary>
internal sealed class JiraRefreshing(
    JiraTrackerOptions options, JiraScreens screens, JiraSearch search, JiraReading reading, JiraSnapshots snapshots, JiraIdentity identity, JiraClient client, TimeProvider clock)
{
    /// <summary>The index lags behind by minutes at worst, so each look reaches back behind the one before.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>How far our clock may be from Jira's, where Jira's was not asked.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(10);

    private const int KeyChunk = 100;

    public async Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken)
    {
        var before = JiraCursor.Parse(cursor);
        var labels = await screens.LabelsAsync(cancellationToken);
        var since = before is null ? "" : $" AND updated >= {JiraSearch.Milliseconds(before.At - Overlap)}";
        var found = new Dictionary<string, JiraIssue>();
        JiraCursor? now = null;
        await foreach (var page in search.PagesAsync($"{Scope(labels)}{since} ORDER BY updated DESC", "changelog", cancellationToken))
        {
            now ??= new JiraCursor(page.At, JiraCursor.Look(page));
            if (found.Count == 0 && now.Newest == before?.Newest)
                break;
            foreach (var issue in page.Issues)
                found.TryAdd(issue.Id, labels ? issue : await reading.MarkedAsync(issue, cancellationToken));
        }
        var issues = await snapshots.OfAsync(found.Values.Where(IsOurs), cancellationToken);
        return new TrackerChanges { Issues = [.. issues.Where(i => i.Marker is not null)], Cursor = now?.ToString() ?? cursor };
    }

    public async Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken)
    {
        identity.Forget();
        var start = clock.GetUtcNow();
        var labels = await screens.LabelsAsync(cancellationToken);
        var listed = known.Count == 0 ? await FirstContactAsync(labels, cancellationToken)
            : labels ? await search.AllAsync(Scope(labels), cancellationToken)
            : await search.AllMarkedAsync(Scope(labels), cancellationToken);
        var ids = listed.Select(i => i.Id).ToHashSet();
        var missing = known.Where(k => !ids.Contains(k.Id)).ToList();
        var looked = await LookUpAsync(missing, cancellationToken);
        var there = looked.Select(i => i.Id).ToHashSet();
        var gone = missing.Where(m => !there.Contains(m.Id)).ToList();
        await RefuseBlindnessAsync(known, gone, cancellationToken);
        var knownIds = known.Select(k => k.Id).ToHashSet();
        var ours = listed.Where(i => IsOurs(i) || knownIds.Contains(i.Id)).Concat(looked);
        var issues = await snapshots.OfAsync(ours, cancellationToken);
        return new TrackerChanges
        {
            Issues = [.. issues.Where(i => i.Marker is not null || knownIds.Contains(i.Ref.Id))],
            Gone = [.. gone.Select(g => new GoneIssue(g, $"{g.Number} was deleted, or is hidden from this account."))],
            Cursor = new JiraCursor(start - ClockMargin, null).ToString(),
        };
    }

    /// <summary>Ours in every project: a moved issue must be adopted, not made again.</summary>
    private async Task<IReadOnlyList<JiraIssue>> FirstContactAsync(bool labels, CancellationToken cancellationToken)
    {
        await RequireProjectAsync(cancellationToken);
        return labels ? await search.AllMarkedAsync($"labels = {JiraMarks.Ours}", cancellationToken) : await search.AllMarkedAsync("creator = currentUser()", cancellationToken);
    }

    private string Scope(bool labels) =>
        $"project = {JiraSearch.Quote(options.Project)} AND {(labels ? $"labels = {JiraMarks.Ours}" : "creator = currentUser()")}";

    /// <summary>Another tracker's issue may have been moved here, and ours away.</summary>
    private bool IsOurs(JiraIssue issue) =>
        (issue.Properties?.Actionsync?.Project ?? issue.Fields.Project?.Key)?.Equals(options.Project, StringComparison.OrdinalIgnoreCase) ?? true;

    /// <summary>By numeric id, which survives a move. Data Center is searched first, and asked one by one only for what its index lacks.</summary>
    private async Task<IReadOnlyList<JiraIssue>> LookUpAsync(List<IssueRef> missing, CancellationToken cancellationToken)
    {
        if (client.IsCloud)
            return [.. (await reading.ManyAsync(missing.Select(m => m.Id), cancellationToken)).DistinctBy(i => i.Id)];
        var found = new Dictionary<string, JiraIssue>();
        foreach (var chunk in missing.Chunk(KeyChunk))
        {
            foreach (var issue in await search.ByIdsAsync(chunk.Select(m => m.Id), cancellationToken))
                found[issue.Id] = issue;
        }
        foreach (var issue in await reading.ManyAsync(missing.Where(m => !found.ContainsKey(m.Id)).Select(m => m.Id), cancellationToken))
            found[issue.Id] = issue;
        return [.. found.Values];
    }

    /// <summary>None of the known issues visible is an account that cannot see, not a project that was emptied.</summary>
    private async Task RefuseBlindnessAsync(IReadOnlyCollection<IssueRef> known, List<IssueRef> gone, CancellationToken cancellationToken)
    {
        if (gone.Count < known.Count || gone.Count == 0)
            return;
        await RequireProjectAsync(cancellationToken);
        if (known.Count > 1)
        {
            throw new TrackerException(TrackerFault.NotFound,
                $"None of the {known.Count} known issues in {options.Project} can be seen. Check that the token's account has the Browse Projects permission and the issues' security levels.");
        }
    }

    private async Task RequireProjectAsync(CancellationToken cancellationToken)
    {
        if (await client.FindAsync($"/project/{Uri.EscapeDataString(options.Project)}", JiraJson.Default.JiraProject, cancellationToken) is null)
            throw reading.NoProject();
    }
}
