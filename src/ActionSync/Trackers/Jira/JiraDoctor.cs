using System.Text.Json;
using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>Checks everything that creating, following and closing issues needs, and says what to do.</summary>
internal sealed class JiraDoctor(
    JiraClient client, JiraHome home, JiraForm form, JiraAssignees assignees, JiraStates states, JiraSearch search, JiraSnapshots snapshots)
{
    private const string TransitionPermission = "TRANSITION_ISSUES";
    private const int MostUnread = 5;

    private static readonly (string Key, string Name)[] Permissions =
    [
        ("BROWSE_PROJECTS", "Browse Projects"), ("CREATE_ISSUES", "Create Issues"), ("EDIT_ISSUES", "Edit Issues"), ("ADD_COMMENTS", "Add Comments"),
        ("ASSIGN_ISSUES", "Assign Issues"), (TransitionPermission, "Transition Issues"),
    ];

    private readonly JiraOptions _options = client.Options;

    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        try
        {
            await CheckTokenAsync(findings, cancellationToken);
            if (await CheckProjectAsync(findings, cancellationToken))
                await CheckScreenAsync(findings, await form.ScreenAsync(cancellationToken), cancellationToken);
        }
        catch (TrackerException e)
        {
            findings.Add(new Finding(false, Subject(e.Fault), e.Message, Advice(e.Fault)));
        }
        return findings;
    }

    private async Task CheckTokenAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        var me = await home.MeAsync(cancellationToken);
        var site = await home.SiteAsync(cancellationToken);
        findings.Add(new Finding(true, "token", $"{site} knows us as {me.DisplayName ?? me.Identity}."));
    }

    private async Task<bool> CheckProjectAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        var project = await home.RequireAsync(cancellationToken);
        if (project.Archived.Value)
        {
            findings.Add(new Finding(
                false, "project", $"{_options.Project} ({project.Name}) is archived.", "Restore it in Jira, or route its items to another tracker."));
            return false;
        }
        findings.Add(new Finding(true, "project", $"{_options.Project} ({project.Name}) is there."));
        var call = client.Api.MyPermissionsAsync(_options.Project, Permissions.Select(p => p.Key), cancellationToken);
        var granted = (await call.ReadAsync(JiraJson.Default.JiraPermissions)).Permissions!;
        var lacking = Permissions.Where(p => granted.GetValueOrDefault(p.Key).Value?.HavePermission.Value != true).ToList();
        findings.Add(lacking.Count == 0
            ? new Finding(true, "permissions", "All that are needed are there.")
            : new Finding(false, "permissions", $"The account lacks: {string.Join(", ", lacking.Select(p => p.Name))}.",
                $"Give its role these permissions in project {_options.Project}{(lacking.Exists(p => p.Key == TransitionPermission) ? "; without Transition Issues nothing can be closed" : "")}."));
        return true;
    }

    private async Task CheckScreenAsync(List<Finding> findings, JiraScreen screen, CancellationToken cancellationToken)
    {
        findings.Add(new Finding(true, "issue type", $"{screen} has a create screen of {screen.Fields.Count} fields."));
        CheckOurFields(findings, screen);
        CheckRequired(findings, screen);
        CheckConfigured(findings, screen);
        CheckPriorities(findings, screen);
        await CheckResolutionsAsync(findings, cancellationToken);
        await CheckIssuesAsync(findings, screen, cancellationToken);
        foreach (var person in assignees.Mapped)
        {
            var found = await assignees.FindAsync(person, cancellationToken);
            findings.Add(found.Identity is not null
                ? new Finding(true, "assignee", $"{person} can be assigned issues.")
                : new Finding(false, "assignee", $"{found.Why?.TrimEnd('.')}.",
                    $"Correct People:{person}:Jira, or give the person the Assignable User permission. Until then issues are made unassigned."));
        }
    }

    private static void CheckOurFields(List<Finding> findings, JiraScreen screen)
    {
        if (!screen.Has("labels"))
            findings.Add(new Finding(true, "labels",
                "Labels are not on the create screen: issues are found by their creator and a hidden property instead, which costs more requests.",
                "Add Labels to the create screen if you can."));
        foreach (var (id, name) in new[] { ("duedate", "Due date"), ("assignee", "Assignee"), ("description", "Description") })
        {
            if (!screen.Has(id))
                findings.Add(new Finding(true, name.ToLowerInvariant(), $"{name} is not on the create screen, so new issues come without.",
                    $"Add {name} to the create screen if you can."));
        }
    }

    private void CheckRequired(List<Finding> findings, JiraScreen screen)
    {
        // What we always fill in ourselves does not have to be configured; a deadline, owner or priority may be missing from an item.
        bool IsGiven(string id) => id is "description" or "labels" or "priority" || Configured(screen).Any(c => c.Field.FieldId == id);
        foreach (var field in screen.Missing(IsGiven))
        {
            findings.Add(field.FieldId is "duedate" or "assignee"
                ? new Finding(true, "required field", $"The project requires \"{field.Name}\": items without one stay pending.",
                    $"Set {form.Setting(field)} to a value for those.")
                : new Finding(
                    false, "required field", $"{Sentence(form.Missing(field))}.", $"Set {form.Setting(field)}; until then no issue can be made here."));
        }
    }

    private void CheckConfigured(List<Finding> findings, JiraScreen screen)
    {
        foreach (var name in _options.Fields.Keys.Where(n => screen.Find(n) is null))
            findings.Add(new Finding(false, "configured field", $"Trackers:{_options.Name}:Fields:{name} is on no create screen of {screen}.",
                "Correct the field's id or name, or remove it."));
        foreach (var (name, field, value) in Configured(screen))
        {
            if (JiraFieldValue.Of(field, value, client.IsCloud).Wrong is { } wrong)
                findings.Add(new Finding(false, "configured field", $"Trackers:{_options.Name}:Fields:{name}: {wrong}.", "Set it to a value that is allowed."));
        }
    }

    private void CheckPriorities(List<Finding> findings, JiraScreen screen)
    {
        if (screen.Find("priority") is not { } field)
        {
            findings.Add(new Finding(true, "priorities", "Priority is not on the create screen, so it stands only in the description."));
            return;
        }
        var unknown = new JiraPriorities(_options).Mapped.Where(p => screen.Priority(p.Theirs) is null).ToList();
        if (unknown.Count == 0)
            findings.Add(new Finding(true, "priorities", "All that are mapped are allowed."));
        foreach (var (ours, theirs) in unknown)
        {
            findings.Add(new Finding(false, "priorities", $"{ours} is mapped to \"{theirs}\", which project {_options.Project} does not have.",
                $"Set Trackers:{_options.Name}:Priorities:{ours} to one of {JiraFieldValue.Allowed(field)}."));
        }
    }

    /// <summary>Reads issues back, since all else can be right and an issue unreadable all the same.</summary>
    private async Task CheckIssuesAsync(List<Finding> findings, JiraScreen screen, CancellationToken cancellationToken)
    {
        var found = await search.NewestAsync(JiraPoll.Scope(_options, screen.Has("labels")), cancellationToken);
        var issues = await snapshots.OfAsync(found.Issues, cancellationToken);
        var unread = found.Unread.Select(u => u.Why).Concat(issues.SelectMany(i => i.Unread).Select(u => u.Why)).ToList();
        if (found.Count == 0)
            findings.Add(new Finding(true, "issues", "None of ours is there yet, so that reading one back is not proved."));
        else if (unread.Count == 0)
            findings.Add(new Finding(true, "issues", $"The newest {found.Count} of ours can be read: title, assignee, priority, due date and state."));
        foreach (var why in unread.Take(MostUnread))
            findings.Add(new Finding(false, "issues", why, "Until then what was last known of it stands."));
        if (unread.Count > MostUnread)
            findings.Add(new Finding(false, "issues", $"{unread.Count - MostUnread} more members of issues cannot be read.", "Mend those above first."));
    }

    /// <summary>Those of the site that neither a word nor the mapping covers, so that work that was given up is not counted as done.</summary>
    private async Task CheckResolutionsAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> all;
        try
        {
            all = [.. (await client.Api.ResolutionsAsync(cancellationToken).ReadAsync(JiraJson.Default.IReadOnlyListJsonMemberJiraNamed))
                .Select(r => r.Value?.Name).OfType<string>()];
        }
        catch (TrackerException e) when (e.Fault is TrackerFault.Forbidden or TrackerFault.NotFound)
        {
            findings.Add(new Finding(true, "resolutions", $"The site does not list them, so it is not known whether all are understood. {e.Message}"));
            return;
        }
        var unknown = all.Where(name => !states.Knows(name)).ToList();
        findings.Add(unknown.Count == 0
            ? new Finding(true, "resolutions", $"All {all.Count} of the site are understood.")
            : new Finding(true, "resolutions",
                $"Not understood, so they count as done: {string.Join(", ", unknown.Select(name => $"\"{JiraStates.Named(name)}\""))}.",
                states.ResolutionAdvice(unknown[0])));
    }

    private IEnumerable<(string Name, JiraScreenField Field, JsonElement Value)> Configured(JiraScreen screen) =>
        _options.Fields.Select(f => (f.Key, Field: screen.Find(f.Key), f.Value)).Where(f => f.Field is not null).Select(f => (f.Key, f.Field!, f.Value));

    private static string Subject(TrackerFault fault) => fault switch
    {
        TrackerFault.Unauthorised => "token",
        TrackerFault.Forbidden => "permissions",
        TrackerFault.NotFound => "project",
        TrackerFault.Limited => "limit",
        _ => "connection",
    };

    private string? Advice(TrackerFault fault) => fault switch
    {
        TrackerFault.Unauthorised when client.IsCloud => $"Cloud wants Email and an API token of the same account; a scoped token works only with BaseUrl https://api.atlassian.com/ex/jira/<cloudId>. Set Trackers:{_options.Name}:Token.",
        TrackerFault.Unauthorised => $"Data Center wants a personal access token. Set Trackers:{_options.Name}:Token.",
        TrackerFault.Unavailable => $"Check Trackers:{_options.Name}:BaseUrl and Deployment, and that the server can be reached from here.",
        _ => null,
    };

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
