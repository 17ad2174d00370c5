using System.Globalization;
using System.Net;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// The lists of issues: what changed, for what changed costs; by marker after a lost answer; and everything of ours at first contact and at night. For changes
/// the list by last update, newest first, is asked with the tag of its first page: nothing new is one free 304; else pages are read until they hold only what
/// was seen before.
/// </summary>
internal sealed class GitHubPoll(GitHubClient client, GitHubRepositoryCache cache, GitHubReading reading, GitHubSnapshots snapshots)
{
    /// <summary>Lists may be behind: what is this much older than the latest seen may still be new.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>Our clock and GitHub's may differ by this much.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    /// <summary>Beyond so many missing issues the whole list is cheaper than a request each.</summary>
    private const int ManyMissing = 50;

    /// <summary>So many known issues out of sight, and none in sight, need no more asking.</summary>
    private const int EnoughHidden = 10;

    private const string Newest = "issues?state=all&sort=updated&direction=desc";

    /// <summary>The place to poll from, taken before a full listing so that nothing falls between.</summary>
    private async Task<GitHubCursor> StartAsync(CancellationToken cancellationToken)
    {
        var top = await client.IssuesAsync(client.At.Of($"{Newest}&per_page=1"), null, cancellationToken);
        DateTimeOffset? seen = top.Content switch
        {
            { Entries: [var latest, ..] } => NotBeyond(latest.UpdatedAt),
            { Unread.Count: > 0 } => client.Now,
            _ => null,
        };
        var cursor = new GitHubCursor(client.At.Repository, seen - Overlap, null, seen, [], await cache.LoginAsync(cancellationToken));
        return cursor with { Tag = (await client.IssuesAsync(Address(cursor), null, cancellationToken)).Answer.ETag };
    }

    public async Task<TrackerChanges> ChangesAsync(GitHubCursor cursor, CancellationToken cancellationToken)
    {
        var reply = await client.IssuesAsync(Address(cursor), cursor.Tag, cancellationToken);
        if (reply.Answer.Status == HttpStatusCode.NotModified)
            return new TrackerChanges { Issues = [], Cursor = cursor.ToString() };
        var tag = reply.Answer.ETag;
        var changed = new List<GitHubIssueDto>();
        var odd = new List<UnreadEntry>();
        var turning = GitHubClient.Turning(reply.Answer.Url);
        for (Uri? next; ; reply = await client.IssuesAsync(next, null, cancellationToken))
        {
            var page = reply.Content;
            changed.AddRange(page.Entries);
            odd.AddRange(page.Unread.Where(GitHubUnlistedIssues.MayBeOurs));
            next = client.NextPage(reply.Answer, turning, GitHubClient.Numbers(page));
            if (next is null || IsOld(page.Entries, cursor))
                break;
        }
        if (changed.Count == 0 && odd.Count == 0 && cursor.Seen is not null)
            await ProveEmptyAsync(cancellationToken);
        var after = cursor.After(changed);
        var ours = changed.Where(issue => GitHubSnapshots.IsOurs(issue, cursor.Login)).DistinctBy(issue => issue.Number).ToList();
        var shown = await snapshots.OfAsync(ours, cursor.Login, cursor.HasField, cancellationToken);
        return new TrackerChanges
        {
            Issues = shown,
            Unread = [.. odd.Select(GitHubUnlistedIssues.Unread)],
            Problems = snapshots.Problems(ours, shown),
            Cursor = (after with { Seen = after.Seen is { } seen ? NotBeyond(seen) : null, Tag = tag }).ToString(),
        };
    }

    /// <summary>What will be is not seen yet: an update of a day to come would hide all those before it.</summary>
    private DateTimeOffset NotBeyond(DateTimeOffset seen) => seen < client.Now + Overlap ? seen : client.Now;

    private Uri Address(GitHubCursor cursor) => client.At.Of($"{Newest}{Since(cursor.Since)}&per_page=100");

