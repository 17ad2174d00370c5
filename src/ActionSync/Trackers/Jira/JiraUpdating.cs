using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Writes the fields of a patch and nothing else; labels and fields of others stay.</summary>
internal sealed class JiraUpdating(
    JiraClient client, JiraTrackerOptions options, JiraScreens screens, JiraDrafting drafting, JiraAssignees assignees, JiraReading reading, JiraSnapshots snapshots, JiraClosing closing)
{
    private readonly JiraPriorities _priorities = new(options);

    public async Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken)
    {
        var remarks = new List<string>();
        var state = patch.State ?? (patch.Withdrawn == true && options.CloseWithdrawn ? ItemState.WontDo : null);
        var request = await RequestAsync(patch, state, remarks, cancellationToken);
        var unassigns = patch.Owner is { To: null } && !client.IsCloud;
        var wrote = false;
        try
        {
            if (await WriteAsync(issue, request, remarks, cancellationToken) is { } failed)
                return failed;
            wrote = !IsNothing(request);
            if (unassigns && await UnassignAsync(issue, remarks, alone: !wrote && state is null, cancellationToken) is { } notDone)
                return notDone;
            wrote |= unassigns;
            if (state is { } closed && await closing.CloseAsync(issue, closed, remarks, cancellationToken) is { } refused)
            {
                // What else was written stands, so only a close alone is refused as a whole.
                if (!wrote)
                    return refused;
                remarks.Add(refused.Reason);
            }
            return await AfterAsync(issue, patch, remarks, cancellationToken);
        }
        catch (TrackerException e) when (wrote && !e.PerhapsDone)
        {
            throw e.AfterWrite();
        }
    }

    /// <summary>What the issue shows after the write, and what it was told and does not show.</summary>
    private async Task<ReadOutcome> AfterAsync(IssueRef issue, IssuePatch patch, List<string> remarks, CancellationToken cancellationToken)
    {
        if (await reading.OneAsync(issue.Id, cancellationToken) is not { } now)
            return new ReadOutcome.Gone(await reading.WhyGoneAsync(issue.Number, cancellationToken));
        var shown = await snapshots.OfAsync(now, cancellationToken);
        if (patch.Owner is { To: null } && shown.Owner is { } still && remarks.Count == 0)
            remarks.Add($"Jira left {still} assigned to {issue.Number}, without a word; the project may not allow issues without an assignee.");
        return new ReadOutcome.Found(shown with { Remarks = remarks });
    }

    /// <summary>
    /// Data Center takes an assignee off only through an address of its own:
    /// https://developer.atlassian.com/server/jira/platform/rest/v10000/api-group-issue/#api-api-2-issue-issueidorkey-assignee-put.
    /// </summary>
    private async Task<ReadOutcome?> UnassignAsync(IssueRef issue, List<string> remarks, bool alone, CancellationToken cancellationToken)
    {
        var answer = await client.PutAsync($"/issue/{issue.Id}/assignee", new JsonObject { ["name"] = null }, cancellationToken);
        if (answer.IsSuccess)
            return null;
        if (answer.Status == HttpStatusCode.NotFound)
            return new ReadOutcome.Gone(await reading.WhyGoneAsync(issue.Number, cancellationToken));
        var refusal = $"Jira does not take the assignee off {issue.Number}: {JiraClient.Words(answer)}.";
        if (alone)
            return new ReadOutcome.Refused(refusal);
        remarks.Add(refusal);
        return null;
    }

    /// <summary>Null where all went well, or where the rest of the fields did.</summary>
    private async Task<ReadOutcome?> WriteAsync(IssueRef issue, JsonObject request, List<string> remarks, CancellationToken cancellationToken)
    {
        if (IsNothing(request))
            return null;
        var answer = await client.PutAsync($"/issue/{issue.Id}", request, cancellationToken);
        var words = JiraClient.Words(answer);
        if (answer.Status == HttpStatusCode.BadRequest && answer.ReadOrNull(JiraJson.Default.JiraErrors)?.ByField is { Count: > 0 } errors)
        {
            // Fields that the edit screen lacks, or values it does not take, must not hold the others up.
            screens.Forget();
            assignees.Forget();
            foreach (var (field, text) in errors)
            {
                (request["fields"] as JsonObject)?.Remove(field);
                (request["update"] as JsonObject)?.Remove(field);
                remarks.Add($"Jira does not take {field}: {text}");
            }
            if (IsNothing(request))
                return new ReadOutcome.Refused($"Jira refuses the change of {issue.Number}: {words}.");
            answer = await client.PutAsync($"/issue/{issue.Id}", request, cancellationToken);
        }
        return answer.Status switch
        {
            HttpStatusCode.NotFound => new ReadOutcome.Gone(await reading.WhyGoneAsync(issue.Number, cancellationToken)),
            _ when answer.IsSuccess => null,
            _ => new ReadOutcome.Refused($"Jira refuses the change of {issue.Number}: {JiraClient.Words(answer)}."),
        };
    }

    private async Task<JsonObject> RequestAsync(IssuePatch patch, ItemState? state, List<string> remarks, CancellationToken cancellationToken)
    {
        var (fields, labels) = (new JsonObject(), new JsonArray());
        if (patch.Title is { } title)
            fields["summary"] = JiraDrafting.Summary(title);
        if (patch.Deadline is { } deadline)
            fields["duedate"] = deadline.To is { } to ? drafting.Day(to) : null;
        if (patch.Priority is { } priority)
            await AddPriorityAsync(fields, priority, remarks, cancellationToken);
        if (patch.Owner is { } owner)
            await AddOwnerAsync(fields, owner.To, remarks, cancellationToken);
        if (patch.Withdrawn is { } withdrawn)
            labels.Add(new JsonObject { [withdrawn ? "add" : "remove"] = JiraMarkerLabels.Withdrawn });
        if (state is ItemState.Duplicate)
            labels.Add(new JsonObject { ["add"] = JiraMarkerLabels.Duplicate });
        var request = new JsonObject { ["fields"] = fields };
        if (labels.Count > 0)
            request["update"] = new JsonObject { ["labels"] = labels };
        return request;
    }

    private async Task AddPriorityAsync(JsonObject fields, Priority priority, List<string> remarks, CancellationToken cancellationToken)
    {
        var name = _priorities.NameOf(priority);
        if (name is not null && (await screens.GetAsync(cancellationToken)).Priority(name) is { } allowed)
            fields["priority"] = allowed.ToRequest();
        else
            remarks.Add($"Priority left alone: project {options.Project} offers no \"{name}\" for {priority} (Trackers:{options.Name}:Priorities:{priority}).");
    }

    private async Task AddOwnerAsync(JsonObject fields, string? owner, List<string> remarks, CancellationToken cancellationToken)
    {
        if (owner is null)
        {
            if (client.IsCloud)
                fields["assignee"] = null;
            return;
        }
        // A look-up that fails never clears an assignee.
        var found = await assignees.FindAsync(owner, cancellationToken);
        if (found.Identity is { } identity)
            fields["assignee"] = drafting.User(identity);
        else
            remarks.Add($"Assignee left alone, not {owner}: {found.Why}.");
    }

    private static bool IsNothing(JsonObject request) => request["fields"] is not JsonObject { Count: > 0 } && request["update"] is not JsonObject { Count: > 0 };
}
