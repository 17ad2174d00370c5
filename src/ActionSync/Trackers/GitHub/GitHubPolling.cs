using System.Globalization;
using System.Net;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// What changed, for what changed costs: the list by last update, newest first, is asked with the tag of its first page. Nothing new is one free
/// 304; else pages are read until they hold only what was seen before.
/// </summary>
internal sealed class GitHubPolling(GitHubClient client, GitHubRepositoryCache cache, GitHubSnapshots snapshots)
{
    /// <summary>Lists may be behind: what is this much older than the latest seen may still be new.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private const string Newest = "issues?state=all&sort=updated&direction=desc";

    /// <summary>The place to poll from, taken before a full listing so that nothing falls between.</summary>
    public async Task<GitHubCursor> StartAsync(CancellationToken cancellationToken)
    {
        var top = await client.IssuesAsync(client.At.Of($"{Newest}&per_page=1"), null, cancellationToken);
        DateTimeOffset? seen = top.ReadList(GitHubJsonContext.Default.GitHubIssueDto) switch
        {
            { Entries: [var latest, ..] } => NotBeyond(latest.UpdatedAt),
            { Unread.Count: > 0 } => client.Now,
            _ => null,
        };
        var cursor = new GitHubCursor(client.At.Repository, seen - Overlap, null, seen, [], await cache.LoginAsync(cancellationToken));
        return cursor with { Tag = (await client.IssuesAsync(Address(cursor), null, cancellationToken)).ETag };
    }

    public async Task<TrackerChanges> SinceAsync(GitHubCursor cursor, CancellationToken cancellationToken)
    {
        var answer = await client.IssuesAsync(Address(cursor), cursor.Tag, cancellationToken);
        if (answer.Status == HttpStatusCode.NotModified)
            return new TrackerChanges { Issues = [], Cursor = cursor.ToString() };
        var tag = answer.ETag;
        var changed = new List<GitHubIssueDto>();
        var odd = new List<UnreadEntry>();
        var turning = GitHubClient.Turning(answer.Url);
        for (Uri? next; ; answer = await client.IssuesAsync(next, null, cancellationToken))
        {
            var page = answer.ReadList(GitHubJsonContext.Default.GitHubIssueDto);
            changed.AddRange(page.Entries);
            odd.AddRange(page.Unread.Where(GitHubUnlistedIssues.MayBeOurs));
            next = client.NextPage(answer, turning, GitHubClient.Numbers(page));
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
        if (any.ReadList(GitHubJsonContext.Default.GitHubIssueDto) is { Entries.Count: 0, Unread.Count: 0 })
        {
            throw new TrackerException(TrackerFault.NotFound,
                $"GitHub shows no issues at all in {client.At.Repository}, although there were some. Check Repository and that the token may read its issues.");
        }
    }
}
