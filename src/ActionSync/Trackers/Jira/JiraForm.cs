using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.Jira;

/// <summary>A draft as Jira wants it, or why Jira would not take it.</summary>
/// <param name="Remarks">What the project's screen or people could not take, as sentences for history.</param>
/// <param name="Preview">The same for people.</param>
internal sealed record JiraDraft(IssueDraft Draft, JsonObject? Request, IReadOnlyList<string> Remarks, string? Refusal, CreatePreview Preview);

/// <summary>Fits a draft to the create screen: only fields that are there, only values that are allowed, and everything that is required.</summary>
internal sealed class JiraForm(JiraClient client, JiraScreens screens, JiraAssignees assignees, TimeZoneInfo zone)
{
    private const int SummaryLimit = 255;

    private readonly JiraOptions _options = client.Options;
    private readonly JiraPriorities _priorities = new(client.Options);

    public Task<JiraScreen> ScreenAsync(CancellationToken cancellationToken) => screens.GetAsync(cancellationToken);

    public Task<Assignee> AssigneeAsync(string owner, CancellationToken cancellationToken) => assignees.FindAsync(owner, cancellationToken);

    /// <summary>The screen lacks what is needed: perhaps somebody adds it.</summary>
    public void ForgetScreen() => screens.Forget();

    /// <summary>Jira refused what was known of the project and its people, so that it no longer holds.</summary>
    public void Forget()
    {
        screens.Forget();
        assignees.Forget();
    }

    public async Task<JiraDraft> FitAsync(IssueDraft draft, JiraScreen screen, CancellationToken cancellationToken)
    {
        var remarks = new JiraRemarks();
        var fields = new JsonObject
        {
            ["project"] = new JsonObject { ["key"] = _options.Project },
            ["issuetype"] = new JsonObject { ["id"] = screen.IssueType.Id },
            ["summary"] = Summary(draft.Title),
        };
        var priority = AddPriority(fields, draft, screen, remarks);
        AddDeadline(fields, draft, screen, remarks);
        var labels = AddLabels(fields, draft, screen, remarks);
        var assignee = await AddAssigneeAsync(fields, draft, screen, remarks, cancellationToken);
        var wrong = AddConfigured(fields, screen);
        if (screen.Has("description"))
            fields["description"] = JiraBody.Of(draft, remarks.ForReader, zone);
        wrong.AddRange(screen.Missing(f => fields.ContainsKey(f)).Select(Missing));
        var refusal = wrong.Count > 0 ? $"{screen} does not take this issue yet: {string.Join("; ", wrong)}." : null;
        var preview = new CreatePreview
        {
            Title = Summary(draft.Title),
            Assignee = assignee?.Identity,
            AssigneeName = assignee?.Name,
            WhyUnassigned = assignee?.Why,
            Priority = priority,
            Deadline = draft.Deadline,
            DeadlineIn = fields.ContainsKey("duedate") ? screen.Find("duedate")!.Name : null,
            Labels = labels,
            Remarks = remarks.ForOperator,
            Refusal = refusal,
        };
        return new JiraDraft(draft, refusal is null ? Request(draft, fields) : null, remarks.ForOperator, refusal, preview);
    }

    private JsonObject Request(IssueDraft draft, JsonObject fields)
    {
        var mark = new JsonObject { ["marker"] = draft.Marker, ["key"] = draft.Key, ["project"] = _options.Project, ["sent"] = client.Clock.GetUtcNow() };
        var properties = new JsonArray(new JsonObject { ["key"] = JiraMarkerLabels.Property, ["value"] = mark });
        return new JsonObject { ["fields"] = fields, ["properties"] = properties };
    }

    /// <summary>A title as Jira takes it: one line, 255 characters.</summary>
    public static string Summary(string title) => PlainText.Line(title, SummaryLimit);

    /// <summary>What is missing, and the key to set.</summary>
    public string Missing(JiraScreenField field)
    {
        var allowed = JiraFieldValue.Allowed(field);
        return $"the project requires \"{field.Name}\", for which there is no value; set {Setting(field)}{(allowed.Length > 0 ? $" to one of {allowed}" : "")}";
    }

