using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace ActionSync.Trackers.Jira;

/// <summary>Reads issues straight, past the search index: what was written is there at once.</summary>
internal sealed class JiraReading(JiraClient client, JiraHome home)
{
    private const int BulkSize = 100;

    /// <summary>More than these are the server's trouble and not that of single issues.</summary>
    private const int MostUnread = 8;

    // A property is written once, with the issue; Data Center's search does not tell it.
    private readonly ConcurrentDictionary<string, JiraProperties> _marks = [];

    /// <summary>By id or key, also a key from before a move; null for what is deleted or hidden.</summary>
    /// <exception cref="TrackerException">OfOneIssue where this issue cannot be read.</exception>
    public async Task<JiraIssue?> OneAsync(string idOrKey, CancellationToken cancellationToken)
    {
        var call = client.Api.IssueAsync(idOrKey, JiraSnapshots.Fields, [JiraMarkerLabels.Property], cancellationToken);
        if (await call.FindAsync(JiraJson.Default.JiraIssueAnswer) is not { } answer)
            return null;
        var (issue, unread) = JiraIssue.Of(Http.JsonMember<JiraIssueAnswer>.Of(answer), "$");
        if (issue is null)
            throw OfOne(unread!.Why);
        return issue.Id == idOrKey || !JiraIssue.IsNumber(idOrKey) ? issue
            : throw OfOne($"Jira was asked for issue {idOrKey} and shows {issue.Key} ({issue.Id}). It is asked again in the next pass.");
    }

    /// <summary>Those of the issues that are there: in bulk on Cloud, one by one on Data Center.</summary>
    public Task<JiraFound> ManyAsync(IEnumerable<string> idsOrKeys, CancellationToken cancellationToken) => client.IsCloud
        ? InHalvesAsync(idsOrKeys, BulkSize, some => BulkAsync(some, cancellationToken), cancellationToken)
        : EachAsync(idsOrKeys, cancellationToken);

    /// <summary>The issue with its property, read only where it is not known yet.</summary>
    public async Task<JiraIssue> MarkedAsync(JiraIssue issue, CancellationToken cancellationToken)
    {
        if (issue.Properties is not null)
            return issue;
        if (!_marks.TryGetValue(issue.Id, out var mark))
        {
            mark = (await OneAsync(issue.Id, cancellationToken))?.Properties ?? new JiraProperties();
            // One that the label contradicts is asked for again.
            if (JiraMarkerLabels.MarkerOf(mark.Mark, issue.Labels) is not null)
                _marks[issue.Id] = mark;
        }
        return issue with { Properties = mark };
    }

    /// <summary>The same for many; one whose property cannot be read just now counts as unread.</summary>
    public async Task<JiraFound> MarkedAsync(JiraFound found, CancellationToken cancellationToken)
    {
        var byId = found.Issues.ToDictionary(i => i.Id);
        var marked = await InHalvesAsync(
            byId.Keys, 1, async some => new JiraFound([await MarkedAsync(byId[some[0]], cancellationToken)], []), cancellationToken);
        // Labels name ours, too.
        return marked with
        {
            Unread = [.. found.Unread, .. marked.Unread.Select(u => u with { Marker = JiraMarkerLabels.MarkerOf(null, byId[u.Id!].Labels) })]
        };
    }

    /// <summary>Why an issue cannot be seen, once it is sure that the project itself can.</summary>
    /// <exception cref="TrackerException">The project cannot be seen either, so the issue says nothing.</exception>
    public async Task<string> WhyGoneAsync(string number, CancellationToken cancellationToken)
    {
        await home.RequireAsync(cancellationToken);
        return $"{number} was deleted, or is hidden from this account.";
    }

    /// <summary>
    /// Asks for many issues at once. Where Jira stumbles over one of them, so that the whole request fails, it asks for halves until that one is alone: the
    /// others are read, and nothing is said of them that belongs to it.
    /// </summary>
    /// <param name="ids">Of the issues.</param>
    /// <param name="atOnce">How many one request takes at first.</param>
    /// <param name="ask">Asks for some; throws where the request as a whole fails.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<JiraFound> InHalvesAsync(
        IEnumerable<string> ids, int atOnce, Func<IReadOnlyList<string>, Task<JiraFound>> ask, CancellationToken cancellationToken)
    {
        var (found, unread, looked) = (JiraFound.None, 0, false);
        var waiting = new Stack<IReadOnlyList<string>>(ids.Chunk(atOnce).Reverse());
        while (waiting.TryPop(out var some))
        {
            try
            {
                found = found.With(await ask(some));
            }
            catch (TrackerException e) when (IsOfSome(e))
            {
                if (!looked)
                    await home.RequireAsync(cancellationToken);
                looked = true;
                if (some.Count == 1 && ++unread > MostUnread)
                    throw;
                if (some.Count == 1)
                    found = found.With(new JiraFound([], [new UnreadIssue(some[0], $"Issue {some[0]} cannot be read: {e.Message}")]));
                else
                {
                    waiting.Push([.. some.Skip(some.Count / 2)]);
                    waiting.Push([.. some.Take(some.Count / 2)]);
                }
            }
        }
        return found;
    }

    private static TrackerException OfOne(string message) => new(TrackerFault.Unavailable, message) { OfOneIssue = true };

    private Task<JiraFound> EachAsync(IEnumerable<string> idsOrKeys, CancellationToken cancellationToken) => InHalvesAsync(
        idsOrKeys, 1, async some => await OneAsync(some[0], cancellationToken) is { } issue ? new JiraFound([issue], []) : JiraFound.None, cancellationToken);

    private async Task<JiraFound> BulkAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var answer = await client.Api.FetchIssuesAsync(new JsonObject
        {
            ["issueIdsOrKeys"] = new JsonArray([.. ids.Select(i => (JsonNode)i)]),
            ["fields"] = new JsonArray([.. JiraSnapshots.Fields.Select(f => (JsonNode)f)]),
            ["properties"] = new JsonArray(JiraMarkerLabels.Property),
        }, cancellationToken).AnswerAsync();
        // All of them gone is 404 in some versions, and an empty list in others.
        if (answer.Status == HttpStatusCode.NotFound)
            return JiraFound.None;
        var page = JiraAnswers.Good(answer).Read(JiraJson.Default.JiraBulkFetched);
        var found = JiraIssue.Of(page.Issues);
        // What is merely left out is gone; of what Jira stumbled over, that is not sure.
        var there = found.Issues.Select(i => i.Id).Concat(found.Unread.Select(u => u.Id)).ToHashSet();
        var stumbled = (page.IssueErrors ?? []).Select(e => e.Value?.Id).OfType<string>()
            .Where(id => ids.Contains(id) && !there.Contains(id)).Distinct().ToArray();
        return found.With(await EachAsync(stumbled, cancellationToken));
    }

    /// <summary>A refusal or trouble that may come from what was asked; a token or a limit concerns everything.</summary>
    private static bool IsOfSome(TrackerException e) =>
        e.Until is null && e.Fault is TrackerFault.Unavailable or TrackerFault.NotFound or TrackerFault.Forbidden;
}
