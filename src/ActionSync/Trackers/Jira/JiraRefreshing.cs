using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Lists what changed, and what there is.</summary>
internal sealed class JiraRefreshing(
    JiraTrackerOptions options,
    JiraScreens screens,
    JiraSearch search,
    JiraReading reading,
    JiraSnapshots snapshots,
    JiraIdentity identity,
    JiraClient client,
    JiraProjectCheck project,
    JiraUnknownResolutions resolutions,
    TimeProvider clock)
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
        var (found, unread) = (new Dictionary<string, JiraIssue>(), new List<UnreadIssue>());
        var (now, missed) = ((JiraCursor?)null, false);
        await foreach (var page in search.PagesAsync($"{Scope(options, labels)}{since} ORDER BY updated DESC", "changelog", cancellationToken))
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
        identity.Forget();
        project.Forget();
        var start = clock.GetUtcNow();
        var labels = await screens.LabelsAsync(cancellationToken);
        var listed = known.Count == 0 ? await FirstContactAsync(labels, cancellationToken)
            : labels ? await search.AllAsync(Scope(options, labels), cancellationToken)
            : await search.AllMarkedAsync(Scope(options, labels), cancellationToken);
        var ids = Ids(listed);
        var missing = known.Where(k => !ids.Contains(k.Id)).ToList();
        var looked = await LookUpAsync(missing, cancellationToken);
        var there = Ids(looked);
        var gone = missing.Where(m => !there.Contains(m.Id)).ToList();
        await RefuseBlindnessAsync(known, gone, cancellationToken);
        var changes = await ChangesAsync(listed.With(looked), [.. known.Select(k => k.Id)], new JiraCursor(start - ClockMargin, null).ToString(), cancellationToken);
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
            Problems = resolutions.NewOnes(ours),
        };
    }

    private static HashSet<string> Ids(JiraFound found) => [.. found.Issues.Select(i => i.Id), .. found.Unread.Select(u => u.Id).OfType<string>()];

    /// <summary>Ours in every project: a moved issue must be adopted, not made again.</summary>
    private async Task<JiraFound> FirstContactAsync(bool labels, CancellationToken cancellationToken)
    {
        await project.RequireAsync(cancellationToken);
        return await search.AllMarkedAsync(labels ? $"labels = {JiraMarkerLabels.Ours}" : "creator = currentUser()", cancellationToken);
    }

    /// <summary>What finds our issues in the project.</summary>
    public static string Scope(JiraTrackerOptions options, bool labels) =>
        $"project = {JiraSearch.Quote(options.Project)} AND {(labels ? $"labels = {JiraMarkerLabels.Ours}" : "creator = currentUser()")}";

    /// <summary>Another tracker's issue may have been moved here, and ours away; and the project may have had another key when it was made.</summary>
    private async Task<bool> IsOursAsync(JiraIssue issue, CancellationToken cancellationToken) =>
        (issue.Properties?.Mark?.Project ?? issue.Fields.Project.Value?.Key) is not { } key || await project.IsHereAsync(key, cancellationToken);

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
        await project.RequireAsync(cancellationToken);
        if (known.Count > 1)
        {
            throw new TrackerException(TrackerFault.NotFound,
                $"None of the {known.Count} known issues in {options.Project} can be seen. Check that the token's account has the Browse Projects permission and the issues' security levels.");
        }
    }
}
