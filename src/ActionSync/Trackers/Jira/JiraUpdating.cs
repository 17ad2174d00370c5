using System.Net;
using System.Text.Json.Nodes;
using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>Writes the fields of a patch and nothing else; labels and fields of others stay.</summary>
internal sealed class JiraUpdating(
    JiraClient client, JiraTrackerOptions options, JiraScreens screens, JiraDrafting drafting, JiraAssignees assignees, JiraReading reading, JiraSnapshots snapshots, JiraClosing closing)
{
    public async Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken)
    {
        var remarks = new List<string>();
        var state = patch.State ?? (patch.Withdrawn == true && options.CloseWithdrawn ? ItemState.WontDo : null);
        var request = await RequestAsync(patch, state, remarks, cancellationToken);
        if (await WriteAsync(issue, request, remarks, cancellationToken) is { } failed)
            return failed;
        if (state is { } closed && await closing.CloseAsync(issue, closed, remarks, cancellationToken) is { } refused)
        {
            // What else was written stands, so only a close alone is refused as a whole.
            if (IsNothing(request))
                return refused;
            remarks.Add(((ReadOutcome.Refused)refused).Reason);
        }
        if (await reading.OneAsync(issue.Id, cancellationToken) is not { } now)
            return new ReadOutcome.Gone(await reading.WhyGoneAsync(issue.Number, cancellationToken));
        return new ReadOutcome.Found(await snapshots.OfAsync(now, cancellationToken) with { Remarks = remarks });
    }

    /// <summary>Null where all went well, or where the rest of the fields did.</summary>
    private async Task<ReadOutcome?> WriteAsync(IssueRef issue, JsonObject request, List<string> remarks, CancellationToken cancellationToken)
    {
        if (IsNothing(request))
            return null;
        var answer = await client.PutAsync($"/issue/{issue.Id}", request, cancellationToken);
        var words = JiraClient.Words(answer);
        if (answer.Status == HttpStatusCode.BadRequest && answer.ReadOrNull(JiraJson.Default.JiraErrors)?.Errors is { Count: > 0 } errors)
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
            fields["duedate"] = deadline.To is { } to ? JiraDrafting.Day(to.Day) : null;
        if (patch.Priority is { } priority)
            await AddPriorityAsync(fields, priority, remarks, cancellationToken);
        if (patch.Owner is { } owner)
            await AddOwnerAsync(fields, owner.To, remarks, cancellationToken);
        if (patch.Withdrawn is { } withdrawn)
            labels.Add(new JsonObject { [withdrawn ? "add" : "remove"] = JiraMarks.Withdrawn });
        if (state is ItemState.Duplicate)
            labels.Add(new JsonObject { ["add"] = JiraMarks.Duplicate });
        var request = new JsonObject { ["fields"] = fields };
        if (labels.Count > 0)
            request["update"] = new JsonObject { ["labels"] = labels };
        return request;
    }

    private async Task AddPriorityAsync(JsonObject fields, Priority priority, List<string> remarks, CancellationToken cancellationToken)
    {
        var name = options.Priorities.GetValueOrDefault(priority.ToString());
        if (name is not null && (await screens.GetAsync(cancellationToken)).Priority(name) is { } allowed)
            fields["priority"] = new JsonObject { ["id"] = allowed.Id };
        else
            remarks.Add($"Priority left alone: project {options.Project} offers no \"{name}\" for {priority} (Trackers:{options.Name}:Priorities:{priority}).");
    }

    private async Task AddOwnerAsync(JsonObject fields, string? owner, List<string> remarks, CancellationToken cancellationToken)
    {
        if (owner is null)
        {
            fields["assignee"] = client.IsCloud ? null : drafting.User("");
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