    private static string Since(DateTimeOffset? since) =>
        since is { } at ? $"&since={at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}" : "";

    // The whole page was seen before, or its end is older than any lag; a page of which nothing can be read tells neither.
    private static bool IsOld(IReadOnlyList<GitHubIssueDto> page, GitHubCursor cursor) =>
        page.Count > 0 && (page.All(cursor.Knows) || page[^1].UpdatedAt < cursor.Seen - Overlap);

    /// <summary>There were issues, and now none: an empty answer is not believed before the repository itself says the same.</summary>
    private async Task ProveEmptyAsync(CancellationToken cancellationToken)
    {
        var repository = await client.RepositoryAsync(cancellationToken);
        if (!repository.HasIssues)
            throw GitHubAnswers.IssuesDisabled(repository.FullName);
        var any = await client.IssuesAsync(client.At.Of("issues?state=all&per_page=1"), null, cancellationToken);
        if (any.Content is { Entries.Count: 0, Unread.Count: 0 })
        {
            throw new TrackerException(TrackerFault.NotFound,
                $"GitHub shows no issues at all in {client.At.Repository}, although there were some. Check Repository and that the token may read its issues.");
        }
    }

    /// <summary>
    /// The unfiltered list, newest first: search lags, and so do filtered lists. It costs what was created since, not what exists.
    /// </summary>
    public async Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var wanted = markers.ToHashSet(StringComparer.Ordinal);
        var found = new List<GitHubIssueDto>();
        await foreach (var page in client.IssuePagesAsync(client.At.Of("issues?state=all&sort=created&direction=desc&per_page=100"), cancellationToken))
        {
            var issues = page.Entries.Concat(
                await ReadSinglyAsync(page.Unread.Where(entry => GitHubUnlistedIssues.MayCarry(entry, wanted)), cancellationToken));
            found.AddRange(issues.Where(issue => issue.PullRequest is null && GitHubBodyFacts.Marker(issue.Body) is { } marker && wanted.Contains(marker)));
            if (page.Entries.Count + page.Unread.Count == 0 || (page.Entries is [.., var oldest] && oldest.CreatedAt < since - ClockSlack))
                break;
        }
        return found.Count == 0 ? [] : await snapshots.OfAsync(found, await cache.LoginAsync(cancellationToken), hadField: null, cancellationToken);
    }

    /// <summary>Asks for issues that a list shows in a way that cannot be read. One that cannot be read so either may be the one that is looked for.</summary>
    private async Task<IReadOnlyList<GitHubIssueDto>> ReadSinglyAsync(IEnumerable<UnreadEntry> entries, CancellationToken cancellationToken)
    {
        var issues = new List<GitHubIssueDto>();
        foreach (var entry in entries)
        {
            var read = GitHubUnlistedIssues.Ref(entry, client.At) is { } issue
                ? await reading.IssueAsync(issue, cancellationToken)
                : new GitHubRead { Failed = entry.Why };
            if (read.Failed is { } why)
            {
                throw new TrackerException(TrackerFault.Unavailable,
                    $"GitHub lists an issue of {client.At.Repository} that cannot be read and may be one of ours: {why} It is read again in the next pass, and nothing is made before.");
            }
            if (read.Issue is { } there)
                issues.Add(there);
        }
        return issues;
    }

    public async Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken)
    {
        cache.Forget();
        var cursor = await StartAsync(cancellationToken);
        var all = await OursAsync(cursor.Login, known, cancellationToken);
        await SettleAsync(known, all, cancellationToken);
        // What the listing shows beyond the poll's start will show again; what is of that very second is known by its fingerprint.
        var tied = all.Found.Values.Where(issue => issue.UpdatedAt == cursor.Seen).ToArray();
        var shown = await snapshots.OfAsync(all.Found.Values, cursor.Login, hadField: null, cancellationToken);
        return new TrackerChanges
        {
            Issues = shown,
            Gone = all.Gone,
            Unread = all.Unread,
            Problems = snapshots.Problems(all.Found.Values, shown),
            Cursor = (cursor.After(tied) with { HasField = cache.HasField }).ToString(),
        };
    }

    /// <summary>Our issues as the list shows them now.</summary>
    public async Task<IReadOnlyList<GitHubIssueDto>> CurrentAsync(CancellationToken cancellationToken) =>
        [.. (await OursAsync(await cache.LoginAsync(cancellationToken), [], cancellationToken)).Found.Values];

    /// <summary>Asks for each known issue that no list showed: found all the same, or gone, or not to be read.</summary>
    private async Task SettleAsync(IReadOnlyCollection<IssueRef> known, Listed all, CancellationToken cancellationToken)
    {
        var hidden = 0;
        foreach (var issue in known.Where(issue => !all.Found.ContainsKey(issue.Id)).ToArray())
        {
            var read = await reading.IssueAsync(issue, cancellationToken);
            if (read.Issue is { } there)
                all.Found[issue.Id] = there;
            else if (read.Gone is { } gone)
                all.Gone.Add(new GoneIssue(issue, gone));
            else
                all.Unread.Add(new UnreadIssue(issue.Id, read.Failed!));
            hidden += read.IsHidden ? 1 : 0;
            // One may have moved out of sight; that all of them did is more likely the token's fault.
            if (known.Count > 1 && hidden == Math.Min(known.Count, EnoughHidden) && hidden == all.Gone.Count
                && !known.Any(other => all.Found.ContainsKey(other.Id)))
            {
                throw new TrackerException(TrackerFault.NotFound,
                    $"None of the {known.Count} known issues of {client.At.Repository} is visible. Check Repository and that the token may read its issues.");
            }
        }
    }

    /// <summary>Those with our label; without push access GitHub drops labels, and then those that we wrote.</summary>
    private async Task<Listed> OursAsync(string login, IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken)
    {
        var all = new Listed([], [], []);
        var ids = known.Select(issue => issue.Id).ToHashSet(StringComparer.Ordinal);
        var canPush = (await cache.RepositoryAsync(cancellationToken)).CanPush;
        var filter = canPush ? $"labels={GitHubWords.OurLabel}" : $"creator={Uri.EscapeDataString(login)}";
        await AddAsync(all, client.At.Of($"issues?state=all&{filter}&sort=created&direction=desc&per_page=100"), ids,
            (issue, id) => ids.Contains(id) || GitHubBodyFacts.Marker(issue.Body) is not null, cancellationToken);
        if (ids.Count(id => !all.Found.ContainsKey(id)) > ManyMissing)
            await AddAsync(all, client.At.Of("issues?state=all&sort=created&direction=desc&per_page=100"), ids, (_, id) => ids.Contains(id), cancellationToken);
        return all;
    }

    private async Task AddAsync(Listed all, Uri first, HashSet<string> known, Func<GitHubIssueDto, string, bool> isWanted, CancellationToken cancellationToken)
    {
        await foreach (var page in client.IssuePagesAsync(first, cancellationToken))
        {
            // Those that are known are asked for one by one anyway, where no list shows them.
            var strangers = page.Unread.Where(entry =>
                GitHubUnlistedIssues.MayBeOurs(entry) && !(GitHubUnlistedIssues.Id(entry) is { } id && known.Contains(id)));
            foreach (var issue in page.Entries.Concat(await ReadSinglyAsync(strangers, cancellationToken)).Where(issue => issue.PullRequest is null))
            {
                var id = issue.Number.ToString(CultureInfo.InvariantCulture);
                if (isWanted(issue, id))
                    all.Found[id] = issue;
            }
        }
    }

    /// <summary>What a listing of everything has come to.</summary>
    private sealed record Listed(Dictionary<string, GitHubIssueDto> Found, List<GoneIssue> Gone, List<UnreadIssue> Unread);
}
