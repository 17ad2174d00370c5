using System.Globalization;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Finds issues whose create had no answer: by label through the search, which may lag, and by reading the keys that come next, which does not.
/// </summary>
internal sealed class JiraFinding(
    JiraTrackerOptions options, JiraClient client, JiraScreens screens, JiraSearch search, JiraReading reading, JiraSnapshots snapshots, TimeProvider clock)
{
    private const int MarkersAtOnce = 50;

    // Clocks differ; and a search is trusted for what is older than this.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    // Keys have gaps: of deleted issues, and of creates that were refused.
    private const int CloudStep = 100;
    private const int DataCenterStep = 20;
    private const int MaxSteps = 20;

    public async Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var wanted = markers.ToHashSet();
        var found = new Dictionary<string, JiraIssue>();
        foreach (var issue in await SearchedAsync(wanted, since - Margin, cancellationToken))
            found[issue.Id] = issue;
        foreach (var issue in await NextAsync(wanted, since - Margin, cancellationToken))
            found[issue.Id] = issue;
        var issues = await snapshots.OfAsync(found.Values, cancellationToken);
        return [.. issues.Where(i => i.Marker is { } marker && wanted.Contains(marker))];
    }

    private async Task<IReadOnlyList<JiraIssue>> SearchedAsync(HashSet<string> wanted, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (!await screens.LabelsAsync(cancellationToken))
            return (await search.AllMarkedAsync($"{Project} AND creator = currentUser() AND created >= {JiraSearch.Milliseconds(since)}", cancellationToken)).AllOf(wanted);
        var found = new List<JiraIssue>();
        foreach (var chunk in wanted.Chunk(MarkersAtOnce))
            found.AddRange((await search.AllMarkedAsync($"labels in ({string.Join(", ", chunk.Select(m => JiraSearch.Quote(JiraMarkerLabels.MarkerLabel(m))))})", cancellationToken)).AllOf(wanted));
        return found;
    }

    /// <summary>Reads on from the last key that was surely indexed before the create, until nothing more comes.</summary>
    private async Task<IReadOnlyList<JiraIssue>> NextAsync(HashSet<string> wanted, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var trusted = clock.GetUtcNow() - Margin;
        var from = since > trusted ? since : trusted;
        var last = await search.FirstAsync($"{Project} AND created < {JiraSearch.Milliseconds(from)} ORDER BY key DESC", cancellationToken);
        var next = Number(last?.Key) + 1;
        var size = client.IsCloud ? CloudStep : DataCenterStep;
        var found = new List<JiraIssue>();
        for (var step = 0; step < MaxSteps; step++, next += size)
        {
            var issues = (await reading.ManyAsync(Enumerable.Range(next, size).Select(n => $"{options.Project}-{n}"), cancellationToken)).AllOf(wanted);
            if (issues.Count == 0)
                break;
            found.AddRange(issues);
        }
        return found;
    }

    private string Project => $"project = {JiraSearch.Quote(options.Project)}";

    private static int Number(string? key) =>
        key is not null && int.TryParse(key.AsSpan(key.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
