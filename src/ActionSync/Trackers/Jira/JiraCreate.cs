using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Trackers.Http;
using Humanizer;

namespace ActionSync.Trackers.Jira;

/// <summary>Creates issues in bulk, sent once whatever happens to the answer, and reads back what Jira made of them.</summary>
internal sealed class JiraCreate(JiraClient client, JiraHome home, JiraForm form, JiraReading reading, JiraSnapshots snapshots)
{
    /// <summary>Jira's own limit for one request.</summary>
    public const int Batch = 50;

    public async Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken)
    {
        // All that is needed to understand the answer is asked before, so that nothing can fail in between.
        var screen = await form.ScreenAsync(cancellationToken);
        await home.MeAsync(cancellationToken);
        await home.SiteAsync(cancellationToken);
        var fitted = new List<JiraDraft>();
        foreach (var draft in drafts)
            fitted.Add(await form.FitAsync(draft, screen, cancellationToken));
        var sent = fitted.Where(f => f.Refusal is null).ToList();
        var outcomes = new Queue<CreateOutcome>(sent.Count == 0 ? [] : await SendAsync(sent, screen, cancellationToken));
        if (fitted.Count > sent.Count)
            form.ForgetScreen();
        return fitted.ConvertAll(f => f.Refusal is { } refusal ? new CreateOutcome.Refused(refusal) : outcomes.Dequeue());
    }

    /// <summary>What the draft would be sent as.</summary>
    public async Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken) =>
        (await form.FitAsync(draft, await form.ScreenAsync(cancellationToken), cancellationToken)).Preview;

    /// <summary>
    /// Sends all at once. A refusal that names no issue is a definite no to all of them, so halves are sent until the guilty one is alone: each issue is
    /// made once at most, and one that Jira cannot digest keeps no other from being made.
    /// </summary>
    private async Task<IReadOnlyList<CreateOutcome>> SendAsync(List<JiraDraft> sent, JiraScreen screen, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await PostAsync(sent, cancellationToken);
            if (IsForAll(answer) && sent.Count > 1)
            {
                var half = sent.Count / 2;
                return [.. await SendAsync(sent[..half], screen, cancellationToken), .. await RestAsync(sent[half..], screen, cancellationToken)];
            }
            return await OutcomesAsync(sent, screen, answer, cancellationToken);
        }
        catch (TrackerException e) when (e.PerhapsDone)
        {
            return [.. sent.Select(_ => new CreateOutcome.Unknown(e.Message))];
        }
        catch (TrackerException e) when (e.Until is { } until)
        {
            return [.. sent.Select(_ => new CreateOutcome.Deferred(e.Message, until))];
        }
    }

    /// <summary>The second half. Others have their issue by now, so that nothing may hide what became of them.</summary>
    private async Task<IReadOnlyList<CreateOutcome>> RestAsync(List<JiraDraft> sent, JiraScreen screen, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(sent, screen, cancellationToken);
        }
        catch (TrackerException e)
        {
            return [.. sent.Select(_ => new CreateOutcome.Refused(e.Message))];
        }
    }

    private Task<Answer> PostAsync(List<JiraDraft> sent, CancellationToken cancellationToken) => client.Api.CreateIssuesAsync(
        new JsonObject { ["issueUpdates"] = new JsonArray([.. sent.Select(s => s.Request!.DeepClone())]) }, cancellationToken).AnswerAsync();

    /// <summary>
    /// A refusal of the request as a whole. Jira's own 403 and 404 concern the account and the project; a page instead of JSON comes from something between,
    /// which may dislike the text of one issue.
    /// </summary>
    private static bool IsForAll(Answer answer) =>
        (int)answer.Status is >= 400 and < 500
        && !(answer.IsJson && answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        && (answer.ReadOrNull(JiraJson.Default.JiraBulkCreated)?.Errors ?? []).All(e => e.Value?.FailedElementNumber.Is != Showing.Value);

    private async Task<IReadOnlyList<CreateOutcome>> OutcomesAsync(List<JiraDraft> sent, JiraScreen screen, Answer answer, CancellationToken cancellationToken)
    {
        var result = answer.IsSuccess ? answer.Read(JiraJson.Default.JiraBulkCreated) : answer.ReadOrNull(JiraJson.Default.JiraBulkCreated);
        if (!answer.IsSuccess && answer.IsJson && answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
            JiraAnswers.Good(answer);
        var refused = Refusals(result, screen, sent.Count, answer);
        var created = result?.Issues ?? [];
        if (answer.IsSuccess && created.Count + refused.Count != sent.Count)
            return [
                .. sent.Select(_ => new CreateOutcome.Unknown(
                    $"Jira answered for {created.Count + refused.Count} of {"issue".ToQuantity(sent.Count)}, so it is not known which there are."))];
        var (shown, why) = await CurrentAsync(created, cancellationToken);
        return [.. sent.Select((s, i) => Outcome(s, shown, refused.GetValueOrDefault(i), why))];
    }

    /// <summary>An issue is a draft's by what it shows itself, not by its place in the answer.</summary>
    /// <param name="why">Why one of the new issues could not be read.</param>
    private static CreateOutcome Outcome(JiraDraft sent, IReadOnlyList<IssueSnapshot> shown, string? refusal, string? why)
    {
        var summary = (string?)sent.Request!["fields"]!["summary"];
        if (shown.FirstOrDefault(s => s.Marker == sent.Draft.Marker) is { } own && own.Title == summary)
            return Created(sent, own);
        if (refusal is not null)
            return new CreateOutcome.Refused(refusal);
        // A project may take neither label nor property.
        return shown.Where(s => s.Marker is null && s.Title == summary).ToArray() is [var unmarked]
            ? Created(sent, unmarked)
            : new CreateOutcome.Unknown($"Jira made the issue, but it could not be read back{(why is null ? "." : $": {why}")}");
    }

    private Dictionary<int, string> Refusals(JiraBulkCreated? result, JiraScreen screen, int count, Answer answer)
    {
        var refused = (result?.Errors ?? []).Select(e => e.Value).OfType<JiraElementError>().Where(e => e.FailedElementNumber.Is == Showing.Value)
            .GroupBy(e => e.FailedElementNumber.Value).ToDictionary(g => g.Key, g => Reason(g.First(), screen));
        if (!answer.IsSuccess)
        {
            for (var i = 0; i < count; i++)
                refused.TryAdd(i, $"Jira refuses this issue: {JiraAnswers.Words(answer)} (in {screen}).");
        }
        if (refused.Count > 0)
            form.Forget();
        return refused;
    }

    private static string Reason(JiraElementError error, JiraScreen screen) =>
        $"Jira refuses this issue: {(error.ElementErrors.Value?.Words is { Length: > 0 } words ? words : $"status {error.Status.Value}")} (in {screen}).";

    /// <summary>The issues as they are now, and why one of them cannot be read just now: that one is looked for in the next pass.</summary>
    private async Task<(IReadOnlyList<IssueSnapshot> Shown, string? Why)> CurrentAsync(
        IReadOnlyList<JsonMember<JiraCreated>> created, CancellationToken cancellationToken)
    {
        try
        {
            var ids = created.Select(c => c.Value?.Id).OfType<string>().Where(JiraIssue.IsNumber).ToList();
            var found = await reading.ManyAsync(ids, cancellationToken);
            var why = found.Unread is [var first, ..] ? first.Why : ids.Count < created.Count ? "its answer shows no id ($.issues[].id)." : null;
            return (await snapshots.OfAsync(found.Issues, cancellationToken), why);
        }
        catch (TrackerException e)
        {
            return ([], e.Message);
        }
    }

    private static CreateOutcome.Created Created(JiraDraft sent, IssueSnapshot shown) =>
        new(shown with { Marker = sent.Draft.Marker, Key = sent.Draft.Key, Remarks = [.. sent.Remarks, .. Dropped(sent, shown)] });

    /// <summary>What was asked, allowed, and yet is not on the issue.</summary>
    private static IEnumerable<string> Dropped(JiraDraft sent, IssueSnapshot shown)
    {
        var fields = sent.Request!["fields"]!;
        if (fields["assignee"] is not null && shown.Owner is null && !IsUnread(shown, ItemField.Owner))
            yield return $"Jira did not take the assignee {sent.Draft.Owner}, without a word.";
        if (fields["duedate"] is { } day && shown.Deadline?.ToWord() != (string?)day && !IsUnread(shown, ItemField.Deadline))
            yield return $"Jira did not take the due date {day}, without a word.";
        if (shown.Marker is null)
            yield return
                "Jira took neither the label nor the property that mark the issue as ours; without them it cannot be found again if the ledger is lost.";
    }

    private static bool IsUnread(IssueSnapshot shown, ItemField field) => shown.Unread.Any(u => u.Field == field);
}
