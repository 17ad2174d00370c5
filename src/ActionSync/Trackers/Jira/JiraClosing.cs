using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Closes an issue through its workflow: by a transition's id, to a status whose category is done whatever its name, and read again afterwards, since a
/// transition may lead elsewhere.
/// </summary>
internal sealed class JiraClosing(JiraClient client, JiraReading reading, JiraStates states)
{
    /// <summary>Null where the issue is closed, or where a remark says why it is not; a refusal where there is no way.</summary>
    public async Task<ReadOutcome.Refused?> CloseAsync(IssueRef issue, ItemState state, List<string> remarks, CancellationToken cancellationToken)
    {
        if (await reading.OneAsync(issue.Id, cancellationToken) is not { } before || states.IsClosed(before))
            return null;
        var offered = await client.FindAsync($"/issue/{issue.Id}/transitions?expand=transitions.fields", JiraJson.Default.JiraTransitionList, cancellationToken);
        var all = (offered?.Transitions ?? []).Select(t => t.Value).OfType<JiraTransition>().Where(t => t.Id is not null).ToList();
        var closing = all.Where(t => states.Closes(t) == true).ToList();
        if (closing.Count == 0)
            return NoWay(issue, before, all);
        var chosen = closing.Find(t => states.Fits(t, state)) ?? closing[0];
        var answer = await client.PostAsync($"/issue/{issue.Id}/transitions", Request(chosen, state), cancellationToken);
        if (!answer.IsSuccess)
        {
            return answer.Status == HttpStatusCode.NotFound ? null
                : new ReadOutcome.Refused($"Jira refuses the transition \"{chosen.Name}\" of {issue.Number}: {JiraClient.Words(answer)}. Close it by hand.");
        }
        if (await AfterAsync(issue, cancellationToken) is { } after && !states.IsClosed(after))
            remarks.Add($"The transition \"{chosen.Name}\" promised \"{chosen.To.Value?.Name}\" but led to \"{after.Fields.Status.Value?.Name}\", which is not closed. Close {issue.Number} by hand.");
        return null;
    }

    private async Task<JiraIssue?> AfterAsync(IssueRef issue, CancellationToken cancellationToken)
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
    private JsonObject Request(JiraTransition transition, ItemState state)
    {
        var request = new JsonObject { ["transition"] = new JsonObject { ["id"] = transition.Id } };
        if (transition.Fields.Value?.GetValueOrDefault("resolution").Value is { } field && JiraOption.List(field.AllowedValues) is { Count: > 0 } allowed)
        {
            var resolution = allowed.FirstOrDefault(v => states.Fits(v.Words, state)) ?? allowed[0];
            request["fields"] = new JsonObject { ["resolution"] = resolution.ToRequest() };
        }
        return request;
    }
}
