using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Reads issues straight, past the search index: what was written is there at once.</summary>
internal sealed class JiraReading(JiraClient client, JiraProjectCheck project)
{
    private const int BulkSize = 100;

    private static readonly string Query = $"?fields={string.Join(',', JiraSnapshots.Fields)}&properties={JiraMarkerLabels.Property}";

    private readonly JiraHalving _halving = new(project);

    // A property is written once, with the issue; Data Center's search does not tell it.
    private readonly ConcurrentDictionary<string, JiraProperties> _marks = [];

    /// <summary>By id or key, also a key from before a move; null for what is deleted or hidden.</summary>
    /// <exception cref="TrackerException">OfOneIssue where this issue cannot be read.</exception>
    public async Task<JiraIssue?> OneAsync(string idOrKey, CancellationToken cancellationToken)
    {
        if (await client.FindAsync($"/issue/{Uri.EscapeDataString(idOrKey)}{Query}", JiraJson.Default.JiraIssueAnswer, cancellationToken) is not { } answer)
            return null;
        var (issue, unread) = JiraIssue.Of(Http.JsonMember<JiraIssueAnswer>.Of(answer), "$");
        if (issue is null)
            throw OfOne(unread!.Why);
        return issue.Id == idOrKey || !JiraIssue.IsNumber(idOrKey) ? issue
            : throw OfOne($"Jira was asked for issue {idOrKey} and shows {issue.Key} ({issue.Id}). It is asked again in the next pass.");
    }

    /// <summary>Those of the issues that are there: in bulk on Cloud, one by one on Data Center.</summary>
    public Task<JiraFound> ManyAsync(IEnumerable<string> idsOrKeys, CancellationToken cancellationToken) => client.IsCloud
        ? _halving.AskAsync(idsOrKeys, BulkSize, some => BulkAsync(some, cancellationToken), cancellationToken)
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
        var marked = await _halving.AskAsync(byId.Keys, 1, async some => new JiraFound([await MarkedAsync(byId[some[0]], cancellationToken)], []), cancellationToken);
        // Labels name ours, too.
        return marked with { Unread = [.. found.Unread, .. marked.Unread.Select(u => u with { Marker = JiraMarkerLabels.MarkerOf(null, byId[u.Id!].Labels) })] };
    }

    /// <summary>Why an issue cannot be seen, once it is sure that the project itself can.</summary>
    /// <exception cref="TrackerException">The project cannot be seen either, so the issue says nothing.</exception>
    public async Task<string> WhyGoneAsync(string number, CancellationToken cancellationToken)
    {
        await project.RequireAsync(cancellationToken);
        return $"{number} was deleted, or is hidden from this account.";
    }

    private static TrackerException OfOne(string message) => new(TrackerFault.Unavailable, message) { OfOneIssue = true };

    private Task<JiraFound> EachAsync(IEnumerable<string> idsOrKeys, CancellationToken cancellationToken) => _halving.AskAsync(
        idsOrKeys, 1, async some => await OneAsync(some[0], cancellationToken) is { } issue ? new JiraFound([issue], []) : JiraFound.None, cancellationToken);

    // https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-bulkfetch-post
    private async Task<JiraFound> BulkAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var answer = await client.QueryAsync("/issue/bulkfetch", new JsonObject
        {
            ["issueIdsOrKeys"] = new JsonArray([.. ids.Select(i => (JsonNode)i)]),
            ["fields"] = new JsonArray([.. JiraSnapshots.Fields.Select(f => (JsonNode)f)]),
            ["properties"] = new JsonArray(JiraMarkerLabels.Property),
        }, cancellationToken);
        // All of them gone is 404 in some versions, and an empty list in others.
        if (answer.Status == HttpStatusCode.NotFound)
            return JiraFound.None;
        var page = JiraClient.Good(answer).Read(JiraJson.Default.JiraBulkFetched);
        var found = JiraIssue.Of(page.Issues);
        // What is merely left out is gone; of what Jira stumbled over, that is not sure.
        var there = found.Issues.Select(i => i.Id).Concat(found.Unread.Select(u => u.Id)).ToHashSet();
        var stumbled = (page.IssueErrors ?? []).Select(e => e.Value?.Id).OfType<string>().Where(id => ids.Contains(id) && !there.Contains(id)).Distinct().ToArray();
        return found.With(await EachAsync(stumbled, cancellationToken));
    }
}
