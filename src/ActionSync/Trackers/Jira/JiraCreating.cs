using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Creates issues in bulk, sent once whatever happens to the answer, and reads back what Jira made of them.</summary>
internal sealed class JiraCreating(
    JiraClient client, JiraScreens screens, JiraDrafting drafting, JiraAssignees assignees, JiraReading reading, JiraSnapshots snapshots, JiraIdentity identity)
{
    /// <summary>Jira's own limit for one request.</summary>
    public const int Batch = 50;

    public async Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken)
    {
        // All that is needed to understand the answer is asked before, so that nothing can fail in between.
        var screen = await screens.GetAsync(cancellationToken);
        await identity.MeAsync(cancellationToken);
        await identity.SiteAsync(cancellationToken);
        var fitted = new List<JiraDraft>();
        foreach (var draft in drafts)
            fitted.Add(await drafting.FitAsync(draft, screen, cancellationToken));
        var sent = fitted.Where(f => f.Refusal is null).ToList();
        var outcomes = new Queue<CreateOutcome>(sent.Count == 0 ? [] : await SendAsync(sent, screen, cancellationToken));
        if (fitted.Count > sent.Count)
            screens.Forget();
        return fitted.ConvertAll(f => f.Refusal is { } refusal ? new CreateOutcome.Refused(refusal) : outcomes.Dequeue());
    }

    // https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-bulk-post
    private async Task<IReadOnlyList<CreateOutcome>> SendAsync(List<JiraDraft> sent, JiraScreen screen, CancellationToken cancellationToken)
    {
        Answer answer;
        JiraBulkCreated? result;
        try
        {
            answer = await client.PostAsync("/issue/bulk", new JsonObject { ["issueUpdates"] = new JsonArray([.. sent.Select(s => (JsonNode)s.Request!)]) }, cancellationToken);
            result = answer.IsSuccess ? answer.Read(JiraJson.Default.JiraBulkCreated) : answer.ReadOrNull(JiraJson.Default.JiraBulkCreated);
        }
        catch (TrackerException e) when (e.PerhapsDone)
        {
            return [.. sent.Select(_ => new CreateOutcome.Unknown(e.Message))];
        }
        catch (TrackerException e) when (e.Until is { } until)
        {
            return [.. sent.Select(_ => new CreateOutcome.Deferred(e.Message, until))];
        }
        if (!answer.IsSuccess && answer.Status != HttpStatusCode.BadRequest)
            JiraClient.Good(answer);
        var refused = Refusals(result, screen, sent.Count, answer);
        var created = result?.Issues ?? [];
        if (answer.IsSuccess && created.Count + refused.Count != sent.Count)
            return [.. sent.Select(_ => new CreateOutcome.Unknown($"Jira answered for {created.Count + refused.Count} of {sent.Count} issues, so it is not known which there are."))];
        var shown = await ShownAsync(created, cancellationToken);
        return [.. sent.Select((s, i) => Outcome(s, shown, refused.GetValueOrDefault(i)))];
    }

    /// <summary>An issue is a draft's by what it shows itself, not by its place in the answer.</summary>
    private static CreateOutcome Outcome(JiraDraft sent, IReadOnlyList<IssueSnapshot> shown, string? refusal)
    {
        var summary = (string?)sent.Request!["fields"]!["summary"];
        if (shown.FirstOrDefault(s => s.Marker == sent.Draft.Marker) is { } own && own.Title == summary)
            return Created(sent, own);
        if (refusal is not null)
            return new CreateOutcome.Refused(refusal);
        // A project may take neither label nor property.
        return shown.Where(s => s.Marker is null && s.Title == summary).ToArray() is [var unmarked]
            ? Created(sent, unmarked)
            : new CreateOutcome.Unknown("Jira made the issue, but it could not be read back.");
    }

    private Dictionary<int, string> Refusals(JiraBulkCreated? result, JiraScreen screen, int count, Answer answer)
    {
        var refused = (result?.Errors ?? []).GroupBy(e => e.FailedElementNumber).ToDictionary(g => g.Key, g => Reason(g.First(), screen));
        if (answer.Status == HttpStatusCode.BadRequest)
        {
            for (var i = 0; i < count; i++)
                refused.TryAdd(i, $"Jira refuses the request: {JiraClient.Words(answer)}.");
        }
        if (refused.Count > 0)
        {
            // What was known of the project and its people no longer holds.
            screens.Forget();
            assignees.Forget();
        }
        return refused;
    }

    private static string Reason(JiraElementError error, JiraScreen screen) =>
        $"Jira refuses this issue: {(error.ElementErrors?.Words is { Length: > 0 } words ? words : $"status {error.Status}")} (in {screen}).";

    /// <summary>The issues as they are now; none where they cannot be read just now, and then each is looked for in the next pass.</summary>
    private async Task<IReadOnlyList<IssueSnapshot>> ShownAsync(IReadOnlyList<JiraCreated> created, CancellationToken cancellationToken)
    {
        try
        {
            return await snapshots.OfAsync(await reading.ManyAsync(created.Select(c => c.Id), cancellationToken), cancellationToken);
        }
        catch (TrackerException)
        {
            return [];
        }
    }

    private static CreateOutcome.Created Created(JiraDraft sent, IssueSnapshot shown) =>
        new(shown with { Marker = sent.Draft.Marker, Key = sent.Draft.Key, Remarks = [.. sent.Remarks, .. Dropped(sent, shown)] });

    /// <summary>What was asked, allowed, and yet is not on the issue.</summary>
    private static IEnumerable<string> Dropped(JiraDraft sent, IssueSnapshot shown)
    {
        var fields = sent.Request!["fields"]!;
        if (fields["assignee"] is not null && shown.Owner is null)
            yield return $"Jira did not take the assignee {sent.Draft.Owner}, without a word.";
        if (fields["duedate"] is { } day && shown.Deadline?.ToString() != (string?)day)
            yield return $"Jira did not take the due date {day}, without a word.";
        if (shown.Marker is null)
            yield return "Jira took neither the label nor the property that mark the issue as ours; without them it cannot be found again if the ledger is lost.";
    }
}
