using System.Globalization;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Lists what changed and what there is, and finds issues whose create had no answer.</summary>
internal sealed class JiraPoll(JiraClient client, JiraHome home, JiraScreens screens, JiraSearch search, JiraReading reading, JiraSnapshots snapshots)
{
    /// <summary>The index lags behind by minutes at worst, so each look reaches back behind the one before.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>How far our clock may be from Jira's, where Jira's was not asked.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(10);

    private const int MarkersAtOnce = 50;

    // Clocks differ; and a search is trusted for what is older than this.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    // Keys have gaps: of deleted issues, and of creates that were refused.
    private const int CloudStep = 100;
    private const int DataCenterStep = 20;
    private const int MaxSteps = 20;

    private readonly JiraOptions _options = client.Options;

    public async Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken)
    {
        var before = JiraCursor.Parse(cursor);
        var labels = await screens.LabelsAsync(cancellationToken);
        var since = before is null ? "" : $" AND updated >= {JiraSearch.Milliseconds(before.At - Overlap)}";
        var (found, unread) = (new Dictionary<string, JiraIssue>(), new List<UnreadIssue>());
        var (now, missed) = ((JiraCursor?)null, false);
        await foreach (var page in search.PagesAsync($"{Scope(_options, labels)}{since} ORDER BY updated DESC", "changelog", cancellationToken))
        {
            now ??= new JiraCursor(page.At, JiraCursor.Look(page));
            if (found.Count == 0 && now.Newest == before?.Newest)
                break;
            var marked = labels ? page.Found : await reading.MarkedAsync(page.Found, cancellationToken);
            foreach (var issue in marked.Issues)
                found.TryAdd(issue.Id, issue);
            unread.AddRange(marked.Unread);
            missed |= marked.Unread.Count > page.Found.Unread.Count;
        }
        // What could not be read just now is read again, so the bookmark stays where it was.
        return await ChangesAsync(new JiraFound([.. found.Values], unread), [], missed ? cursor : now?.ToString() ?? cursor, cancellationToken);
    }

    public async Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken)
    {
        home.Forget();
        var start = client.Clock.GetUtcNow();
        var labels = await screens.LabelsAsync(cancellationToken);
        var listed = known.Count == 0 ? await FirstContactAsync(labels, cancellationToken)
            : labels ? await search.AllAsync(Scope(_options, labels), cancellationToken)
            : await search.AllMarkedAsync(Scope(_options, labels), cancellationToken);
        var ids = Ids(listed);
        var missing = known.Where(k => !ids.Contains(k.Id)).ToList();
        var looked = await LookUpAsync(missing, cancellationToken);
        var there = Ids(looked);
        var gone = missing.Where(m => !there.Contains(m.Id)).ToList();
        await RefuseBlindnessAsync(known, gone, cancellationToken);
        var changes = await ChangesAsync(
            listed.With(looked), [.. known.Select(k => k.Id)], new JiraCursor(start - ClockMargin, null).ToString(), cancellationToken);
        return changes with { Gone = [.. gone.Select(g => new GoneIssue(g, $"{g.Number} was deleted, or is hidden from this account."))] };
    }

    /// <summary>Ours among what was found; a known one stays ours, whatever it shows.</summary>
    private async Task<TrackerChanges> ChangesAsync(JiraFound found, HashSet<string> known, string? cursor, CancellationToken cancellationToken)
    {
        var ours = new List<JiraIssue>();
        foreach (var issue in found.Issues)
        {
            if (known.Contains(issue.Id) || await IsOursAsync(issue, cancellationToken))
                ours.Add(issue);
        }
        var issues = await snapshots.OfAsync(ours, cancellationToken);
        // An issue without labels and property may be ours or not: that is not the same as not ours.
        var unknown = ours.Where(i => i.Fields.Labels.Is is not Showing.Value && i.Properties?.Mark is null && !known.Contains(i.Id))
            .Select(i => new UnreadIssue(i.Id, $"It is not known whose {i.Key} is: {i.Fields.Labels.Describe("fields.labels")}. Let the project show Labels in Jira, and the token's account see them."));
        return new TrackerChanges
        {
            Issues = [.. issues.Where(i => i.Marker is not null || known.Contains(i.Ref.Id))],
            Unread = [.. found.Unread, .. unknown],
            Cursor = cursor,
            Problems = snapshots.Problems(ours),
        };
    }

    private static HashSet<string> Ids(JiraFound found) => [.. found.Issues.Select(i => i.Id), .. found.Unread.Select(u => u.Id).OfType<string>()];

    /// <summary>Ours in every project: a moved issue must be adopted, not made again.</summary>
    private async Task<JiraFound> FirstContactAsync(bool labels, CancellationToken cancellationToken)
    {
        await home.RequireAsync(cancellationToken);
        return await search.AllMarkedAsync(labels ? $"labels = {JiraMarkerLabels.Ours}" : "creator = currentUser()", cancellationToken);
    }

    /// <summary>What finds our issues in the project.</summary>
    public static string Scope(JiraOptions options, bool labels) =>
        $"project = {JiraSearch.Quote(options.Project)} AND {(labels ? $"labels = {JiraMarkerLabels.Ours}" : "creator = currentUser()")}";

    /// <summary>Another tracker's issue may have been moved here, and ours away; and the project may have had another key when it was made.</summary>
    private async Task<bool> IsOursAsync(JiraIssue issue, CancellationToken cancellationToken) =>
        (issue.Properties?.Mark?.Project ?? issue.Fields.Project.Value?.Key) is not { } key || await home.IsHereAsync(key, cancellationToken);

    /// <summary>By numeric id, which survives a move. Data Center is searched first, and asked one by one only for what its index lacks.</summary>
    private async Task<JiraFound> LookUpAsync(List<IssueRef> missing, CancellationToken cancellationToken)
    {
        var ids = missing.Select(m => m.Id).ToList();
        var searched = client.IsCloud ? JiraFound.None : await search.ByIdsAsync(ids, cancellationToken);
        // What the index shows wrongly or not at all is read straight.
        var found = searched.Issues.DistinctBy(i => i.Id).ToDictionary(i => i.Id);
        var read = await reading.ManyAsync(ids.Where(id => !found.ContainsKey(id)), cancellationToken);
        foreach (var issue in read.Issues)
            found[issue.Id] = issue;
        return new JiraFound([.. found.Values], read.Unread);
    }

    /// <summary>None of the known issues visible is an account that cannot see, not a project that was emptied.</summary>
    private async Task RefuseBlindnessAsync(IReadOnlyCollection<IssueRef> known, List<IssueRef> gone, CancellationToken cancellationToken)
    {
        if (gone.Count < known.Count || gone.Count == 0)
            return;
        await home.RequireAsync(cancellationToken);
        if (known.Count > 1)
        {
            throw new TrackerException(TrackerFault.NotFound,
                $"None of the {known.Count} known issues in {_options.Project} can be seen. Check that the token's account has the Browse Projects permission and the issues' security levels.");
        }
    }

    /// <summary>Issues with these markers: by label through the search, which may lag, and by reading the keys that come next, which does not.</summary>
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
            return (await search.AllMarkedAsync($"{InProject} AND creator = currentUser() AND created >= {JiraSearch.Milliseconds(since)}", cancellationToken))
                .AllOf(wanted);
        var found = new List<JiraIssue>();
        foreach (var chunk in wanted.Chunk(MarkersAtOnce))
            found.AddRange(
                (await search.AllMarkedAsync($"labels in ({string.Join(", ", chunk.Select(m => JiraSearch.Quote(JiraMarkerLabels.MarkerLabel(m))))})",
                    cancellationToken)).AllOf(wanted));
        return found;
    }

    /// <summary>Reads on from the last key that was surely indexed before the create, until nothing more comes.</summary>
    private async Task<IReadOnlyList<JiraIssue>> NextAsync(HashSet<string> wanted, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var trusted = client.Clock.GetUtcNow() - Margin;
        var from = since > trusted ? since : trusted;
        var last = await search.FirstAsync($"{InProject} AND created < {JiraSearch.Milliseconds(from)} ORDER BY key DESC", cancellationToken);
        var next = Number(last?.Key) + 1;
        var size = client.IsCloud ? CloudStep : DataCenterStep;
        var found = new List<JiraIssue>();
        for (var step = 0; step < MaxSteps; step++, next += size)
        {
            var issues = (await reading.ManyAsync(Enumerable.Range(next, size).Select(n => $"{_options.Project}-{n}"), cancellationToken)).AllOf(wanted);
            if (issues.Count == 0)
                break;
            found.AddRange(issues);
        }
        return found;
    }

    private string InProject => $"project = {JiraSearch.Quote(_options.Project)}";

    private static int Number(string? key) =>
        key is not null && int.TryParse(key.AsSpan(key.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
