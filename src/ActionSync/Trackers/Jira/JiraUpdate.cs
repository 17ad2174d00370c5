using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>Writes the fields of a patch and nothing else; labels and fields of others stay.</summary>
internal sealed class JiraUpdate(JiraClient client, JiraForm form, JiraReading reading, JiraSnapshots snapshots, JiraStates states)
{
    private readonly JiraOptions _options = client.Options;
    private readonly JiraPriorities _priorities = new(client.Options);

    public async Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken)
    {
        var remarks = new List<string>();
        var state = patch.State ?? (patch.Withdrawn == true && _options.CloseWithdrawn ? ItemState.WontDo : null);
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
            if (state is { } closed && await CloseAsync(issue, closed, remarks, cancellationToken) is { } refused)
            {
                // What else was written stands; what the document asks to be closed is told until it is. A withdrawn item is flagged by now.
                if (patch.State is not null || !wrote)
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

    /// <summary>Data Center takes an assignee off only through an address of its own.</summary>
    private async Task<ReadOutcome?> UnassignAsync(IssueRef issue, List<string> remarks, bool alone, CancellationToken cancellationToken)
    {
        var answer = await client.Api.AssignIssueAsync(issue.Id, new JsonObject { ["name"] = null }, cancellationToken).AnswerAsync();
        if (answer.IsSuccess)
            return null;
        if (answer.Status == HttpStatusCode.NotFound)
            return new ReadOutcome.Gone(await reading.WhyGoneAsync(issue.Number, cancellationToken));
        var refusal = $"Jira does not take the assignee off {issue.Number}: {JiraAnswers.Words(answer)}.";
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
        var answer = await client.Api.EditIssueAsync(issue.Id, request, cancellationToken).AnswerAsync();
        var words = JiraAnswers.Words(answer);
        if (answer.Status == HttpStatusCode.BadRequest && answer.ReadOrNull(JiraJson.Default.JiraErrors)?.ByField is { Count: > 0 } errors)
        {
            // Fields that the edit screen lacks, or values it does not take, must not hold the others up.
            form.Forget();
            foreach (var (field, text) in errors)
            {
                (request["fields"] as JsonObject)?.Remove(field);
                (request["update"] as JsonObject)?.Remove(field);
                remarks.Add($"Jira does not take {field}: {text}");
            }
            if (IsNothing(request))
                return new ReadOutcome.Refused($"Jira refuses the change of {issue.Number}: {words}.");
            answer = await client.Api.EditIssueAsync(issue.Id, request, cancellationToken).AnswerAsync();
        }
        return answer.Status switch
        {
            HttpStatusCode.NotFound => new ReadOutcome.Gone(await reading.WhyGoneAsync(issue.Number, cancellationToken)),
            _ when answer.IsSuccess => null,
            _ => new ReadOutcome.Refused($"Jira refuses the change of {issue.Number}: {JiraAnswers.Words(answer)}."),
        };
    }

    private async Task<JsonObject> RequestAsync(IssuePatch patch, ItemState? state, List<string> remarks, CancellationToken cancellationToken)
    {
        var (fields, labels) = (new JsonObject(), new JsonArray());
        if (patch.Title is { } title)
            fields["summary"] = JiraForm.Summary(title);
        if (patch.Deadline is { } deadline)
            fields["duedate"] = deadline.To is { } to ? form.Day(to) : null;
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
        if (name is not null && (await form.ScreenAsync(cancellationToken)).Priority(name) is { } allowed)
            fields["priority"] = allowed.ToRequest();
        else
            remarks.Add(
                $"Priority left alone: project {_options.Project} offers no \"{name}\" for {priority} (Trackers:{_options.Name}:Priorities:{priority}).");
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
        var found = await form.AssigneeAsync(owner, cancellationToken);
        if (found.IsUnread)
            throw new TrackerException(TrackerFault.Unavailable, $"{found.Why}. It is asked again in the next pass.") { OfOneIssue = true };
        if (found.Identity is { } identity)
            fields["assignee"] = form.User(identity);
        else
            remarks.Add($"Assignee left alone, not {owner}: {found.Why}.");
    }

    /// <summary>
    /// Closes the issue through its workflow: by a transition's id, to a status whose category is done whatever its name, and read again afterwards, since a
    /// transition may lead elsewhere. Null where the issue is closed, or where a remark says why it is not; a refusal where there is no way.
    /// </summary>
    private async Task<ReadOutcome.Refused?> CloseAsync(IssueRef issue, ItemState state, List<string> remarks, CancellationToken cancellationToken)
    {
        var before = await reading.OneAsync(issue.Id, cancellationToken) ?? throw NotShown(issue);
        if (states.IsClosed(before))
            return null;
        var offered = await client.Api.TransitionsAsync(issue.Id, cancellationToken).FindAsync(JiraJson.Default.JiraTransitionList) ?? throw NotShown(issue);
        var all = (offered.Transitions ?? []).Select(t => t.Value).OfType<JiraTransition>().Where(t => t.Id is not null).ToList();
        var closing = all.Where(t => states.Closes(t) == true).ToList();
        if (closing.Count == 0)
            return NoWay(issue, before, all);
        var chosen = closing.Find(t => states.Fits(t, state)) ?? closing[0];
        var answer = await client.Api.TransitionIssueAsync(issue.Id, TransitionRequest(chosen, state), cancellationToken).AnswerAsync();
        if (!answer.IsSuccess)
        {
            return answer.Status == HttpStatusCode.NotFound ? throw NotShown(issue)
                : new ReadOutcome.Refused($"Jira refuses the transition \"{chosen.Name}\" of {issue.Number}: {JiraAnswers.Words(answer)}. Close it by hand.");
        }
        if (await AfterTransitionAsync(issue, cancellationToken) is { } after && !states.IsClosed(after))
            remarks.Add($"The transition \"{chosen.Name}\" promised \"{chosen.To.Value?.Name}\" but led to \"{after.Fields.Status.Value?.Name}\", which is not closed. Close {issue.Number} by hand.");
        return null;
    }

    /// <summary>It was there a moment ago. Whether it is gone, the next pass says; until then it is not taken for closed.</summary>
    private static TrackerException NotShown(IssueRef issue) =>
        new(TrackerFault.Unavailable, $"Jira does not show {issue.Number} any more, so it was not closed. It is looked at again in the next pass.")
        {
            OfOneIssue = true
        };

    private async Task<JiraIssue?> AfterTransitionAsync(IssueRef issue, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.OneAsync(issue.Id, cancellationToken);
        }
        catch (TrackerException e) when (!e.PerhapsDone)
        {
            throw e.AfterWrite();
        }
    }

    private ReadOutcome.Refused NoWay(IssueRef issue, JiraIssue before, List<JiraTransition> all)
    {
        var hidden = all.Where(t => states.Closes(t) is null).Select(t => $"\"{t.Name}\"").ToList();
        return new ReadOutcome.Refused(hidden.Count > 0
            ? $"{issue.Number} cannot be closed: Jira does not show where the transitions {string.Join(", ", hidden)} lead (to.statusCategory.key). Close it by hand, or name their statuses in Statuses of this tracker."
            : $"{issue.Number} cannot be closed: from \"{before.Fields.Status.Value?.Name}\" this account has no transition to a closed status. Close it by hand, or allow the account a transition.");
    }

    /// <summary>Of the transition's screen only the resolution is looked at.</summary>
    private JsonObject TransitionRequest(JiraTransition transition, ItemState state)
    {
        var request = new JsonObject { ["transition"] = new JsonObject { ["id"] = transition.Id } };
        if (transition.Fields.Value?.GetValueOrDefault("resolution").Value is { } field && JiraOption.List(field.AllowedValues) is { Count: > 0 } allowed)
        {
            var resolution = allowed.FirstOrDefault(v => states.Fits(v.Words, state)) ?? allowed[0];
            request["fields"] = new JsonObject { ["resolution"] = resolution.ToRequest() };
        }
        return request;
    }

    private static bool IsNothing(JsonObject request) =>
        request["fields"] is not JsonObject { Count: > 0 } && request["update"] is not JsonObject { Count: > 0 };
}
