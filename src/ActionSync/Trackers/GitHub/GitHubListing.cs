using System.Globalization;

namespace ActionSync.Trackers.GitHub;

/// <summary>The listings that do not go by change: by marker after a lost answer, and everything of ours at first contact and at night.</summary>
internal sealed class GitHubListing(GitHubClient client, GitHubSurroundings surroundings, GitHubReading reading, GitHubPolling polling, GitHubSnapshots snapshots)
{
    /// <summary>Our clock and GitHub's may differ by this much.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    /// <summary>Beyond so many missing issues the whole list is cheaper than a request each.</summary>
    private const int ManyMissing = 50;

    /// <summary>So many known issues out of sight, and none in sight, need no more asking.</summary>
    private const int EnoughHidden = 10;

    /// <summary>
    /// The unfiltered list, newest first: search lags, and so do filtered lists. It costs what was created since, not what exists.
    /// </summary>
    public async Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var wanted = markers.ToHashSet(StringComparer.Ordinal);
        var found = new List<GitHubIssueDto>();
        await foreach (var page in client.IssuePagesAsync(client.At.Of("issues?state=all&sort=created&direction=desc&per_page=100"), cancellationToken))
        {
            found.AddRange(page.Where(issue => issue.PullRequest is null && GitHubBodyFacts.Marker(issue.Body) is { } marker && wanted.Contains(marker)));
            if (page.Count == 0 || page[^1].CreatedAt < since - ClockSlack)
                break;
        }
        return await SnapshotsAsync(found, cancellationToken);
    }

    public async Task<TrackerChanges> AllAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken)
    {
        surroundings.Forget();
        var cursor = await polling.StartAsync(cancellationToken);
        var ids = known.Select(issue => issue.Id).ToHashSet(StringComparer.Ordinal);
        var found = await OursAsync(cursor.Login, ids, cancellationToken);
        if (known.Count(issue => !found.ContainsKey(issue.Id)) > ManyMissing)
            await AddAsync(found, client.At.Of("issues?state=all&sort=created&direction=desc&per_page=100"), (_, id) => ids.Contains(id), cancellationToken);
        var gone = await SettleAsync(known, found, cancellationToken);
        // What the listing shows beyond the poll's start will show again; what is of that very second is known by its fingerprint.
        var tied = found.Values.Where(issue => issue.UpdatedAt == cursor.Seen).ToArray();
        return new TrackerChanges { Issues = await SnapshotsAsync(found.Values, cancellationToken), Gone = gone, Cursor = cursor.After(tied).ToString() };
    }

    /// <summary>Asks for each known issue that no list showed: found all the same, or gone.</summary>
    private async Task<IReadOnlyList<GoneIssue>> SettleAsync(IReadOnlyCollection<IssueRef> known, Dictionary<string, GitHubIssueDto> found, CancellationToken cancellationToken)
    {
        var gone = new List<GoneIssue>();
        var hidden = 0;
        foreach (var issue in known.Where(issue => !found.ContainsKey(issue.Id)).ToArray())
        {
            var read = await reading.IssueAsync(issue, cancellationToken);
            if (read.Issue is { } there)
                found[issue.Id] = there;
            else
                gone.Add(new GoneIssue(issue, read.Gone!));
            hidden += read.IsHidden ? 1 : 0;
            // One may have moved out of sight; that all of them did is more likely the token's fault.
            if (known.Count > 1 && hidden == Math.Min(known.Count, EnoughHidden) && hidden == gone.Count && !known.Any(other => found.ContainsKey(other.Id)))
            {
                throw new TrackerException(TrackerFault.NotFound,
                    $"None of the {known.Count} known issues of {client.At.Repository} is visible. Check Repository and that the token may read its issues.");
            }
        }
        return gone;
    }

    /// <summary>Those with our label; without push access GitHub drops labels, and then those that we wrote.</summary>
    private async Task<Dictionary<string, GitHubIssueDto>> OursAsync(string login, HashSet<string> known, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, GitHubIssueDto>(StringComparer.Ordinal);
        var canPush = (await surroundings.RepositoryAsync(cancellationToken)).CanPush;
        var filter = canPush ? $"labels={GitHubWords.OurLabel}" : $"creator={Uri.EscapeDataString(login)}";
        await AddAsync(found, client.At.Of($"issues?state=all&{filter}&sort=created&direction=desc&per_page=100"),
            (issue, id) => known.Contains(id) || GitHubBodyFacts.Marker(issue.Body) is not null, cancellationToken);
        return found;
    }

    private async Task AddAsync(Dictionary<string, GitHubIssueDto> found, Uri first, Func<GitHubIssueDto, string, bool> isWanted, CancellationToken cancellationToken)
    {
        await foreach (var page in client.IssuePagesAsync(first, cancellationToken))
        {
            foreach (var issue in page.Where(issue => issue.PullRequest is null))
            {
                var id = issue.Number.ToString(CultureInfo.InvariantCulture);
                if (isWanted(issue, id))
                    found[id] = issue;
            }
        }
    }

    private async Task<IReadOnlyList<IssueSnapshot>> SnapshotsAsync(IReadOnlyCollection<GitHubIssueDto> issues, CancellationToken cancellationToken)
    {
        if (issues.Count == 0)
            return [];
        var login = await surroundings.LoginAsync(cancellationToken);
        return [.. issues.Select(issue => snapshots.Of(issue, login, []))];
    }
}