    public string Setting(JiraScreenField field) => $"Trackers:{_options.Name}:Fields:{field.FieldId}";

    /// <returns>Jira's own word for the priority; null where the issue gets none from us.</returns>
    private string? AddPriority(JsonObject fields, IssueDraft draft, JiraScreen screen, JiraRemarks remarks)
    {
        var name = _priorities.NameOf(draft.Priority);
        if (name is not null && screen.Priority(name) is { } priority)
        {
            fields["priority"] = priority.ToRequest();
            return priority.Words;
        }
        if (!screen.Has("priority"))
            remarks.Add($"Priority is not on the create screen of {screen}, so {draft.Priority} stands only in the description.");
        else
        {
            remarks.Add(
                $"Project {_options.Project} has no priority \"{name}\" for {draft.Priority} (Trackers:{_options.Name}:Priorities:{draft.Priority}), so the issue has Jira's default.",
                $"Project {_options.Project} has no priority \"{name}\" for {draft.Priority}, so the issue has Jira's default.");
        }
        return null;
    }

    private void AddDeadline(JsonObject fields, IssueDraft draft, JiraScreen screen, JiraRemarks remarks)
    {
        if (draft.Deadline is not { } deadline)
            return;
        if (screen.Has("duedate"))
            fields["duedate"] = Day(deadline);
        else
            remarks.Add($"Due date is not on the create screen of {screen}, so the deadline {deadline.ToText(zone)} stands only in the description.");
    }

    /// <summary>A due date is a day: the deadline's in the zone that reminders go by.</summary>
    public string Day(Deadline deadline) => Deadline.On(deadline.DayIn(zone)).ToWord();

    private IReadOnlyList<string> AddLabels(JsonObject fields, IssueDraft draft, JiraScreen screen, JiraRemarks remarks)
    {
        if (!screen.Has("labels"))
        {
            remarks.Add($"Labels are not on the create screen of {screen}: the issue carries its mark only as a property, which people cannot see.");
            return [];
        }
        var labels = _options.Labels.Select(JiraMarkerLabels.Label).Where(l => l.Length > 0).Prepend(JiraMarkerLabels.MarkerLabel(draft.Marker))
            .Prepend(JiraMarkerLabels.Ours).Distinct().ToList();
        fields["labels"] = new JsonArray([.. labels.Select(l => (JsonNode)l)]);
        return labels;
    }

    /// <returns>Who is assigned, or why nobody is; null where nobody owns the item.</returns>
    private async Task<Assignee?> AddAssigneeAsync(
        JsonObject fields, IssueDraft draft, JiraScreen screen, JiraRemarks remarks, CancellationToken cancellationToken)
    {
        if (draft.Owner is not { } owner)
            return null;
        if (!screen.Has("assignee"))
        {
            remarks.Add($"Assignee is not on the create screen of {screen}, so the owner {owner} stands only in the description.");
            return new Assignee(null, $"the create screen of {screen} has no assignee");
        }
        var assignee = await assignees.FindAsync(owner, cancellationToken);
        if (assignee.Identity is { } identity)
            fields["assignee"] = User(identity);
        else
            remarks.Add($"Not assigned to {owner}: {assignee.Why}.", $"Nobody is assigned. The owner in the postmortem is {owner}, {assignee.ForReader}.");
        return assignee;
    }

    public JsonObject User(string identity) => new() { [client.IsCloud ? "id" : "name"] = identity };

    private List<string> AddConfigured(JsonObject fields, JiraScreen screen)
    {
        var wrong = new List<string>();
        foreach (var (name, configured) in _options.Fields)
        {
            // What is on no screen is doctor's matter: it keeps no issue from being made.
            if (screen.Find(name) is not { } field || fields.ContainsKey(field.FieldId))
                continue;
            var (value, why) = JiraFieldValue.Of(field, configured, client.IsCloud);
            if (why is not null)
                wrong.Add($"Trackers:{_options.Name}:Fields:{name}: {why}");
            else
                fields[field.FieldId] = value;
        }
        return wrong;
    }
}
