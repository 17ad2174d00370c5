using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Closes an issue through its workflow: by a transition's id, to a status whose category is done whatever its name, and read again afterwards, since a
/// transition may lead elsewhere.
/// </summary>
internal sealed class JiraClosing(JiraClient client, JiraReading reading)
{
    /// <summary>Null where the issue is closed, or where a remark says why it is not; a refusal where there is no way.</summary>
    public async Task<ReadOutcome.Refused?> CloseAsync(IssueRef issue, ItemState state, List<string> remarks, CancellationToken cancellationToken)
    {
        if (await reading.OneAsync(issue.Id, cancellationToken) is not { Fields: { } before } || JiraStates.IsClosed(before))
            return null;
        var offered = await client.FindAsync($"/issue/{issue.Id}/transitions?expand=transitions.fields", JiraJson.Default.JiraTransitionList, cancellationToken);
        var closing = (offered?.Transitions ?? []).Where(t => t.To?.StatusCategory?.Key == JiraStates.DoneCategory).ToList();
        if (closing.Count == 0)
            return new ReadOutcome.Refused($"{issue.Number} cannot be closed: from \"{before.Status?.Name}\" this account has no transition to a closed status. Close it by hand, or allow the account a transition.");
        var chosen = closing.Find(t => JiraStates.Fits($"{t.Name} {t.To?.Name}", state)) ?? closing[0];
        var answer = await client.PostAsync($"/issue/{issue.Id}/transitions", Request(chosen, state), cancellationToken);
        if (!answer.IsSuccess)
        {
            return answer.Status == HttpStatusCode.NotFound ? null
                : new ReadOutcome.Refused($"Jira refuses the transition \"{chosen.Name}\" of {issue.Number}: {JiraClient.Words(answer)}. Close it by hand.");
        }
        if ((await reading.OneAsync(issue.Id, cancellationToken))?.Fields is { } after && !JiraStates.IsClosed(after))
            remarks.Add($"The transition \"{chosen.Name}\" promised \"{chosen.To?.Name}\" but led to \"{after.Status?.Name}\", which is not closed. Close {issue.Number} by hand.");
        return null;
    }

    private static JsonObject Request(JiraTransition transition, ItemState state)
    {
        var request = new JsonObject { ["transition"] = new JsonObject { ["id"] = transition.Id } };
        if (transition.Fields?.GetValueOrDefault("resolution") is { AllowedValues: { Count: > 0 } allowed })
        {
            var resolution = allowed.FirstOrDefault(v => JiraStates.Fits(v.Words, state)) ?? allowed[0];
            request["fields"] = new JsonObject { ["resolution"] = new JsonObject { ["id"] = resolution.Id } };
        }
        return request;
    }
}
