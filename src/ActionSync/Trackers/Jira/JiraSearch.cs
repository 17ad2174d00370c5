using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>One page of a search.</summary>
/// <param name="Next">The token of the next page, on Cloud.</param>
/// <param name="At">The server's own time.</param>
internal sealed record JiraPage(JiraFound Found, bool IsLast, int? Total, string? Next, DateTimeOffset At)
{
    /// <summary>What tells the entries of the page apart.</summary>
    public IEnumerable<object> Entries => Found.Issues.Select(i => (object)i.Id).Concat(Found.Unread);
}

/// <summary>
/// Searches by JQL, page by page: Cloud's <c>search/jql</c> with tokens, Data Center's <c>search</c> with counts. The index lags behind what was written by
/// seconds to minutes, so a search never decides that something does not exist.
/// </summary>
internal sealed class JiraSearch(JiraClient client, JiraReading reading, JiraHome home)
{
    private const int PageSize = 100;
    private const int FirstOnes = 10;

    /// <summary>Farther behind ours no server's clock is believed to be.</summary>
    private static readonly TimeSpan MostBehind = TimeSpan.FromDays(1);

    /// <summary>All pages, each asked for when the one before was used up.</summary>
    /// <param name="expand">"changelog" or nothing.</param>
    public IAsyncEnumerable<JiraPage> PagesAsync(string jql, string? expand, CancellationToken cancellationToken) =>
        client.IsCloud ? TokenedAsync(jql, expand, cancellationToken) : CountedAsync(jql, expand, cancellationToken);

    public async Task<JiraFound> AllAsync(string jql, CancellationToken cancellationToken)
    {
        var (all, unread) = (new Dictionary<string, JiraIssue>(), new List<UnreadIssue>());
        await foreach (var page in PagesAsync(jql, null, cancellationToken))
        {
            // An issue that changes while pages are read may come twice.
            foreach (var issue in page.Found.Issues)
                all[issue.Id] = issue;
            unread.AddRange(page.Found.Unread);
        }
        return new JiraFound([.. all.Values], unread);
    }

    /// <summary>All issues of the search with their property, which Data Center's search leaves out.</summary>
    public async Task<JiraFound> AllMarkedAsync(string jql, CancellationToken cancellationToken) =>
        await reading.MarkedAsync(await AllAsync(jql, cancellationToken), cancellationToken);

    /// <summary>The first page of the search, newest first.</summary>
    public async Task<JiraFound> NewestAsync(string jql, CancellationToken cancellationToken) =>
        Read(await AskAsync(Body($"{jql} ORDER BY updated DESC", null), cancellationToken)).Found;

    /// <summary>The first issue of the search that can be read; null where there is none.</summary>
    /// <exception cref="TrackerException">None of the first ones can be read.</exception>
    public async Task<JiraIssue?> FirstAsync(string jql, CancellationToken cancellationToken)
    {
        var body = Body(jql, null);
        body["maxResults"] = FirstOnes;
        var found = Read(await AskAsync(body, cancellationToken)).Found;
        return found switch
        {
            { Issues: [var first, ..] } => first,
            { Unread: [var unread, ..] } => throw new TrackerException(TrackerFault.Unavailable, unread.Why),
            _ => null,
        };
    }

    /// <summary>Data Center: those of the issues that the index has; an id that is gone does not spoil the rest.</summary>
    public Task<JiraFound> ByIdsAsync(IEnumerable<string> ids, CancellationToken cancellationToken) => reading.InHalvesAsync(ids, PageSize, async some =>
    {
        var body = Body($"id in ({string.Join(", ", some)})", null);
        body["validateQuery"] = false;
        var answer = await AskAsync(body, cancellationToken);
        // Some versions refuse the query all the same where none of its ids is there any more.
        return some.Count == 1 && answer.Status == HttpStatusCode.BadRequest ? JiraFound.None : Read(answer).Found;
    }, cancellationToken);

    public static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A string as JQL wants it.</summary>
    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private async IAsyncEnumerable<JiraPage> TokenedAsync(string jql, string? expand, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var turning = new PageTurning(JiraClient.Service, "");
        string? token = null;
        do
        {
            var body = Body(jql, expand);
            body["properties"] = new JsonArray(JiraMarkerLabels.Property);
            if (token is not null)
                body["nextPageToken"] = token;
            var page = Read(await AskAsync(body, cancellationToken));
            yield return page;
            token = page.IsLast ? null : page.Next;
            if (token is not null)
                turning.Turn(token, page.Entries);
        }
        while (token is not null);
    }

    private async IAsyncEnumerable<JiraPage> CountedAsync(string jql, string? expand, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var turning = new PageTurning(JiraClient.Service, "0");
        var start = 0;
        while (true)
        {
            var body = Body(jql, expand);
            body["startAt"] = start;
            var page = Read(await AskAsync(body, cancellationToken));
            start += page.Found.Count;
            // Without a total there may be more.
            var isLast = page.Found.Count == 0 || start >= page.Total;
            yield return page with { IsLast = isLast };
            if (isLast)
                yield break;
            turning.Turn($"{start}", page.Entries);
        }
    }

    private Task<Answer> AskAsync(JsonObject search, CancellationToken cancellationToken) =>
        (client.IsCloud ? client.Api.SearchByTokenAsync(search, cancellationToken) : client.Api.SearchByCountAsync(search, cancellationToken)).AnswerAsync();

    /// <summary>A time to come would hide what changes until then; one of long ago would only cost.</summary>
    private DateTimeOffset ServersTime(Answer answer)
    {
        var now = client.Clock.GetUtcNow();
        return answer.Date is { } date && date < now && date > now - MostBehind ? date : now;
    }

    private JsonObject Body(string jql, string? expand)
    {
        var body = new JsonObject { ["jql"] = jql, ["maxResults"] = PageSize, ["fields"] = new JsonArray([.. JiraSnapshots.Fields.Select(f => (JsonNode)f)]) };
        if (expand is not null)
            body["expand"] = client.IsCloud ? expand : new JsonArray(expand);
        return body;
    }

    private JiraPage Read(Answer answer)
    {
        // The one project in our queries is the only value that Jira could miss.
        if (answer.Status == HttpStatusCode.BadRequest && JiraAnswers.Words(answer).Contains("'project'", StringComparison.Ordinal))
            throw home.NoProject();
        var page = JiraAnswers.Good(answer).Read(JiraJson.Default.JiraSearchPage);
        return new JiraPage(JiraIssue.Of(page.Issues), page.IsLast ?? page.NextPageToken is null, page.Total, page.NextPageToken, ServersTime(answer));
    }
}
