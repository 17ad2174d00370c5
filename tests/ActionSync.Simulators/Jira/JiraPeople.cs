using System.Collections.Immutable;

namespace ActionSync.Simulators.Jira;

/// <summary>What people do in Jira's own pages, for tests.</summary>
public sealed class JiraPeople(JiraBook book)
{
    /// <summary>Who acts, unless told otherwise.</summary>
    public JiraUser Somebody { get; set; } = new("5b-somebody", "somebody", "Some Body", "somebody@company.com");

    public JiraIssue Edit(string key, Func<JiraIssue, JiraIssue> edit, JiraUser? by = null) =>
        book.Change(key, issue => Traced(issue, edit(issue), by ?? Somebody, book.Now));

    public JiraIssue Assign(string key, JiraUser? to) => Edit(key, i => i with { Assignee = to });

    /// <summary>Moves the issue through its workflow by the category it should end in.</summary>
    public JiraIssue Transition(string key, string category, string? resolution = null)
    {
        var status = book.Project(book[key].Project)!.Workflow.Statuses.First(s => s.Category == category);
        return Edit(key, i => Entered(i, status, category == "done" ? resolution ?? "Done" : null, book.Now));
    }

    /// <summary>Moves the issue to the status of this name.</summary>
    public JiraIssue Enter(string key, string statusName, string? resolution = null)
    {
        var status = book.Project(book[key].Project)!.Workflow.Statuses.First(s => s.Name == statusName);
        return Edit(key, i => Entered(i, status, resolution, book.Now));
    }

    /// <summary>Moves the issue to another project: a new key, the same id, and the old key still answers.</summary>
    public JiraIssue Move(string key, string toProject)
    {
        var project = book.Project(toProject) ?? throw new ArgumentException($"No project {toProject}.", nameof(toProject));
        return Edit(key, i => i with { Project = project.Key, Key = book.NextKey(project) });
    }

    public void Delete(string key) => book.Delete(key);

    /// <summary>Jira's Clone: labels, properties and fields are copied, the creator is who clicked.</summary>
    public JiraIssue Clone(string key, JiraUser? by = null)
    {
        var original = book[key];
        var project = book.Project(original.Project)!;
        return book.Add(project, (id, newKey) => original with
        {
            Id = id,
            Key = newKey,
            Summary = $"CLONE - {original.Summary}",
            Creator = by ?? Somebody,
            Status = project.Workflow.First,
            Resolution = null,
            ResolutionDate = null,
            Created = book.Now,
            Updated = book.Now,
            Comments = [],
            History = [],
        });
    }

    /// <summary>An issue that has nothing to do with us.</summary>
    public JiraIssue Write(string project, string summary) => book.Add(book.Project(project)!, (id, key) => new JiraIssue
    {
        Id = id,
        Key = key,
        Project = project,
        IssueType = "Task",
        Summary = summary,
        Status = book.Project(project)!.Workflow.First,
        Creator = Somebody,
        Created = book.Now,
        Updated = book.Now,
    });

    internal static JiraIssue Entered(JiraIssue issue, JiraStatus status, string? resolution, DateTimeOffset now) =>
        issue with { Status = status, Resolution = resolution, ResolutionDate = resolution is null ? null : now };

    internal static JiraIssue Traced(JiraIssue before, JiraIssue after, JiraUser by, DateTimeOffset now)
    {
        var changes = ImmutableList.CreateBuilder<JiraHistory>();
        void Note(string field, string? from, string? to)
        {
            if (from != to)
                changes.Add(new(by, now, field, from, to));
        }
        Note("summary", before.Summary, after.Summary);
        Note("status", before.Status.Name, after.Status.Name);
        Note("priority", before.Priority, after.Priority);
        Note("duedate", before.DueDate, after.DueDate);
        Note("assignee", before.Assignee?.DisplayName, after.Assignee?.DisplayName);
        Note("labels", string.Join(' ', before.Labels), string.Join(' ', after.Labels));
        Note("Key", before.Key, after.Key);
        return after with { History = before.History.AddRange(changes) };
    }
}
