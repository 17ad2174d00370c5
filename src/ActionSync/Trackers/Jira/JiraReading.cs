using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace ActionSync.Trackers.Jira;

/// <summary>Reads issues straight, past the search index: what was written is there at once.</summary>
internal sealed class JiraReading(JiraClient client, JiraTrackerOptions options)
{
    private const int BulkSize = 100;

    private static readonly string Query = $"?fields={string.Join(',', JiraSnapshots.Fields)}&properties={JiraMarks.Property}";

    // A property is written once, with the issue; Data Center's search does not tell it.
    private readonly ConcurrentDictionary<string, JiraProperties> _marks = [];

    /// <summary>By id or key, also a key from before a move; null for what is deleted or hidden.</summary>
    public async Task<JiraIssue?> OneAsync(string idOrKey, CancellationToken cancellationToken)
    {
        var issue = await client.FindAsync($"/issue/{Uri.EscapeDataString(idOrKey)}{Query}", JiraJson.Default.JiraIssue, cancellationToken);
        return issue is null || issue.Id == idOrKey || !JiraIssue.IsNumber(idOrKey) ? issue
            : throw new TrackerException(TrackerFault.Unavailable, $"Jira was asked for issue {idOrKey} and shows {issue.Key} ({issue.Id}). It is asked again in the next pass.");
    }

    /// <summary>Those of the issues that are there: in bulk on Cloud, one by one on Data Center.</summary>
    public async Task<IReadOnlyList<JiraIssue>> ManyAsync(IEnumerable<string> idsOrKeys, CancellationToken cancellationToken)
    {
        var found = new List<JiraIssue>();
        foreach (var chunk in idsOrKeys.Chunk(BulkSize))
        {
            if (client.IsCloud)
                found.AddRange(await BulkAsync(chunk, cancellationToken));
            else
                foreach (var id in chunk)
                {
                    if (await OneAsync(id, cancellationToken) is { } issue)
                        found.Add(issue);
                }
        }
        return found;
    }

    /// <summary>The issue with its property, read only where it is not known yet.</summary>
    public async Task<JiraIssue> MarkedAsync(JiraIssue issue, CancellationToken cancellationToken)
    {
        if (issue.Properties is not null)
            return issue;
        if (!_marks.TryGetValue(issue.Id, out var mark))
        {
            mark = (await OneAsync(issue.Id, cancellationToken))?.Properties ?? new JiraProperties();
            // One that the label contradicts is asked for again.
            if (JiraMarks.MarkerOf(mark.Actionsync, issue.Fields.Labels ?? []) is not null)
                _marks[issue.Id] = mark;
        }
        return issue with { Properties = mark };
    }

    /// <summary>Why an issue cannot be seen, once it is sure that the project itself can.</summary>
    /// <exception cref="TrackerException">The project cannot be seen either, so the issue says nothing.</exception>
    public async Task<string> WhyGoneAsync(string number, CancellationToken cancellationToken)
    {
        if (await client.FindAsync($"/project/{Uri.EscapeDataString(options.Project)}", JiraJson.Default.JiraProject, cancellationToken) is null)
            throw NoProject();
        return $"{number} was deleted, or is hidden from this account.";
    }

    public TrackerException NoProject() => new(TrackerFault.NotFound,
        $"Jira shows no project {options.Project} to this account. Correct Trackers:{options.Name}:Project, or give the token's account the Browse Projects permission.");

    // https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-bulkfetch-post
    private async Task<IReadOnlyList<JiraIssue>> BulkAsync(string[] ids, CancellationToken cancellationToken)
    {
        var answer = await client.QueryAsync("/issue/bulkfetch", new JsonObject
        {
            ["issueIdsOrKeys"] = new JsonArray([.. ids.Select(i => (JsonNode)i)]),
            ["fields"] = new JsonArray([.. JiraSnapshots.Fields.Select(f => (JsonNode)f)]),
            ["properties"] = new JsonArray(JiraMarks.Property),
        }, cancellationToken);
        // All of them gone is 404 in some versions, and an empty list in others.
        return answer.Status == HttpStatusCode.NotFound ? [] : JiraClient.Good(answer).Read(JiraJson.Default.JiraSearchPage).Issues;
    }
}
